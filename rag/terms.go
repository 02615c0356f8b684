package rag

import (
	"strings"
	"unicode"

	"github.com/blevesearch/snowballstem"
	"github.com/blevesearch/snowballstem/english"
	"golang.org/x/text/unicode/norm"

	"casebot/corpus"
)

// term is one word of a text as BM25 and the decision see it.
type term struct {
	corpus.Span        // where it stands in the text
	word        string // folded: lower case, no accents, no possessive
	stem        string // what is indexed
	upper       bool   // begins with a capital or is a number
}

// terms cuts a text into words. Letters and digits make words; scripts written
// without spaces give overlapping pairs of characters instead, the usual
// stand-in for a dictionary. Stop words are left in: see isStop.
func terms(text string) []term {
	var out []term
	for _, s := range wordSpans(text) {
		raw := text[s.Start:s.End]
		if first := firstRune(raw); unspaced(first) {
			out = append(out, bigrams(raw, s.Start)...)
			continue
		}
		word := fold(raw)
		if word == "" {
			continue
		}
		out = append(out, term{Span: s, word: word, stem: stem(word, raw), upper: !unicode.IsLower(firstRune(raw))})
	}
	return out
}

// wordSpans finds the words of a text: runs of letters, digits and marks of
// scripts that use spaces, or of scripts that do not. Dots inside an
// abbreviation ("U.S.") and an apostrophe inside a word belong to it.
func wordSpans(text string) []corpus.Span {
	var out []corpus.Span
	start, prev := -1, rune(0)
	flush := func(end int) {
		if start >= 0 {
			out = append(out, corpus.Span{Start: start, End: end})
			start = -1
		}
	}
	for i, r := range text {
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r):
			if start >= 0 && unspaced(r) != unspaced(firstRune(text[start:])) {
				flush(i)
			}
			if start < 0 {
				start = i
			}
		case start >= 0 && strings.ContainsRune("'’.,", r) && joins(text[i+len(string(r)):], r, prev):
		default:
			flush(i)
		}
		prev = r
	}
	flush(len(text))
	return out
}

// joins reports whether the mark r between prev and rest stands inside a word:
// an apostrophe between letters, a dot between single letters, a comma or dot
// between digits.
func joins(rest string, r, prev rune) bool {
	next := firstRune(rest)
	switch r {
	case '\'', '’':
		return unicode.IsLetter(prev) && unicode.IsLetter(next)
	case '.', ',':
		if unicode.IsDigit(prev) && unicode.IsDigit(next) {
			return true
		}
		return r == '.' && unicode.IsUpper(prev) && unicode.IsUpper(next)
	}
	return false
}

func firstRune(s string) rune {
	for _, r := range s {
		return r
	}
	return 0
}

// unspaced reports whether r belongs to a script written without spaces.
func unspaced(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai) || r == 'ー'
}

func bigrams(run string, offset int) []term {
	var starts []int
	for i := range run {
		starts = append(starts, i)
	}
	starts = append(starts, len(run))
	var out []term
	for i := range max(len(starts)-2, min(1, len(starts)-1)) {
		end := starts[min(i+2, len(starts)-1)]
		pair := norm.NFKC.String(run[starts[i]:end])
		out = append(out, term{Span: corpus.Span{Start: offset + starts[i], End: offset + end}, word: pair, stem: pair})
	}
	return out
}

// fold lowers a word, takes its accents and dots away and cuts a possessive.
func fold(raw string) string {
	var b strings.Builder
	for _, r := range norm.NFKD.String(raw) {
		switch {
		case unicode.Is(unicode.Mn, r) || r == ',' || r == '.' && !unicode.IsDigit(firstRune(raw)):
		case r == '’':
			b.WriteByte('\'')
		default:
			b.WriteRune(unicode.ToLower(r))
		}
	}
	word := strings.TrimSuffix(strings.TrimSuffix(b.String(), "'s"), "'")
	return strings.ReplaceAll(word, "'", "")
}

// numerals are the number words that are indexed as digits, so that "eight
// years" and "8 years" meet.
var numerals = map[string]string{
	"zero": "0", "one": "1", "two": "2", "three": "3", "four": "4", "five": "5",
	"six": "6", "seven": "7", "eight": "8", "nine": "9", "ten": "10",
	"eleven": "11", "twelve": "12", "thirteen": "13", "fourteen": "14",
	"fifteen": "15", "sixteen": "16", "seventeen": "17", "eighteen": "18",
	"nineteen": "19", "twenty": "20", "thirty": "30", "forty": "40",
	"fifty": "50", "sixty": "60", "seventy": "70", "eighty": "80", "ninety": "90",
	"hundred": "100", "thousand": "1000",
	"first": "1st", "second": "2nd", "third": "3rd", "fourth": "4th", "fifth": "5th", "sixth": "6th",
}

// stem gives the indexed form of a folded word: the Porter2 stem, digits for a
// number word, and one form for the country that English writes five ways.
func stem(word, raw string) string {
	if digits, ok := numerals[word]; ok {
		return digits
	}
	if raw == "US" || raw == "U.S" || raw == "USA" || raw == "U.S.A" {
		return "usa"
	}
	env := snowballstem.NewEnv(word)
	english.Stem(env)
	return env.Current()
}

// isStop reports whether a folded word says nothing about a subject.
func isStop(word string) bool { return stopWords[word] }

var stopWords = wordSet(`
a about above after again against all also am an and any are as at be because been before being below
between both but by can could did do does doing down during each else etc ever every few for from further
get gets give given gives got had has have having he her here hers him himself his how however i if in into
is it its itself just let list lot me might more most much must my myself name named names no nor not now of off
ok on once only or other our out over own please same say says said shall she should so some such tell than
that the their theirs them themselves then there these they thing things this those though through to too
under until up upon us use very was we were what whatever when where whether which while who whom whose why
will with would yes yet you your yours hi hello thanks many long old
article articles news text story report according mention mentioned mentions happen happened`)

func wordSet(list string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(list) {
		set[w] = true
	}
	return set
}

// stemsIn returns the stems of a text as a set.
func stemsIn(text string) map[string]bool {
	set := map[string]bool{}
	for _, t := range terms(text) {
		set[t.stem] = true
	}
	return set
}

// content returns the terms that are no stop words.
func content(ts []term) []term {
	var out []term
	for _, t := range ts {
		if !isStop(t.word) {
			out = append(out, t)
		}
	}
	return out
}
