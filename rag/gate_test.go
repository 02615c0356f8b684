package rag

import (
	"testing"

	"casebot/corpus"
)

func TestGateStopsWhatIsNotVerbatim(t *testing.T) {
	article := &corpus.Article{ID: "a", Text: "He was arrested. He was freed."}
	good := Citation{Article: article, Span: corpus.Span{Start: 0, End: 16}, Text: "He was arrested."}
	for name, corrupt := range map[string]func(*Citation){
		"another text":       func(c *Citation) { c.Text = "He was convicted" },
		"shifted":            func(c *Citation) { c.Start++; c.End++ },
		"outside":            func(c *Citation) { c.End = 1000 },
		"backwards":          func(c *Citation) { c.Start, c.End = c.End, c.Start },
		"empty":              func(c *Citation) { c.Text, c.End = "", c.Start },
		"without an article": func(c *Citation) { c.Article = nil },
		"focus outside":      func(c *Citation) { c.Focus = corpus.Span{Start: 10, End: 20} },
	} {
		bad := good
		corrupt(&bad)
		a, dropped := gate(Answer{Outcome: Answered, Headline: "arrested", Citations: []Citation{bad, good}, Closest: []Citation{bad}})
		if dropped != 2 || len(a.Citations) != 1 || a.Citations[0] != good || len(a.Closest) != 0 {
			t.Errorf("%s: %d dropped, citations %v", name, dropped, a.Citations)
		}
		a, _ = gate(Answer{Outcome: Answered, Headline: "arrested", Citations: []Citation{bad}})
		if a.Outcome != Refused || a.Headline != refusal || len(a.Citations) != 0 {
			t.Errorf("%s: an answer without a citation got out: %+v", name, a)
		}
	}
}
