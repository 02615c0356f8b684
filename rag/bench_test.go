package rag

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"casebot/corpus"
	"casebot/rag/encoder"
)

// newBuiltin returns an Answerer over the built-in articles with the real models.
func newBuiltin(tb testing.TB) *Answerer {
	tb.Helper()
	model, err := encoder.Builtin()
	if err != nil {
		tb.Fatal(err)
	}
	c, err := corpus.Builtin()
	if err != nil {
		tb.Fatal(err)
	}
	cache := NewVectorCache(model.Hash(), model.Dim())
	cache.AddBuiltin()
	a := New(Options{Model: model, Cache: cache})
	if err := a.Load(context.Background(), c, nil); err != nil {
		tb.Fatal(err)
	}
	return a
}

// BenchmarkAsk is one whole answer over the built-in articles.
func BenchmarkAsk(b *testing.B) {
	a := newBuiltin(b)
	for b.Loop() {
		if _, err := a.Answer(context.Background(), Question{Text: "How long was Ji Chaoqun sentenced?"}); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkLoad indexes the built-in articles with the vectors that come with them.
func BenchmarkLoad(b *testing.B) {
	a := newBuiltin(b)
	c := a.Corpus()
	for b.Loop() {
		if err := a.Load(context.Background(), c, nil); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkSearch is retrieval before the judge, over generated sentences
// with random vectors.
func BenchmarkSearch(b *testing.B) {
	for _, sentences := range []int{1_000, 10_000, 100_000} {
		b.Run(fmt.Sprintf("sentences=%d", sentences), func(b *testing.B) {
			a, s := generated(b, sentences)
			q := s.newQuery("Which harbour did the pilot of ship 77 reach in March?", a.isWord)
			for b.Loop() {
				if _, err := s.retrieve(context.Background(), a.model, &q); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// generated returns a snapshot of many three-sentence articles.
func generated(tb testing.TB, sentences int) (*Answerer, *Snapshot) {
	tb.Helper()
	model, err := encoder.Builtin()
	if err != nil {
		tb.Fatal(err)
	}
	a := New(Options{Model: model, Cache: NewVectorCache(model.Hash(), model.Dim())})
	c := &corpus.Corpus{}
	for n := 0; n < sentences; n += 3 {
		c.Articles = append(c.Articles, threeSentences(n))
	}
	s := NewSnapshot(c)
	ranges := chunks(s.units)
	random := rand.New(rand.NewPCG(1, 2))
	if s.vectors, err = newVectorIndex(context.Background(), ranges, unitVectors(random, len(s.units)), unitVectors(random, len(ranges))); err != nil {
		tb.Fatal(err)
	}
	return a, s
}

// unitVectors returns n random vectors of length 1.
func unitVectors(random *rand.Rand, n int) [][]float32 {
	out := make([][]float32, n)
	for i := range out {
		v := make([]float32, 384)
		for j := range v {
			v[j] = float32(random.NormFloat64())
		}
		out[i] = scaledToOne(v)
	}
	return out
}

func threeSentences(n int) *corpus.Article {
	parts := []string{
		fmt.Sprintf("The pilot of ship %d reached harbour %d in March.", n, n%97),
		fmt.Sprintf("Its cargo of %d crates was weighed twice.", n%1009),
		fmt.Sprintf("Nobody at pier %d had seen the captain %s before.", n%31, strings.Repeat("x", 3+n%7)),
	}
	article := &corpus.Article{ID: fmt.Sprint(n), Text: strings.Join(parts, " ")}
	start := 0
	for _, p := range parts {
		article.Sentences = append(article.Sentences, corpus.Sentence{Span: corpus.Span{Start: start, End: start + len(p)}})
		start += len(p) + 1
	}
	return article
}
