package corpus

import (
	"strings"
	"unicode"
)

// Visible leaves out control characters: an article must not steer a terminal.
func Visible(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && r != '\n' && r != '\t' {
			return -1
		}
		return r
	}, text)
}
