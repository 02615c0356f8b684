package claim

import (
	"fmt"
	"slices"
	"strings"
)

// institution lists words that make a run of capitals no person.
var institution = set(`aviation ministry department bureau agency office university college institute company corporation corp inc ltd group party army navy force council committee congress parliament court law act treaty electric news times post security intelligence justice bank fund center centre association union republic states state kingdom city province county street island sea river airport prison service services division unit academy laboratory laboratories systems industries technologies general district`)

// Persons finds the names of a text that may be a person's: two or more words,
// none of them an acronym, a country or a word of institutions.
func Persons(text string) []Name { return read(text).persons() }

// persons finds the names of a sentence that may be a person's: two or more
// words, none of them an acronym, a country or a word of institutions.
func (s *sentence) persons() []Name {
	var out []Name
	for _, n := range s.names() {
		words := n.words
		for len(words) > 0 && (roles[words[0].fold] || words[0].acronym()) {
			words = words[1:] // "FBI Director"
		}
		if len(words) < 2 || scriptOf([]rune(words[0].text)[0]) != letter {
			continue
		}
		person := true
		for _, w := range words {
			_, place := countries()[w.fold]
			person = person && !institution[w.fold] && !place && !w.acronym() && w.capital()
		}
		if person {
			out = append(out, Name{s.text[words[0].start:n.End], words[0].start, n.End, words})
		}
	}
	return out
}

// mentions reports whether the sentence holds a word of the name, as a capital.
func (s *sentence) mentions(n Name) bool {
	for _, w := range n.words {
		if contains(s.words, []word{w}, true) {
			return true
		}
	}
	return false
}

// roleProblems finds facts put to the wrong person and persons that changed
// places.
func roleProblems(s *sentence, evidence []*sentence) []Problem {
	for _, find := range []func(*sentence, []*sentence) []Problem{misplaced, borrowed, crossed, swapped} {
		if p := find(s, evidence); len(p) > 0 {
			return p
		}
	}
	return nil
}

// misplaced finds a number, date or status that stands only in sentences about
// somebody else, who is named there while nobody of s is.
func misplaced(s *sentence, evidence []*sentence) []Problem {
	who := s.people(evidence)
	if len(who) == 0 || len(evidence) < 2 {
		return nil
	}
	for _, f := range s.facts() {
		var other string
		bound := false
		for _, e := range evidence {
			if f.at(e) < 0 {
				continue
			}
			persons := e.persons()
			if len(persons) == 0 || mentionsAny(e, who) {
				bound = true
				break
			}
			other = persons[0].Text
		}
		if !bound && other != "" {
			return []Problem{s.problem(Role, f.start, f.end, "the passage says it of "+other)}
		}
	}
	return nil
}

// borrowed finds what is said of a person in words that only stand in
// sentences about somebody else: "B was sentenced for spying" from a sentence
// on B's sentence and one on A's spying.
func borrowed(s *sentence, evidence []*sentence) []Problem {
	who := s.people(evidence)
	if len(who) == 0 || len(evidence) < 2 {
		return nil
	}
	var own, others []*sentence
	for _, e := range sameLanguage(s, evidence) {
		persons := e.persons()
		if len(persons) == 0 || mentionsAny(e, who[:1]) {
			own = append(own, e) // "he" may be anybody
		} else if first := persons[0]; !slices.ContainsFunc(who, func(n Name) bool { return related(n, first) }) {
			others = append(others, e)
		}
	}
	foreign := 0
	for i, t := range s.stems {
		if t != "" && !s.inPerson(i) && anyHas(others, t) && !anyHas(own, t) {
			foreign++
		}
	}
	if foreign < 2 {
		return nil
	}
	return []Problem{s.problem(Role, 0, len(s.text), "the passage says it of "+others[0].persons()[0].Text)}
}

func anyHas(list []*sentence, stem string) bool {
	return slices.ContainsFunc(list, func(e *sentence) bool { return e.has(stem) })
}

func (s *sentence) inPerson(i int) bool {
	return slices.ContainsFunc(s.persons(), func(n Name) bool { return s.words[i].start >= n.Start && s.words[i].end <= n.End })
}

// anchor is a person or an ordinal that the words after it belong to.
type anchor struct {
	key     string
	start   int
	ordinal bool
}

func (s *sentence) anchors() []anchor {
	var out []anchor
	for _, n := range s.persons() {
		out = append(out, anchor{n.words[0].fold, n.Start, false})
	}
	for _, q := range s.numbers {
		if q.Ordinal {
			out = append(out, anchor{fmt.Sprint("#", q.Value), q.Start, true})
		}
	}
	return out
}

// crossed finds one passage that names several persons or ordinals, where the
// words that s says of one stand after another.
func crossed(s *sentence, evidence []*sentence) []Problem {
	mine := s.anchors()
	if len(mine) != 1 {
		return nil // which words belong to whom is not told by place alone
	}
	me := mine[0]
	for _, e := range sameLanguage(s, evidence) {
		theirs := slices.DeleteFunc(e.anchors(), func(a anchor) bool { return a.ordinal != me.ordinal })
		if !slices.ContainsFunc(theirs, func(a anchor) bool { return a.key == me.key }) {
			continue
		}
		own, others := 0, 0
		for i, t := range s.stems {
			if t == "" || s.words[i].start <= me.start || s.inPerson(i) {
				continue
			}
			holders := e.holders(t, theirs)
			if len(holders) != 1 {
				continue // not there, or said of several
			}
			if holders[0] == me.key || holders[0] == "" {
				own++
			} else {
				others++
			}
		}
		if others > 0 && 2*own < others {
			return []Problem{s.problem(Role, 0, len(s.text), "the passage says it of another one that it names")}
		}
	}
	return nil
}

