package rag

import "casebot/corpus"

// verbatim reports whether a citation is exactly what its article says.
func verbatim(c Citation) bool {
	return c.Article != nil && c.Text != "" && c.Article.Slice(c.Span) == c.Text &&
		(c.Focus == corpus.Span{} || c.Focus.Start >= c.Start && c.Focus.End <= c.End && c.Focus.Start < c.Focus.End)
}

// gate is the last step of every answer: it drops each citation that is not
// verbatim and returns how many it dropped. An answer that loses all its
// citations becomes a refusal.
func gate(a Answer) (Answer, int) {
	var dropped int
	if a.Citations, dropped = onlyVerbatim(a.Citations); dropped > 0 {
		// Dates point at citations by number, and those have moved.
		a.Dates = resolveDates(a.Citations)
	}
	closest, lost := onlyVerbatim(a.Closest)
	a.Closest = closest
	if len(a.Citations) == 0 && (a.Outcome == Answered || a.Outcome == Corrected) {
		a.Outcome, a.Headline, a.Dates = Refused, refusal, nil
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
