package rag

import "strings"

// A word that the corpus does not have may still be found by the word that it
// is taken for; a word that is taken for a name counts less than one that is no
// word at all.
const (
	correctedWeight = 0.9
	maybeNameWeight = 0.5
)

// query is a question made ready for searching.
type query struct {
	text     string // what is embedded and judged: spelling mended
	terms    []term // of text, without stop words
	keywords []weighted
	// explained is the share of the question's words, by weight, that the corpus has.
	explained float64
}

// newQuery mends the spelling of a question by the corpus's words and weighs
// them. isWord tells known words of any language from misspelt ones.
func (s *Snapshot) newQuery(text string, isWord func(string) bool) query {
	text, guesses := s.mend(text, isWord)
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
	for _, g := range guesses {
		q.keywords = append(q.keywords, weighted{stem(g, g), maybeNameWeight})
	}
	if all > 0 {
		q.explained = known / all
	}
	return q
}

// mend replaces misspelt words by the corpus's own. Names that are nearly the
// corpus's but good words themselves are returned as guesses.
func (s *Snapshot) mend(text string, isWord func(string) bool) (mended string, guesses []string) {
	var b strings.Builder
	end := 0
	for _, t := range terms(text) {
		if isStop(t.word) || s.keywords.has(t.stem) {
			continue
		}
		right := s.lexicon.correct(t.word)
		if right == "" {
			continue
		}
		if isWord(text[t.Start:t.End]) {
			if s.lexicon.names[right] && t.upper {
				guesses = append(guesses, right)
			}
			continue
		}
		b.WriteString(text[end:t.Start])
		b.WriteString(s.lexicon.spelling(right))
		end = t.End
	}
	b.WriteString(text[end:])
	return b.String(), guesses
}
