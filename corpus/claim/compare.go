package claim

import (
	"fmt"
	"slices"
)

// Comparison is a statement held against one passage, idea by idea.
type Comparison struct {
	// Differences are what the passage says otherwise: an opposite, another
	// name or colour in the same place.
	Differences []Problem
	// Covered is the share of the statement's ideas that the passage speaks
	// of, for or against; 0 where the two are in different languages.
	Covered float64
	// Denied is set where the passage denies in other words what the statement
	// denies: "travel free" for "do not pay".
	Denied bool
	// Within is set where the passage speaks of nothing else than the statement.
	Within bool
}

// spokenOf is the share of a statement's ideas that a passage must speak of to
// differ from it.
const spokenOf = 0.7

// Compare holds a statement of one sentence against one passage and says where
// the passage has the opposite, or another name or colour in the same place.
// It finds what Check cannot: what is denied without a word of denial.
func Compare(statement, passage string, opts Options) Comparison {
	s, e := read(statement), read(passage)
	if s.lang != e.lang {
		return Comparison{}
	}
	around := readAll(opts.Context)
	mine, theirs := s.ideas(), e.ideas()
	out := Comparison{Within: within(theirs, mine)}
	spoken := 0
	var differ []Problem
	for _, m := range mine {
		switch found := m.in(theirs); {
		case found.same:
			spoken++
			out.Denied = out.Denied || m.negated && found.inverse
		case found.opposed != nil:
			spoken++
			differ = append(differ, s.problem(Opposite, m.start, m.end, fmt.Sprintf("the passage says “%s”", e.text[found.opposed.start:found.opposed.end])))
		case s.nameKnown(m, around):
			spoken++
		}
	}
	if len(mine) > 0 {
		out.Covered = float64(spoken) / float64(len(mine))
	}
	if out.Covered >= spokenOf {
		out.Differences = differ
	}
	out.Differences = append(out.Differences, otherName(s, e)...)
	out.Differences = append(out.Differences, otherSubject(s, e)...)
	for i := range out.Differences {
		out.Differences[i].Contradicts = true
	}
	return out
}

// idea is a content word, or a phrase of the opposites, with its sign.
type idea struct {
	key        string
	sign       int
	negated    bool // by a negator, which has turned the sign
	lexical    bool // of the opposites
	fold       string
	start, end int
	first      int // word
}

// ideas gives what a sentence speaks of, in order.
func (s *sentence) ideas() []idea {
	at := make([]*idea, len(s.words))
	taken := make([]bool, len(s.words))
	for k, o := range opposites {
		for side, words := range []lexicon{o.one, o.other} {
			for _, m := range words.find(s.text, s.words) {
				if taken[m.first] {
					continue
				}
				at[m.first] = &idea{key: fmt.Sprint("#", k), sign: 1 - 2*side, lexical: true, fold: s.words[m.first].fold, start: m.start, end: m.end, first: m.first}
				for i := m.first; i <= m.last; i++ {
					taken[i] = true
				}
			}
		}
	}
	negators := s.negations()
	for _, n := range negators {
		for i := n.first; i <= n.last; i++ {
			taken[i] = true
		}
	}
	for i, w := range s.words {
		if taken[i] || s.stems[i] == "" {
			continue
		}
		if kind, what := alternative(w); kind > 0 {
			at[i] = &idea{key: fmt.Sprint("%", kind, what), sign: 1, fold: w.fold, start: w.start, end: w.end, first: i}
			continue
		}
		key := s.stems[i]
		if same, ok := alike[w.fold]; ok && s.lang == "en" {
			key = same
		}
		at[i] = &idea{key: key, sign: 1, fold: w.fold, start: w.start, end: w.end, first: i}
	}
	for _, n := range negators {
		for i := n.last + 1; i < min(n.to, len(at)); i++ {
			if i > n.last+1 && s.words[i].clause {
				break
			}
			if at[i] != nil {
				at[i].sign, at[i].negated = -at[i].sign, true
				break // what follows is said of it: "did not keep his licence"
			}
		}
	}
	var out []idea
	for _, a := range at {
		if a != nil {
			out = append(out, *a)
		}
	}
	return out
}

// finding is what a passage says of an idea.
type finding struct {
	same    bool
	inverse bool  // in other words than the idea's own
	opposed *idea // nil: not
}

func (m idea) in(theirs []idea) finding {
	var out finding
	for i, t := range theirs {
		same := t.key == m.key && t.sign == m.sign
		against := t.key == m.key && t.sign != m.sign || otherAlternative(m, t)
		if denies(m.fold, t.fold) && !m.lexical && !t.lexical {
			same, against = t.sign != m.sign, t.sign == m.sign
		}
		switch {
		case same:
			out.same = true
			out.inverse = out.inverse || t.negated != m.negated
		case against && out.opposed == nil:
			out.opposed = &theirs[i]
		case against && m.key[0] == '%':
			out.opposed = &theirs[i] // "from green to yellow": the last one holds
		}
	}
	return out
}

func otherAlternative(a, b idea) bool {
	return a.key[0] == '%' && b.key[0] == '%' && a.key[1] == b.key[1] && a.key != b.key
}

