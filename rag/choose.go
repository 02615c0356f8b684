package rag

import (
	"maps"
	"regexp"
	"slices"

	"casebot/corpus"
)

// How many sentences an answer rests on at most, by what the question wants.
var citedAtMost = [...]int{direct: 2, list: 4, compare: 3, summary: 3, keyword: 2}

// How far below the best passage the ranking may put another that is cited
// beside it, by what the question wants: where one passage answers, only one
// that is as good.
var citedWithin = [...]float64{direct: 0.4, list: 2, compare: 0.4, summary: 2, keyword: 0.8}

const (
	// sideShare is the share of a side's words, by weight, that the passage
	// for this side must have.
	sideShare = 0.5
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

// chosen picks the candidates to cite, best first: the best one, the best of
// each side and article that the question asks for, and others as good.
func (x *examination) chosen() []candidate {
	c := &choice{examination: x, held: map[string]bool{}}
	c.pick(x.candidates[0])
	off := x.snapshot.off
	if !off.has(PassageEachSide) {
		c.pickSides()
	}
	if !off.has(BridgedSentence) {
		c.pickBridged()
	}
	if !off.has(AnnouncedSeries) {
		c.pickSeries()
	}
	for _, other := range x.candidates[1:min(rankedSentences, len(x.candidates))] {
		if other.judged && other.score > x.candidates[0].score-citedWithin[x.intent] && !c.repeats(other) {
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
	maps.Copy(c.held, stemsIn(c.snapshot.units[other.unit].text()))
}

// pickSides adds the best passage of each article and of each side that the
// question asks for.
func (c *choice) pickSides() {
	if eachArticle.MatchString(c.query.text) {
		c.pickEachArticle()
	}
	for _, side := range c.sides() {
		c.pickSide(side)
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

// pickSide adds the best candidate that has the words of one side, unless a
// picked one has them.
func (c *choice) pickSide(side []term) {
	if c.share(side, c.held) >= sideShare {
		return
	}
	for _, other := range c.candidates[:min(rankedSentences, len(c.candidates))] {
		if other.judged && c.share(side, stemsIn(c.snapshot.units[other.unit].text())) >= sideShare {
			c.pick(other)
			return
		}
	}
}

// pickBridged adds the sentence that finishes what the best one begins: where
// the best tells who is meant but has nothing of the kind asked for, the best
// that speaks of one of its names and has it.
func (c *choice) pickBridged() {
	kind, best := c.kind(), c.snapshot.units[c.picked[0].unit].text()
	if kind.fits(c.asked(), best, c.snapshot.namesOf(best)) > 0 {
		return
	}
	names := newNames(c.asked(), c.snapshot.namesOf(best))
	for _, other := range c.candidates {
		text := c.snapshot.units[other.unit].text()
		named := slices.ContainsFunc(names, func(n string) bool { return holdsAll(text, content(terms(n))) })
		if other.judged && named && kind.fits(c.asked(), text, c.snapshot.namesOf(text)) == 1 {
			c.pick(other)
			return
		}
	}
}

// pickSeries adds the members of a series that the best sentence announces,
// where a list is asked for.
func (c *choice) pickSeries() {
	if c.intent != list {
		return
	}
	for _, member := range c.snapshot.series(c.picked[0].unit) {
		i := slices.IndexFunc(c.candidates, func(other candidate) bool { return other.unit == member })
		if i < 0 {
			c.pick(candidate{unit: member})
		} else {
			c.pick(c.candidates[i])
		}
	}
}

// share is the share of words, by weight, that are held.
func (c *choice) share(words []term, held map[string]bool) float64 {
	have, all := c.snapshot.weigh(words, held)
	return have / max(all, 1e-9)
}

// repeats reports whether a picked passage says nearly the same.
func (c *choice) repeats(other candidate) bool {
	words := content(terms(c.snapshot.units[other.unit].text()))
	for _, p := range c.picked {
		shared := 0
		mine := stemsIn(c.snapshot.units[p.unit].text())
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
