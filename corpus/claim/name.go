package claim

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// Name is a proper name as a text writes it.
type Name struct {
	Text       string
	Start, End int // bytes [Start, End) of the text

	words []word
}

// Names finds what looks like proper names: runs of capitalised words, single
// ones with mixed capitals, katakana with a middle dot. In German, which
// writes every noun so, only runs, acronyms and words after a title count.
func Names(text string) []Name { return read(text).names() }

// names finds the names of a sentence; dates and the words for numbers are none.
func (s *sentence) names() []Name {
	var out []Name
	for i := 0; i < len(s.words); {
		n := s.nameAt(i)
		if n == 0 {
			i++
			continue
		}
		run := s.words[i : i+n]
		if w := run[0]; w.initial && !w.acronym() && scriptOf([]rune(w.text)[0]) == letter && !s.named(i, n) {
			run = run[1:]
		}
		if len(run) > 0 && (s.lang != "de" || s.germanName(i, run)) {
			out = append(out, s.name(run))
		}
		i += n
	}
	return append(append(out, s.titled()...), s.foreign()...)
}

// foreign finds the countries that Japanese or Chinese words begin with; those
// of one character are too often something else.
func (s *sentence) foreign() []Name {
	var out []Name
	for _, w := range s.words {
		if sc := scriptOf([]rune(w.text)[0]); sc != han && sc != katakana {
			continue
		}
		for end := len(w.text); end > 3; end-- { // longest first; cuts inside a rune match nothing
			if _, ok := countries()[w.text[:end]]; ok && (end == len(w.text) || scriptOf([]rune(w.text)[0]) == han) {
				out = append(out, Name{w.text[:end], w.start, w.start + end, split(w.text[:end])})
				break
			}
		}
	}
	return out
}

// name makes a Name of words, without a possessive at its end.
func (s *sentence) name(run []word) Name {
	start, end := run[0].start, run[len(run)-1].end
	text := strings.TrimSuffix(strings.TrimSuffix(s.text[start:end], "'s"), "’s")
	return Name{text, start, start + len(text), run}
}

// titledRe matches a name that a Japanese or Chinese title follows.
var titledRe = regexp.MustCompile(`([\p{Han}\p{Katakana}・ー]{2,8}?)(氏|さん|容疑者|被告|先生|女士)`)

// titled finds names by the title that follows them.
func (s *sentence) titled() []Name {
	var out []Name
	for _, m := range titledRe.FindAllStringSubmatchIndex(s.text, -1) {
		text := s.text[m[2]:m[3]]
		out = append(out, Name{text, m[2], m[3], split(text)})
	}
	return out
}

// nameAt gives the number of words of the capitalised run that begins at i.
func (s *sentence) nameAt(i int) int {
	n := 0
	for j := i; j < len(s.words) && s.properAt(j); j++ {
		if j > i && (s.words[j].clause || strings.ContainsAny(s.text[s.words[j-1].end:s.words[j].start], ".–—/") && !titles[s.words[j-1].fold] && utf8.RuneCountInString(s.words[j-1].text) > 1) {
			break
		}
		if s.lang == "de" && unitOf(s.words[j]) != "" {
			break // "acht Jahren Haft"
		}
		if j > i && strings.HasSuffix(strings.ReplaceAll(s.words[j-1].text, "’", "'"), "'s") {
			break // "China's Ministry": two names
		}
		n++
	}
	return n
}

// properAt reports whether the word at i is written as a name is.
func (s *sentence) properAt(i int) bool {
	w := s.words[i]
	if s.dated(w) || functionWords[s.lang][w.fold] && !w.acronym() {
		return false
	}
	switch scriptOf([]rune(w.text)[0]) {
	case katakana:
		return strings.Contains(w.text, "・")
	case letter:
	default:
		return false
	}
	if w.hyphen && !w.capital() {
		return false
	}
	return w.capital() || strings.IndexFunc(w.text, isUpper) > 0
}

func isUpper(r rune) bool { return r >= 'A' && r <= 'Z' }

// dated reports whether the word stands in a date.
func (s *sentence) dated(w word) bool {
	return slices.ContainsFunc(s.dates, func(d Mention) bool { return w.start < d.End && w.end > d.Start })
}

// starters are words that begin sentences and are no names. They only spare
// words the evidence does not hold; a word missing here costs one repair.
var starters = set(`according additionally afterwards again agents allegedly also although among another answer articles asked authorities back background based because besides citing code collectively consequently court currently despite earlier early eight eleven even eventually evidence experts finally five following former four furthermore given headed however hence how i initially instead intelligence investigators its journalists just last late later lawyers like many meanwhile moreover most much national nevertheless next nine no nobody none not nothing now nowadays officials ongoing only opposed originally others otherwise overall part perhaps police prior prison probably prosecution prosecutors recent recently records reportedly reports research researchers rather scientists second secret security seven several similarly since six six some someone sources spies state subsequently suspected ten that then thereafter therefore thirdly thus today together twelve twenty two ultimately unlike unknown unnamed up various whereas whether yes yet selon d'apres pendant ainsi cependant segun tambien ademas aunque sin`)

// named reports whether the run of n words at i, which begins a sentence,
// begins with a name and not just with the sentence's capital: a longer run
// does unless its first word is a known starter; a single word does where
// English would want an article before it if it were a common noun.
func (s *sentence) named(i, n int) bool {
	w := s.words[i]
	if starters[w.fold] || functionWords["en"][w.fold] {
		return false
	}
	if _, ok := numberWord(w.fold, s.lang); ok {
		return false
	}
	if _, ok := countries()[w.fold]; ok || n > 1 || strings.Contains(w.text, "'") || strings.Contains(w.text, "’") {
		return true
	}
	if strings.IndexFunc(w.text[1:], isUpper) >= 0 {
		return true
	}
	if s.lang != "en" || i+1 >= len(s.words) || s.words[i+1].clause {
		return false
	}
	next := s.words[i+1].fold
	plural := strings.HasSuffix(w.fold, "s")
	return singularVerbs[next] || !plural && strings.HasSuffix(next, "ed") && !strings.HasSuffix(w.fold, "ing")
}

