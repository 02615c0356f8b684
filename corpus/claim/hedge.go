package claim

import (
	"slices"
	"strings"
)

// Hedge is a word that makes a statement less than a plain fact.
type Hedge struct {
	Class      string // "suspicion", "belief", "possibility", "attempt" or "attribution"
	Text       string
	Start, End int // bytes [Start, End) of the text

	from, to int // the words [from, to) that it covers
}

// hedgeClass is one way to say less than a fact. A claim keeps a hedge of the
// evidence if it has one of a class in kept.
var hedgeClasses = []struct {
	name  string
	forms lexicon
	whole bool // covers what stands before it too
	kept  map[string]bool
}{
	{"attempt", newLexicon("attempt*, tried, trying, try to, tries, sought, seek, seeks, seeking, aimed, aims, aiming, aim to, plan*, intend*, intention*, hoped, hoping, hope to, wanted to, in order to, goal, lure, potential, conspir*, versuch*, plan, plante*, wollte*, beabsichtig*, tent*, essay*, cherch*, visait, visant, voulait, intent*, trat*, pretend*, buscaba, queria, 未遂, 試み, ようとし, 計画, 狙, 目指, 目的, 試图, 企图, 试图, 打算, 计划"), false,
		set("attempt")},
	{"suspicion", newLexicon("suspect*, suspicion*, alleg*, accus*, charged with, charged for, charges, charge of, indicted for, indictment*, indicted on, verdacht*, mutmasslich*, beschuldig*, angeklagt, vorwurf*, vorgeworfen, soupcon*, presume*, inculp*, mis en examen, sospech*, presunt*, acusad*, imputad*, 容疑, 疑い, 疑わ, 嫌疑, 涉嫌, 起訴, 起诉, 怀疑, 被控, 指控, とされ"), false,
		set("suspicion belief possibility attribution")},
	{"belief", newLexicon("believ*, seen as, viewed as, regarded as, considered, considers, thought to, appear*, seem*, expect*, said to, presumably, viewing, interpreted, glaub*, erwart*, gilt als, gelten als, offenbar, anscheinend, scheint, croi*, attendu*, consider*, semble*, apparemment, cree*, espera*, parece*, aparentemente, 見込, 予想, とみられ, と見られ, とみて, 考え, 思われ, 見なさ, みなさ, 预计, 预期, 认为, 視為, 视为, 似乎, 看来"), false,
		set("suspicion belief possibility attribution")},
	{"possibility", newLexicon("may, might, could, can, possible, possibly, potentially, perhaps, likely, probably, would, konnte, konnten, moglich*, vermutlich, wahrscheinlich, vielleicht, soll, sollen, pourrait, pourraient, peut-etre, probable*, eventuel*, podria, podrian, posible*, quiza*, probablemente, かもしれ, 可能性, 恐れ, おそれ, だろう, でしょう, 可能, 也许, 或许"), false,
		set("suspicion belief possibility attempt attribution")},
	{"attribution", newLexicon("deny, denies, denied, denying, according to, as per, per, reportedly, said, says, say, saying, stated, states, state that, stating, told, tells, claim, claims, claimed, claiming, warned, warns, stressed, stresses, emphasized, emphasised, described, describes, calling, called it, announced, announces, argued, argues, asserted, asserts, revealed, report, reported, laut, zufolge, nach angaben, sagte*, erklart*, behaupt*, teilte mit, bezeichnet*, selon, d'apres, d apres, a declare, declar*, affirm*, a dit, segun, dijo, dice, afirm*, asegur*, によると, によれば, と述べ, と語, と説明, と主張, と発表, としている, と警告, と強調, と話, という, 据, 表示, 称, 声称, 宣布, 指出, 强调, 警告"), true,
		set("suspicion belief possibility attribution")},
}

// Hedges finds the hedges of a text, by class and place.
func Hedges(text string) []Hedge { return read(text).hedges() }

func (s *sentence) hedges() []Hedge {
	var out []Hedge
	for _, c := range hedgeClasses {
		for _, m := range c.forms.find(s.text, s.words) {
			if w := s.words[m.first]; w.capital() && !w.initial {
				continue // "United States", the month of May
			}
			if m.first > 0 && s.words[m.first-1].fold == "in" && s.words[m.first].fold == "charge" {
				continue // "in charge of"
			}
			if w := s.words[m.first]; s.lang == "en" && w.capital() && !w.initial {
				continue // "United States" states nothing
			}
			h := Hedge{Class: c.name, Text: s.text[m.start:m.end], Start: m.start, End: m.end, from: m.last + 1, to: len(s.words)}
			if c.whole || scriptOf([]rune(h.Text)[0]).unspaced() {
				h.from = 0
			} else {
				h.to = s.reach(h.from, c.name == "attempt")
			}
			if m.first > 0 && passive[s.words[m.first-1].fold] {
				h.from = s.clauseStart(m.first) // "results are expected": the subject too
			}
			out = append(out, h)
		}
	}
	return out
}

