package cases

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"casebot/corpus"
)

// wordSpans gives the runs of letters and digits of a text; of scripts without
// spaces, each rune.
func wordSpans(text string) []corpus.Span {
	var spans []corpus.Span
	start := -1
	flush := func(end int) {
		if start >= 0 {
			spans = append(spans, corpus.Span{Start: start, End: end})
			start = -1
		}
	}
	for i, r := range text {
		switch {
		case isolated(r):
			flush(i)
			spans = append(spans, corpus.Span{Start: i, End: i + len(string(r))})
		case unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r):
			if start < 0 {
				start = i
			}
		default:
			flush(i)
		}
	}
	flush(len(text))
	return spans
}

// isolated reports whether a rune stands for itself between word boundaries.
func isolated(r rune) bool { return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana) }

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
var openers = wordSet(`a an the it its he his she her they their this that these those there one in on at by
	from of to for with and as after before during while when where who what according authorities officials`)

// links are words between a hedge and what it hedges.
var links = wordSet(`of that to the a an at in on by for having have has been be is are was were it its he his they
	their and or which who as with`)

func wordSet(words string) map[string]bool {
	set := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		set[w] = true
	}
	return set
}

func holdsWord(words []token, fold string) bool {
	return slices.ContainsFunc(words, func(w token) bool { return w.fold == fold })
}