var singularVerbs = set("was is has had said told says gave took met stole worked joined became received came went made lied photographed confessed fled")

// germanName reports whether a run of German capitals is a name.
func (s *sentence) germanName(i int, run []word) bool {
	if len(run) > 1 || run[0].acronym() || strings.IndexFunc(run[0].text[1:], isUpper) >= 0 {
		return true
	}
	if _, ok := countries()[run[0].fold]; ok {
		return true
	}
	return i > 0 && germanTitles[s.words[i-1].fold]
}

var germanTitles = set("herr frau herrn staatsanwalt direktor prasident prasidentin minister ministerin agent richter")

func numberWord(fold, lang string) (float64, bool) {
	if v, ok := ordinals[lang][fold]; ok {
		return v, true
	}
	return cardinal(fold, lang)
}

// roles are capitalised words that a name may be put together with anew:
// "FBI Director Christopher Wray" from "Christopher Wray, the FBI's director".
var roles = set(`agent agents attorney authorities ambassador chancellor chief chairman congressman court deputy detective director directors doctor engineer executive former general governor judge lawyer lieutenant major minister ministers ministry officer officers official officials president prime prosecutor prosecutors professor representative secretary senator sergeant special spokesman spokesperson spokeswoman spy the state vice mr mrs ms dr federal national foreign intelligence government justice department agency bureau case university army direktor staatsanwalt prasident procureur directeur president ministre fiscal herr herrn frau monsieur madame senor senora
`)

// found reports whether the evidence holds the name: its words together and in
// order, or in parts that can be put together anew, or under an alias.
func (n Name) found(evidence []*sentence, aliases []string) bool {
	return inEvidence(n.words, evidence, aliases)
}

func inEvidence(words []word, evidence []*sentence, aliases []string) bool {
	if len(words) == 0 || known(words, evidence, aliases) {
		return true
	}
	for cut := len(words) - 1; cut > 0; cut-- {
		if separable(words[cut-1], words[cut]) && known(words[:cut], evidence, aliases) && inEvidence(words[cut:], evidence, aliases) {
			return true
		}
	}
	return false
}

// separable reports whether a run of capitals may be two things side by side.
func separable(a, b word) bool {
	_, ca := countries()[a.fold]
	_, cb := countries()[b.fold]
	return ca || cb || a.acronym() || b.acronym() || roles[a.fold] || roles[b.fold] || b.hyphen
}

// known reports whether the words stand together in the evidence, are a role
// that stands there in any spelling, a country named there in any language,
// an acronym of capitals there or the capitals of an acronym there.
func known(words []word, evidence []*sentence, aliases []string) bool {
	name := joined(words)
	for _, a := range aliases {
		if contains(split(a), words, false) {
			return true
		}
	}
	for _, e := range evidence {
		switch {
		case contains(e.words, words, len(words) == 1 && !roles[words[0].fold]):
		case len(words) == 2 && contains(e.words, []word{words[1], words[0]}, true):
		case len(words) == 1 && words[0].acronym() && e.initials(words[0].fold):
		case len(words) > 1 && e.abbreviates(words):
		case e.country(name):
		default:
			continue
		}
		return true
	}
	return false
}

// contains reports whether the words occur together in the text, as capitals
// where capital is set. A plural counts as its singular.
func contains(text, words []word, capital bool) bool {
	for i := 0; i+len(words) <= len(text); i++ {
		if same(text[i:i+len(words)], words) && (!capital || text[i].capital() || strings.IndexFunc(text[i].text, isUpper) >= 0 || scriptOf([]rune(text[i].text)[0]) != letter) {
			return true
		}
	}
	return false
}

func same(a, b []word) bool {
	for i := range b {
		if strings.TrimSuffix(a[i].fold, "s") != strings.TrimSuffix(b[i].fold, "s") {
			return false
		}
	}
	return true
}

// initials reports whether capitals of the sentence, small words between them
// left out, spell an acronym: "Ministry of State Security" spells mss.
func (s *sentence) initials(acronym string) bool {
	var letters strings.Builder
	breaks := []int{0}
	for _, w := range s.words {
		switch {
		case w.clause:
			breaks = append(breaks, letters.Len())
			fallthrough
		default:
			if w.capital() && !w.acronym() {
				letters.WriteString(w.fold[:1])
			} else if !functionWords["en"][w.fold] {
				letters.WriteByte(' ')
			}
		}
	}
	return len(acronym) > 1 && strings.Contains(letters.String(), acronym)
}

// abbreviates reports whether the sentence holds an acronym of the words.
func (s *sentence) abbreviates(words []word) bool {
	var letters strings.Builder
	for _, w := range words {
		if w.capital() {
			letters.WriteString(w.fold[:1])
		}
	}
	acronym := letters.String()
	return len(acronym) > 1 && slices.ContainsFunc(s.words, func(w word) bool { return w.acronym() && w.fold == acronym })
}

// country reports whether the sentence names, in any language, the country
// that name is or is the adjective of.
func (s *sentence) country(name string) bool {
	code, ok := countries()[name]
	if !ok {
		return false
	}
	for i := range s.words {
		for n := 1; n <= 4 && i+n <= len(s.words); n++ {
			if countries()[joined(s.words[i:i+n])] == code && (s.words[i].capital() || scriptOf([]rune(s.words[i].text)[0]).unspaced()) {
				return true
			}
		}
	}
	return false
}
