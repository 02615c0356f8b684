package cases

import (
	"fmt"
	"slices"
	"strings"
)

// Dossier gathers what the articles have on a name that no case knows: each
// sentence that holds it, those with a date first. It has no lines if nothing
// names it, or if the name has no word. At most n lines.
func (s *Set) Dossier(name string, n int) Summary {
	sum := Summary{
		Title:  strings.TrimSpace(name),
		Notice: "No case file covers this. These are the sentences of the articles that name it.",
	}
	words := fold(name)
	if len(words) == 0 || s.corpus == nil {
		return sum
	}
	type found struct {
		citation Citation
		date     Date
		phrase   string
	}
	var all []found
	for _, a := range s.corpus.Articles {
		for _, sentence := range a.Sentences {
			text := a.Slice(sentence.Span)
			if !inOrder(fold(text), words) {
				continue
			}
			f := found{citation: Citation{a, sentence.Span, text}}
			for _, m := range a.ResolveDates(sentence.Span) {
				if !m.Date.IsZero() {
					f.date, f.phrase = Date{m.Date}, a.Slice(m.Span)
					break
				}
			}
			all = append(all, f)
		}
	}
	slices.SortStableFunc(all, func(a, b found) int { return a.date.Compare(b.date.Date) })
	if len(all) > n {
		sum.Notice += fmt.Sprintf(" Shown are %d of %d.", n, len(all))
		all = all[:n]
	}
	for _, f := range all {
		fact := Fact{Date: f.date, Phrase: f.phrase, Quotes: []Quote{{source: f.citation.Article}}}
		sum.add(Line{Kind: KindPassage, Text: f.citation.Text, Date: f.date, When: fact.When(), phrase: f.phrase}, []Citation{f.citation})
	}
	return sum
}

// inOrder reports whether the words occur side by side in text.
func inOrder(text, words []string) bool {
	for i := 0; i+len(words) <= len(text); i++ {
		if slices.Equal(text[i:i+len(words)], words) {
			return true
		}
	}
	return false
}
