package cases

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"casebot/corpus"
	"casebot/corpus/claim"
)

// hedgeReach is how many words before a word its hedge may stand.
const hedgeReach = 8

// lostHedges finds hedges of the quotes that the text does not have: fewer of
// a kind than one of the quotes has, or none before a word that a hedge stands
// before there. What stands just before a quote counts too: quoting the tail
// of "he is suspected of stealing" makes no fact of it.
func lostHedges(text string, quotes []Quote) []string {
	var out []string
	mine, hedges := tokens(text), claim.Hedges(text)
	for _, q := range quotes {
		passage := q.context()
		words, said := tokens(passage), map[string]int{}
		for _, h := range claim.Hedges(passage) {
			next, ok := after(words, h.End)
			if h.Class == "attempt" && (!ok || !holdsWord(mine, next)) {
				continue // what is attempted may be left out, with its attempt
			}
			said[h.Class]++
			switch {
			case count(hedges, h.Class) < said[h.Class]:
				out = append(out, fmt.Sprintf("hedge %q: the article says it so, the text has to say so too", h.Text))
			case ok && h.Class != "attribution" && !kept(mine, hedges, h.Class, next):
				out = append(out, fmt.Sprintf("hedge %q: it stands before %q in the article, and has to here", h.Text, next))
			}
		}
		for _, b := range bounds.FindAllStringSubmatch(passage, -1) {
			if folded := strings.ToLower(text); strings.Contains(folded, strings.ToLower(b[2])) && !strings.Contains(folded, strings.ToLower(b[0])) {
				out = append(out, fmt.Sprintf("hedge %q: the article says %q", b[1], b[0]))
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// bounds are words that make a number or a time less than exact.
var bounds = regexp.MustCompile(`(?i)\b(about|around|nearly|almost|roughly|approximately|at least|at most|more than|less than|up to) (an? \w+|\d[\d,.]*)`)

// clauseStart is where a hedge further ahead no longer governs.
var clauseStart = regexp.MustCompile(`[,;:.]|\b(?:after|before|because|while|when|and)\s`)

// contextWords is how many words before a quote a hedge may stand that still
// governs its beginning: "suspected of having | stolen".
const contextWords = 4

// context is the quote with the words just before it in its clause.
func (q Quote) context() string {
	for _, s := range q.source.Sentences {
		if s.Start >= q.span.Start || q.span.Start >= s.End {
			continue
		}
		ahead := q.source.Slice(corpus.Span{Start: s.Start, End: q.span.Start})
		clause := 0
		if at := clauseStart.FindAllStringIndex(ahead, -1); len(at) > 0 {
			clause = at[len(at)-1][1]
		}
		words := wordSpans(ahead[clause:])
		if len(words) > 0 {
			clause += words[max(0, len(words)-contextWords)].Start
		}
		return q.source.Slice(corpus.Span{Start: s.Start + clause, End: q.span.End})
	}
	return q.source.Slice(q.span)
}

func count(hedges []claim.Hedge, class string) int {
	n := 0
	for _, h := range hedges {
		if h.Class == class {
			n++
		}
	}
	return n
}

// after gives the first word of weight after a byte of a text.
func after(words []token, end int) (string, bool) {
	for _, w := range words {
		if w.span.Start >= end && !links[w.fold] {
			return w.fold, true
		}
	}
	return "", false
}

// kept reports whether a hedge of the class stands before the word wherever
// the text has it.
func kept(words []token, hedges []claim.Hedge, class, word string) bool {
	for i, w := range words {
		if w.fold != word {
			continue
		}
		from := words[max(0, i-hedgeReach)].span.Start
		if !slices.ContainsFunc(hedges, func(h claim.Hedge) bool { return h.Class == class && h.Start >= from && h.End <= w.span.Start }) {
			return false
		}
	}
	return true
}
