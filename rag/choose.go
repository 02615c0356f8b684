package rag

import (
	"maps"
	"math"
	"regexp"
	"slices"

	"casebot/corpus/claim"
)

const (
	// citedAtMost is how many sentences an answer rests on at most, and a
	// summary if it can.
	citedAtMost = 5
	// sideShare is the share of a side's words, by weight, that the sentence
	// for this side must have.
	sideShare = 0.5
	// leadSentences are how many sentences a news article takes to say what it
	// is about, and leadCovers the share of a question's words that they have
	// where that is what it asks.
	leadSentences = 3
	leadCovers    = 0.4
	// farBehind is the lead of the best sentence from which more says no more.
	farBehind = 6
)

// eachArticle asks for something from more than one article.
var eachArticle = regexp.MustCompile(`(?i)\b(?:(?:two|both|each|the other|either|all) (?:of the )?(?:articles?|reports?|texts?|pieces?|stories|sources)|(?:19|20)\d\d (?:article|report|piece|story|text)s?\b.*\b(?:19|20)\d\d)\b`)

// choice is the sentences chosen so far to be cited, and what they cover.
type choice struct {
	*examination
	several bool     // are wanted
	apart   [][]term // the words of each side of the question
	total   float64  // of exp(score) over the sentences read, where the best one's is 1
	acts    []string // of law that are asked for and that the first speaks of
	picked  []candidate
	stems   []map[string]bool // of each picked sentence
	held    map[string]bool   // all of them
}

// chosen picks the candidates to cite: the best, or the best of each part of
// the question, and then, as long as there is one, the one that most probably
// answers beside them. A summary takes as many as it may.
func (x *examination) chosen() []candidate {
	c := x.newChoice(x.first()...)
	if x.snapshot.off.has(OthersBeside) {
		return c.picked
	}
	from := x.calibration.Citing.From
	switch {
	case x.intent == summary:
		c.pickLead()
		from = 0
	case c.several:
		from = x.calibration.Citing.FromSeveral
	}
	for len(c.picked) < citedAtMost {
		best, chance := candidate{}, 0.0
		for _, other := range x.candidates {
			if !other.judged || c.has(other.unit) || lacksAct(c.acts, c.snapshot.units[other.unit].text()) {
				continue
			}
			if p := x.calibration.Citing.Probability(c.beside(other)); p > chance {
				best, chance = other, p
			}
		}
		if chance == 0 || chance < from {
			break
		}
		c.pick(best)
	}
	return c.picked
}

// first are the candidates that an answer begins with: the best of each part
// if several are answered, the best of each of two articles if that is asked,
// else the best of all.
func (x *examination) first() []candidate {
	var out []candidate
	for _, p := range x.parts {
		if p.answered() {
			out = append(out, p.candidates[0])
		}
	}
	if len(out) >= 2 {
		return out
	}
	out = x.candidates[:min(1, len(x.candidates))]
	if eachArticle.MatchString(x.query.text) {
		other := slices.IndexFunc(x.candidates, func(c candidate) bool {
			return c.judged && x.snapshot.units[c.unit].article != x.snapshot.units[out[0].unit].article
		})
		if other > 0 {
			out = append(slices.Clone(out), x.candidates[other])
		}
	}
	return out
}

// newChoice begins with some sentences.
func (x *examination) newChoice(first ...candidate) *choice {
	c := &choice{examination: x, held: map[string]bool{}, several: x.wantsSeveral(), apart: x.sides()}
	for _, o := range x.candidates {
		if o.judged {
			c.total += math.Exp(o.score - x.candidates[0].score)
		}
	}
	for _, f := range first {
		c.pick(f)
	}
	if acts := claim.Statuses(x.asked()); len(first) > 0 && !lacksAct(acts, x.snapshot.units[first[0].unit].text()) {
		c.acts = acts
	}
	return c
}

func (c *choice) has(unit int) bool {
	return slices.ContainsFunc(c.picked, func(p candidate) bool { return p.unit == unit })
}

func (c *choice) pick(other candidate) {
	if c.has(other.unit) || len(c.picked) >= citedAtMost {
		return
	}
	stems := stemsIn(c.snapshot.units[other.unit].text())
	c.picked, c.stems = append(c.picked, other), append(c.stems, stems)
	maps.Copy(c.held, stems)
}

// pickLead picks the first sentences of the best one's article, if they are
// about what is to be summed up.
func (c *choice) pickLead() {
	s, best := c.snapshot, c.picked[0].unit
	first := best - s.units[best].sentence
	end := min(first+leadSentences, first+len(s.units[first].article.Sentences))
	text := s.units[first].article.Meta.Title
	for n := first; n < end; n++ {
		text += "\n" + s.units[n].text()
	}
	if s.covered(c.query.terms, text) < leadCovers {
		return
	}
	for n := first; n < end; n++ {
		c.pick(candidate{unit: n})
	}
}

// beside measures a sentence that the judge has read for a place beside the
// picked ones.
func (c *choice) beside(other candidate) features {
	s, u := c.snapshot, c.snapshot.units[other.unit]
	text := u.text()
	held := stemsIn(text)
	lag := min(c.candidates[0].score-other.score, farBehind)
	apart, near, next := 1.0, 0.0, 0.0
	for _, p := range c.picked {
		if s.units[p.unit].article != u.article {
			continue
		}
		apart = 0
		switch distance := max(p.unit-other.unit, other.unit-p.unit); {
		case distance == 1:
			next = 1
		case distance <= nearBy:
			near = 1
		}
	}
	return features{
		// How it stands to the best one.
		"lag":        lag,
		"lagSeveral": indicator(c.several) * lag, // where several answers are wanted
		"chance":     math.Exp(other.score-c.candidates[0].score) / c.total,
		"answers":    float64(other.verdict.Answers),
		// What it adds to the picked ones.
		"picked":   float64(len(c.picked)),
		"unfilled": 1 - c.share(c.query.terms, c.held), // share of the question's words that they lack
		"side":     indicator(slices.ContainsFunc(c.apart, func(side []term) bool { return c.share(side, c.held) < sideShare && c.share(side, held) >= sideShare })),
		"repeats":  c.repeats(text),
		// Where it stands.
		"article": apart, // in another article
		"next":    next,
		"near":    near,
		// What is wanted.
		"list":    indicator(c.intent == list),
		"summary": indicator(c.intent == summary),
	}
}

// nearBy is how many sentences away another is near.
const nearBy = 4

// share is the share of words, by weight, that are held.
func (c *choice) share(words []term, held map[string]bool) float64 {
	have, all := c.snapshot.weigh(words, held)
	return have / max(all, 1e-9)
}

// repeats is the greatest share of a sentence's words that a picked one has.
func (c *choice) repeats(text string) float64 {
	words := content(terms(text))
	most := 0.0
	for _, held := range c.stems {
		shared := 0.0
		for _, t := range words {
			if held[t.stem] {
				shared++
			}
		}
		most = max(most, shared/max(float64(len(words)), 1))
	}
	return most
}
