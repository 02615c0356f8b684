package cases

import (
	"fmt"
	"regexp"
	"slices"

	"casebot/corpus/claim"
)

// strangeNames finds runs of capitalised words that stand in no passage side
// by side. The first word of a sentence is taken for a name if more of the
// name follows, if the corpus writes it so elsewhere, or if nothing follows.
func (a archive) strangeNames(text string, passages []string) []string {
	var quoted [][]token
	lower := map[string]bool{} // words that passages write small
	for _, p := range passages {
		t := tokens(p)
		quoted = append(quoted, t)
		for _, w := range t {
			if !w.capital {
				lower[w.fold] = true
			}
		}
	}
	mine, dates, numbers := tokens(text), claim.Dates(text), claim.Numbers(text)
	isName := func(w token) bool {
		dated := slices.ContainsFunc(dates, func(d claim.Mention) bool { return w.span.Start < d.End && d.Start < w.span.End })
		counted := slices.ContainsFunc(numbers, func(n claim.Quantity) bool { return w.span.Start < n.End && n.Start < w.span.End })
		plain := w.initial && (counted || lower[w.fold] || openers[w.fold])
		return w.capital && !dated && !plain
	}
	var out []string
	for i := 0; i < len(mine); {
		if !isName(mine[i]) {
			i++
			continue
		}
		end := i + 1
		for end < len(mine) && isName(mine[end]) && joins(text[mine[end-1].span.End:mine[end].span.Start]) {
			end++
		}
		run := mine[i:end]
		named := !run[0].initial || len(run) > 1 || len(mine) == 1 || a.proper[run[0].fold]
		if named && !slices.ContainsFunc(quoted, func(p []token) bool { return standsIn(p, run) }) {
			out = append(out, fmt.Sprintf("name %q: the quotes do not write it so", text[run[0].span.Start:run[len(run)-1].span.End]))
		}
		i = end
	}
	return out
}

// A name has to stand by one of its neighbours in a passage too: of the words
// of weight within nearBy on either side, one within nearThere.
const (
	nearBy    = 2
	nearThere = 8
)

// strayNames finds names that stand among words that no passage has near them:
// "the FBI told NHK" of a prosecutor who told NHK. Where one passage says
// "he", another may give the name.
func strayNames(text string, passages []string) []string {
	var quoted [][]token
	stands := false // a passage has a word that stands for a name
	for _, p := range passages {
		quoted = append(quoted, weighty(tokens(p)))
		stands = stands || standIn.MatchString(p)
	}
	if stands && len(passages) > 1 {
		return nil
	}
	var out []string
	mine := weighty(tokens(text))
	for _, n := range claim.Names(text) {
		first, last := -1, -1
		for i, w := range mine {
			if w.span.Start >= n.Start && w.span.End <= n.End {
				if first < 0 {
					first = i
				}
				last = i
			}
		}
		if first < 0 {
			continue
		}
		around := slices.Concat(mine[max(0, first-nearBy):first], mine[last+1:min(len(mine), last+1+nearBy)])
		if len(around) > 0 && !slices.ContainsFunc(quoted, func(p []token) bool { return standsNear(p, mine[first:last+1], around) }) {
			out = append(out, fmt.Sprintf("name %q: it does not stand by these words in the quotes", text[n.Start:n.End]))
		}
	}
	return out
}

var standIn = regexp.MustCompile(`(?i)\b(?:he|she|it|they|his|her|its|their|him|them|the (?:man|woman|person|company|agency|group))\b`)

// weighty leaves out the small words.
func weighty(words []token) []token {
	return slices.DeleteFunc(words, func(w token) bool {
		return !w.capital && (links[w.fold] || openers[w.fold])
	})
}

// standsNear reports whether the run stands in words near one of others; words
// count as the same if they begin alike.
func standsNear(words, run, others []token) bool {
	for i := 0; i+len(run) <= len(words); i++ {
		if !slices.EqualFunc(words[i:i+len(run)], run, func(a, b token) bool { return a.fold == b.fold }) {
			continue
		}
		near := slices.Concat(words[max(0, i-nearThere):i], words[i+len(run):min(len(words), i+len(run)+nearThere)])
		for _, o := range others {
			if slices.ContainsFunc(near, func(w token) bool { return sameStem(w.fold, o.fold) }) {
				return true
			}
		}
	}
	return false
}

// sameStem reports whether two words differ at most in their endings.
func sameStem(a, b string) bool {
	n := 0
	for n < min(len(a), len(b)) && a[n] == b[n] {
		n++
	}
	return a == b || n >= 4 && n >= max(len(a), len(b))-3
}

// joins reports whether what stands between two capitals leaves them one name.
func joins(gap string) bool { return gap == " " || gap == "-" || gap == "." || gap == ". " }

// standsIn reports whether the run stands in words, as a name.
func standsIn(words, run []token) bool {
	for i := 0; i+len(run) <= len(words); i++ {
		if words[i].capital && slices.EqualFunc(words[i:i+len(run)], run, func(a, b token) bool { return a.fold == b.fold }) {
			return true
		}
	}
	return false
}
