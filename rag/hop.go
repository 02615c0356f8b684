package rag

import (
	"context"
	"regexp"
	"slices"
)

// described is a question that tells somebody apart by what he did instead of
// by his name: "the man who came third", "the person whose orders he followed".
var described = regexp.MustCompile(`(?i)\b(?:the|an?|that|those)\s+(?:[\p{L}-]+\s+){0,3}?[\p{L}-]+,?\s+(?:who|whose|whom|that|under whose|from whom)\b`)

// hopNames is how many names are followed at most.
const hopNames = 2

// hop follows a description to a second passage: the best candidate says whom
// it means, and the question is asked again with that name. The passage found
// must speak of the name and be judged no worse; nil if there is none.
func (a *Answerer) hop(ctx context.Context, x *examination) (*candidate, error) {
	if x.snapshot.vectors == nil || len(x.candidates) == 0 || !described.MatchString(x.query.text) {
		return nil, nil
	}
	s, first := x.snapshot, x.candidates[0]
	names := newNames(x.query.text, personsOf(s.units[first.unit].text()))
	var best *candidate
	for _, name := range names[:min(hopNames, len(names))] {
		q := s.newQuery(x.query.text+" "+name, a.isWord)
		found, err := s.retrieve(ctx, a.model, &q)
		if err != nil {
			return nil, err
		}
		if found, err = s.rerank(ctx, a.model, q, q.text, found); err != nil {
			return nil, err
		}
		i := slices.IndexFunc(found, func(c candidate) bool {
			u := s.units[c.unit]
			return c.unit != first.unit && c.judged && holdsAny(u.before()+" "+u.text(), content(terms(name)))
		})
		if i >= 0 && found[i].verdict.Answers > first.verdict.Answers-closeLogits && (best == nil || found[i].score > best.score) {
			best = &found[i]
		}
	}
	return best, nil
}

// closeLogits is how far below the first passage the judge may put the second
// of a hop: the first often seems to answer alone.
const closeLogits = 2

// holdsAny reports whether a text has one of the words.
func holdsAny(text string, words []term) bool {
	return slices.ContainsFunc(terms(text), func(t term) bool {
		return slices.ContainsFunc(words, func(w term) bool { return w.stem == t.stem })
	})
}
