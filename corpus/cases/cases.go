// Package cases holds summaries of the affairs that the articles report on.
//
// A case is data, not generated prose: every line names the passages it rests
// on, and a case whose lines say more than their passages is refused when it
// is loaded. The files lie beside this one; docs/cases.md describes them.
// Start reading at Load, then Case; check.go holds what a line must satisfy.
//
// The package knows no model and no Discord. It shows a case as a Summary,
// which the terminal and the bot lay out each in their way.
package cases

import (
	"encoding/json"
	"slices"

	"casebot/corpus"
)

// Set is the cases of one corpus, in order of ID. It is immutable and may be
// read concurrently. The zero value holds no case.
type Set struct {
	cases []*Case
	files map[string][]byte // as they were read
}

// Cases returns all cases in order of their ID; the slice is the caller's.
func (s *Set) Cases() []*Case { return slices.Clone(s.cases) }

// Case returns the case with the given ID, or nil.
func (s *Set) Case(id string) *Case {
	for _, c := range s.cases {
		if c.ID == id {
			return c
		}
	}
	return nil
}

// Case is one affair, or one institution as background.
type Case struct {
	// ID is the file name without its extension.
	ID string `yaml:"-"`
	// Name is a title of ours; the case's quotes must bear it out.
	Name string `yaml:"name"`
	// Aliases are what the case is looked up by. They are never shown as
	// something the articles say, and support no fact.
	Aliases       []string     `yaml:"aliases,omitempty"`
	Status        Status       `yaml:"status"`
	People        []Party      `yaml:"people,omitempty"`
	Organisations []Party      `yaml:"organisations,omitempty"`
	Facts         []Fact       `yaml:"facts"`
	Differences   []Difference `yaml:"differences,omitempty"`
	Related       []Relation   `yaml:"related,omitempty"`
}

// Stage is how far an affair has come, as the articles have it.
type Stage string

// The stages. Background is for an institution or a law.
const (
	Suspected  Stage = "suspected"
	Arrested   Stage = "arrested"
	Indicted   Stage = "indicted"
	Detained   Stage = "detained"
	Convicted  Stage = "convicted"
	Sentenced  Stage = "sentenced"
	Background Stage = "background"
)

// Stages lists all stages.
func Stages() []Stage {
	return []Stage{Suspected, Arrested, Indicted, Detained, Convicted, Sentenced, Background}
}

// Status is the stage with the quotes that say so.
type Status struct {
	Is     Stage   `yaml:"is"`
	Quotes []Quote `yaml:"quotes"`
}

// Party is a person, a group of people or an organisation of a case.
type Party struct {
	Name string `yaml:"name"`
	// Unnamed: the articles describe the person and give no name.
	Unnamed bool     `yaml:"unnamed,omitempty"`
	Aliases []string `yaml:"aliases,omitempty"`
	// Role is a plain phrase of ours.
	Role   string  `yaml:"role"`
	Quotes []Quote `yaml:"quotes"`
}

// Fact is one plain sentence of ours and what it rests on.
type Fact struct {
	Text string `yaml:"text"`
	// Date is when it happened, zero if the articles do not say.
	Date Date `yaml:"date,omitempty"`
	// Phrase holds the words of a quote that the date was resolved from,
	// "last April". Given exactly when Date is.
	Phrase string  `yaml:"phrase,omitempty"`
	Quotes []Quote `yaml:"quotes"`
}

// Difference sets statements that differ or answer each other side by side;
// none of them wins.
type Difference struct {
	About string `yaml:"about"`
	Sides []Fact `yaml:"sides"`
}

// Relation points to another case. With a text it is a line like a fact;
// without, the articles do not connect the two, and it is shown as
// PossiblyRelated.
type Relation struct {
	Case   string  `yaml:"case"`
	Text   string  `yaml:"text,omitempty"`
	Quotes []Quote `yaml:"quotes,omitempty"`
}

// PossiblyRelated is the one line that needs no quote.
const PossiblyRelated = "possibly related; the articles do not say so"

// Quote is a passage, verbatim. Loading finds its place.
type Quote struct {
	Article string `yaml:"article"`
	Text    string `yaml:"text"`
	// Occurrence says which, counted from 1, where Text occurs repeatedly.
	Occurrence int `yaml:"occurrence,omitempty"`

	source *corpus.Article
	span   corpus.Span
}

// Citation is a quote's place in its article.
func (q Quote) Citation() Citation {
	return Citation{Article: q.source, Span: q.span, Text: q.source.Slice(q.span)}
}

// Citation is a verbatim passage: Text equals the article's bytes at Span.
type Citation struct {
	Article *corpus.Article
	corpus.Span
	Text string
}

// MarshalJSON gives {"article","start","end","text"}, offsets in bytes.
func (c Citation) MarshalJSON() ([]byte, error) {
	return json.Marshal(struct {
		Article string `json:"article"`
		Start   int    `json:"start"`
		End     int    `json:"end"`
		Text    string `json:"text"`
	}{c.Article.ID, c.Start, c.End, c.Text})
}
