package rag

import (
	"regexp"
	"unicode"
)

// answerType is the kind of thing that a question asks for.
type answerType int

const (
	anyType answerType = iota
	aName
	aNumber
	aDate
	aReason
)

var typePatterns = []struct {
	pattern *regexp.Regexp
	kind    answerType
}{
	{regexp.MustCompile(`(?i)\b(how (?:many|much|long|old|often|far|large|big|high|tall)|what (?:number|percentage|share|amount|age|sum)|cuánt[oa]s?|combien|wie ?viele?|wie lange|сколько)\b|何(?:人|年|通|回|件|名|個|歳)|いくつ|いくら|多少|几(?:年|人|个)`), aNumber},
	{regexp.MustCompile(`(?i)\b(when|what (?:year|month|day|date|time)|(?:which|what) (?:month|year)|in which (?:month|year)|since when|cuándo|quand|wann|когда)\b|いつ|何時|什么时候|哪一?年`), aDate},
	{regexp.MustCompile(`(?i)\b(why|what (?:was|is|were) the (?:reason|cause|motive)|how come|por qué|pourquoi|warum|wieso|почему)\b|なぜ|どうして|为什么|為什麼`), aReason},
	{regexp.MustCompile(`(?i)\b(who|whom|whose|(?:what|which) (?:is|was|are|were)? ?(?:the )?names?|named?\b.*\bwhat|what .*\bcalled|quién(?:es)?|qui|wer|wen|wem|кто)\b|誰|だれ|谁|名前`), aName},
}

// typeOf tells what a question asks for by its question words.
func typeOf(question string) answerType {
	for _, p := range typePatterns {
		if p.pattern.MatchString(question) {
			return p.kind
		}
	}
	return anyType
}

var (
	anyNumber = regexp.MustCompile(`(?i)\d|\b(one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|hundreds?|thousands?|millions?|twenty|thirty|forty|fifty|several|decades?|half)\b`)
	anyDate   = regexp.MustCompile(`(?i)\b(1[5-9]\d\d|20\d\d|january|february|march|april|may|june|july|august|september|october|november|december|monday|tuesday|wednesday|thursday|friday|saturday|sunday|yesterday|today|(?:last|this|next) (?:year|month|week)|ago|decade|century)\b|\d{1,2}:\d\d`)
	anyReason = regexp.MustCompile(`(?i)\b(because|since|due to|after|for|so that|in order to|as|owing to|to|therefore|reason|following|on suspicion|on charges|thanks to|cause[ds]?|led to|amid)\b`)
)

// fits reports whether a passage holds something of the kind asked for that
// the question did not bring itself.
func (k answerType) fits(question, passage string, names func(string) []string) bool {
	switch k {
	case aNumber:
		return anyNumber.MatchString(passage)
	case aDate:
		return anyDate.MatchString(passage)
	case aReason:
		return anyReason.MatchString(passage)
	case aName:
		asked := map[string]bool{}
		for _, t := range terms(question) {
			asked[t.stem] = true
		}
		for _, name := range names(passage) {
			for _, t := range terms(name) {
				if !asked[t.stem] && !isStop(t.word) && unicode.IsLetter(firstRune(t.word)) {
					return true
				}
			}
		}
		return false
	}
	return true
}
