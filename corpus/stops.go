package corpus

import "strings"

// Characters that end sentences, and those that may follow the stop and still
// belong to the sentence.
const (
	wideStops   = "。！？｡"          // end a sentence wherever they stand
	narrowStops = ".!?…।॥۔؟։‼⁇⁈⁉" // end one before a space
	closers     = "\"'”’»›)]}」』）】〉》］｝〕"
	openers     = "\"'“‘«‹([{「『（【〈《［｛〔¿¡–—-•"
	// brackets whose inside is never cut at a wide stop.
	wideOpeners = "「『（〈《【［“"
	wideClosers = "」』）〉》】］”"
)

func isStop(r rune) bool {
	return strings.ContainsRune(wideStops, r) || strings.ContainsRune(narrowStops, r)
}

func isCloser(r rune) bool { return strings.ContainsRune(closers, r) }

func isOpener(r rune) bool { return strings.ContainsRune(openers, r) }
