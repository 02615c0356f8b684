package eval

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// normalize folds what must not decide whether two texts are equal: case, kinds
// of white space, quotation marks and dashes, and characters without width.
func normalize(s string) string {
	var b strings.Builder
	space := false
	for _, r := range s {
		switch {
		case unicode.IsSpace(r):
			space = true
			continue
		case r == '\u00ad' || r == '\ufeff' || '\u200b' <= r && r <= '\u200d':
			continue
		case strings.ContainsRune("‘’‚‛′`´", r):
			r = '\''
		case strings.ContainsRune("“”„‟″«»", r):
			r = '"'
		case unicode.Is(unicode.Pd, r) || r == '−':
			r = '-'
		}
		if space && b.Len() > 0 {
			b.WriteByte(' ')
		}
		space = false
		b.WriteRune(unicode.ToLower(r))
	}
	return b.String()
}

// containsWords reports whether words occurs in text as whole words. Both are
// normalized. Scripts that do not set words apart match anywhere, except that
// no number is found inside a longer one.
func containsWords(text, words string) bool {
	if words == "" {
		return false
	}
	for from := 0; from <= len(text)-len(words); {
		i := strings.Index(text[from:], words)
		if i < 0 {
			return false
		}
		start, end := from+i, from+i+len(words)
		if isBoundary(text, start) && isBoundary(text, end) {
			return true
		}
		_, size := utf8.DecodeRuneInString(text[start:])
		from = start + size
	}
	return false
}

// isBoundary reports whether a word may begin or end at byte i of text.
func isBoundary(text string, i int) bool {
	before, size := utf8.DecodeLastRuneInString(text[:i])
	after, next := utf8.DecodeRuneInString(text[i:])
	if size == 0 || next == 0 {
		return true
	}
	if isSeparator(before) || isSeparator(after) {
		return !insideNumber(text, i, before, after, size, next)
	}
	if isNumeral(before) && isNumeral(after) {
		return false
	}
	if isUnspaced(before) || isUnspaced(after) {
		return true
	}
	return !isWord(before) || !isWord(after)
}

// insideNumber reports whether byte i touches the separator within a number:
// the comma of 1,200.
func insideNumber(text string, i int, before, after rune, size, next int) bool {
	if isSeparator(before) {
		left, _ := utf8.DecodeLastRuneInString(text[:i-size])
		return unicode.IsDigit(left) && unicode.IsDigit(after)
	}
	right, _ := utf8.DecodeRuneInString(text[i+next:])
	return unicode.IsDigit(before) && unicode.IsDigit(right)
}

func isSeparator(r rune) bool { return r == ',' || r == '.' }

func isWord(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r)
}

// isNumeral covers digits and the numerals of Chinese and Japanese.
func isNumeral(r rune) bool {
	return unicode.IsDigit(r) || strings.ContainsRune("〇一二三四五六七八九十百千万億两兩", r)
}

// isUnspaced covers scripts that write words without spaces between them, and
// Hangul, whose particles are joined to the word.
func isUnspaced(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul, unicode.Thai)
}
