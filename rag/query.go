package rag

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// guessWeight is how much a word counts that the question may have meant.
const guessWeight = 0.5

// query is a question made ready for searching.
type query struct {
	text     string // what is embedded and judged: spelling mended
	terms    []term // of text, without stop words
	keywords []weighted
	// explained is the share of the question's words, by weight, that the corpus has.
	explained float64
	vector    []float32 // nil until it is searched for by meaning
}

// newQuery writes the names of a question as the corpus does, mends its
// spelling by the corpus's words and weighs them. isWord tells known words of
// any language from misspelt ones.
func (s *Snapshot) newQuery(text string, isWord func(string) bool) query {
	var guesses, others []string
	if !s.off.has(AliasesResolved) {
		text, others = s.resolve(text)
	}
	if !s.off.has(SpellingMended) {
		text, guesses = s.mend(text, isWord)
	}
	q := query{text: text, terms: content(terms(text))}
	var known, all float64
	seen := map[string]bool{}
	for _, t := range q.terms {
		if seen[t.stem] {
			continue
		}
		seen[t.stem] = true
		idf := s.keywords.idf(t.stem)
		all += idf
		if s.keywords.has(t.stem) {
			known += idf
			q.keywords = append(q.keywords, weighted{t.stem, 1})
		}
	}
	for _, g := range append(guesses, others...) {
		q.keywords = append(q.keywords, weighted{stem(g, g), guessWeight})
	}
	if all > 0 {
		q.explained = known / all
	}
	return q
}

// mend replaces words that are plainly misspelt by the corpus's own: names by
// one or two letters, others by a slip of the fingers. What is less sure is
// returned as guesses: names that are good words themselves, and other words.
func (s *Snapshot) mend(text string, isWord func(string) bool) (mended string, guesses []string) {
	mended = rewrite(text, func(t term, written string) string {
		if isStop(t.word) || s.keywords.has(t.stem) {
			return ""
		}
		right := s.lexicon.correct(t.word)
		if right == "" {
			return ""
		}
		name, word := s.lexicon.names[right], isWord(written)
		sure := !word && (slip(t.word, right) || name && (t.upper || !isWord(right)) && surelyMisspelt(written, right))
		if word && name && t.upper || !word && !sure {
			guesses = append(guesses, right)
		}
		if !sure {
			return ""
		}
		return s.lexicon.spelling(right)
	})
	return mended, guesses
}

// rewrite puts other words in the place of those that have one; "": they stay.
func rewrite(text string, other func(t term, written string) string) string {
	var b strings.Builder
	end := 0
	for _, t := range terms(text) {
		if o := other(t, text[t.Start:t.End]); o != "" {
			b.WriteString(text[end:t.Start])
			b.WriteString(o)
			end = t.End
		}
	}
	b.WriteString(text[end:])
	return b.String()
}

// surelyMisspeltFrom is the length from which one wrong letter leaves little
// doubt which name is meant.
const surelyMisspeltFrom = 5

// slip reports whether two words differ as fingers slip, and hardly any two
// words of a language do: two neighbours swapped, or a double letter single or
// the reverse. They are five letters long at least.
func slip(a, b string) bool {
	x, y := []rune(a), []rune(b)
	if len(x) > len(y) {
		x, y = y, x
	}
	if len(x) < surelyMisspeltFrom {
		return false
	}
	i := 0
	for i < len(x) && x[i] == y[i] {
		i++
	}
	switch {
	case len(x) == len(y):
		return i+1 < len(x) && x[i] == y[i+1] && x[i+1] == y[i] && slices.Equal(x[i+2:], y[i+2:])
	case len(x)+1 == len(y):
		return i > 0 && y[i] == y[i-1] && slices.Equal(x[i:], y[i+1:])
	}
	return false
}

// surelyMisspelt reports whether a word can only be a name misspelt: it is
// long enough, begins as the name does and is no contraction ("don't").
func surelyMisspelt(word, name string) bool {
	return utf8.RuneCountInString(word) >= surelyMisspeltFrom && firstRune(fold(word)) == firstRune(name) && !strings.ContainsAny(word, "'’")
}
