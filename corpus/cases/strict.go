package cases

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"casebot/corpus"
	"casebot/corpus/claim"
)

// A case is written by hand, about people who can be harmed by one word. So
// beyond what package claim finds its lines keep to the words of their quotes
// where it matters: names as they are written, numbers with their unit and
// bound, statuses by the same word, and every kind of hedge.

// archive is a corpus and the words that it writes as names. Without these it
// is only looked for quotes in, and lines are not held against them.
type archive struct {
	*corpus.Corpus
	proper map[string]bool
}

// newArchive collects the words that are capitalised within sentences.
func newArchive(c *corpus.Corpus) archive {
	a := archive{c, map[string]bool{}}
	for _, x := range c.Articles {
		for _, s := range x.Sentences {
			for _, w := range tokens(x.Slice(s.Span)) {
				if w.capital && !w.initial {
					a.proper[w.fold] = true
				}
			}
		}
	}
	return a
}

// departures gives what is wrong with a line of ours by these rules.
func (a archive) departures(text string, quotes []Quote) []string {
	return append(a.strangers(text, quotes), lostHedges(text, quotes)...)
}

// strangers gives the names, numbers and statuses of a text that its quotes do
// not write so.
func (a archive) strangers(text string, quotes []Quote) []string {
	passages := make([]string, len(quotes))
	for i, q := range quotes {
		passages[i] = q.source.Slice(q.span)
	}
	return slices.Concat(a.strangeNames(text, passages), strangeNumbers(text, passages), strangeStatuses(text, passages), strayNames(text, passages))
}

// strangeNumbers finds numbers whose value, unit and bound no passage gives
// together.
func strangeNumbers(text string, passages []string) []string {
	var out []string
	for _, n := range claim.Numbers(text) {
		given := slices.ContainsFunc(passages, func(p string) bool {
			return slices.ContainsFunc(claim.Numbers(p), func(m claim.Quantity) bool {
				return m.Value == n.Value && m.Unit == n.Unit && m.Bound == n.Bound && m.Ordinal == n.Ordinal
			})
		})
		if !given {
			out = append(out, fmt.Sprintf("number %q: the quotes do not give it so", n.Text))
		}
	}
	return out
}

var statusStem = regexp.MustCompile(`(?i)\b(?:arrest|detain|detention|custody|indict|charged|suspect|alleg|accus|convict|sentenc|prison|jail|guilty|extradit|execut|releas|acquit|kill|confess|plead|lied|spy|spied|spies|traitor|steal|stole|theft)`)

// strangeStatuses finds words for what the law did, or says was done, that no
// passage uses.
func strangeStatuses(text string, passages []string) []string {
	var out []string
	all := strings.ToLower(strings.Join(passages, "\n"))
	for _, stem := range statusStem.FindAllString(text, -1) {
		if !strings.Contains(all, strings.ToLower(stem)) {
			out = append(out, fmt.Sprintf("status %q…: the quotes do not use this word", stem))
		}
	}
	return out
}
