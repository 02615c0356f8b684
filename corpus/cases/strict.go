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

// departures gives what is wrong with a line of ours by these rules.
func departures(text string, quotes []Quote) []string {
	return append(strangers(text, quotes), lostHedges(text, quotes)...)
}

// strangers gives the names, numbers and statuses of a text that its quotes do
// not write so.
func strangers(text string, quotes []Quote) []string {
	passages := make([]string, len(quotes))
	for i, q := range quotes {
		passages[i] = q.source.Slice(q.span)
	}
	return slices.Concat(strangeNames(text, passages), strangeNumbers(text, passages), strangeStatuses(text, passages))
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
// by side.
func strangeNames(text string, passages []string) []string {
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
	dates, numbers := claim.Dates(text), claim.Numbers(text)
	isName := func(w token) bool {
		dated := slices.ContainsFunc(dates, func(d claim.Mention) bool { return w.span.Start < d.End && d.Start < w.span.End })
		counted := slices.ContainsFunc(numbers, func(n claim.Quantity) bool { return w.span.Start < n.End && n.Start < w.span.End })
		plain := w.initial && (counted || lower[w.fold] || slices.Contains(openers, w.fold))
		return w.capital && !dated && !plain
	}
	var out []string
	mine := tokens(text)
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
		if !slices.ContainsFunc(quoted, func(p []token) bool { return contains(p, run) }) {
			out = append(out, fmt.Sprintf("name %q: the quotes do not write it so", text[run[0].span.Start:run[len(run)-1].span.End]))
		}
		i = end
	}
	return out
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

// lostHedges finds hedges of the quotes that the text does not have: a class
// of hedges as a whole, or the one before a word that it took over. What
// stands just before a quote counts too: quoting the tail of "he is suspected
// of stealing" makes no fact of it.
func lostHedges(text string, quotes []Quote) []string {
	var out []string
	mine, hedges := tokens(text), claim.Hedges(text)
	for _, q := range quotes {
		passage := q.context()
		words := tokens(passage)
		for _, h := range claim.Hedges(passage) {
			switch next, ok := after(words, h.End); {
			case h.Class == "attempt" && !ok:
			case !has(hedges, h.Class) && (h.Class != "attempt" || holdsWord(mine, next)):
				out = append(out, fmt.Sprintf("hedge %q: the article says it so, the text has to say so too", h.Text))
			case ok && h.Class != "attribution" && !kept(text, mine, hedges, h.Class, next):
				out = append(out, fmt.Sprintf("hedge %q: it stands before %q in the article, and has to here", h.Text, next))
			}
		}
		for _, b := range vagueTimes.FindAllStringSubmatch(passage, -1) {
			if folded := strings.ToLower(text); strings.Contains(folded, strings.ToLower(b[2])) && !strings.Contains(folded, strings.ToLower(b[0])) {
				out = append(out, fmt.Sprintf("hedge %q: the article says %q", b[1], b[0]))
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// vagueTimes are times that are less than exact; numbers have their bound.
var vagueTimes = regexp.MustCompile(`(?i)\b(about|around|nearly|almost|roughly|approximately) (an? \w+)`)

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

func has(hedges []claim.Hedge, class string) bool {
	return slices.ContainsFunc(hedges, func(h claim.Hedge) bool { return h.Class == class })
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
func kept(text string, words []token, hedges []claim.Hedge, class, word string) bool {
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
