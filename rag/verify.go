package rag

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"casebot/corpus"
	"casebot/corpus/claim"
	"casebot/rag/encoder"
)

const (
	// checkedPassages is how many passages a claim is held against.
	checkedPassages = 8
	// supportedAt is the judge's supports logit from which a passage without
	// any problem carries a claim, and sameThingAt the one from which it
	// speaks of the same thing.
	supportedAt = 0.0
	sameThingAt = -1.0
	// surelyAt is the logit from which a passage carries a claim although the
	// claim says more firmly what the passage gives as somebody's word.
	surelyAt = 0.5
	// sharedWords is the share of a claim's words that a passage must have to
	// speak of the same thing.
	sharedWords = 0.4
)

// comparison is a claim held against one passage.
type comparison struct {
	candidate
	supports float64
	shared   float64 // of the claim's words, by weight
	problems []claim.Problem
	// otherStatus: the passage speaks of a suspicion, an arrest, a sentence ...
	otherStatus bool
}

// Verify says whether the articles support a claim, contradict it or do not
// speak of it. The judge tells which passages speak of the same thing; that
// numbers, dates, names, status and denials agree is checked by rule.
func (a *Answerer) Verify(ctx context.Context, text string) (Verdict, error) {
	s := a.snapshot.Load()
	if s == nil {
		return Verdict{}, ErrNotLoaded
	}
	v := Verdict{Claim: strings.TrimSpace(text), Version: s.corpus.Version}
	compared, err := a.compare(ctx, s, v.Claim)
	if err != nil {
		return Verdict{}, err
	}
	outcome, c := settle(compared)
	v.Outcome = outcome
	switch {
	case outcome == NotFound:
		v.Reason = "No passage speaks of this."
		for _, near := range compared[:min(closestShown, len(compared))] {
			v.Citations = append(v.Citations, s.cite(near.candidate))
		}
	case outcome == Contradicted:
		p := c.difference()
		v.Reason = fmt.Sprintf("The passage differs on “%s”: %s.", p.Text, p.Reason)
	case len(c.problems) > 0:
		v.Reason = "A passage says so, as somebody's word."
	default:
		v.Reason = "A passage says so."
	}
	if c != nil {
		v.Citations = []Citation{s.cite(c.candidate)}
	}
	kept, dropped := onlyVerbatim(v.Citations)
	v.Citations = kept
	a.drop(dropped, droppedNotVerbatim)
	return v, nil
}

// compare holds a claim against the passages nearest to it.
func (a *Answerer) compare(ctx context.Context, s *Snapshot, text string) ([]comparison, error) {
	q := s.newQuery(text, a.isWord)
	found, err := s.retrieve(ctx, a.model, &q)
	if err != nil {
		return nil, err
	}
	found = found[:min(checkedPassages, len(found))]
	pairs := make([]encoder.Pair, len(found))
	for i, c := range found {
		pairs[i] = encoder.Pair{Question: q.text, Sentence: s.units[c.unit].text()}
	}
	judged, err := a.model.Judge(ctx, pairs)
	if err != nil {
		return nil, err
	}
	out := make([]comparison, len(found))
	for i, c := range found {
		u := s.units[c.unit]
		out[i] = comparison{
			candidate:   c,
			supports:    float64(judged[i].Supports),
			shared:      s.covered(q.terms, u.text()),
			problems:    claim.Check(q.text, []string{u.text()}, claim.Options{Dates: knownDates(u), Context: []string{u.article.Meta.Title, u.context()}}),
			otherStatus: len(claim.Statuses(u.text())) > 0,
		}
	}
	return out, nil
}

// knownDates are what the relative dates of a sentence resolve to.
func knownDates(u unit) []corpus.Date {
	var out []corpus.Date
	for _, m := range u.article.ResolveDates(u.get().Span) {
		if m.Relative && !m.Date.IsZero() {
			out = append(out, m.Date)
		}
	}
	return out
}

// settle decides by the best passage of each sort, which it returns: one that
// carries the claim outweighs one that differs, which outweighs silence.
func settle(compared []comparison) (ClaimOutcome, *comparison) {
	var carrying, differing *comparison
	for i := range compared {
		c := &compared[i]
		switch {
		case c.carries() && (carrying == nil || c.supports > carrying.supports):
			carrying = c
		case c.difference() != nil && (differing == nil || c.supports > differing.supports):
			differing = c
		}
	}
	switch {
	case carrying != nil:
		return Supported, carrying
	case differing != nil:
		return Contradicted, differing
	}
	return NotFound, nil
}

// carries reports whether the passage says what the claim says. Only that it
// is somebody's word may stand between the two.
func (c *comparison) carries() bool {
	if len(c.problems) == 0 {
		return c.supports >= supportedAt
	}
	onlyHedged := !slices.ContainsFunc(c.problems, func(p claim.Problem) bool { return p.Kind != claim.HedgeDropped })
	return onlyHedged && c.supports >= surelyAt && c.shared >= sharedWords
}

// difference returns what is otherwise in a passage that speaks of the same
// thing, nil where nothing is or it speaks of something else.
func (c *comparison) difference() *claim.Problem {
	if c.supports < sameThingAt || c.shared < sharedWords {
		return nil
	}
	for i, p := range c.problems {
		switch {
		case p.Kind == claim.HedgeDropped:
		case p.Contradicts, p.Kind == claim.Universal && c.supports >= supportedAt, p.Kind == claim.Status && c.otherStatus:
			return &c.problems[i]
		}
	}
	return nil
}

// cite makes the citation of a candidate's sentence.
func (s *Snapshot) cite(c candidate) Citation {
	u := s.units[c.unit]
	return Citation{Article: u.article, Span: u.get().Span, Text: u.text()}
}
