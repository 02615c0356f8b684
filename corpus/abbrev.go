package corpus

import (
	"regexp"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/neurosnap/sentences"
	"github.com/neurosnap/sentences/english"
)

var (
	footnote     = regexp.MustCompile(`^(?:\[\d{1,3}\])+`)
	dotted       = regexp.MustCompile(`^\pL{1,3}(?:\.\pL{1,3})+$`) // U.S, p.m, z.B
	listMarker   = regexp.MustCompile(`^(?:[-*•‣◦▪·–]|\(?\d{1,3}[.)]|\(?[a-z][.)])[\s　]+`)
	spacedLetter = regexp.MustCompile(`^\pL\.`)
	clockEnd     = regexp.MustCompile(`(?i)^[ap]\.m$`)
	afterClock   = regexp.MustCompile(`^(?:[A-Z]{2,4}\b|Mon|Tue|Wed|Thu|Fri|Sat|Sun|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)`)
)

// abbreviations never end a sentence when a capital follows: titles before
// names and the like, in the languages whose news uses them.
var abbreviations = set(`mr mrs ms dr prof rep reps sen sens gov gen lt col sgt capt cpt maj cmdr adm
	hon rev fr st mt ft pres supt det insp atty messrs vs cf viz approx
	hr fr frl nr bzw ca evtl ggf inkl sog usw vgl zzgl str
	m mm mme mmes mlle mgr me sr sra srta srs d dª dña lic ing dres ud uds av núm pág
	sig sigg avv dott ing`)

// numbered abbreviations never end a sentence when a figure follows.
var numbered = set(`no nos nr núm art p pp pg par para vol fig ch sec § ca c approx est
	jan feb mar apr jun jul aug sep sept oct nov dec`)

// ordinalLanguages write ordinal numbers with a dot ("am 3. Oktober").
var ordinalLanguages = set(`de da nb nn no cs sk pl fi et hu hr sl lv is tr`)

func set(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}

// abbreviates decides whether the single dot of b belongs to the word before
// it and the sentence goes on with next, which is not in lower case.
func (b boundary) abbreviates(next string) bool {
	word := b.wordBefore()
	lower := strings.ToLower(word)
	first, _ := utf8.DecodeRuneInString(next)
	closed := b.text[b.stopEnd:b.end]
	switch {
	case strings.ContainsAny(closed, "\"'”’»"):
		return false
	case isNumber(word):
		return b.isListNumber(word) || ordinalLanguages[base(b.language)] && len(word) <= 2
	case unicode.IsDigit(first):
		return numbered[lower]
	case clockEnd.MatchString(word):
		return afterClock.MatchString(next)
	case utf8.RuneCountInString(word) == 1 && spacedLetter.MatchString(next):
		return true // A. B. Smith, z. B.
	case abbreviations[lower]:
		return true
	case isInitial(word) || dotted.MatchString(word) || punkt().IsAbbr(lower):
		return !punktEnds(word+".", next)
	}
	return false
}

// wordBefore returns the word that the stop follows, its inner dots included.
func (b boundary) wordBefore() string {
	before := b.text[b.sentence:b.stop]
	start := strings.LastIndexFunc(before, func(r rune) bool { return isSpace(r) || isOpener(r) || r == '/' })
	if start < 0 {
		return before
	}
	_, size := utf8.DecodeRuneInString(before[start:])
	return before[start+size:]
}

// isListNumber reports whether word is what the sentence begins with: "1.".
func (b boundary) isListNumber(word string) bool {
	return len(word) <= 3 && strings.TrimSpace(b.text[b.sentence:b.stop]) == word
}

func isNumber(word string) bool {
	return word != "" && strings.IndexFunc(word, func(r rune) bool { return !unicode.IsDigit(r) }) < 0
}

// isInitial reports whether word is one capital letter.
func isInitial(word string) bool {
	r, size := utf8.DecodeRuneInString(word)
	return size > 0 && size == len(word) && unicode.IsUpper(r)
}

// base returns the language of a BCP 47 tag without region and script.
func base(tag string) string {
	tag, _, _ = strings.Cut(strings.ToLower(tag), "-")
	return tag
}

// punkt is the trained model for English of neurosnap/sentences (Kiss and
// Strunk, "Unsupervised Multilingual Sentence Boundary Detection", 2006). It
// is read once, on first use, and safe for concurrent use after that.
var punkt = sync.OnceValue(func() *sentences.DefaultSentenceTokenizer {
	t, err := english.NewSentenceTokenizer(nil)
	if err != nil {
		panic("corpus: embedded sentence model: " + err.Error())
	}
	return t
})

// punktEnds asks the trained model whether a sentence ends after word, which
// ends in a dot, when next follows. Only the pair decides, so only the pair
// is shown to it.
func punktEnds(word, next string) bool {
	tokens := punkt().AnnotatedTokens(word + " " + next + " and")
	return len(tokens) > 0 && tokens[0].SentBreak
}
