package rag

import (
	"strings"

	"casebot/corpus"
)

// verbatim reports whether a citation is exactly what its article says.
func verbatim(c Citation) bool {
	return c.Article != nil && c.Text != "" && c.Article.Slice(c.Span) == c.Text &&
		(c.Focus == corpus.Span{} || c.Focus.Start >= c.Start && c.Focus.End <= c.End && c.Focus.Start < c.Focus.End)
}

// gate is the last step of every answer: it drops each citation that is not
// verbatim, and each statement that rested on one, and returns how many
// citations it dropped. An answer that loses all becomes a refusal.
func gate(a Answer) (Answer, int) {
	if len(a.Statements) > 0 {
		a.Statements, a.Headline = supported(a)
	}
	phrased := len(a.Statements) > 0 || a.Headline != ""
	var dropped int
	if a.Citations, dropped = onlyVerbatim(a.Citations); dropped > 0 {
		// Dates point at citations by number, and those have moved.
		a.Dates = resolveDates(a.Citations)
	}
	closest, lost := onlyVerbatim(a.Closest)
	a.Closest = closest
	if (len(a.Citations) == 0 || !phrased) && (a.Outcome == Answered || a.Outcome == Corrected) {
		a.Outcome, a.Headline, a.Citations, a.Dates = Refused, refusal, nil, nil
	}
	return a, dropped + lost
}

func onlyVerbatim(cs []Citation) (kept []Citation, dropped int) {
	for _, c := range cs {
		if verbatim(c) {
			kept = append(kept, c)
		} else {
			dropped++
		}
	}
	return kept, dropped
}

// supported gives the statements of which every citation is verbatim, with the
// citations numbered as they will be without the others, and their text.
func supported(a Answer) ([]Statement, string) {
	number := map[int]int{}
	for i, c := range a.Citations {
		if verbatim(c) {
			number[i] = len(number)
		}
	}
	var kept []Statement
	var texts []string
	for _, s := range a.Statements {
		moved := Statement{Text: s.Text}
		for _, i := range s.Citations {
			if n, ok := number[i]; ok {
				moved.Citations = append(moved.Citations, n)
			}
		}
		if len(moved.Citations) == len(s.Citations) && len(s.Citations) > 0 {
			kept, texts = append(kept, moved), append(texts, s.Text)
		}
	}
	return kept, strings.Join(texts, " ")
}
