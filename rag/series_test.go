package rag

import (
	"slices"
	"testing"

	"casebot/corpus"
)

func TestSeries(t *testing.T) {
	for _, c := range []struct {
		name      string
		sentences []string
		want      []int
	}{
		{"announced", []string{"The port had three accidents.", "The first was a fire.", "It burnt for a day.", "Next, a crane fell.", "Finally, a barge sank.", "The mayor was away."}, []int{1, 3, 4}},
		{"opened", []string{"First, a crane fell.", "Then a barge sank."}, []int{0, 1}},
		{"in German", []string{"Es gab zwei Unfälle.", "Zunächst brannte ein Kran.", "Außerdem sank ein Kahn."}, []int{1, 2}},
		{"broken off", []string{"First, a crane fell.", "It was old.", "It was red.", "It was tall.", "Then a barge sank."}, []int{0}},
		{"none", []string{"A crane fell.", "Then a barge sank."}, nil},
	} {
		s := NewSnapshot(&corpus.Corpus{Articles: []*corpus.Article{article(t, "a", c.sentences...)}})
		if got := s.series(0); !slices.Equal(got, c.want) {
			t.Errorf("%s: series = %v, want %v", c.name, got, c.want)
		}
	}
}
