package cases

import (
	"cmp"
	"slices"
	"strings"
)

// A name is one string that a case may be looked up by.
type name struct {
	text   string
	tokens []string // as fold gives them
	of     *Case
	rank   int // rankTitle first
}

// What a name belongs to, best first: a name that several cases know goes to
// the one whose title it is.
const (
	rankTitle = iota // ID, name or alias of the case
	rankPerson
	rankOrganisation
)

// names lists every name of every case, in order of the cases.
func (s *Set) names() []name {
	var all []name
	add := func(c *Case, rank int, texts ...string) {
		for _, t := range texts {
			if tokens := fold(t); len(tokens) > 0 {
				all = append(all, name{t, tokens, c, rank})
			}
		}
	}
	for _, c := range s.cases {
		add(c, rankTitle, c.Name)
		add(c, rankTitle, c.Aliases...)
		add(c, rankTitle, c.ID)
		for _, p := range c.People {
			add(c, rankPerson, p.Name)
			add(c, rankPerson, p.Aliases...)
		}
		for _, o := range c.Organisations {
			add(c, rankOrganisation, o.Name)
			add(c, rankOrganisation, o.Aliases...)
		}
	}
	return all
}

// fold gives the words of a name in lower case without what people leave out
// or add: a leading article, a possessive.
func fold(text string) []string {
	text = strings.NewReplacer("’s ", " ", "'s ", " ").Replace(text + " ")
	var tokens []string
	for _, w := range wordSpans(text) {
		tokens = append(tokens, strings.ToLower(text[w.Start:w.End]))
	}
	if len(tokens) > 1 && slices.Contains([]string{"the", "a", "an"}, tokens[0]) {
		tokens = tokens[1:]
	}
	return tokens
}

// Suggestion is a case and the name of it that came near what was typed.
type Suggestion struct {
	Case *Case
	Name string
}

// Find returns the case that a name means: its own name or alias, a person or
// an organisation of it, some words or the beginning of one of these. If no
// case or more than one is meant it returns nil and the nearest names, at
// most n.
func (s *Set) Find(typed string, n int) (*Case, []Suggestion) {
	tokens := fold(typed)
	if len(tokens) == 0 {
		return nil, nil
	}
	names := s.names()
	for _, fits := range []func(name) bool{
		func(m name) bool { return slices.Equal(m.tokens, tokens) },
		func(m name) bool { return holds(m.tokens, tokens) },
		func(m name) bool { return begins(m.tokens, tokens) },
	} {
		for rank := rankTitle; rank <= rankOrganisation; rank++ {
			found := pick(names, func(m name) bool { return m.rank == rank && fits(m) })
			if len(found) == 1 {
				return found[0].Case, nil
			}
			if len(found) > 1 {
				return nil, found[:min(n, len(found))]
			}
		}
	}
	return nil, s.Suggest(typed, n)
}

// pick returns each case of the names that fit once, with the first of them.
func pick(names []name, fits func(name) bool) []Suggestion {
	var found []Suggestion
	for _, m := range names {
		if fits(m) && !slices.ContainsFunc(found, func(f Suggestion) bool { return f.Case == m.of }) {
			found = append(found, Suggestion{m.of, m.text})
		}
	}
	return found
}

// begins reports whether the words of a name begin with what was typed; the
// last word may be unfinished.
func begins(words, typed []string) bool {
	last := len(typed) - 1
	return len(words) > last && slices.Equal(words[:last], typed[:last]) && strings.HasPrefix(words[last], typed[last])
}

// holds reports whether each typed word is a word of the name.
func holds(words, typed []string) bool {
	for _, t := range typed {
		if !slices.Contains(words, t) {
			return false
		}
	}
	return true
}

// Suggest returns the cases whose names come near what was typed, best first,
// at most n, each case once: for completion while typing. Nothing typed gives
// the first n cases.
func (s *Set) Suggest(typed string, n int) []Suggestion {
	tokens := fold(typed)
	type scored struct {
		Suggestion
		score float64
	}
	best := map[*Case]scored{}
	for _, m := range s.names() {
		score := likeness(m, tokens)
		if b, ok := best[m.of]; score > 0 && (!ok || score > b.score) {
			best[m.of] = scored{Suggestion{m.of, m.text}, score}
		}
	}
	ranked := make([]scored, 0, len(best))
	for _, b := range best {
		ranked = append(ranked, b)
	}
	slices.SortFunc(ranked, func(a, b scored) int {
		return cmp.Or(cmp.Compare(b.score, a.score), strings.Compare(a.Case.ID, b.Case.ID))
	})
	var out []Suggestion
	for _, r := range ranked[:min(n, len(ranked))] {
		out = append(out, r.Suggestion)
	}
	return out
}

// likeness scores a name against what was typed, 0 for not alike. A beginning
// beats words from within, these beat a misspelling, and a title beats a
// person.
func likeness(m name, typed []string) float64 {
	const leastPairs = 0.4 // share of letter pairs; below, names differ rather than are misspelt
	bonus := 1 - float64(m.rank)/10
	switch {
	case len(typed) == 0:
		return 1
	case begins(m.tokens, typed):
		return 3 + bonus
	case holds(m.tokens, typed):
		return 2 + bonus
	}
	if d := dice(strings.Join(m.tokens, " "), strings.Join(typed, " ")); d >= leastPairs {
		return d + bonus
	}
	return 0
}

// dice is the Sørensen–Dice coefficient of two strings' pairs of runes.
func dice(a, b string) float64 {
	pairs := func(s string) map[[2]rune]int {
		m := map[[2]rune]int{}
		runes := []rune(s)
		for i := 1; i < len(runes); i++ {
			m[[2]rune{runes[i-1], runes[i]}]++
		}
		return m
	}
	pa, pb := pairs(a), pairs(b)
	shared, total := 0, 0
	for p, n := range pa {
		shared += min(n, pb[p])
		total += n
	}
	for _, n := range pb {
		total += n
	}
	if total == 0 {
		return 0
	}
	return 2 * float64(shared) / float64(total)
}
