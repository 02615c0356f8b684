package rag

import (
	"context"
	"fmt"
	"regexp"
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
	// mentionedWords is the share that a passage in the claim's language must
	// have to carry it.
	mentionedWords = 0.3
	// remoteAt is the logit from which a passage that has the opposite in the
	// claim's words, or denies it in others, speaks of the same thing: the
	// judge takes what differs for something else.
	remoteAt = -2.2
	// spokenIdeas is the share of the claim's ideas that such a passage must
	// speak of, for or against.
	spokenIdeas = 0.7
	// saidOtherwise is the share of the claim's ideas that a passage must speak
	// of to give another number or date for the same.
	saidOtherwise = 0.6
)

// comparison is a claim held against one passage.
type comparison struct {
	candidate
	supports float64
	shared   float64 // of the claim's words, by weight
	problems []claim.Problem
	// spoken is the share of the claim's ideas that the passage speaks of, for
	// or against; narrow is set where it speaks of nothing else, and denied
	// where it denies in other words what the claim denies.
	spoken         float64
	narrow, denied bool
	// onlyAccused: the passage speaks of a suspicion, an arrest or a charge.
	onlyAccused  bool
	both         bool // with the sentence before
	sameLanguage bool
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
		v.Citations = s.citeAll(c)
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
		out[i] = s.hold(q, c)
		out[i].supports = float64(judged[i].Supports)
	}
	return a.together(ctx, s, q, out)
}

// together adds what the nearest passages say with the sentence before them,
// where that may carry a claim that no passage carries by itself.
func (a *Answerer) together(ctx context.Context, s *Snapshot, q query, compared []comparison) ([]comparison, error) {
	if slices.ContainsFunc(compared, func(c comparison) bool { return c.carries() || c.difference() != nil }) {
		return compared, nil
	}
	var pairs []encoder.Pair
	var joint []comparison
	for _, c := range compared[:min(closestShown, len(compared))] {
		u := s.units[c.unit]
		before := u.before()
		if before == "" {
			continue
		}
		pairs = append(pairs, encoder.Pair{Question: q.text, Sentence: before + " " + u.text()})
		joint = append(joint, s.holdBoth(q, c))
	}
	judged, err := a.model.Judge(ctx, pairs)
	if err != nil {
		return nil, err
	}
	for i := range joint {
		joint[i].supports = float64(judged[i].Supports)
	}
	return append(compared, joint...), nil
}

// holdBoth holds a claim against a passage and the sentence before it.
func (s *Snapshot) holdBoth(q query, c comparison) comparison {
	u := s.units[c.unit]
	prev := unit{u.article, u.sentence - 1}
	opts := claim.Options{Dates: append(knownDates(prev), knownDates(u)...), Context: []string{u.article.Meta.Title, u.get().Heading}, Aliases: u.fullNames(q.text)}
	c.both = true
	c.shared = s.covered(q.terms, prev.text()+" "+u.text())
	c.problems = claim.Check(q.text, []string{prev.text(), u.text()}, opts)
	c.problems = append(c.problems, claim.Compare(q.text, prev.text(), opts).Differences...)
	c.spoken, c.narrow, c.denied = 0, false, false
	return c
}

// hold holds a claim against one passage by rule.
func (s *Snapshot) hold(q query, c candidate) comparison {
	u := s.units[c.unit]
	opts := claim.Options{Dates: knownDates(u), Context: []string{u.article.Meta.Title, u.context()}, Aliases: u.fullNames(q.text)}
	compared := claim.Compare(q.text, u.text(), opts)
	problems := claim.Check(q.text, []string{u.text()}, opts)
	if compared.Denied {
		problems = slices.DeleteFunc(problems, func(p claim.Problem) bool { return p.Kind == claim.NegationChanged })
	}
	return comparison{
		candidate:    c,
		shared:       s.covered(q.terms, u.text()),
		problems:     append(compared.Differences, problems...),
		spoken:       compared.Covered,
		narrow:       compared.Within,
		denied:       compared.Denied,
		sameLanguage: claim.Language(q.text) == claim.Language(u.text()),
		onlyAccused:  onlyAccused(u.text()),
	}
}

