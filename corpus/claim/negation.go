package claim

import (
	"slices"
	"strings"
)

var (
	negators     = newLexicon("not, no, never, without, neither, nor, none, nobody, nothing, cannot, hardly, scarcely, rarely, deny, denies, denied, denying, denial, denials, refuse*, reject*, refut*, failed, fails, fail to, lack, lacks, lacked, unable, unwilling, declin*, lied, lying, false, falsely, nicht, kein, keine, keinen, keiner, keinem, keines, nie, niemals, ohne, weder, noch, bestreite*, bestritt*, bestritten, dement*, verweiger*, lehnt*, ne, n, pas, jamais, aucun, aucune, sans, nie, nient, nier, refus*, nunca, ningun, ninguna, sin, tampoco, nego, niega, negado, desmint*, rechaz*, ません, ない, なかった, なく, ず、, ずに, 否定, 否認, 拒否, 不, 没, 未, 无, 無し, 否认, 拒绝")
	notReally    = set("only just merely nur seulement solo uniquement bloss")
	notNegatives = []string{"不正", "不法", "未遂", "不審", "不同", "不仅", "不断", "少なくとも", "少なく", "ないし"}
)

// soft negators make what is said under them untrue for whoever says so, but
// leave the words beside them standing: "he lied to recruiters".
var soft = set("lied lying false falsely")

// negation is a negator and the words under it.
type negation struct {
	match
	scope []string // stems, the nearest first
	to    int      // the word before which the scope ends
	modal string   // "may", "can", ... right before it
}

// maxScope is how many content words a negator is taken to cover.
const maxScope = 5

func (s *sentence) negations() []negation {
	var out []negation
	for _, m := range negators.find(s.text, s.words) {
		if !s.negates(m) {
			continue
		}
		out = append(out, negation{m, s.scope(m.last + 1), s.reach(m.last+1, false), s.modalBefore(m.first)})
	}
	for i, w := range s.words {
		if strings.HasSuffix(w.fold, "n't") {
			out = append(out, negation{match{i, i, w.start, w.end}, s.scope(i + 1), s.reach(i+1, false), ""})
		}
	}
	return out
}

var modals = set("may can could must shall should will would might darf durfen kann konnen muss soll peut peuvent doit puede pueden debe")

// modalBefore gives the modal verb right before word i, "" if there is none.
func (s *sentence) modalBefore(i int) string {
	if i > 0 && modals[s.words[i-1].fold] {
		return s.words[i-1].fold
	}
	return ""
}

// allows reports whether s says with the same modal verb, about something
// that the negation covers, what the negation forbids: "may" for "may not".
func (s *sentence) allows(n negation, mine []negation) bool {
	if slices.ContainsFunc(mine, func(m negation) bool { return m.modal == n.modal }) {
		return false
	}
	said := slices.ContainsFunc(s.words, func(w word) bool { return w.fold == n.modal })
	return said && slices.ContainsFunc(n.scope, s.has)
}

// negates leaves out "not only", "No. 1" and characters inside other words.
func (s *sentence) negates(m match) bool {
	if m.last+1 < len(s.words) {
		next := s.words[m.last+1]
		if notReally[next.fold] || s.words[m.first].fold == "no" && scriptOf([]rune(next.text)[0]) == digit {
			return false
		}
	}
	for _, n := range notNegatives {
		if i := strings.Index(s.text[max(0, m.start-len(n)):min(len(s.text), m.end+len(n))], n); i >= 0 {
			return false
		}
	}
	return true
}

// scope gives the content stems from word i on, to the next clause.
func (s *sentence) scope(i int) []string {
	var out []string
	for j := i; j < len(s.words) && len(out) < maxScope; j++ {
		if j > i && (s.words[j].clause || subordinate[s.words[j].fold]) || len(out) > 0 && ends[s.words[j].fold] {
			break
		}
		if s.stems[j] != "" {
			out = append(out, s.stems[j])
		}
	}
	return out
}

// ends are the words that end what a negator or hedge covers first of all.
var ends = set("and but und aber et mais y pero")

// Negated reports whether a text denies something.
func Negated(text string) bool { return len(read(text).negations()) > 0 }

// negationProblems finds negations that s added or dropped.
func negationProblems(s *sentence, evidence []*sentence) []Problem {
	mine := s.negations()
	var theirs []negation
	for _, e := range evidence {
		theirs = append(theirs, e.negations()...)
	}
	near := s.closest(sameLanguage(s, evidence))
	for _, n := range mine {
		if len(theirs) == 0 || len(near) > 0 && s.lang == near[0].lang && added(n, near) {
			return []Problem{s.problem(NegationChanged, n.start, n.end, "the passages do not deny it")}
		}
	}
	if len(theirs) == 0 {
		return nil
	}
	if len(near) == 0 {
		return foreignNegationProblems(s, evidence, mine)
	}
	var dropped string
	for _, e := range near {
		negations := e.negations()
		i := slices.IndexFunc(negations, func(n negation) bool {
			return !soft[e.words[n.first].fold] && (s.shares(n.scope) || s.allows(n, mine)) && !touches(n, mine)
		})
		if i < 0 {
			return nil
		}
		dropped = e.text[negations[i].start:negations[i].end]
	}
	return []Problem{s.problem(NegationChanged, 0, len(s.text), "the passage says \""+dropped+"\"")}
}

// added reports whether what n denies is said in the evidence, and denied
// nowhere in it.
func added(n negation, evidence []*sentence) bool {
	said := false
	for _, e := range evidence {
		if touches(n, e.negations()) {
			return false
		}
		said = said || len(n.scope) > 0 && e.has(n.scope[0])
	}
	return said
}

// touches reports whether n covers a word that one of the others covers.
func touches(n negation, others []negation) bool {
	return slices.ContainsFunc(others, func(o negation) bool {
		return len(o.scope) == 0 || slices.ContainsFunc(n.scope, func(t string) bool { return slices.Contains(o.scope, t) })
	})
}

// shares reports whether s speaks of what a negation covers: of its first word
// and half of the others, or of most of them.
func (s *sentence) shares(scope []string) bool {
	n := 0
	for _, t := range scope {
		if s.has(t) {
			n++
		}
	}
	return len(scope) > 0 && (s.has(scope[0]) && 2*n >= len(scope) || n >= 2 && 5*n >= 3*len(scope))
}

// foreignNegationProblems refuses a plain statement in another language than
// its passages if all of them deny something.
func foreignNegationProblems(s *sentence, evidence []*sentence, mine []negation) []Problem {
	if len(mine) > 0 {
		return nil
	}
	for _, e := range evidence {
		covers := func(n negation) bool {
			return !s.outside(e, func(word int) bool { return word >= n.first && word < n.to })
		}
		if !slices.ContainsFunc(e.negations(), covers) {
			return nil
		}
	}
	return []Problem{s.problem(NegationChanged, 0, len(s.text), "the passages deny it")}
}
