package rag

import (
	"fmt"

	"casebot/corpus"
	"casebot/corpus/cases"
)

// Casebook is what the answerer asks the cases of a corpus. *cases.Set is one.
type Casebook interface {
	// Mentions finds the cases that a question names.
	Mentions(question string) []cases.Mention
	// Plain gives a question with people called as the articles call them.
	Plain(question string) string
	// Asked returns the case that a question wants told as a whole, or nil.
	Asked(question string) *cases.Case
	// Summary tells a case.
	Summary(c *cases.Case) cases.Summary
}

// openCases opens the cases of a corpus. One broken case file refuses the
// corpus where an older one can go on being served; the first is served
// without cases.
func (a *Answerer) openCases(c *corpus.Corpus) (Casebook, error) {
	if a.cases == nil {
		return new(cases.Set), nil
	}
	book, err := a.cases(c)
	if err == nil {
		return book, nil
	}
	if a.snapshot.Load() != nil {
		return nil, fmt.Errorf("load the cases: %w", err)
	}
	a.log.Warn("questions are answered without cases", "error", err)
	return new(cases.Set), nil
}

// Casebook returns the cases that questions are answered from now, nil before
// the first corpus.
func (a *Answerer) Casebook() Casebook {
	if s := a.snapshot.Load(); s != nil {
		return s.cases
	}
	return nil
}

// expand adds to a query the words of the cases that it names as no article
// does.
func (s *Snapshot) expand(q *query) {
	seen := map[string]bool{}
	for _, k := range q.keywords {
		seen[k.stem] = true
	}
	for _, m := range s.cases.Mentions(q.text) {
		if m.Written {
			continue
		}
		for _, t := range content(terms(m.Case.Name)) {
			if !seen[t.stem] && s.keywords.has(t.stem) {
				seen[t.stem] = true
				q.keywords = append(q.keywords, weighted{t.stem, guessWeight})
			}
		}
	}
}

// toldAtMost is how many passages of a case are shown for a question.
const toldAtMost = 6

// tell answers a question that wants a case told as a whole; false if it does
// not.
func (x *examination) tell(asked string) (Answer, bool) {
	book := x.snapshot.cases
	c := book.Asked(asked)
	if c == nil {
		c = book.Asked(x.query.text)
	}
	if c == nil {
		return Answer{}, false
	}
	sum := book.Summary(c)
	a := Answer{
		Outcome:    Answered,
		Headline:   outcome(sum),
		Confidence: 1,
		Standalone: x.query.text,
		Version:    x.snapshot.corpus.Version,
		Retrieved:  x.ranking(),
		Notice:     "From the case file " + c.ID + ", which tells more.",
	}
	for _, n := range telling(sum) {
		p := sum.Citations[n-1]
		a.Citations = append(a.Citations, Citation{Article: p.Article, Span: p.Span, Text: p.Text})
	}
	a.Dates = resolveDates(a.Citations)
	return a, true
}

// outcome is a case in one sentence: the fact that rests on the passage of its
// status, else that passage.
func outcome(sum cases.Summary) string {
	status := sum.Of(cases.KindStatus)[0].Refs[0]
	for _, fact := range sum.Of(cases.KindFact) {
		if fact.Refs[0] == status {
			return fact.Text
		}
	}
	return sum.Citations[status-1].Text
}

// telling chooses the passages that tell a case, by number in the order of
// its facts: what the status rests on, then facts with a date, then others.
func telling(sum cases.Summary) []int {
	chosen := map[int]bool{}
	choose := func(wanted func(cases.Line) bool) {
		for _, l := range sum.Lines {
			if wanted(l) && len(chosen) < toldAtMost {
				chosen[l.Refs[0]] = true
			}
		}
	}
	choose(func(l cases.Line) bool { return l.Kind == cases.KindStatus })
	choose(func(l cases.Line) bool { return l.Kind == cases.KindFact && !l.Date.IsZero() })
	choose(func(l cases.Line) bool { return l.Kind == cases.KindFact })
	var out []int
	for _, l := range append(sum.Of(cases.KindFact), sum.Of(cases.KindStatus)...) {
		if n := l.Refs[0]; chosen[n] {
			chosen[n] = false
			out = append(out, n)
		}
	}
	return out
}
