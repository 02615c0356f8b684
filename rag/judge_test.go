package rag

import (
	"context"
	"fmt"
	"testing"

	"casebot/corpus"
	"casebot/rag/encoder"
)

// reader counts what it is asked to judge, and finds the answer in one sentence.
type reader struct {
	words
	answer string
	read   *int
}

func (r reader) Judge(ctx context.Context, pairs []encoder.Pair) ([]encoder.Judgement, error) {
	*r.read += len(pairs)
	out := make([]encoder.Judgement, len(pairs))
	for i, p := range pairs {
		if p.Sentence == r.answer {
			out[i].Answers = 8
		}
	}
	return out, nil
}

func TestTheJudgeStopsReadingWhenOneIsClearlyAhead(t *testing.T) {
	var sentences []string
	for n := range 40 {
		sentences = append(sentences, fmt.Sprintf("Crane %d lifts timber.", n))
	}
	for _, c := range []struct {
		question, answer string
		want             int
	}{
		{"Which crane lifts timber?", "Crane 0 lifts timber.", 5},
		{"Which crane lifts timber?", "none", 20},
		{"Compare crane 0 with crane 1", "Crane 0 lifts timber.", 20},
	} {
		count := 0
		m := reader{words{}, c.answer, &count}
		a := New(Options{Model: m, Cache: NewVectorCache("words", wordsDim)})
		load(t, a, &corpus.Corpus{Articles: []*corpus.Article{article(t, "a", sentences...)}})
		s := a.snapshot.Load()
		x := &examination{snapshot: s, query: s.newQuery(c.question, a.isWord), intent: intentOf(c.question)}
		for n := range sentences {
			x.candidates = append(x.candidates, candidate{unit: n, mixture: 0.5})
		}
		if err := a.rerank(t.Context(), x); err != nil {
			t.Fatal(err)
		}
		if count != c.want {
			t.Errorf("%q with the answer %q: %d sentences read, want %d", c.question, c.answer, count, c.want)
		}
	}
}
