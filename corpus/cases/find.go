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
// an organisation of it, some words or the beginning of one of these. Else it
// returns nil and at most n cases: those that the name may mean, several being
// true, or those with the nearest names.
func (s *Set) Find(typed string, n int) (found *Case, near []Suggestion, several bool) {
	tokens := fold(typed)
	if len(tokens) == 0 {
		return nil, nil, false
	}
	names := s.names()
	for _, fits := range []func(name) bool{
		func(m name) bool { return slices.Equal(m.tokens, tokens) },
		func(m name) bool { return holds(m.tokens, tokens) },
		func(m name) bool { return begins(m.tokens, tokens) },
	} {
		for rank := rankTitle; rank <= rankOrganisation; rank++ {
			meant := pick(names, func(m name) bool { return m.rank == rank && fits(m) })
			if len(meant) == 1 {
				return meant[0].Case, nil, false
			}
			if len(meant) > 1 {
				return nil, s.Suggest(typed, n), true
			}
		}
	}
	return nil, s.Suggest(typed, n), false
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

// leastAlike is the share of letters that a misspelt name must have right.
const leastAlike = 0.65

// likeness scores a name against what was typed, 0 for not alike. A beginning
// beats words from within, these beat a misspelling, and a title beats a
// person.
func likeness(m name, typed []string) float64 {
	bonus := 1 - float64(m.rank)/10
	switch {
	case len(typed) == 0:
		return 1
	case begins(m.tokens, typed):
		return 3 + bonus
	case holds(m.tokens, typed):
		return 2 + bonus
	}
	wanted := strings.Join(typed, " ")
	best := alike(strings.Join(m.tokens, " "), wanted)
	for _, t := range m.tokens {
		best = max(best, alike(t, wanted))
	}
	if best < leastAlike {
		return 0
	}
	return best + bonus
}

// alike gives the share of letters that two strings have in common: 1 less
// their edit distance by the longer one's length. The distance counts letters
// added, lost, changed and swapped with their neighbour (optimal string
// alignment).
func alike(a, b string) float64 {
	x, y := []rune(a), []rune(b)
	longest := max(len(x), len(y))
	if longest == 0 || float64(min(len(x), len(y))) < leastAlike*float64(longest) {
		return 0 // too different in length to be worth comparing
	}
	var before, above []int // rows i-2 and i-1
	row := make([]int, len(y)+1)
	for j := range row {
		row[j] = j
	}
	for i := 1; i <= len(x); i++ {
		before, above, row = above, row, make([]int, len(y)+1)
		row[0] = i
		for j := 1; j <= len(y); j++ {
			change := above[j-1]
			if x[i-1] != y[j-1] {
				change++
			}
			row[j] = min(change, above[j]+1, row[j-1]+1)
			if i > 1 && j > 1 && x[i-1] == y[j-2] && x[i-2] == y[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
	}
	return 1 - float64(row[len(y)])/float64(longest)
}
