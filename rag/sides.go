package rag

import "regexp"

// between are what parts the sides of a question that has several.
var between = regexp.MustCompile(`(?i)[,;:、，；]|\b(?:or|and|vs\.?|versus|than|oder|und|als|ou|et|y|o|или|и)\b|それとも|と|还是|和`)

// moreOrLess joins words that only look like two sides.
var moreOrLess = regexp.MustCompile(`(?i)\b(?:more or less|earlier or later|longer or shorter|before or after|and/or)\b`)

// compound is a question that asks two things in one.
var compound = regexp.MustCompile(`(?i)\band,? (?:(?:by|with|from|to|for|of|on|at|in) )?(?:what|who|whom|whose|which|when|where|why|how)\b|\?.+\?`)

// sides returns the distinct words of each part of a question that names
// several things to be answered side by side; nil where it names one.
func (x *examination) sides() [][]term {
	asked := moreOrLess.ReplaceAllString(x.query.text, "more")
	if x.intent != compare && x.intent != list && !compound.MatchString(asked) {
		return nil
	}
	parts := between.Split(asked, -1)
	count := map[string]int{}
	var all [][]term
	for _, part := range parts {
		var words []term
		seen := map[string]bool{}
		for _, t := range content(terms(part)) {
			if x.snapshot.keywords.has(t.stem) && !seen[t.stem] {
				seen[t.stem] = true
				count[t.stem]++
				words = append(words, t)
			}
		}
		all = append(all, words)
	}
	var out [][]term
	for _, words := range all {
		var own []term
		for _, t := range words {
			if count[t.stem] == 1 {
				own = append(own, t)
			}
		}
		if len(own) > 0 {
			out = append(out, own)
		}
	}
	if len(out) < 2 {
		return nil
	}
	return out
}
