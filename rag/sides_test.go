package rag

import (
	"strings"
	"testing"

	"casebot/corpus"
)

func TestSides(t *testing.T) {
	text := "The captain of the Aurora earns ten crowns. The cook of the Borealis earns six. The ferry sails in March and the train leaves in May."
	a := &corpus.Article{ID: "a", Text: text}
	for from := 0; from < len(text); {
		end := from + strings.Index(text[from:], ".") + 1
		a.Sentences = append(a.Sentences, corpus.Sentence{Span: corpus.Span{Start: from, End: end}})
		for from = end; from < len(text) && text[from] == ' '; from++ {
		}
	}
	s := NewSnapshot(&corpus.Corpus{Articles: []*corpus.Article{a}})
	for question, want := range map[string]string{
		"Who earns more, the captain or the cook?":           "earn/captain/cook",
		"Does the captain earn more or less than the cook?":  "captain earn/cook",
		"When does the ferry sail, and when does the train?": "ferri sail/train",
		"What does the captain earn?":                        "",
		"Who is captain of the Aurora and the Borealis?":     "",
	} {
		x := &examination{snapshot: s, query: s.newQuery(question, func(string) bool { return true }), intent: intentOf(question)}
		var got []string
		for _, side := range x.sides() {
			got = append(got, strings.Join(stems(side), " "))
		}
		if strings.Join(got, "/") != want {
			t.Errorf("sides(%q) = %q, want %q", question, strings.Join(got, "/"), want)
		}
	}
}
