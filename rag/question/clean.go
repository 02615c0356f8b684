// Package question makes what a person typed fit to be searched, shown and
// logged. It stands below package rag and knows no Discord.
package question

import (
	"errors"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

const (
	// MaxRunes is how long a cleaned question may be.
	MaxRunes = 1000
	// maxBytes bounds the work on what will be refused anyway.
	maxBytes = 16 * MaxRunes
	// maxMarks is how many combining marks one letter keeps. Hebrew with vowels
	// and accents needs four, a Tibetan stack five.
	maxMarks = 6
)

// ErrTooLong is returned for a question of more than MaxRunes characters.
var ErrTooLong = errors.New("the question is longer than 1000 characters")

// Clean returns text in Unicode's form NFC, on one line, without what cannot be
// seen: control and format characters, zero-width characters, bidirectional
// overrides, private-use characters, and combining marks beyond a few a letter.
// Every script stays whole, with its joiners, and so do emoji. Invalid UTF-8 is
// left out. Nothing visible gives "". Cleaning twice changes nothing more.
func Clean(text string) (string, error) {
	if len(text) > maxBytes {
		return "", ErrTooLong
	}
	// The first composing splits what Unicode wants split, the second joins
	// what has come together.
	text = norm.NFC.String(strings.ToValidUTF8(text, ""))
	text = norm.NFC.String(visible(text))
	text = strings.Join(strings.Fields(text), " ")
	if utf8.RuneCountInString(text) > MaxRunes {
		return "", ErrTooLong
	}
	return text, nil
}

const (
	nonJoiner   = '\u200c'
	joiner      = '\u200d'
	blackFlag   = '\U0001f3f4'
	cancelTag   = '\U000e007f'
	grapheme    = '\u034f' // combining grapheme joiner
	brailleZero = '\u2800'
)

// visible drops what cannot be seen and turns every space into ' '. One pass
// from the left: whether a character stays depends on those that stayed before
// it and on the next one.
func visible(text string) string {
	runes := []rune(text)
	kept := make([]rune, 0, len(runes))
	var base rune // the last one that can carry marks
	marks := 0    // that base carries
	for i := 0; i < len(runes); i++ {
		r := runes[i]
		switch {
		case unicode.IsSpace(r), unicode.Is(unicode.Z, r), r == brailleZero:
			kept = append(kept, ' ')
			base = 0
		case r == joiner || r == nonJoiner:
			if i+1 < len(runes) && joins(base, last(kept), r, runes[i+1], marks) {
				kept = append(kept, r)
			}
		case unicode.Is(unicode.Variation_Selector, r):
			if varies(last(kept)) {
				kept = append(kept, r)
			}
		case hidden(r):
		case isMark(r):
			if base != 0 && marks < maxMarks {
				kept = append(kept, r)
				marks++
			}
		default:
			kept = append(kept, r)
			base, marks = r, 0
			if r == blackFlag {
				tags := flagTags(runes[i+1:])
				kept = append(kept, tags...)
				i += len(tags)
			}
		}
	}
	return string(kept)
}

func isMark(r rune) bool { return unicode.In(r, unicode.Mn, unicode.Me) }

// hidden reports whether r shows nothing, or nothing that everyone sees alike.
func hidden(r rune) bool {
	switch {
	case unicode.Is(unicode.Prepended_Concatenation_Mark, r): // Arabic number signs: format, yet seen
		return false
	case unicode.In(r, unicode.Cc, unicode.Cf, unicode.Co, unicode.Noncharacter_Code_Point):
		return true
	}
	// Fillers that count as letters, and stand-ins for what was lost.
	return r == grapheme || unicode.Is(unicode.Other_Default_Ignorable_Code_Point, r) || r == '\ufffc' || r == utf8.RuneError
}

// joins reports whether a joiner or non-joiner means something before the
// character next: it shapes the words of many scripts, and a joiner makes one
// emoji of several. Base carries marks; before stands right in front.
func joins(base, before, r, next rune, marks int) bool {
	if hidden(next) || unicode.Is(unicode.Variation_Selector, next) || isMark(next) && marks >= maxMarks {
		return false // next will go
	}
	if r == joiner && pictures(before) && unicode.Is(unicode.So, next) {
		return true
	}
	return before != joiner && before != nonJoiner && unicode.In(base, joining...) && (isMark(next) || unicode.In(next, joining...))
}

// joining are the scripts that are written with joiners and non-joiners.
var joining = []*unicode.RangeTable{
	unicode.Arabic, unicode.Syriac, unicode.Mongolian, unicode.Nko,
	unicode.Devanagari, unicode.Bengali, unicode.Gurmukhi, unicode.Gujarati, unicode.Oriya, unicode.Tamil,
	unicode.Telugu, unicode.Kannada, unicode.Malayalam, unicode.Sinhala, unicode.Myanmar, unicode.Khmer,
}

// pictures reports whether r may be a part of a joined emoji: a symbol, a skin
// tone, or a variation selector after one.
func pictures(r rune) bool {
	return unicode.Is(unicode.So, r) || unicode.Is(unicode.Sk, r) && r > 0xffff || unicode.Is(unicode.Variation_Selector, r)
}

// varies reports whether a variation selector means something after r: after a
// symbol, the keys of keycap emoji, a Chinese character, a Mongolian letter.
func varies(r rune) bool {
	return unicode.In(r, unicode.So, unicode.Sm, unicode.Po, unicode.Nd, unicode.Han, unicode.Mongolian)
}

// flagTags returns the tag characters that name a flag, up to the one that
// ends it, as in the flag of Scotland. Any others are text that nobody sees.
func flagTags(runes []rune) []rune {
	for i, r := range runes {
		if r == cancelTag && i >= 3 {
			return runes[:i+1]
		}
		if i == 6 || !(r >= 0xe0030 && r <= 0xe0039 || r >= 0xe0061 && r <= 0xe007a) {
			return nil
		}
	}
	return nil
}

// last returns the last rune, 0 if there is none.
func last(runes []rune) rune {
	if len(runes) == 0 {
		return 0
	}
	return runes[len(runes)-1]
}
