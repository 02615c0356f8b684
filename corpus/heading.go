package corpus

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A heading is known by its looks alone: short beside its neighbours, alone
// on its line, one sentence, followed by longer text. A line that ends in a
// stop needs more to go by than one that does not. In doubt a line is a
// sentence: a heading too much among the quotes does less harm than a fact
// too few.
const (
	// maxHeadingRunes is the longest line that may be a heading.
	maxHeadingRunes = 150
	// maxStoppedRunes is the longest heading that ends in a stop, outside
	// the title and the line above a dateline.
	maxStoppedRunes = 60
	// stoppedShare is how long such a heading may be beside each neighbour.
	stoppedShare = 0.4
	// minFollowingRunes is how long the text below such a heading must be.
	minFollowingRunes = 100
	// titleCaseShare of the longer words are capitals in a headline.
	titleCaseShare = 0.7
	// recurrenceShare of a heading's words come again in its section.
	recurrenceShare = 0.5
	// sectionBlocks is how far below a heading its words are looked for.
	sectionBlocks = 10
)

// A candidate is a block that may be a heading, among its neighbours.
type candidate struct {
	text       string
	block      block
	prev, next *neighbour // nil at the ends of the text
	section    string     // the text below
	// dateBelow says that a dateline stands between the block and next,
	// directly under the block; first, that nothing but furniture is above.
	dateBelow, first bool
	// stopless says that most blocks of the text end without a stop, so that
	// the want of one says nothing.
	stopless bool
	// setOff says that blank lines are rare in this text, yet the block has
	// one below it.
	setOff   bool
	title    string // folded title by the metadata, "" if unknown
	language string
}

type neighbour struct {
	runes   int
	heading bool // decided for the block above only
	item    bool
	stopped bool
}

// isHeading decides.
func (c candidate) isHeading() bool {
	if c.block.kind != paragraph {
		return c.block.kind == title
	}
	if c.title != "" && fold(c.text) == c.title {
		return true
	}
	runes := utf8.RuneCountInString(c.text)
	if runes > maxHeadingRunes || c.next == nil || strings.ContainsAny(c.text, "\n\r") || strings.ContainsRune(",;，、；", lastRune(c.text)) {
		return false
	}
	if len(splitSentences(c.text, Span{0, len(c.text)}, c.language)) > 1 {
		return false
	}
	stopped := endsSentence(c.text)
	switch {
	case c.dateBelow:
		return true
	case c.first && c.setOff && isTitleCase(c.text):
		return true
	case hasWideScript(c.text) && stopped, isMarker(c.text): // "1. A point", "2019年の出来事。"
		return false
	case !stopped && strings.ContainsRune(":：", lastRune(c.text)):
		return runes <= maxStoppedRunes/2
	case !stopped && !c.stopless:
		return c.first || !c.inList() && (c.next.item || 3*runes <= 2*c.next.runes)
	}
	return c.stoppedHeading(runes)
}

// stoppedHeading decides on a line that ends in a stop, or in a text that has
// none.
func (c candidate) stoppedHeading(runes int) bool {
	if runes > maxStoppedRunes || c.next.runes < minFollowingRunes || !c.beside(c.next, runes) || !c.beside(c.prev, runes) {
		return false
	}
	if isTitleCase(c.text) || stoppedQuestion.MatchString(c.text) {
		return true
	}
	return !clause.MatchString(c.text) && recurrence(c.text, c.section) >= recurrenceShare
}

// inList reports whether the line stands directly below one that has no stop
// either and is no heading: lines of a list without marks.
func (c candidate) inList() bool {
	return !c.block.blankAbove && c.prev != nil && !c.prev.heading && !c.prev.stopped
}

// beside reports whether the line is much shorter than a neighbour.
func (c candidate) beside(n *neighbour, runes int) bool {
	return n == nil || float64(runes) <= stoppedShare*float64(n.runes)
}

// stoppedQuestion is a question put as a heading: with a full stop.
var stoppedQuestion = regexp.MustCompile(`(?i)^(?:what|who|why|how|where|when|which)\b[^?]*\.$`)

// clause finds the signs that an English line states something: a pronoun or
// a conjunction at its head, an auxiliary, a past tense, a quotation.
var clause = regexp.MustCompile(`(?i)^(?:he|she|it|they|we|i|you|this|that|these|those|there|and|but|so|or|however|then|also)\b|\b(?:is|are|was|were|be|been|has|have|had|do|does|did|will|would|can|could|may|might|must|shall|should|not|said|says|\pL{3,}ed)\b|n['’]t\b|["“”«»「」]`)

// isTitleCase reports whether text is written like a headline: four words or
// more of which most longer ones begin with a capital.
func isTitleCase(text string) bool {
	words, long, capital := 0, 0, 0
	for _, w := range strings.Fields(text) {
		w = strings.TrimFunc(w, func(r rune) bool { return !isWord(r) })
		words++
		if utf8.RuneCountInString(w) < 4 {
			continue
		}
		long++
		if r, _ := utf8.DecodeRuneInString(w); unicode.IsUpper(r) {
			capital++
		}
	}
	return words >= 4 && long >= 2 && float64(capital) >= titleCaseShare*float64(long)
}

// recurrence is the share of the longer words of text that come again in
// section, compared by their first six letters.
func recurrence(text, section string) float64 {
	section = " " + fold(section)
	long, again := 0, 0
	for _, w := range strings.Fields(fold(text)) {
		runes := []rune(w)
		if len(runes) < 4 {
			continue
		}
		long++
		if strings.Contains(section, " "+string(runes[:min(6, len(runes))])) {
			again++
		}
	}
	if long == 0 {
		return 0
	}
	return float64(again) / float64(long)
}

func lastRune(text string) rune {
	r, _ := utf8.DecodeLastRuneInString(text)
	return r
}
