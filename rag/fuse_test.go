package rag

import (
	"testing"

	"casebot/corpus"
)

func TestSentencesStandWithTheirArticle(t *testing.T) {
	about, other := article(t, "a", "The drill melts ice.", "The drill is hot.", "It took nineteen days."), article(t, "b", "A pump froze.", "The bakery opened.")
	s := NewSnapshot(&corpus.Corpus{Articles: []*corpus.Article{about, other}})
	cs := []candidate{{unit: 0, mixture: 0.9}, {unit: 1, mixture: 0.8}, {unit: 3, mixture: 0.35}, {unit: 2, mixture: 0.3}, {unit: 4, mixture: 0.1}}
	s.support(cs)
	if cs[2].unit != 2 {
		t.Errorf("third is sentence %d, want 2: its article is what is asked about", cs[2].unit)
	}
	if cs[2].support != cs[0].support || cs[2].support <= cs[3].support {
		t.Errorf("support = %v, %v in the article asked about and %v in the other", cs[0].support, cs[2].support, cs[3].support)
	}
}
