package rag

import (
	"regexp"
	"slices"
	"strings"

	"casebot/corpus/claim"
)

// features are what the decision to answer rests on, by their names.
type features map[string]float64

// hardlyAnswers is the logit of the judge below which it makes less difference.
const hardlyAnswers = -3

// measure computes the features of an examination with at least one candidate.
func (x *examination) measure(second secondReading) features {
	s, top := x.snapshot, x.candidates[0]
	u := s.units[top.unit]
	text, around := u.text(), s.around(top.unit)
	span := text
	if top.judged {
		span = span[top.verdict.Span.Start:top.verdict.Span.End]
	}
	answers, kind := float64(top.verdict.Answers), x.kind()
	names, numbers := missing(x.asked(), text, around)
	lead := 0.0
	if len(x.candidates) > 1 {
		lead = min(top.score-x.candidates[1].score, surelyAhead)
	}
	decoy := 0.0
	if d := s.decoy(x.query.vector); d > 0 {
		decoy = max(d-top.cosine, -0.1)
	}
	lacks := indicator(kind.fits(x.asked(), text, s.namesOf(text)) == 0)
	return features{
		// What the judge says of the best sentence.
		"answers":  answers,                        // its logit
		"surely":   max(answers, 0),                // what of it is above 0
		"hardly":   min(answers-hardlyAnswers, 0),  // what of it is below hardlyAnswers
		"masked":   answers - second.masked,        // what it loses with the answer taken out
		"span":     float64(top.verdict.SpanScore), // the logit of the answer span
		"speaksOf": float64(top.verdict.Supports),  // the logit that it supports the question
		"supports": second.supports,                // the same for what the question takes for granted

		// The best sentence among the others.
		"cosine": top.cosine,                                                                                               // its nearness in meaning
		"region": x.region(),                                                                                               // the mean nearness of the first candidates
		"field":  x.field(),                                                                                                // the judge's mean logit over them
		"lead":   lead,                                                                                                     // its lead in the ranking's score
		"agree":  indicator(!slices.ContainsFunc(x.candidates, func(c candidate) bool { return c.mixture > top.mixture })), // it was the best before it was read
		"decoy":  decoy,                                                                                                    // how much nearer the nearest page furniture is

		// What of the question is in it and around it.
		"explained": x.query.explained,                // share of the question's words that the corpus has
		"covered":   s.covered(x.query.terms, around), // share of them that stand there
		"names":     names,                            // names that do not
		"numbers":   numbers,                          // numbers and dates that do not
		"untold":    float64(untold(x.asked(), text)), // attributes asked for that it does not speak of
		"unknown":   indicator(saysUnknown(text)),     // it says that something is not known

		// What kind of thing is asked for.
		"type":         kind.fits(x.asked(), span, s.namesOf(span)),                     // 1 if the span holds it, 0 if not, 0.5 if anything will do
		"lacks":        lacks,                                                           // the whole sentence does not hold it
		"lacksAnswers": lacks * answers,                                                 // the judge's logit where it is so
		"why":          indicator(kind == aReason),                                      // the judge takes any clause for a reason
		"nameOf":       indicator(kind == aName),                                        // and any name for the one asked for
		"open":         indicator(x.intent != direct),                                   // a summary, list, comparison or keywords: no single answer
		"foreign":      indicator(claim.Language(x.query.text) != claim.Language(text)), // in another language than the article
		"request":      indicator(isRequest(x.query.text)),                              // for what no article could answer
	}
}

// missing counts the names and the numbers of a question that stand neither in
// a text nor around it.
func missing(asked, text, around string) (names, numbers float64) {
	for _, p := range claim.Check(claimOf(asked), []string{text}, claim.Options{Context: []string{around}}) {
		switch p.Kind {
		case claim.ProperName:
			names++
		case claim.Number, claim.Date:
			numbers++
		}
	}
	return names, numbers
}

// surelyAhead is the lead from which it makes no difference.
const surelyAhead = 4

// fieldSize is how many candidates the mean over the field takes in.
const fieldSize = 10

// field is the judge's mean logit over the first candidates: a question that
// many sentences half answer is often one that none does.
func (x *examination) field() float64 {
	var sum, n float64
	for _, c := range x.candidates[:min(fieldSize, len(x.candidates))] {
		if c.judged {
			sum, n = sum+float64(c.verdict.Answers), n+1
		}
	}
	return sum / max(n, 1)
}

// regionSize is how many candidates the mean nearness takes in.
const regionSize = 30

// region is the mean nearness in meaning of the first candidates: whether the
// articles speak of the subject at all.
func (x *examination) region() float64 {
	first := x.candidates[:min(regionSize, len(x.candidates))]
	sum := 0.0
	for _, c := range first {
		sum += c.cosine
	}
	return sum / max(float64(len(first)), 1)
}

func indicator(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

// around is the text that a reader of a sentence has in mind: title, heading,
// the sentence before, the sentence itself and the one after.
func (s *Snapshot) around(n int) string {
	u := s.units[n]
	parts := []string{u.article.Meta.Title, u.context(), u.text()}
	if n+1 < len(s.units) && s.units[n+1].article == u.article {
		parts = append(parts, s.units[n+1].text())
	}
	return strings.Join(parts, "\n")
}

// covered is the share of the question's terms, by weight, that text holds.
func (s *Snapshot) covered(question []term, text string) float64 {
	have, all := s.weigh(question, stemsIn(text))
	if all == 0 {
		return 1
	}
	return have / all
}

// weigh sums the weights of the words that are held, and of all of them.
func (s *Snapshot) weigh(words []term, held map[string]bool) (have, all float64) {
	for _, t := range words {
		idf := s.keywords.idf(t.stem)
		all += idf
		if held[t.stem] {
			have += idf
		}
	}
	return have, all
}

// questionLead is what a question begins with that is no part of its claim.
var questionLead = regexp.MustCompile(`(?i)^\s*(?:(?:please|and|so|ok|okay|hey|hi|well)\b[\s,]*)*(?:(?:in|on|at|by|for|from|to|of) )?(?:who|what|when|where|why|which|whose|whom|how(?: (?:many|much|long|old|far|often))?)?\s*(?:(?:is|are|was|were|did|does|do|has|have|had|can|could|will|would)\b)?\s*`)

// namesOf returns the names of a text as strings.
func (s *Snapshot) namesOf(text string) []string {
	var out []string
	for _, n := range s.namesIn(text) {
		out = append(out, text[n.Start:n.End])
	}
	return out
}
