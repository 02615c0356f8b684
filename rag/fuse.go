package rag

import (
	"cmp"
	"slices"

	"casebot/corpus"
)

// keywordShare is the most that BM25 weighs against the encoder in the
// mixture: when the corpus has every word of the question. Where it has fewer
// (a paraphrase, another language, a misspelling), BM25 weighs less.
const keywordShare = 0.35

// fuse mixes two rankings, each scaled to [0, 1], by explained: the share of
// the question's words that the corpus has. A sentence missing from one of
// them has 0 there. Best first, ties by place.
func fuse(keyword, meaning []scored, explained float64) []candidate {
	found := map[int]*candidate{}
	at := func(unit int) *candidate {
		if found[unit] == nil {
			found[unit] = &candidate{unit: unit}
		}
		return found[unit]
	}
	for i, v := range scaled(meaning) {
		c := at(meaning[i].doc)
		c.cosine, c.meaning = meaning[i].score, v
	}
	if len(keyword) > 0 {
		for _, k := range keyword {
			at(k.doc).keyword = k.score / keyword[0].score
		}
	}
	share := keywordShare * explained
	if len(meaning) == 0 {
		share = 1
	}
	out := make([]candidate, 0, len(found))
	for _, c := range found {
		c.mixture = share*c.keyword + (1-share)*c.meaning
		c.score = c.mixture
		out = append(out, *c)
	}
	sortCandidates(out)
	return out
}

const (
	// supporters is how many of an article's best sentences its standing rests on.
	supporters = 5
	// supportShare is what the standing of its article adds to a sentence's mixture.
	supportShare = 0.5
)

// support raises the sentences of the articles that the question is about:
// what answers may itself have none of its words ("It took nineteen, because a
// pump froze"), but stands among sentences that do.
func (s *Snapshot) support(cs []candidate) {
	sum, count := map[*corpus.Article]float64{}, map[*corpus.Article]float64{}
	for _, c := range cs { // best first
		if a := s.units[c.unit].article; count[a] < supporters {
			sum[a] += c.mixture
			count[a]++
		}
	}
	for i := range cs {
		c := &cs[i]
		a := s.units[c.unit].article
		c.support = sum[a] / count[a]
		c.mixture += supportShare * c.support
		c.score = c.mixture
	}
	sortCandidates(cs)
}

func sortCandidates(cs []candidate) {
	slices.SortFunc(cs, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(a.unit, b.unit))
	})
}

// scaled maps sorted scores to [0, 1].
func scaled(list []scored) []float64 {
	out := make([]float64, len(list))
	if len(list) == 0 {
		return out
	}
	top, bottom := list[0].score, list[len(list)-1].score
	for i, s := range list {
		if top > bottom {
			out[i] = (s.score - bottom) / (top - bottom)
		} else {
			out[i] = 1
		}
	}
	return out
}
