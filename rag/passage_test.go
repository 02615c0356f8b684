package rag

import (
	"slices"
	"testing"

	"casebot/corpus"
)

// read makes an examination of an article whose sentences the judge has read
// with these scores.
func read(a *corpus.Article, question string, scores ...float64) *examination {
	s := NewSnapshot(&corpus.Corpus{Articles: []*corpus.Article{a}})
	x := &examination{snapshot: s, query: s.newQuery(question, func(string) bool { return true }), intent: intentOf(question)}
	for unit, score := range scores {
		x.candidates = append(x.candidates, candidate{unit: unit, judged: true, score: score})
	}
	sortCandidates(x.candidates)
	return x
}

func TestNeighboursAreCitedInOnePassage(t *testing.T) {
	a := article(t, "a", "The crane fell.", "A cable had snapped.", "It was replaced in May.", "The port pays.")
	for _, c := range []struct {
		scores []float64
		want   []string
	}{
		{[]float64{3, 2, -1, -2}, []string{"The crane fell. A cable had snapped."}},
		{[]float64{3, 1, -1, -2}, []string{"The crane fell."}},
		{[]float64{2, 3, 2, -2}, []string{"The crane fell. A cable had snapped. It was replaced in May."}},
		{[]float64{-2, -2, 2, 3}, []string{"It was replaced in May. The port pays."}},
	} {
		x := read(a, "Why did the crane fall?", c.scores...)
		var got []string
		for _, p := range x.joined(x.candidates[:1]) {
			got = append(got, x.citePassage(p).Text)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("with scores %v: %q, want %q", c.scores, got, c.want)
		}
	}
}

func TestPassagesEndWithTheirHeading(t *testing.T) {
	a := article(t, "a", "The crane fell.", "The port pays.")
	a.Sentences[1].Heading = "Costs"
	x := read(a, "Why did the crane fall?", 3, 3)
	got := x.joined(x.candidates[:1])
	if len(got) != 1 || x.citePassage(got[0]).Text != "The crane fell." {
		t.Errorf("joined = %v, want the first sentence alone", got)
	}
}

func TestPassagesEndBeforeFurniture(t *testing.T) {
	a := article(t, "a", "The crane fell.", "[Share this]", "The port pays.")
	a.Sentences = slices.Delete(a.Sentences, 1, 2)
	x := read(a, "Why did the crane fall?", 3, 3)
	got := x.joined(x.candidates[:1])
	if len(got) != 1 || x.citePassage(got[0]).Text != "The crane fell." {
		t.Errorf("joined = %v, want the first sentence alone", got)
	}
}

func TestPickedNeighboursMakeOnePassage(t *testing.T) {
	a := article(t, "a", "The crane fell.", "A cable had snapped.", "Nobody was hurt.", "The port pays.")
	x := read(a, "Why did the crane fall?", 3, 0, -3, 1)
	got := x.joined(x.candidates[:3])
	if len(got) != 2 || x.citePassage(got[0]).Text != "The crane fell. A cable had snapped." || x.citePassage(got[1]).Text != "The port pays." {
		t.Errorf("joined = %v, want the first two sentences and the last", got)
	}
}
