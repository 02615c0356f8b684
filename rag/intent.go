package rag

import "regexp"

// intent is what kind of answer a question wants.
type intent int

const (
	direct  intent = iota // one passage
	list                  // several passages or one that lists
	compare               // one passage a side
	summary               // the main passages of a subject
	keyword               // no question: words to look up
)

var (
	asksSummary  = regexp.MustCompile(`(?i)\b(summari[sz]e|summary|sum (?:it |this |them )?up|sum up|in (?:a few|two|three|short|simple) (?:sentences?|words?|terms)|in short|in a nutshell|the gist|main points|walk me through|explain (?:to me|like|me|it|the)\b|what(?:'s|s| is| was) (?:the \w+ (?:with|around|over) .*|all this|it all|this all) about|was ist (?:\w+ ){1,4}los|kurz(?: gesagt| bitte)|en résumé|en resumen|overview|tell me (?:about|everything|all|more)|what do (?:the|these|your)? ?(?:articles?|reports?|news) say about|explain the case|recap|tl;?dr|give me (?:a|the) (?:brief|short|quick)|everything about|background on|brief me)\b|要約|まとめて|について教えて|总结|概述|résum|zusammenfass|resum`)
	asksCompare  = regexp.MustCompile(`(?i)\b((?:more|less|further|farther|longer|shorter|earlier|later|older|younger|dearer|cheaper|bigger|smaller|higher|lower|first|last)\b.*\bor|than|compare|compared|comparison|versus|vs\.?|difference between|differ|both|which (?:came|was|is|happened|one) (?:first|earlier|later|longer|shorter|bigger|larger|older|more|less|dearer|cheaper|higher|lower|faster|slower)|what (?:costs|weighs|lasts) (?:more|less|longer)|happened (?:first|earlier|later)|in (?:each|the two) (?:of )?|respectively|two articles|each article|either)\b`)
	asksList     = regexp.MustCompile(`(?i)\b(list|name (?:the|all|every|two|three|four|five|six|\d)|which (?:two|three|four|five|six|seven|\d+)|what (?:two|three|four|five|six|\d+)|all (?:the|of)|what are|who are|who were|what were|what kinds|which (?:\w+s)\b (?:are|were|did|does|do|has|have))\b|(?i)\b(?:enumerate|examples of)\b`)
	asksAnything = regexp.MustCompile(`(?i)[?？]|\b(who|what|when|where|why|which|whose|whom|how|is|are|was|were|did|does|do|has|have|had|can|could|will|would|should|tell|list|name|give|explain|describe|summari[sz]e|compare|show|find)\b`)
)

// intentOf tells the intent of a question by its wording.
func intentOf(text string) intent {
	switch {
	case asksSummary.MatchString(text):
		return summary
	case asksCompare.MatchString(text):
		return compare
	case asksList.MatchString(text):
		return list
	case !asksAnything.MatchString(text) && len(terms(text)) <= 6:
		return keyword
	}
	return direct
}
