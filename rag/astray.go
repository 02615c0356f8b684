package rag

import (
	"slices"

	"casebot/corpus"
)

// A sentence about another affair is often nearer to a question than the
// silence of the right article. What gives it away is that its article, as a
// whole, does not speak of what the question names.

// shelf is the part of the units that one article makes up, and the words that
// stand in its title.
type shelf struct {
	first, end int
	title      map[string]bool
}

// shelve finds the units of every article.
func shelve(units []unit) map[*corpus.Article]shelf {
	out := map[*corpus.Article]shelf{}
	for i, u := range units {
		sh, known := out[u.article]
		if !known {
			sh = shelf{first: i, title: map[string]bool{}}
			for _, t := range terms(u.article.Meta.Title) {
				sh.title[t.stem] = true
			}
		}
		sh.end = i + 1
		out[u.article] = sh
	}
	return out
}

// speaksOf reports whether an article has a stem, in its title or in a sentence.
func (s *Snapshot) speaksOf(a *corpus.Article, stem string) bool {
	sh := s.shelves[a]
	if sh.title[stem] {
		return true
	}
	postings := s.keywords.postings[stem]
	i, _ := slices.BinarySearchFunc(postings, int32(sh.first), func(p posting, first int32) int { return int(p.doc - first) })
	return i < len(postings) && int(postings[i].doc) < sh.end
}

// astray is the share of the words that the corpus has of a question, by
// weight, of which an article does not speak; names is the same of names.
func (s *Snapshot) astray(question []term, a *corpus.Article) (words, names float64) {
	var all, gone, allNames, goneNames float64
	for _, t := range question {
		if !s.keywords.has(t.stem) {
			continue
		}
		idf := s.keywords.idf(t.stem)
		missing := !s.speaksOf(a, t.stem)
		all += idf
		if missing {
			gone += idf
		}
		if !s.lexicon.names[t.word] {
			continue
		}
		allNames += idf
		if missing {
			goneNames += idf
		}
	}
	return gone / max(all, 1), goneNames / max(allNames, 1)
}
