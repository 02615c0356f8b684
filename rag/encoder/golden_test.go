package encoder

import (
	"encoding/json"
	"flag"
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
			for _, e := range sample(m, g.Embeddings) {
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
		entries := sample(m, g.Judge)
		var pairs []Pair
		for _, j := range entries {
			pairs = append(pairs, Pair{j.Question, j.Context, j.Sentence})
		}
		var worst float64
		err := m.judgeEach(t.Context(), pairs, func(i int, in *judgeInput, got logits) {
			want := entries[i]
			if !slices.Equal(in.ids, want.IDs) || in.from != want.Range[0] || in.from+len(in.sentence) != want.Range[1] {
				t.Errorf("judgeInput(%+v) = %v, sentence %d+%d, want %v, %v", pairs[i], in.ids, in.from, len(in.sentence), want.IDs, want.Range)
				return
			}
			check := func(what string, got, want float32) {
				off := math.Abs(float64(got - want))
				worst = max(worst, off)
				if !(off <= mostLogit) {
					t.Errorf("judge %+v: %s = %.3f, want %.3f", pairs[i], what, got, want)
				}
			}
			check("answers", got.answers, want.Answers)
			check("supports", got.supports, want.Supports)
			for j := range want.Start {
				check(fmt.Sprint("start of token ", j), got.start[j], want.Start[j])
				check(fmt.Sprint("end of token ", j), got.end[j], want.End[j])
			}
		})
		if err != nil {
			t.Fatal(err)
		}
		t.Logf("largest difference of a logit %.5f", worst)
	})
}

// plainAll asks for every golden entry on the plain kernel. It takes twenty
// times as long as the others, so that by default it has a part of them.
var plainAll = flag.Bool("plain.all", false, "check the plain kernel against all golden entries")

// sample is the entries to check on m's kernel.
func sample[T any](m *Model, entries []T) []T {
	switch {
	case m.kernel != (plain{}) || *plainAll:
		return entries
	case raceDetector:
		return entries[:1]
	}
	var some []T
	for i := 0; i < len(entries); i += 6 {
		some = append(some, entries[i])
	}
	return some
}
