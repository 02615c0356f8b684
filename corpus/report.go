package corpus

import (
	"slices"
	"strings"
)

// A Field is one piece of metadata as a person reads it.
type Field struct {
	Name     string // as in a metadata file
	Value    string // dates as Date.ISO gives them; "" if unknown
	Inferred bool   // guessed from the text
}

// Fields returns all metadata, known or not, in the order of a metadata file.
func (m Meta) Fields() []Field {
	fields := []Field{
		{Name: "title", Value: m.Title},
		{Name: "source", Value: m.Source},
		{Name: "url", Value: m.URL},
		{Name: "published", Value: m.Published.ISO()},
		{Name: "reported", Value: m.Reported.ISO()},
		{Name: "language", Value: m.Language},
	}
	for i := range fields {
		fields[i].Inferred = slices.Contains(m.Inferred, fields[i].Name)
	}
	return fields
}

// A Report says what was made of one article, for a person who checks it.
type Report struct {
	ID       string
	Fields   []Field
	Bytes    int
	Headings []string
	// Sentences are the quotable sentences, verbatim.
	Sentences []string
	LeftOut   []LeftOut
}

// LeftOut is a piece of the text that is never quoted.
type LeftOut struct {
	Line   int // from 1
	Reason string
	Text   string // verbatim
}

// Report returns what was made of every article, in the order of Articles.
func (c *Corpus) Report() []Report {
	var reports []Report
	for _, a := range c.Articles {
		r := Report{ID: a.ID, Fields: a.Meta.Fields(), Bytes: len(a.Text)}
		for _, h := range a.Headings {
			r.Headings = append(r.Headings, a.Slice(h))
		}
		for _, s := range a.Sentences {
			r.Sentences = append(r.Sentences, a.Slice(s.Span))
		}
		for _, f := range a.Furniture {
			r.LeftOut = append(r.LeftOut, LeftOut{a.Line(f.Start), f.Reason, a.Slice(f.Span)})
		}
		reports = append(reports, r)
	}
	return reports
}

// Line returns the number of the line that an offset of Text stands in, from
// 1. Offsets outside the text count as its beginning or end.
func (a *Article) Line(offset int) int {
	offset = max(0, min(offset, len(a.Text)))
	return 1 + strings.Count(a.Text[:offset], "\n")
}
