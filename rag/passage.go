package rag

import (
	"strings"

	"casebot/corpus"
)

// passage is a run of neighbouring sentences that are cited as one.
type passage struct {
	best       candidate // the sentence of it that answers best
	first, end int       // units
}

// joined makes passages of the sentences that were picked, best first: each
// with those of its neighbours that the judge put not clearly behind it, since
// what a sentence says is often finished by the next.
func (x *examination) joined(picked []candidate) []passage {
	wanted := map[int]bool{}
	for _, p := range picked {
		wanted[p.unit] = true
		if x.snapshot.off.has(JoinedNeighbours) {
			continue
		}
		for _, c := range x.candidates {
			beside := c.unit == p.unit-1 || c.unit == p.unit+1
			if beside && c.judged && c.score > p.score-ClearlyAhead {
				wanted[c.unit] = true
			}
		}
	}
	var out []passage
	inside := map[int]bool{}
	for _, p := range picked {
		if inside[p.unit] {
			continue
		}
		run := passage{best: p, first: p.unit, end: p.unit + 1}
		for wanted[run.first-1] && x.snapshot.adjoins(run.first) {
			run.first--
		}
		for wanted[run.end] && x.snapshot.adjoins(run.end) {
			run.end++
		}
		for n := run.first; n < run.end; n++ {
			inside[n] = true
		}
		out = append(out, run)
	}
	return out
}

// adjoins reports whether a sentence follows the one before under the same
// heading of the same article, with nothing else of the page between them.
func (s *Snapshot) adjoins(n int) bool {
	u := s.units[n]
	if u.before() == "" {
		return false
	}
	end := u.article.Sentences[u.sentence-1].End
	return strings.TrimSpace(u.article.Text[end:u.get().Start]) == ""
}

// citePassage makes the citation of a passage, with the answer of its best
// sentence in focus.
func (x *examination) citePassage(p passage) Citation {
	u := x.snapshot.units[p.first]
	span := corpus.Span{Start: u.get().Start, End: x.snapshot.units[p.end-1].get().End}
	return Citation{Article: u.article, Span: span, Text: u.article.Slice(span), Focus: x.focus(p.best)}
}
