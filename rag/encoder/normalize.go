package encoder

import (
	"bytes"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"
)

// normalization replaces code points before text is cut into words.
type normalization struct {
	replace map[rune]string
	// changed marks the ASCII characters that replace holds, to spare the
	// look-up for the others.
	changed [utf8.RuneSelf]bool
}

// parseNormalization reads lines of a code point in hex, a tab and its
// replacement code points in hex, separated by spaces (none: deleted).
func parseNormalization(lines []byte) (*normalization, error) {
	n := &normalization{replace: make(map[rune]string, bytes.Count(lines, []byte("\n"))+1)}
	number := 0
	for line := range strings.Lines(string(lines)) {
		number++
		from, to, ok := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		r, err := parseRune(from)
		if !ok || err != nil {
			return nil, fmt.Errorf("line %d: want a code point and a tab", number)
		}
		var text strings.Builder
		for field := range strings.FieldsSeq(to) {
			c, err := parseRune(field)
			if err != nil {
				return nil, fmt.Errorf("line %d: %q is no code point", number, field)
			}
			text.WriteRune(c)
		}
		n.replace[r] = text.String()
		if r < utf8.RuneSelf {
			n.changed[r] = true
		}
	}
	return n, nil
}

func parseRune(hex string) (rune, error) {
	n, err := strconv.ParseUint(hex, 16, 32)
	if err != nil {
		return 0, err
	}
	if !utf8.ValidRune(rune(n)) {
		return 0, errors.New("not a Unicode scalar value")
	}
	return rune(n), nil
}

// lookup returns the replacement of r, if it has one.
func (n *normalization) lookup(r rune) (string, bool) {
	if r < utf8.RuneSelf && !n.changed[r] {
		return "", false
	}
	s, ok := n.replace[r]
	return s, ok
}
