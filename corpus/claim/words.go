package claim

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// word is one word of a text. Scripts written without spaces give one word for
// each run of one script, so that a name in katakana or Latin stands alone.
type word struct {
	text       string // as written
	fold       string // lower case, without accents, dots or possessive
	start, end int    // bytes [start, end) of the text
	initial    bool   // first of a sentence, line or quotation
	clause     bool   // a comma, semicolon, colon, dash or bracket stands before it
	stop       bool   // a semicolon or the end of a sentence does
	spaced     bool   // a number with spaces in it
	hyphen     bool   // a hyphen joins it to the word before
}

// capital reports whether the word begins with an upper-case letter.
func (w word) capital() bool {
	r, _ := utf8.DecodeRuneInString(w.text)
	return unicode.IsUpper(r)
}

// acronym reports whether every letter is upper case and there are at least two.
func (w word) acronym() bool {
	letters := 0
	for _, r := range strings.TrimSuffix(strings.TrimSuffix(w.text, "'s"), "’s") {
		if unicode.IsLower(r) {
			return false
		}
		if unicode.IsUpper(r) {
			letters++
		}
	}
	return letters >= 2
}

// script sorts runes into what may stand in one word.
type script int

const (
	none script = iota
	letter
	digit
	han
	hanDigit // Chinese digits, which stand apart from the characters around them
	hiragana
	katakana
)

func scriptOf(r rune) script {
	switch {
	case strings.ContainsRune("〇零一二三四五六七八九十百千万萬億亿两", r):
		return hanDigit
	case unicode.Is(unicode.Han, r) || r == '々':
		return han
	case unicode.Is(unicode.Katakana, r) || r == 'ー' || r == '・':
		return katakana
	case unicode.Is(unicode.Hiragana, r):
		return hiragana
	case unicode.IsDigit(r):
		return digit
	case unicode.IsLetter(r) || unicode.IsMark(r):
		return letter
	}
	return none
}

// unspaced reports whether a script is written without spaces.
func (s script) unspaced() bool { return s >= han }

// split cuts a text into words.
func split(text string) []word {
	var out []word
	rest := 0 // where the last word ended
	for i := 0; i < len(text); {
		r, n := utf8.DecodeRuneInString(text[i:])
		s := scriptOf(r)
		if s == none {
			i += n
			continue
		}
		end := wordEnd(text, i, s)
		w := word{text: text[i:end], start: i, end: end}
		w.fold = fold(w.text)
		gap := text[rest:i]
		w.hyphen = len(out) > 0 && (gap == "-" || gap == "‐" || gap == "‑")
		w.clause = strings.ContainsAny(gap, ",;:()—–、，；：（）")
		w.initial = len(out) == 0 || strings.ContainsAny(gap, "!?\n。！？\"“«„") || strings.Contains(gap, ".") && !abbreviation(out[len(out)-1])
		w.clause = w.clause || w.initial
		w.stop = w.initial || strings.ContainsAny(gap, ";；")
		if n := len(out); n > 0 && thousands(out[n-1], gap, w) {
			out[n-1] = joinedNumber(text, out[n-1], end)
			rest, i = end, end
			continue
		}
		if w.fold != "" {
			out = append(out, w)
			rest = end
		}
		i = end
	}
	return out
}

// thousands reports whether two runs of digits are one number, written with a
// space as French and the SI do: "120 000".
func thousands(before word, gap string, w word) bool {
	space := gap == " " || gap == "\u00a0" || gap == "\u202f" || gap == "\u2009"
	return space && len(w.text) == 3 && allDigits(w.text) && allDigits(before.fold) && (len(before.text) < 4 || before.spaced)
}

func allDigits(s string) bool { return strings.Trim(s, "0123456789") == "" }

func joinedNumber(text string, w word, end int) word {
	w.text, w.end, w.spaced = text[w.start:end], end, true
	w.fold = strings.Map(func(r rune) rune {
		if !unicode.IsDigit(r) {
			return -1
		}
		return r
	}, w.text)
	return w
}

// wordEnd gives where the word that begins at i ends.
func wordEnd(text string, i int, s script) int {
	for j := i; j < len(text); {
		r, n := utf8.DecodeRuneInString(text[j:])
		t := scriptOf(r)
		switch {
		case t == s, !s.unspaced() && (t == letter || t == digit):
		case !s.unspaced() && inner(r) && j > i && joins(text, j, n):
		default:
			return j
		}
		j += n
	}
	return len(text)
}

// inner lists what may stand inside a word of letters or digits.
func inner(r rune) bool { return strings.ContainsRune("'’.,&", r) }

// joins reports whether the rune of n bytes at j holds a word together: the
// apostrophe of "GE's", the dots of "U.S.", the separators of "1,200.5".
func joins(text string, j, n int) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:j])
	after, _ := utf8.DecodeRuneInString(text[j+n:])
	r, _ := utf8.DecodeRuneInString(text[j:])
	switch r {
	case '\'', '’':
		return unicode.IsLetter(before) && unicode.IsLetter(after) && !elision(text[:j])
	case '&':
		return unicode.IsUpper(before) && unicode.IsUpper(after)
	case ',':
		return unicode.IsDigit(before) && unicode.IsDigit(after)
	}
	if unicode.IsDigit(before) {
		return unicode.IsDigit(after)
	}
	// A dot: within "U.S." both sides are single capitals.
	return unicode.IsUpper(before) && (unicode.IsUpper(after) || dotted(text[:j]))
}

// elision reports whether the text ends in a French article or pronoun cut
// short ("l'arrestation"), which is a word of its own.
func elision(s string) bool {
	s = s[strings.LastIndexAny(s, " \n(“«\"")+1:]
	switch strings.ToLower(s) {
	case "l", "d", "c", "n", "s", "j", "m", "t", "qu":
		return true
	}
	return false
}

// dotted reports whether the text ends like "U.S", whose last dot belongs to it.
func dotted(s string) bool {
	return len(s) >= 3 && s[len(s)-2] == '.' && unicode.IsUpper(rune(s[len(s)-3]))
}

var titles = set("mr mrs ms dr st sen rep gov gen col lt sgt capt prof jr sr no vs inc corp ltd co")

// abbreviation reports whether a full stop after w may not end a sentence.
func abbreviation(w word) bool {
	return titles[w.fold] || strings.Contains(w.text, ".") || utf8.RuneCountInString(w.text) == 1
}

// fold gives the form in which words are compared.
func fold(s string) string {
	s = strings.TrimSuffix(strings.TrimSuffix(s, "'s"), "’s")
	var b strings.Builder
	var last rune
	for _, r := range norm.NFKD.String(s) {
		afterDigit := unicode.IsDigit(last)
		last = r
		switch {
		case unicode.Is(unicode.Mn, r) && r < 0x3000, r == '.' && !afterDigit, r == '・':
		case r == '’':
			b.WriteByte('\'')
		case r == 'ß':
			b.WriteString("ss")
		default:
			b.WriteRune(unicode.ToLower(r))
		}
	}
	return norm.NFC.String(b.String())
}

// set makes a set of the words in s.
func set(s string) map[string]bool {
	out := map[string]bool{}
	for _, f := range strings.Fields(s) {
		out[f] = true
	}
	return out
}
