package rag

import (
	"slices"
	"testing"

	"casebot/corpus"
)

func TestNamesThatNoArticleJoins(t *testing.T) {
	c := &corpus.Corpus{Articles: []*corpus.Article{
		article(t, "a", "The pilot Ada Lund sailed to Oslo for Nordic Freight.", "Norwegian police met her."),
		article(t, "b", "The cook Bo Berg sailed to Malmo."),
	}}
	s := NewSnapshot(c)
	for question, want := range map[string][]string{
		"Why did Ada Lund sail to Malmo?":                  {"Ada Lund", "Malmo"},
		"Why did Ada Lund sail to Oslo?":                   nil,
		"Why did Ada Lund sail to Paris?":                  nil, // in no article: the decision sees to it
		"Did Ada work for NF?":                             nil,
		"Who sailed further, Ada Lund or Bo Berg?":         nil,
		"Where did Ada Lund sail, and where did Bo Berg?":  nil,
		"What do the two articles say of Ada and Bo Berg?": nil,
	} {
		x := &examination{snapshot: s, query: s.newQuery(question, func(string) bool { return true }), intent: intentOf(question)}
		if got := x.apart(); !slices.Equal(got, want) {
			t.Errorf("apart(%q) = %q, want %q", question, got, want)
		}
	}
}
