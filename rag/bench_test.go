package rag

import (
	"context"
	"fmt"
	"math/rand/v2"
	"runtime"
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

// BenchmarkSearch is what a question costs over generated sentences with random
// vectors, part by part: the parts of the retrieval, the retrieval with the
// question's own vector made, and the whole answer with the judge.
func BenchmarkSearch(b *testing.B) {
	ctx := context.Background()
	const asked = "Which harbour did the pilot of ship 77 reach in March?"
	for _, sentences := range sizes {
		a, s := generated(b, sentences)
		a.snapshot.Store(s)
		q := s.newQuery(asked, a.isWord)
		if _, err := s.retrieve(ctx, a.model, &q); err != nil { // embeds the question
			b.Fatal(err)
		}
		words := s.keywords.search(q.keywords, keywordHits)
		near, err := s.vectors.search(ctx, q.vector, words, true)
		if err != nil {
			b.Fatal(err)
		}
		for _, part := range []struct {
			name string
			run  func() error
		}{
			{"words", func() error { s.keywords.search(q.keywords, keywordHits); return nil }},
			{"vectors", func() error { _, err := s.vectors.search(ctx, q.vector, words, true); return err }},
			{"fusion", func() error { s.support(fuse(words, near, q.explained)); return nil }},
			{"retrieval", func() error { _, err := s.retrieve(ctx, a.model, &q); return err }},
			{"answer", func() error { _, err := a.Answer(ctx, Question{Text: asked}); return err }},
		} {
			b.Run(fmt.Sprintf("sentences=%d/%s", sentences, part.name), func(b *testing.B) {
				for b.Loop() {
					if err := part.run(); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}

// BenchmarkIndex makes a corpus of generated sentences searchable whose vectors
// are at hand, as a start with a full cache does. It reports the memory that
// vectors and index keep, in MB.
func BenchmarkIndex(b *testing.B) {
	for _, sentences := range sizes {
		b.Run(fmt.Sprintf("sentences=%d", sentences), func(b *testing.B) {
			c := generatedCorpus(sentences)
			before := heap()
			random := rand.New(rand.NewPCG(1, 2))
			units := NewSnapshot(c).units
			vectors, chunkVectors := unitVectors(random, len(units)), unitVectors(random, len(chunks(units)))
			var s *Snapshot
			for b.Loop() {
				s = NewSnapshot(c)
				var err error
				if s.vectors, err = newVectorIndex(context.Background(), chunks(s.units), vectors, chunkVectors); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(heap()-before)/1e6, "MB")
			runtime.KeepAlive(s)
			runtime.KeepAlive(vectors)
		})
	}
}

// heap is the memory in use, in bytes.
func heap() int64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}

// sizes are the numbers of sentences that are measured.
var sizes = []int{1_000, 10_000, 100_000}

// generated returns a snapshot of many three-sentence articles.
func generated(tb testing.TB, sentences int) (*Answerer, *Snapshot) {
	tb.Helper()
	model, err := encoder.Builtin()
	if err != nil {
		tb.Fatal(err)
	}
	a := New(Options{Model: model, Cache: NewVectorCache(model.Hash(), model.Dim())})
	s := NewSnapshot(generatedCorpus(sentences))
	ranges := chunks(s.units)
	random := rand.New(rand.NewPCG(1, 2))
	if s.vectors, err = newVectorIndex(context.Background(), ranges, unitVectors(random, len(s.units)), unitVectors(random, len(ranges))); err != nil {
		tb.Fatal(err)
	}
	return a, s
}

func generatedCorpus(sentences int) *corpus.Corpus {
	c := &corpus.Corpus{}
	for n := 0; n < sentences; n += 3 {
		c.Articles = append(c.Articles, threeSentences(n))
	}
	return c
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
