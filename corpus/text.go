package corpus

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// isSpace reports what separates words and is never quoted for itself: white
// space, the byte order mark and the zero-width space.
func isSpace(r rune) bool {
	return r == '\uFEFF' || r == '\u200B' || unicode.IsSpace(r)
}

// trim narrows s until it begins and ends with something that is not space.
// A span of nothing but space becomes empty.
func trim(text string, s Span) Span {
	part := text[s.Start:s.End]
	s.Start += len(part) - len(strings.TrimLeftFunc(part, isSpace))
	if s.Start >= s.End {
		return Span{s.Start, s.Start}
	}
	s.End = s.Start + len(strings.TrimRightFunc(text[s.Start:s.End], isSpace))
	return s
}

// isEmpty reports whether the span holds no bytes.
func (s Span) isEmpty() bool { return s.Start >= s.End }

// isWord reports what words are made of.
func isWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) }

// hasWord reports whether text holds a letter or a digit.
func hasWord(text string) bool {
	return strings.IndexFunc(text, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) >= 0
}

// hasWideScript reports whether text is written in a script that puts no
// spaces between words (Han, Hiragana, Katakana).
func hasWideScript(text string) bool { return strings.IndexFunc(text, isWide) >= 0 }

// isWide reports characters of scripts without spaces and their punctuation.
func isWide(r rune) bool {
	return r >= 0x3000 && r <= 0x303F || r >= 0xFF00 && r <= 0xFF60 ||
		unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana)
}

// width is the number of columns text takes, two for a wide character.
func width(text string) int {
	n := 0
	for _, r := range text {
		n++
		if isWide(r) {
			n++
		}
	}
	return n
}

// endsSentence reports whether text ends in a stop, quotes and brackets after
// the stop aside.
func endsSentence(text string) bool {
	text = strings.TrimRightFunc(text, func(r rune) bool { return isSpace(r) || isCloser(r) })
	r, _ := utf8.DecodeLastRuneInString(text)
	return isStop(r)
}

// fold prepares text for comparing lines: lower case, words only, one space.
func fold(text string) string {
	words := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !isWord(r) })
	return strings.Join(words, " ")
}

// beginsQuote reports whether text begins with a quotation mark.
func beginsQuote(text string) bool {
	r, _ := utf8.DecodeRuneInString(text)
	return strings.ContainsRune("\"'“‘„«‹「『", r)
}

// isASCII reports whether text holds nothing but ASCII.
func isASCII(text string) bool {
	for i := range len(text) {
		if text[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}