// within reports whether all that theirs speaks of is in mine, for or against.
func within(theirs, mine []idea) bool {
	for _, t := range theirs {
		found := t.in(mine)
		if !found.same && found.opposed == nil {
			return false
		}
	}
	return len(theirs) > 0
}

// nameKnown reports whether the idea is a word of a name that the surroundings
// of the passage hold.
func (s *sentence) nameKnown(m idea, around []*sentence) bool {
	w := s.words[m.first]
	return w.capital() && slices.ContainsFunc(around, func(e *sentence) bool { return contains(e.words, []word{w}, true) })
}

// otherName finds a name that the passage does not hold and has another one
// for: as the subject of the same words, or in the same place beside them.
func otherName(s, e *sentence) []Problem {
	var out []Problem
	for _, n := range s.names() {
		if n.found([]*sentence{e}, nil) || e.mentions(n) || s.restCovered(n, e) < spokenOf {
			continue
		}
		if o := s.inPlaceOf(n, e); o != nil {
			out = append(out, s.problem(ProperName, n.Start, n.End, fmt.Sprintf("the passage has “%s” there", o.Text)))
		}
	}
	return out
}

// restCovered is the share of the ideas of s, a name apart, that e has.
func (s *sentence) restCovered(n Name, e *sentence) float64 {
	theirs := e.ideas()
	have, all := 0.0, 0.0
	for _, m := range s.ideas() {
		if m.start >= n.Start && m.end <= n.End {
			continue
		}
		all++
		if m.in(theirs).same {
			have++
		}
	}
	if all == 0 {
		return 0
	}
	return have / all
}

// inPlaceOf gives the name that stands in e where n does in s, nil if none
// does: the subject, the one that the passive gives behind "by", or the one
// beside the same word.
func (s *sentence) inPlaceOf(n Name, e *sentence) *Name {
	i := s.wordAt(n.Start)
	before, after := s.wordBefore(i), s.stemAfter(n)
	for _, o := range e.names() {
		if s.mentions(o) || n.sort() != o.sort() {
			continue
		}
		j := e.wordAt(o.Start)
		theirs := e.wordBefore(j)
		switch {
		case before == "" && (theirs == "" || theirs == "that" || theirs == "by") && e.actor(o, s),
			before != "" && before == theirs && (places[before] || s.stems[i-1] != ""),
			n.sort() == aCountry && after != "" && after == e.stemAfter(o):
			return &o
		}
	}
	return nil
}

// What a name may be put in place of.
const (
	anyName = iota
	aCountry
	anAcronym
)

func (n Name) sort() int {
	if _, ok := countries()[joined(n.words)]; ok {
		return aCountry
	}
	if n.words[0].acronym() {
		return anAcronym
	}
	return anyName
}

// stemAfter gives the stem of the word behind a name, "" at the end of a clause.
func (s *sentence) stemAfter(n Name) string {
	if i := s.wordAt(n.End-1) + 1; i < len(s.words) && !s.words[i].clause {
		return s.stems[i]
	}
	return ""
}

// actor reports whether a name begins the sentence before the first word that
// it shares with s, or stands behind "by" after one.
func (e *sentence) actor(o Name, s *sentence) bool {
	mine := s.ideas()
	for _, t := range e.ideas() {
		if t.start >= o.Start && t.end <= o.End {
			continue
		}
		if t.in(mine).same {
			return t.start > o.End || e.wordBefore(e.wordAt(o.Start)) == "by"
		}
	}
	return false
}

// places are the words behind which another name says another place, or
// another person.
var places = set("in at to from by with of for near on over into under um mit von nach aus zu bei a de en par chez por con hacia")

// wordBefore gives the folded word before word i, articles and roles left out,
// "" at the beginning of a clause.
func (s *sentence) wordBefore(i int) string {
	for ; i > 0; i-- {
		if s.words[i].initial {
			return ""
		}
		w := s.words[i-1]
		if w.fold != "the" && !roles[w.fold] {
			return w.fold
		}
	}
	return ""
}

// otherSubject finds what s says of a person and the passage, which names the
// person too, of another one: "A was released" where B "was released".
func otherSubject(s, e *sentence) []Problem {
	persons := e.persons()
	for _, p := range s.persons() {
		if !contains(e.words, p.words, true) {
			continue
		}
		verb := s.verbAfter(p)
		if verb == "" {
			continue
		}
		var other string
		own := false
		for _, q := range persons {
			if e.verbAfter(q) != verb {
				continue
			}
			if same(q.words, p.words[:min(len(p.words), len(q.words))]) {
				own = true
			} else {
				other = q.Text
			}
		}
		if other != "" && !own {
			return []Problem{s.problem(Role, p.Start, p.End, "the passage says it of "+other)}
		}
	}
	return nil
}

var auxiliary = set("is are was were be been being has have had will would did does do not also then")

// verbAfter gives the stem of the word right behind a name, auxiliaries left out.
func (s *sentence) verbAfter(n Name) string {
	for i := s.wordAt(n.End-1) + 1; i < len(s.words) && !s.words[i].clause; i++ {
		if !auxiliary[s.words[i].fold] {
			return s.stems[i]
		}
	}
	return ""
}
