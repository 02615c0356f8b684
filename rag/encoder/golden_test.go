package encoder

import (
	"context"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"slices"
	"sync"
	"testing"
)

// The tolerances to which testdata/golden.json has to be reproduced.
const (
	leastCosine = 0.9995
	mostLogit   = 0.05
)

// golden holds token ids, vectors and judgements computed from the model files
// in float32.
type golden struct {
	Tokens []struct {
		Text string
		IDs  []int32
	}
	Embeddings []struct {
		Prefix, Text string
		Vector       []float32
	}
	Judge []struct {
		Question, Context, Sentence string
		IDs                         []int32
		Range                       [2]int    `json:"sentence_range"`
		Answers                     float32   `json:"answers_logit"`
		Supports                    float32   `json:"supports_logit"`
		Start                       []float32 `json:"span_start_logits"`
		End                         []float32 `json:"span_end_logits"`
	}
}

var readGolden = sync.OnceValues(func() (*golden, error) {
	b, err := os.ReadFile("testdata/golden.json")
	if err != nil {
		return nil, err
	}
	g := new(golden)
	return g, json.Unmarshal(b, g)
})

var builtin = sync.OnceValues(Builtin)

func loadGolden(t testing.TB) (*Model, *golden) {
	t.Helper()
	m, err := builtin()
	if err != nil {
		t.Fatal(err)
	}
	g, err := readGolden()
	if err != nil {
		t.Fatal(err)
	}
	return m, g
}

// everyKernel runs f with a copy of the built-in model on each kernel that this
// processor can run.
func everyKernel(t *testing.T, f func(t *testing.T, m *Model)) {
	m, _ := loadGolden(t)
	for _, k := range kernels {
		t.Run(k.name(), func(t *testing.T) {
			m := *m
			m.kernel = k
			f(t, &m)
		})
	}
}

func TestGoldenTokens(t *testing.T) {
	m, g := loadGolden(t)
	for _, want := range g.Tokens {
		got := make([]int32, 0)
		for _, token := range m.Tokenize(want.Text) {
			got = append(got, token.ID)
		}
		if !slices.Equal(got, want.IDs) {
			t.Errorf("Tokenize(%q) = %v, want %v", want.Text, got, want.IDs)
		}
		if n := m.Tokens(want.Text); n != len(want.IDs) {
			t.Errorf("Tokens(%q) = %d, want %d", want.Text, n, len(want.IDs))
		}
	}
}

func TestGoldenEmbeddings(t *testing.T) {
	_, g := loadGolden(t)
	everyKernel(t, func(t *testing.T, m *Model) {
		worst := 1.0
		for kind, prefix := range []string{Query: "query: ", Passage: "passage: "} {
			var texts []string
			var want [][]float32
			for _, e := range g.Embeddings {
				if e.Prefix == prefix {
					texts, want = append(texts, e.Text), append(want, e.Vector)
				}
			}
			got, err := m.Embed(t.Context(), Kind(kind), texts)
			if err != nil {
				t.Fatal(err)
			}
			for i, v := range got {
				c := cosine(v, want[i])
				worst = min(worst, c)
				if c < leastCosine || len(v) != m.Dim() {
					t.Errorf("Embed(%q): cosine %.6f with the golden vector, want %v", texts[i], c, leastCosine)
				}
			}
		}
		t.Logf("lowest cosine %.7f", worst)
	})
}

func cosine(a, b []float32) float64 {
	var ab, aa, bb float64
	for i, x := range a {
		y := b[i]
		ab += float64(x) * float64(y)
		aa += float64(x) * float64(x)
		bb += float64(y) * float64(y)
	}
	return ab / math.Sqrt(aa*bb)
}

func TestGoldenJudge(t *testing.T) {
	_, g := loadGolden(t)
	everyKernel(t, func(t *testing.T, m *Model) {
		var pairs []Pair
		for _, j := range g.Judge {
			pairs = append(pairs, Pair{j.Question, j.Context, j.Sentence})
		}
		got, err := m.Judge(t.Context(), pairs)
		if err != nil {
			t.Fatal(err)
		}
		var worst float64
		for i, want := range g.Judge {
			check := func(what string, got, want float32) {
				t.Helper()
				off := math.Abs(float64(got - want))
				worst = max(worst, off)
				if !(off <= mostLogit) {
					t.Errorf("Judge(%+v): %s = %.3f, want %.3f", pairs[i], what, got, want)
				}
			}
			check("Answers", got[i].Answers, want.Answers)
			check("Supports", got[i].Supports, want.Supports)

			in := m.judgeInput(pairs[i])
			if !slices.Equal(in.ids, want.IDs) || in.from != want.Range[0] || in.from+len(in.sentence) != want.Range[1] {
				t.Fatalf("judgeInput(%+v) = %v, sentence %d+%d, want %v, %v", pairs[i], in.ids, in.from, len(in.sentence), want.IDs, want.Range)
			}
			start, end := spanLogits(t, m, in)
			for j := range want.Start {
				check(fmt.Sprint("start of token ", j), start[j], want.Start[j])
				check(fmt.Sprint("end of token ", j), end[j], want.End[j])
			}
			span, score := bestSpan(pairs[i].Sentence, in.sentence, want.Start, want.End)
			check("SpanScore", got[i].SpanScore, score)
			if got[i].Span != span {
				t.Errorf("Judge(%+v): span %q, want %q", pairs[i], slice(pairs[i].Sentence, got[i].Span), slice(pairs[i].Sentence, span))
			}
		}
		t.Logf("largest difference of a logit %.5f", worst)
	})
}

func slice(s string, at Span) string { return s[at.Start:at.End] }

// spanLogits runs one input by itself and returns the logits of its tokens.
func spanLogits(t *testing.T, m *Model, in judgeInput) (start, end []float32) {
	t.Helper()
	err := m.through(context.Background(), m.judge, [][]int32{in.ids}, func(_ int, states []float32) {
		start, end = m.heads.tokens(states[in.from*m.hidden:][:len(in.sentence)*m.hidden], m.hidden)
	})
	if err != nil {
		t.Fatal(err)
	}
	return start, end
}
