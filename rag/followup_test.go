package rag

import (
	"testing"

	"casebot/corpus"
)

func TestReadings(t *testing.T) {
	text := "Ann Lee was sentenced to ten years. The first bureau collects. The second bureau protects."
	a := &corpus.Article{ID: "a", Text: text, Sentences: []corpus.Sentence{
		{Span: corpus.Span{Start: 0, End: 35}}, {Span: corpus.Span{Start: 36, End: 62}}, {Span: corpus.Span{Start: 63, End: 90}},
	}}
	s := NewSnapshot(&corpus.Corpus{Articles: []*corpus.Article{a}})
	for _, c := range []struct {
		before, answer, asked string
		want                  reading
	}{
		{"Who is Ann Lee?", "A spy.", "How long did she get?", reading{text: "How long did Ann Lee get?", alone: true}},
		{"Who is Ann Lee?", "A spy.", "How long did that woman get?", reading{text: "How long did Ann Lee get?", alone: true}},
		{"How long did Ann Lee get?", "Two years.", "and the other one?", reading{text: "How long did the other one get?", answered: "Two years.", subject: "Ann Lee"}},
		{"What does the first bureau do?", "It collects.", "and the second?", reading{text: "What does the second bureau do?"}},
		{"How deep is the hole?", "12 metres.", "How wide is it?", reading{text: "How deep is the hole? How wide is it?", asked: "How wide is it?"}},
		{"Will they appeal?", "Yes.", "And if that fails?", reading{text: "Will they appeal? And if that fails?", asked: "And if that fails?"}},
	} {
		got := s.readings(Question{Text: c.asked, History: []Turn{{c.before, c.answer}}})
		if got[0] != c.want {
			t.Errorf("readings(%q after %q) = %+v, want %+v first", c.asked, c.before, got, c.want)
		}
	}
}
