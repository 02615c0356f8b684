package corpus

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// splitSentences cuts the part of text at s into sentences: trimmed spans in
// order that hold everything but the space between them. language is a BCP 47
// tag, "" for unknown.
func splitSentences(text string, s Span, language string) []Span {
	if s = trim(text, s); s.isEmpty() {
		return nil
	}
	part := text[s.Start:s.End]
	quoted := quotedRanges(part)
	var spans []Span
	start := 0
	cut := func(end int) {
		if span := trim(part, Span{start, end}); hasWord(part[span.Start:span.End]) || end == len(part) {
			spans = append(spans, span)
			start = end
		}
	}
	for i := 0; i < len(part); {
		r, size := utf8.DecodeRuneInString(part[i:])
		if !isStop(r) {
			i += size
			continue
		}
		stopEnd := i + runLength(part[i:], isStop)
		end := stopEnd + closersLength(part[stopEnd:])
		b := boundary{text: part, sentence: start, stop: i, stopEnd: stopEnd, end: end, language: language}
		if end < len(part) && b.ends() && !b.inside(quoted) {
			cut(end)
		}
		i = end
	}
	cut(len(part))
	return finish(text, s.Start, spans)
}

// finish moves spans by offset, joins what holds no word to its neighbour and
// cuts what is too long.
func finish(text string, offset int, spans []Span) []Span {
	var out []Span
	for _, s := range spans {
		s = Span{s.Start + offset, s.End + offset}
		if len(out) > 0 && !hasWord(text[s.Start:s.End]) {
			out[len(out)-1].End = s.End
			continue
		}
		out = append(out, s)
	}
	var short []Span
	for _, s := range out {
		short = append(short, cutLong(text, s)...)
	}
	return short
}

// cutLong cuts a sentence of more than maxSentenceBytes into pieces, where
// possible after a space or a comma in the last half of the piece.
func cutLong(text string, s Span) []Span {
	var pieces []Span
	for s.End-s.Start > maxSentenceBytes {
		window := text[s.Start : s.Start+maxSentenceBytes]
		at := strings.LastIndexFunc(window, isSpace)
		if at < len(window)/2 {
			if at = strings.LastIndexAny(window, "、，；,;"); at >= 0 {
				_, size := utf8.DecodeRuneInString(window[at:])
				at += size
			}
		}
		if at < len(window)/2 {
			at = lastCharacter(text[s.Start:s.End], maxSentenceBytes)
		}
		if piece := trim(text, Span{s.Start, s.Start + at}); !piece.isEmpty() {
			pieces = append(pieces, piece)
		}
		s = trim(text, Span{s.Start + at, s.End})
	}
	if s.isEmpty() {
		return pieces
	}
	return append(pieces, s)
}

// lastCharacter returns the last place at or before limit where text may be
// cut without splitting a rune or a letter from its marks. It is never 0.
func lastCharacter(text string, limit int) int {
	for at := limit; at > limit/2; at-- {
		if !utf8.RuneStart(text[at]) {
			continue
		}
		if r, _ := utf8.DecodeRuneInString(text[at:]); !unicode.IsMark(r) && r != '\u200D' {
			return at
		}
	}
	for !utf8.RuneStart(text[limit]) {
		limit--
	}
	return limit
}

// A boundary is a place where a sentence may end: stop marks in
// text[stop:stopEnd], then quotes and brackets up to end.
type boundary struct {
	text               string
	sentence           int // where the sentence begins
	stop, stopEnd, end int
	language           string
}

// ends decides whether the sentence ends here.
func (b boundary) ends() bool {
	last, _ := utf8.DecodeLastRuneInString(b.text[:b.stopEnd])
	if strings.ContainsRune(wideStops, last) {
		return b.wideEnds()
	}
	rest := b.text[b.end:]
	next, _ := utf8.DecodeRuneInString(rest)
	if !isSpace(next) {
		return false
	}
	rest = strings.TrimLeftFunc(rest, func(r rune) bool { return isSpace(r) || isOpener(r) })
	next, _ = utf8.DecodeRuneInString(rest)
	if unicode.IsLower(next) {
		return false
	}
	if b.text[b.stop:b.stopEnd] != "." {
		return true
	}
	return !b.abbreviates(firstWord(rest))
}

// wideEnds decides for stops of scripts without spaces: the sentence goes on
// when a particle or a comma follows the closing quote (「…。」と述べた).
func (b boundary) wideEnds() bool {
	if b.end == b.stopEnd {
		return true
	}
	next, _ := utf8.DecodeRuneInString(b.text[b.end:])
	return !strings.ContainsRune("、，,；;：とがをはにもでのやなへかだ", next)
}

// inside reports whether the boundary lies within a quotation that goes on
// after it, by quotedRanges.
func (b boundary) inside(quoted []Span) bool {
	last, _ := utf8.DecodeLastRuneInString(b.text[:b.stopEnd])
	if !strings.ContainsRune(wideStops, last) {
		return false
	}
	for _, q := range quoted {
		if q.Start < b.stop && b.end < q.End {
			return true
		}
	}
	return false
}

// maxQuotedBytes is how long a quotation may be and still stay in one piece.
const maxQuotedBytes = 600

// quotedRanges returns the bracketed quotations of scripts without spaces,
// brackets included, that are to stay in one piece.
func quotedRanges(text string) []Span {
	if !hasWideScript(text) {
		return nil
	}
	var open, ranges []Span
	for i, r := range text {
		if strings.ContainsRune(wideOpeners, r) {
			open = append(open, Span{i, int(r)})
			continue
		}
		if !strings.ContainsRune(wideClosers, r) {
			continue
		}
		for len(open) > 0 {
			top := open[len(open)-1]
			open = open[:len(open)-1]
			if closerOf(rune(top.End)) != r {
				continue
			}
			if end := i + utf8.RuneLen(r); end-top.Start <= maxQuotedBytes {
				ranges = append(ranges, Span{top.Start, end})
			}
			break
		}
	}
	return ranges
}

// closerOf returns the bracket that closes an opening one of wideOpeners.
func closerOf(opener rune) rune {
	o, c := []rune(wideOpeners), []rune(wideClosers)
	for i := range o {
		if o[i] == opener {
			return c[i]
		}
	}
	return 0
}

// runLength returns how many bytes of text from its beginning satisfy ok.
func runLength(text string, ok func(rune) bool) int {
	return len(text) - len(strings.TrimLeftFunc(text, ok))
}

// closersLength returns how many bytes of closing quotes, brackets and
// footnote numbers ("[12]") text begins with.
func closersLength(text string) int {
	n := runLength(text, isCloser)
	if m := footnote.FindString(text[n:]); m != "" {
		return n + len(m)
	}
	return n
}

// firstWord returns the word that text begins with, its dots included.
func firstWord(text string) string {
	end := strings.IndexFunc(text, func(r rune) bool { return isSpace(r) || isCloser(r) || r == ',' })
	if end < 0 {
		return text
	}
	return text[:end]
}
