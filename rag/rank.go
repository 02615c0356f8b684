package rag

import (
	"slices"

	"casebot/corpus/claim"
)

// signals are what the order of the sentences that the judge has read rests
// on, by their names.
type signals map[string]float64

// signalsOf measures a candidate that the judge has read.
func (x *examination) signalsOf(c candidate) signals {
	text, around := x.snapshot.units[c.unit].text(), x.snapshot.around(c.unit)
	return signals{
		"answers":  float64(c.verdict.Answers),                           // the judge's logit that it answers
		"supports": float64(c.verdict.Supports),                          // and that it supports the question's words
		"keyword":  c.keyword,                                            // its share in the search by words, which the judge has read anyway
		"article":  c.support,                                            // the standing of its article
		"cosine":   c.cosine,                                             // its nearness in meaning
		"covered":  x.snapshot.covered(x.query.terms, around),            // share of the question's words in it and around it
		"untold":   float64(untold(x.asked(), text)),                     // attributes asked for that it does not speak of
		"otherAct": indicator(lacksAct(claim.Statuses(x.asked()), text)), // it speaks of none of the acts of law asked for
	}
}

// lacksAct reports whether a sentence speaks of none of the acts asked for.
func lacksAct(acts []string, sentence string) bool {
	said := claim.Statuses(sentence)
	return len(acts) > 0 && !slices.ContainsFunc(acts, func(act string) bool { return slices.Contains(said, act) })
}

// preferAct puts the best sentence that speaks of an act of law asked for
// first, where it is not clearly behind: an arrest is no conviction.
func (x *examination) preferAct(read []candidate) {
	acts := claim.Statuses(x.asked())
	if len(acts) == 0 || len(read) == 0 {
		return
	}
	at := slices.IndexFunc(read, func(c candidate) bool { return !lacksAct(acts, x.snapshot.units[c.unit].text()) })
	if at <= 0 || read[0].score-read[at].score >= ClearlyAhead {
		return
	}
	read[at].score = read[0].score + actAhead
	sortCandidates(read)
}

// actAhead is the lead that the act asked for gives: others are not cited beside it.
const actAhead = 0.5