// fullNames are the persons of a claim whom a sentence calls by the last word
// of their name, where its article gives the whole name and nobody else has it.
func (u unit) fullNames(text string) []string {
	var out []string
	for _, n := range claim.Persons(text) {
		given, last, _ := lastCut(n.Text)
		if !strings.Contains(u.text(), last) || strings.Contains(u.text(), n.Text) {
			continue
		}
		bearers := regexp.MustCompile(`\p{Lu}[\p{L}’'-]*(?: \p{Lu}[\p{L}’'-]*)* `+regexp.QuoteMeta(last)+`\b`).FindAllString(u.article.Text, -1)
		others := slices.ContainsFunc(bearers, func(b string) bool { return !strings.HasSuffix(b, given+" "+last) })
		if len(bearers) > 0 && !others {
			out = append(out, n.Text)
		}
	}
	return out
}

// lastCut cuts a name before its last word.
func lastCut(name string) (before, last string, found bool) {
	i := strings.LastIndexByte(name, ' ')
	if i < 0 {
		return "", name, false
	}
	return name[:i], name[i+1:], true
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
	case carrying != nil && (differing == nil || carrying.nearness() >= differing.nearness()):
		return Supported, carrying
	case differing != nil:
		return Contradicted, differing
	}
	return NotFound, nil
}

// nearness says how surely a passage speaks of what the claim speaks of.
func (c *comparison) nearness() float64 { return c.supports + 2*c.shared }

// carries reports whether the passage says what the claim says. Only that it
// is somebody's word may stand between the two.
func (c *comparison) carries() bool {
	if len(c.problems) == 0 {
		if c.denied && c.spoken == 1 {
			return c.supports >= remoteAt
		}
		return c.supports >= supportedAt && (!c.sameLanguage || c.shared >= mentionedWords)
	}
	onlyHedged := !slices.ContainsFunc(c.problems, func(p claim.Problem) bool { return p.Kind != claim.HedgeDropped })
	return onlyHedged && c.supports >= surelyAt && c.shared >= sharedWords
}

// difference returns what is otherwise in a passage that speaks of the same
// thing, nil where nothing is or it speaks of something else.
func (c *comparison) difference() *claim.Problem {
	for i, p := range c.problems {
		if c.differs(p) {
			return &c.problems[i]
		}
	}
	return nil
}

// differs reports whether a problem is a contradiction, given how near the
// passage is to the claim: by the judge and by words, or by what it speaks of.
func (c *comparison) differs(p claim.Problem) bool {
	if c.both {
		return false
	}
	near := c.supports >= sameThingAt && c.shared >= sharedWords
	about := c.supports >= remoteAt && c.spoken >= spokenIdeas
	switch p.Kind {
	case claim.HedgeDropped:
		return false
	case claim.Number, claim.Date:
		return p.Contradicts && (about || near && (!c.sameLanguage || c.spoken >= saidOtherwise))
	case claim.Opposite, claim.NegationChanged:
		return about || near || c.narrow && c.supports >= remoteAt
	case claim.ProperName:
		return p.Contradicts && c.supports >= sameThingAt
	case claim.Universal:
		return near && c.supports >= supportedAt
	case claim.Status:
		return near && c.onlyAccused && worse(p)
	}
	return near && p.Contradicts
}

// onlyAccused reports whether a text speaks of a suspicion, an arrest or a
// charge: of somebody who is not convicted yet.
func onlyAccused(text string) bool {
	for _, status := range claim.Statuses(text) {
		if status == "arrested" || status == "charged" {
			return true
		}
	}
	return slices.ContainsFunc(claim.Hedges(text), func(h claim.Hedge) bool { return h.Class == "suspicion" })
}

// worse reports whether a status that no passage gives is a conviction. Other
// statuses may well have followed without a word in the passage.
func worse(p claim.Problem) bool {
	said := claim.Statuses(p.Text)
	return slices.Contains(said, "convicted") || slices.Contains(said, "sentenced")
}

// citeAll cites the sentences that a comparison rests on.
func (s *Snapshot) citeAll(c *comparison) []Citation {
	if !c.both {
		return []Citation{s.cite(c.candidate)}
	}
	before := c.candidate
	before.unit--
	return []Citation{s.cite(before), s.cite(c.candidate)}
}

// cite makes the citation of a candidate's sentence.
func (s *Snapshot) cite(c candidate) Citation {
	u := s.units[c.unit]
	return Citation{Article: u.article, Span: u.get().Span, Text: u.text()}
}