// subordinate are the words behind which another clause begins, which an
// earlier hedge or negator does not cover.
var subordinate = set("which who whom because although though while whereas since when after before unless weil obwohl wahrend nachdem bevor puisque bien tandis lorsque porque aunque mientras cuando")

// reach gives the word before which what stands from word i on ends: at a
// semicolon, at another clause, and for an attempt at a second verb, "tried to
// call and got no answer".
func (s *sentence) reach(i int, attempt bool) int {
	for j := i; j < len(s.words); j++ {
		w := s.words[j]
		if j > i && (w.stop || subordinate[w.fold]) {
			return j
		}
		if attempt && ends[w.fold] && j+1 < len(s.words) && past(s.words[j+1].fold) {
			return j
		}
	}
	return len(s.words)
}

var passive = set("is are was were be been being")

// clauseStart gives the first word of the clause that word i stands in.
func (s *sentence) clauseStart(i int) int {
	for i > 0 && !s.words[i].clause && !subordinate[s.words[i].fold] {
		i--
	}
	return i
}

// past reports whether an English word is in the past tense.
func past(fold string) bool {
	_, ok := irregular[fold]
	return ok || strings.HasSuffix(fold, "ed")
}

// keeps reports whether one of the hedges may stand for one of class.
func keeps(hedges []Hedge, class string) bool {
	for _, c := range hedgeClasses {
		if c.name != class {
			continue
		}
		for _, h := range hedges {
			if c.kept[h.Class] {
				return true
			}
		}
	}
	return false
}

// hedgeProblems finds hedges that cover what s says in all the evidence that
// is nearest to it, and that s dropped.
func hedgeProblems(s *sentence, evidence []*sentence) []Problem {
	mine := s.hedges()
	near := s.closest(sameLanguage(s, evidence))
	if len(near) == 0 {
		return foreignHedgeProblems(s, evidence, mine)
	}
	var dropped Hedge
	for _, e := range near {
		hedges := e.hedges()
		i := slices.IndexFunc(hedges, func(h Hedge) bool { return !keeps(mine, h.Class) && s.speaksOf(e, h) })
		if i < 0 {
			return nil
		}
		dropped = hedges[i]
	}
	return []Problem{s.problem(HedgeDropped, 0, len(s.text), "the passage only says \""+dropped.Text+"\"")}
}

// speaksOf reports whether what stands under the hedge in e is what s says:
// the words right after it, or most of all that s takes from e.
func (s *sentence) speaksOf(e *sentence, h Hedge) bool {
	if h.from > 0 && s.shares(e.scope(h.from)) && h.from < h.to {
		return true
	}
	under, all := 0, 0
	for i, t := range e.stems {
		if t == "" || !s.has(t) || e.words[i].start >= h.Start && e.words[i].end <= h.End {
			continue
		}
		all++
		if i >= h.from && i < h.to {
			under++
		}
	}
	return all > 0 && float64(under) >= 0.6*float64(all)
}

// foreignHedgeProblems does the same across languages, where words cannot be
// matched: a plain statement that rests only on hedged passages is refused,
// unless what can be matched stands outside the hedge.
func foreignHedgeProblems(s *sentence, evidence []*sentence, mine []Hedge) []Problem {
	if len(mine) > 0 || len(evidence) == 0 {
		return nil
	}
	var dropped Hedge
	for _, e := range evidence {
		hedges := e.hedges()
		i := slices.IndexFunc(hedges, func(h Hedge) bool { return h.Class != "attribution" && !e.plainly(s, h) })
		if i < 0 {
			return nil
		}
		dropped = hedges[i]
	}
	return []Problem{s.problem(HedgeDropped, 0, len(s.text), "the passage only says \""+dropped.Text+"\"")}
}

// plainly reports whether the numbers, dates and statuses that s takes from e,
// at least one, all stand outside the hedge.
func (e *sentence) plainly(s *sentence, h Hedge) bool {
	return s.outside(e, func(word int) bool { return word >= h.from && word < h.to })
}

// outside reports whether the numbers, dates and statuses that s takes from e,
// at least one, all stand at words that are not covered.
func (s *sentence) outside(e *sentence, covered func(word int) bool) bool {
	found := false
	for _, f := range s.facts() {
		at := f.at(e)
		if at < 0 {
			continue
		}
		if covered(e.wordAt(at)) {
			return false
		}
		found = true
	}
	return found
}

// wordAt gives the word that ends behind a byte of the text.
func (s *sentence) wordAt(at int) int {
	return slices.IndexFunc(s.words, func(w word) bool { return w.end > at })
}

func sameLanguage(s *sentence, evidence []*sentence) []*sentence {
	var out []*sentence
	for _, e := range evidence {
		if e.lang == s.lang {
			out = append(out, e)
		}
	}
	return out
}
