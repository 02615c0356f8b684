package rag

import (
	"slices"
	"strings"

	"casebot/corpus"
)

// apart returns the names of a question that the articles have, but no article
// together: nothing joins what is asked of them. It is empty where one article
// has them all, and where the question itself asks for several.
func (x *examination) apart() []string {
	if x.intent == compare || x.intent == list || len(x.sides()) > 0 || eachArticle.MatchString(x.query.text) {
		return nil
	}
	var names []string
	var where []map[*corpus.Article]bool
	for _, name := range x.snapshot.namesOf(x.asked()) {
		in := x.snapshot.articlesWith(name)
		if len(in) > 0 && !origin.MatchString(name) && !slices.Contains(names, name) {
			names, where = append(names, name), append(where, in)
		}
	}
	for i := range names {
		for a := range where[i] {
			if x.snapshot.joins(a, names, where) {
				return nil
			}
		}
	}
	return names
}

// joins reports whether an article has all names, or what they abbreviate.
func (s *Snapshot) joins(a *corpus.Article, names []string, where []map[*corpus.Article]bool) bool {
	for i, name := range names {
		if !where[i][a] && !(allUpper(name) && abbreviates(name, s.namesOf(a.Text))) {
			return false
		}
	}
	return true
}

// articlesWith returns the articles that have any word of a name.
func (s *Snapshot) articlesWith(name string) map[*corpus.Article]bool {
	out := map[*corpus.Article]bool{}
	for _, t := range content(terms(name)) {
		for _, p := range s.keywords.postings[t.stem] {
			out[s.units[p.doc].article] = true
		}
	}
	return out
}

// abbreviates reports whether a name is made of the initials of one of others.
func abbreviates(name string, others []string) bool {
	return slices.ContainsFunc(others, func(full string) bool { return initials(full) == name })
}

// initials are the first letters of the words of a name that have a capital.
func initials(name string) string {
	var b strings.Builder
	for _, t := range terms(name) {
		if t.upper {
			b.WriteRune(firstRune(name[t.Start:]))
		}
	}
	return b.String()
}
