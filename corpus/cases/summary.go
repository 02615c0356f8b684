package cases

import (
	"slices"
	"strings"
)

// Summary is a case, a dossier, a timeline or a list of people, ready to be
// laid out: lines of ours, each with the passages it rests on.
type Summary struct {
	Title string
	// Case is nil unless the summary tells one.
	Case *Case
	// Notice is a sentence about how the summary was made, "" normally.
	Notice string
	Lines  []Line
	// Citations are numbered from 1 in this order.
	Citations []Citation
}

// Kind says what a line is about.
type Kind string

// The kinds of lines, in the order in which a summary has them.
const (
	KindStatus       Kind = "status"
	KindPerson       Kind = "person"
	KindOrganisation Kind = "organisation"
	KindFact         Kind = "fact"
	KindSide         Kind = "side"
	KindRelated      Kind = "related"
	KindPassage      Kind = "passage" // of a dossier: the passage itself
)

// Line is one statement of a summary.
type Line struct {
	Kind Kind
	// Label is what the line is about: a name, the subject of a difference,
	// the cases that tell an event; "" for none.
	Label string
	Text  string
	// Date and When are set for facts: see Fact.When. Of a side without a date
	// When says when it was reported.
	Date Date
	When string
	// Refs are the numbers of the citations that the line rests on, from 1.
	// Only the line PossiblyRelated has none.
	Refs []int
	// Case is the other case of a line of KindRelated, "" otherwise.
	Case string

	phrase string
}

// Summary tells the case.
func (s *Set) Summary(c *Case) Summary {
	sum := Summary{Title: c.Name, Case: c}
	sum.add(Line{Kind: KindStatus, Text: string(c.Status.Is)}, citations(c.Status.Quotes))
	for _, p := range c.People {
		sum.add(Line{Kind: KindPerson, Label: p.label(), Text: p.Role}, citations(p.Quotes))
	}
	for _, o := range c.Organisations {
		sum.add(Line{Kind: KindOrganisation, Label: o.Name, Text: o.Role}, citations(o.Quotes))
	}
	for i := range c.Facts {
		sum.addFact(KindFact, "", &c.Facts[i])
	}
	for _, d := range c.Differences {
		for i := range d.Sides {
			sum.addFact(KindSide, d.About, &d.Sides[i])
		}
	}
	for _, r := range c.Related {
		line := Line{Kind: KindRelated, Case: r.Case, Text: r.Text}
		if other := s.Case(r.Case); other != nil {
			line.Label = other.Name
		}
		if r.Text == "" {
			line.Text = PossiblyRelated
		}
		sum.add(line, citations(r.Quotes))
	}
	sum.number()
	return sum
}

func (p Party) label() string {
	if p.Unnamed {
		return p.Name + " (not named in the articles)"
	}
	return p.Name
}

// add appends a line that rests on the passages cited.
func (s *Summary) add(l Line, cited []Citation) {
	for _, c := range cited {
		s.Citations = append(s.Citations, c)
		l.Refs = append(l.Refs, len(s.Citations))
	}
	s.Lines = append(s.Lines, l)
}

// number gives each passage one number, in the order of the lines. A passage
// that lies within another takes the other's number: it is read there.
func (s *Summary) number() {
	all := s.Citations
	s.Citations = nil
	for i := range s.Lines {
		var refs []int
		for _, n := range s.Lines[i].Refs {
			c := all[n-1]
			for _, o := range all {
				if o.Article == c.Article && o.Start <= c.Start && o.End >= c.End && o.End-o.Start > c.End-c.Start {
					c = o
				}
			}
			at := slices.IndexFunc(s.Citations, func(o Citation) bool { return o.Article == c.Article && o.Span == c.Span })
			if at < 0 {
				s.Citations = append(s.Citations, c)
				at = len(s.Citations) - 1
			}
			if !slices.Contains(refs, at+1) {
				refs = append(refs, at+1)
			}
		}
		s.Lines[i].Refs = refs
	}
}

func (s *Summary) addFact(kind Kind, label string, f *Fact) {
	l := Line{Kind: kind, Label: label, Text: f.Text, Date: f.Date, When: f.When(), phrase: f.Phrase}
	if kind == KindSide && f.Date.IsZero() {
		l.When = f.reported() // who answers whom is told by when it was reported
	}
	s.add(l, citations(f.Quotes))
}

// Of returns the lines of a kind, in order.
func (s Summary) Of(kind Kind) []Line {
	return slices.DeleteFunc(slices.Clone(s.Lines), func(l Line) bool { return l.Kind != kind })
}

// Told puts events in a summary, each with the cases that tell it as label.
func Told(title string, events []Event) Summary {
	sum := Summary{Title: title}
	for _, e := range events {
		names := make([]string, len(e.Cases))
		for i, c := range e.Cases {
			names[i] = c.Name
		}
		sum.addFact(KindFact, strings.Join(names, "; "), e.Fact)
	}
	sum.number()
	return sum
}

// Introduced puts people in a summary, a line for each of their roles.
func Introduced(title string, people []Person) Summary {
	sum := Summary{Title: title}
	for _, p := range people {
		label := Party{Name: p.Name, Unnamed: p.Unnamed}.label()
		for _, r := range p.Roles {
			sum.add(Line{Kind: KindPerson, Label: label, Text: r.Text, Case: r.Case.ID}, r.Citations)
		}
	}
	sum.number()
	return sum
}
