package encoder

import (
	"context"
	"errors"
	"math"
	"os"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func TestBuiltinHash(t *testing.T) {
	m, _ := loadGolden(t)
	want := files{encoderFile, judgeFile, vocabularyFile, normalizationFile}.digest()
	if m.Hash() != want {
		t.Errorf("models.sha256 is %s, but the model files have %s: correct it", m.Hash(), want)
	}
}

func TestOpenFolder(t *testing.T) {
	want, _ := loadGolden(t)
	got, err := Open(os.DirFS("models"))
	if err != nil {
		t.Fatal(err)
	}
	if got.Hash() != want.Hash() || got.Dim() != want.Dim() {
		t.Errorf("Open: hash %s, %d dimensions, want %s, %d", got.Hash(), got.Dim(), want.Hash(), want.Dim())
	}
}

// strange are texts that nobody should ask, but somebody will.
var strange = map[string]string{
	"nothing":     "",
	"spaces":      " \t\n ",
	"deleted":     "\x01\x02",
	"a megabyte":  strings.Repeat("long text, ", 1<<20/11),
	"one word":    strings.Repeat("z", 1<<20),
	"bad UTF-8":   "ab\xff\xfe\xf0\x9f cd",
	"all unknown": strings.Repeat("𠮷", 600),
	"marks":       "<s></s><pad><unk><mask>",
}

func TestStrangeTexts(t *testing.T) {
	m, _ := loadGolden(t)
	for name, text := range strange {
		t.Run(name, func(t *testing.T) {
			vectors, err := m.Embed(t.Context(), Passage, []string{text})
			if err != nil {
				t.Fatal(err)
			}
			if length := cosine(vectors[0], vectors[0]); math.IsNaN(length) {
				t.Errorf("Embed: the vector is not a number")
			}
			for _, p := range []Pair{{"A question?", text, "A sentence."}, {text, "", text}} {
				got, err := m.Judge(t.Context(), []Pair{p})
				if err != nil {
					t.Fatal(err)
				}
				j := got[0]
				if math.IsNaN(float64(j.Answers + j.Supports + j.SpanScore)) {
					t.Errorf("Judge: %+v is not a number", j)
				}
				if s := j.Span; s.Start < 0 || s.Start > s.End || s.End > len(p.Sentence) {
					t.Errorf("Judge: span %v of %d bytes", s, len(p.Sentence))
				} else if utf8.ValidString(p.Sentence) && !utf8.ValidString(slice(p.Sentence, s)) {
					t.Errorf("Judge: span %v cuts a character", s)
				}
			}
		})
	}
}

func TestNothingToDo(t *testing.T) {
	m, _ := loadGolden(t)
	if got, err := m.Embed(t.Context(), Query, nil); err != nil || len(got) != 0 {
		t.Errorf("Embed(nil) = %v, %v, want nothing", got, err)
	}
	if got, err := m.Judge(t.Context(), nil); err != nil || len(got) != 0 {
		t.Errorf("Judge(nil) = %v, %v, want nothing", got, err)
	}
}

func TestCancelled(t *testing.T) {
	m, _ := loadGolden(t)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := m.Embed(ctx, Query, []string{"text"}); !errors.Is(err, context.Canceled) {
		t.Errorf("Embed: error %v, want %v", err, context.Canceled)
	}
	if _, err := m.Judge(ctx, []Pair{{"q", "", "s"}}); !errors.Is(err, context.Canceled) {
		t.Errorf("Judge: error %v, want %v", err, context.Canceled)
	}
}

// A text's vector must not depend on what stands beside it in a batch, on its
// place, or on how many others compute.
func TestBatchesAndConcurrency(t *testing.T) {
	m, g := loadGolden(t)
	var texts []string
	for _, e := range g.Tokens {
		if len(e.IDs) < 40 {
			texts = append(texts, e.Text)
		}
	}
	alone := make([][]float32, len(texts))
	for i, text := range texts {
		v, err := m.Embed(t.Context(), Query, []string{text})
		if err != nil {
			t.Fatal(err)
		}
		alone[i] = v[0]
	}
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			together, err := m.Embed(t.Context(), Query, texts)
			if err != nil {
				t.Error(err)
				return
			}
			for i := range texts {
				if diff := cmp.Diff(alone[i], together[i]); diff != "" {
					t.Errorf("Embed(%q) differs in a batch (-alone +batch):\n%s", texts[i], diff)
				}
			}
		})
	}
	wg.Wait()
}

func TestJudgeSpan(t *testing.T) {
	m, _ := loadGolden(t)
	sentence := "  Ji Chaoqun was sentenced to eight years in prison in 2023.  "
	got, err := m.Judge(t.Context(), []Pair{
		{"How long was Ji Chaoqun sentenced?", "", sentence},
		{"What is the capital of France?", "", sentence},
	})
	if err != nil {
		t.Fatal(err)
	}
	if got[0].Answers < got[1].Answers {
		t.Errorf("the sentence answers the wrong question: %+v", got)
	}
	if span := slice(sentence, got[0].Span); !strings.HasPrefix(span, "eight years") {
		t.Errorf("span %q, want eight years", span)
	}
}
