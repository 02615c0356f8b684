package words

import (
	"strings"
	"unicode"
)

// stopWords are frequent short words that tell a language from the others.
var stopWords = map[string][]string{
	"en":    strings.Fields("the what who when where which how was were is are did does of and for with about has have why in to from an"),
	"de":    strings.Fields("der die das wer was wann wo wie warum ist sind war wurde wurden und von für mit über hat haben ein eine nicht den dem im welche welcher"),
	"fr":    strings.Fields("le la les qui quand où quel quelle quels comment pourquoi est sont était fut et des une du avec dans sur pour pas que quoi combien"),
	"es-ES": strings.Fields("el los las quién qué cuándo dónde cuál cómo por fue era es son está y del una con en para no que cuánto quien"),
}

// traditionalOnly are frequent characters that simplified Chinese does not use,
// simplifiedOnly the other way round.
const (
	traditionalOnly = "誰什麼時間國們間諜個這裡為會對學來說過還讓與嗎問題關於發現機構員與刑"
	simplifiedOnly  = "谁么时间国们谍个这里为会对学来说过还让与吗问题关于发现机构员"
)

// Detect returns the locale that a question is written in, "en" if none of the
// others is clear.
func Detect(text string) string {
	var han, kana int
	for _, r := range text {
		switch {
		case unicode.In(r, unicode.Hiragana, unicode.Katakana):
			kana++
		case unicode.Is(unicode.Han, r):
			han++
		}
	}
	switch {
	case kana > 0:
		return "ja"
	case han > 0 && count(text, traditionalOnly, simplifiedOnly) > 0:
		return "zh-TW"
	case han > 0:
		return "zh-CN"
	}
	best, most := "en", 0
	found := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) })
	for _, locale := range []string{"en", "de", "es-ES", "fr"} {
		n := 0
		for _, w := range found {
			for _, stop := range stopWords[locale] {
				if w == stop {
					n++
				}
			}
		}
		if n > most {
			best, most = locale, n
		}
	}
	return best
}

// count is how many characters of text are in a, less those in b.
func count(text, a, b string) int {
	n := 0
	for _, r := range text {
		inA, inB := strings.ContainsRune(a, r), strings.ContainsRune(b, r)
		switch {
		case inA && !inB:
			n++
		case inB && !inA:
			n--
		}
	}
	return n
}