// holders gives the nearest anchors before each occurrence of a stem, each
// once, "" where none stands before it.
func (s *sentence) holders(stem string, anchors []anchor) []string {
	var out []string
	for i, t := range s.stems {
		if t != stem {
			continue
		}
		holder, at := "", -1
		for _, a := range anchors {
			if a.start <= s.words[i].start && a.start > at && !s.aside(a.start, i) {
				holder, at = a.key, a.start
			}
		}
		if !slices.Contains(out, holder) {
			out = append(out, holder)
		}
	}
	return out
}

// aside reports whether what stands at a byte is in a relative clause between
// commas that ends before word i: "A, who met B, was arrested".
func (s *sentence) aside(at, i int) bool {
	for j, w := range s.words[:i] {
		if w.start > at || !w.clause || !relativePronouns[w.fold] {
			continue
		}
		end := j + 1
		for end < i && !s.words[end].clause {
			end++
		}
		if end < len(s.words) && s.words[end].clause && at < s.words[end].start {
			return true
		}
	}
	return false
}

var relativePronouns = set("which who whose whom")

// people gives the names in s that are, or are part of, a person's name in s
// or the evidence: "Ji" where a passage has "Ji Chaoqun".
func (s *sentence) people(evidence []*sentence) []Name {
	var out []Name
	for _, n := range s.names() {
		for _, e := range append(evidence, s) {
			for _, p := range e.persons() {
				if contains(p.words, n.words, false) || contains(n.words, p.words, false) {
					out = append(out, n)
				}
			}
		}
	}
	return out
}

func mentionsAny(e *sentence, names []Name) bool {
	for _, n := range names {
		if e.mentions(n) {
			return true
		}
	}
	return false
}

// fact is something of a sentence that can be looked for in another.
type fact struct {
	start, end int
	at         func(e *sentence) int // where e gives it, -1 if it does not
}

func (s *sentence) facts() []fact {
	var out []fact
	for _, q := range s.numbers {
		out = append(out, fact{q.Start, q.End, func(e *sentence) int { return e.number(q) }})
	}
	for _, d := range s.dates {
		out = append(out, fact{d.Start, d.End, func(e *sentence) int { return e.date(d) }})
	}
	for _, st := range statuses {
		for _, m := range st.forms.find(s.text, s.words) {
			out = append(out, fact{m.start, m.end, func(e *sentence) int { return e.first(st.forms) }})
		}
	}
	return out
}

// first gives where a phrase of the lexicon first stands, -1 if none does.
func (s *sentence) first(l lexicon) int {
	if found := l.find(s.text, s.words); len(found) > 0 {
		return found[0].start
	}
	return -1
}

// swapped finds two names that stand in one passage in the other order with
// the same word between them: "A was instructed by B" from "B was instructed
// by A".
func swapped(s *sentence, evidence []*sentence) []Problem {
	names := s.names()
	for i := range names {
		for j := i + 1; j < len(names); j++ {
			a, b := names[i], names[j]
			if related(a, b) {
				continue
			}
			for _, e := range evidence {
				if e.lang == s.lang && e.reverses(s, a, b) {
					return []Problem{s.problem(Role, a.Start, b.End, "the passage has \""+a.Text+"\" and \""+b.Text+"\" the other way round")}
				}
			}
		}
	}
	return nil
}

// related reports whether two names share a word.
func related(a, b Name) bool {
	for _, w := range a.words {
		if contains(b.words, []word{w}, false) {
			return true
		}
	}
	return false
}

// reverses reports whether e has b before a, never a before b, and joins them
// by a content word and a preposition that also join them in s.
func (e *sentence) reverses(s *sentence, a, b Name) bool {
	ai, bi := e.places(a), e.places(b)
	if len(ai) != 1 || len(bi) != 1 || ai[0] < bi[0] {
		return false
	}
	mine := s.between(a.End, b.Start)
	theirs := e.between(e.words[bi[0]].end, e.words[ai[0]].start)
	return mine.joint(theirs)
}

// places gives where the last word of the name stands, one place for each
// occurrence of a word of it.
func (e *sentence) places(n Name) []int {
	var out []int
	for i := 0; i < len(e.words); i++ {
		if !contains(e.words[i:i+1], n.words[:1], true) {
			continue
		}
		last := i
		for last+1 < len(e.words) && last-i+1 < len(n.words) && same(e.words[last+1:last+2], n.words[last-i+1:last-i+2]) {
			last++
		}
		out = append(out, last)
		i = last
	}
	return out
}

// joining is what stands between two names.
type joining struct {
	stems map[string]bool
	by    bool // passive, or another turn of direction
}

func (s *sentence) between(start, end int) joining {
	out := joining{stems: map[string]bool{}}
	for i, w := range s.words {
		if w.start < start || w.end > end {
			continue
		}
		if t := s.stems[i]; t != "" && !w.capital() {
			out.stems[t] = true
		}
		out.by = out.by || strings.Contains(" by from von par por de ", " "+w.fold+" ")
	}
	return out
}

// joint reports whether two joinings share a content word and a direction.
func (a joining) joint(b joining) bool {
	for t := range a.stems {
		if b.stems[t] && a.by == b.by {
			return true
		}
	}
	return false
}
