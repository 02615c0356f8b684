package rag

import (
	"context"
	"slices"

	"casebot/corpus/claim"
	"casebot/rag/encoder"
)

// Judge reads a question and a sentence together. It may be called
// concurrently. *encoder.Model is one.
type Judge interface {
	Judge(ctx context.Context, pairs []encoder.Pair) ([]encoder.Judgement, error)
}

const (
	// judgedByMixture and judgedByMeaning are how many of the best sentences of
	// each ranking the judge reads: the dearest step of an answer.
	judgedByMixture = 10
	judgedByMeaning = 6
	// mixtureInLogits puts the mixture on the judge's scale when the two are added.
	mixtureInLogits = 6
	// otherActInLogits is what a sentence loses that speaks of none of the acts
	// of law that the question names: convicted is not arrested.
	otherActInLogits = 4
)

// rerank lets the judge read the best candidates and orders them by what it
// says together with the mixture; the unread follow in their order.
func (s *Snapshot) rerank(ctx context.Context, j Judge, asked string, cs []candidate) ([]candidate, error) {
	read := shortlist(cs)
	pairs := make([]encoder.Pair, len(read))
	for i, n := range read {
		u := s.units[cs[n].unit]
		pairs[i] = encoder.Pair{Question: asked, Context: u.lead(), Sentence: u.text()}
	}
	verdicts, err := j.Judge(ctx, pairs)
	if err != nil {
		return nil, err
	}
	for i, n := range read {
		cs[n].judged, cs[n].verdict = true, verdicts[i]
	}
	floor := 0.0
	acts := claim.Statuses(asked)
	for _, n := range read {
		cs[n].score = float64(cs[n].verdict.Answers) + mixtureInLogits*cs[n].mixture
		if lacksAct(acts, s.units[cs[n].unit].text()) {
			cs[n].score -= otherActInLogits
		}
		floor = min(floor, cs[n].score)
	}
	for i := range cs {
		if !cs[i].judged {
			cs[i].score = floor - 1 + cs[i].mixture/2
		}
	}
	sortCandidates(cs)
	return cs, nil
}

// lacksAct reports whether a sentence speaks of none of the acts asked for.
func lacksAct(acts []string, sentence string) bool {
	said := claim.Statuses(sentence)
	return len(acts) > 0 && !slices.ContainsFunc(acts, func(act string) bool { return slices.Contains(said, act) })
}

// shortlist picks what the judge reads, as places in cs.
func shortlist(cs []candidate) []int {
	var out []int
	for i := range min(judgedByMixture, len(cs)) {
		out = append(out, i)
	}
	byMeaning := make([]int, len(cs))
	for i := range cs {
		byMeaning[i] = i
	}
	slices.SortStableFunc(byMeaning, func(a, b int) int {
		switch {
		case cs[a].cosine > cs[b].cosine:
			return -1
		case cs[a].cosine < cs[b].cosine:
			return 1
		}
		return 0
	})
	for _, i := range byMeaning[:min(judgedByMeaning, len(byMeaning))] {
		if i >= judgedByMixture {
			out = append(out, i)
		}
	}
	return out
}
