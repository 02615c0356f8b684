// Package markdown makes text from articles and people safe to show in
// Discord: nothing in it can become formatting, a link, an invite or a
// mention, and what a reader sees and copies is the text itself.
//
// It also cuts long texts at good places. Start reading at Escape.
package markdown

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// active are the characters that Discord may read as markup anywhere: a slash
// too, since an address without a scheme can be an invite.
// https://support.discord.com/hc/en-us/articles/210298617
const active = "\\*_~`|<>[]#@:/"

// Escape puts a backslash before everything that Discord would read as markup.
// Controls are left out, except line breaks; so are marks that turn the
// direction of the text around them. Invalid UTF-8 becomes U+FFFD.
func Escape(s string) string {
	var b strings.Builder
	start := true // only digits and spaces came since the line began
	digits := false
	for _, r := range Clean(s) {
		lead := start && (r == '-' || r == '+' || digits && (r == '.' || r == ')'))
		if lead || r < utf8.RuneSelf && strings.ContainsRune(active, r) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
		switch {
		case r == '\n':
			start, digits = true, false
		case r >= '0' && r <= '9':
			digits = true
		case r != ' ':
			start = false
		}
	}
	return b.String()
}

// Unescape undoes Escape.
func Unescape(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] == '\\' && i+1 < len(s) && strings.IndexByte(active+"-+.)", s[i+1]) >= 0 {
			i++
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

// Clean is the text as it is shown: without controls and turning marks.
func Clean(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n':
			return r
		case r == '\t' || r == '\u2028' || r == '\u2029':
			return ' '
		case unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r):
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, "\uFFFD"))
}

// Line is a text on one line, escaped.
func Line(s string) string { return Escape(strings.Join(strings.Fields(Clean(s)), " ")) }

// Quote puts every line of an already escaped text into a block quote.
func Quote(escaped string) string {
	return "> " + strings.ReplaceAll(escaped, "\n", "\n> ")
}

// Bold sets an already escaped text in bold. Discord needs a character other
// than a space at both ends.
func Bold(escaped string) string {
	inner := strings.TrimSpace(escaped)
	if inner == "" {
		return escaped
	}
	from := strings.Index(escaped, inner)
	// Bold does not reach over an empty line.
	lines := strings.Split(inner, "\n")
	for i, l := range lines {
		if strings.TrimSpace(l) != "" {
			lines[i] = "**" + strings.TrimRight(l, " ") + "**"
		}
	}
	return escaped[:from] + strings.Join(lines, "\n") + escaped[from+len(inner):]
}

// Shorten cuts a text to at most n characters, at the end of a word where one
// is near, and marks the cut with an ellipsis.
func Shorten(s string, n int) string {
	if utf8.RuneCountInString(s) <= n {
		return s
	}
	head := take(s, n-1)
	return strings.TrimRightFunc(head, unicode.IsSpace) + "…"
}

// Split cuts a text into pieces of at most n characters and maxBytes bytes,
// where a paragraph, else a sentence, else a word ends. Joined together the
// pieces are the text. Both bounds must be at least 4.
func Split(s string, n, maxBytes int) []string {
	var pieces []string
	for utf8.RuneCountInString(s) > n || len(s) > maxBytes {
		head := s
		for len(head) > maxBytes || utf8.RuneCountInString(head) > n {
			head = take(head, min(n, max(1, utf8.RuneCountInString(head)*3/4), maxBytes))
		}
		pieces = append(pieces, head)
		s = s[len(head):]
	}
	if s != "" {
		pieces = append(pieces, s)
	}
	return pieces
}

// take returns the longest good beginning of s with at most n characters,
// n at least 1.
func take(s string, n int) string {
	end := 0
	for range n {
		_, size := utf8.DecodeRuneInString(s[end:])
		end += size
		if end >= len(s) {
			return s
		}
	}
	head := s[:end]
	for _, mark := range []string{"\n", ". ", "。", " "} {
		if i := strings.LastIndex(head, mark); i > end/2 {
			return s[:i+len(mark)]
		}
	}
	// Not between a letter and the marks that belong to it.
	for end > 0 {
		next, _ := utf8.DecodeRuneInString(s[end:])
		if !unicode.Is(unicode.M, next) && next != '\u200d' {
			break
		}
		_, size := utf8.DecodeLastRuneInString(s[:end])
		end -= size
	}
	if end == 0 {
		return head
	}
	return s[:end]
}
