package cases

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"casebot/corpus"
	"casebot/corpus/claim"
)

// A case is written by hand, about people who can be harmed by one word. So
// beyond what package claim finds its lines keep to the words of their quotes
// where it matters: names as they are written, numbers with their unit and
// bound, statuses by the same word, and every kind of hedge.

// archive is a corpus and the words that it writes as names.
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

// A token is one word of a text, folded.
type token struct {
	fold    string
	span    corpus.Span
	capital bool
	initial bool // first of the text or after a full stop or colon
}

func tokens(text string) []token {
	spans := wordSpans(text)
	out := make([]token, len(spans))
	for i, s := range spans {
		word := text[s.Start:s.End]
		r, _ := utf8.DecodeRuneInString(word)
		gap := text[:s.Start]
		if i > 0 {
			gap = text[spans[i-1].End:s.Start]
		}
		initial := i == 0 || strings.ContainsAny(gap, ":!?…") || strings.Contains(gap, ". ")
		out[i] = token{strings.ToLower(word), s, unicode.IsUpper(r), initial}
	}
	return out
}

// openers are words that begin sentences and are never names.
var openers = strings.Fields(`a an the it its he his she her they their this that these those there one in on at by
	from of to for with and as after before during while when where who what according authorities officials`)

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
		plain := w.initial && (counted || lower[w.fold] || slices.Contains(openers, w.fold))
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
		if named && !slices.ContainsFunc(quoted, func(p []token) bool { return contains(p, run) }) {
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
		return !w.capital && (slices.Contains(links, w.fold) || slices.Contains(openers, w.fold))
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

func contains(words, run []token) bool {
	for i := 0; i+len(run) <= len(words); i++ {
		if words[i].capital && slices.EqualFunc(words[i:i+len(run)], run, func(a, b token) bool { return a.fold == b.fold }) {
			return true
		}
	}
	return false
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

// links are words between a hedge and what it hedges.
var links = strings.Fields(`of that to the a an at in on by for having have has been be is are was were it its he his they
	their and or which who as with`)

// after gives the first word of weight after a byte of a text.
func after(words []token, end int) (string, bool) {
	for _, w := range words {
		if w.span.Start >= end && !slices.Contains(links, w.fold) {
			return w.fold, true
		}
	}
	return "", false
}

func holdsWord(words []token, fold string) bool {
	return slices.ContainsFunc(words, func(w token) bool { return w.fold == fold })
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
