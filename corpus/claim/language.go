package claim

import (
	"github.com/blevesearch/snowballstem"
	"github.com/blevesearch/snowballstem/english"
	"github.com/blevesearch/snowballstem/french"
	"github.com/blevesearch/snowballstem/german"
	"github.com/blevesearch/snowballstem/spanish"
)

// functionWords say little by themselves and tell the languages apart.
var functionWords = map[string]map[string]bool{
	"en": set(`a about after against all also am an and any are as at be because been before being between both but by can could did do does during each for from had has have he her here him his how i if in into is it its may me might more most my no nor not of on once one or other our out over own she should so some such than that the their them then there these they this those through to too under until up upon us was we were what when where which while who whom whose why will with would you your`),
	"de": set(`aber als am an auch auf aus bei bis das dass dem den der des die dies diese dieser durch ein eine einem einen einer eines er es fur gegen hat hatte haben ich ihm ihn ihr im in ist ist kein keine mit nach nicht noch nur oder sein seine sich sie sind so uber um und unter vom von vor war waren was weil wer werden wie wird wo worden wurde wurden zu zum zur zwischen`),
	"fr": set(`a ai au aux avec avait avant c ce cette ces comme contre d dans de depuis des du elle en entre est et etait ete eu il ils j je l la le les leur leurs lors lui mais n ne ou par pas plus pour pres qu que qui s sa se selon ses son sont sous sur un une`),
	"es": set(`a al ante bajo como con contra cual cuando de del desde donde durante el ella en entre era es esta este fue fueron ha haber habia hacia hasta la las le les lo los mas mientras no o para pero por porque que quien se segun ser si sin sobre su sus tambien un una y ya`),
}

// Language guesses the language of a text from its script and its commonest
// words: "en", "de", "fr", "es", "ja", "zh", or "en" where nothing tells.
func Language(text string) string { return languageOf(split(text)) }

func languageOf(words []word) string {
	var hanRunes, kana int
	counts := map[string]int{}
	for _, w := range words {
		switch scriptOf([]rune(w.text)[0]) {
		case hiragana, katakana:
			kana += len(w.text)
		case han, hanDigit:
			hanRunes += len(w.text)
		case letter:
			for lang, list := range functionWords {
				if list[w.fold] {
					counts[lang]++
				}
			}
		}
	}
	if kana > 0 && kana+hanRunes > 6 {
		return "ja"
	}
	best := "en"
	for _, lang := range []string{"de", "fr", "es"} {
		if counts[lang] > counts[best] {
			best = lang
		}
	}
	if hanRunes > 0 && counts[best]*6 < hanRunes {
		return "zh"
	}
	return best
}

// irregular brings forms together that no stemmer does.
var irregular = map[string]string{
	"stole": "steal", "stolen": "steal", "theft": "steal", "thefts": "steal",
	"got": "get", "gotten": "get", "gave": "give", "given": "give", "took": "take", "taken": "take",
	"met": "meet", "told": "tell", "said": "say", "sold": "sell", "sent": "send",
	"spoke": "speak", "spoken": "speak", "began": "begin", "begun": "begin",
	"came": "come", "went": "go", "gone": "go", "held": "hold", "kept": "keep",
	"led": "lead", "left": "leave", "lost": "lose", "made": "make", "paid": "pay",
	"sought": "seek", "thought": "think", "found": "find", "knew": "know",
	"known": "know", "wrote": "write", "written": "write", "lied": "lie",
	"lying": "lie", "spying": "spy", "spied": "spy", "spies": "spy",
	"espionage": "spy", "people": "person",
}

// stem gives the stem of a folded word in a language.
func stem(fold, lang string) string {
	if base, ok := irregular[fold]; ok && lang == "en" {
		return base
	}
	env := snowballstem.NewEnv(fold)
	switch lang {
	case "en":
		english.Stem(env)
	case "de":
		german.Stem(env)
	case "fr":
		french.Stem(env)
	case "es":
		spanish.Stem(env)
	}
	return env.Current()
}
