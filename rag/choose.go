package rag

import (
	"regexp"
	"slices"

	"casebot/corpus"
)

// How many passages an answer cites at most, by what the question wants.
var citedAtMost = [...]int{direct: 2, list: 4, compare: 3, summary: 4, keyword: 3}

const (
	// closeLogits is how far below the best passage the judge may put another
	// that is cited beside it.
	closeLogits = 1.5
	// sideGain and hopGain are the shares of the question's words that another
	// passage must add to be cited: in a comparison, and to a direct answer.
	sideGain = 0.12
	hopGain  = 0.30
	// sameWords is the share of words from which two passages say the same.
	sameWords = 0.7
)

// eachArticle asks for something from more than one article.
var eachArticle = regexp.MustCompile(`(?i)\b(?:(?:two|both|each|the other|either|all) (?:of the )?(?:articles?|reports?|texts?|pieces?|stories|sources)|(?:19|20)\d\d (?:article|report|piece|story|text)s?\b.*\b(?:19|20)\d\d)\b`)

// choice is the passages chosen so far and what they cover.
type choice struct {
	*examination
	picked []candidate
	held   map[string]bool // stems of the picked sentences
}

// chosen picks the candidates to cite, best first: the best one, and those
// that add another side, the rest of a list, or the other half of the question.
func (x *examination) chosen() []candidate {
	c := &choice{examination: x, held: map[string]bool{}}
	c.pick(x.candidates[0])
	if eachArticle.MatchString(x.query.text) {
		c.pickEachArticle()
	}
	if x.intent == compare {
		c.pickSides()
	}
	for _, other := range x.candidates[1:min(rankedSentences, len(x.candidates))] {
		if c.adds(other) {
			c.pick(other)
		}
	}
	return c.picked
}

func (c *choice) pick(other candidate) {
	if len(c.picked) >= citedAtMost[c.intent] || slices.ContainsFunc(c.picked, func(p candidate) bool { return p.unit == other.unit }) {
		return
	}
	c.picked = append(c.picked, other)
	for _, t := range terms(c.snapshot.units[other.unit].text()) {
		c.held[t.stem] = true
	}
}

// pickEachArticle adds the best passage of each article that has none yet.
func (c *choice) pickEachArticle() {
	have := map[*corpus.Article]bool{c.snapshot.units[c.picked[0].unit].article: true}
	for _, other := range c.candidates {
		if a := c.snapshot.units[other.unit].article; other.judged && !have[a] {
			have[a] = true
			c.pick(other)
		}
	}
}

// pickSides adds, for each name of the question that no picked passage has,
// the best passage that has it.
func (c *choice) pickSides() {
	for _, name := range c.snapshot.namesOf(c.query.text) {
		words := content(terms(name))
		if len(words) == 0 || c.holds(words) {
			continue
		}
		for _, other := range c.candidates {
			if holdsAll(c.snapshot.units[other.unit].text(), words) {
				c.pick(other)
				break
			}
		}
	}
}

func (c *choice) holds(words []term) bool {
	return !slices.ContainsFunc(words, func(t term) bool { return !c.held[t.stem] })
}

// adds reports whether a candidate is worth citing beside those picked.
func (c *choice) adds(other candidate) bool {
	if !other.judged || c.repeats(other) {
		return false
	}
	close := other.verdict.Answers > c.picked[0].verdict.Answers-closeLogits
	switch c.intent {
	case list, summary:
		return close
	case keyword:
		return close || c.gain(other) >= hopGain
	case compare:
		return c.gain(other) >= sideGain
	default:
		return c.gain(other) >= hopGain
	}
}

// gain is the share of the question's words, by weight, that a candidate has
// and the picked passages have not.
func (c *choice) gain(other candidate) float64 {
	has := map[string]bool{}
	for _, t := range terms(c.snapshot.units[other.unit].text()) {
		has[t.stem] = true
	}
	var more, all float64
	for _, t := range c.query.terms {
		idf := c.snapshot.keywords.idf(t.stem)
		all += idf
		if has[t.stem] && !c.held[t.stem] {
			more += idf
		}
	}
	if all == 0 {
		return 0
	}
	return more / all
}

// repeats reports whether a picked passage says nearly the same.
func (c *choice) repeats(other candidate) bool {
	words := content(terms(c.snapshot.units[other.unit].text()))
	for _, p := range c.picked {
		shared := 0
		mine := map[string]bool{}
		for _, t := range terms(c.snapshot.units[p.unit].text()) {
			mine[t.stem] = true
		}
		for _, t := range words {
			if mine[t.stem] {
				shared++
			}
		}
		if len(words) > 0 && float64(shared) >= sameWords*float64(len(words)) {
			return true
		}
	}
	return false
}
