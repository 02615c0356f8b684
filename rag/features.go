package rag

import (
	"regexp"
	"slices"
	"strings"

	"casebot/corpus/claim"
)

// features are what the decision to answer rests on, each a plain number.
// Names are in featureNames, in the same order.
type features [25]float64

// featureNames name the features in order.
var featureNames = [len(features{})]string{
	"answers",      // the judge's logit for the best sentence
	"surely",       // what of it is above 0
	"hardly",       // what of it is below hardlyAnswers
	"span",         // its logit for the answer span there
	"supports",     // its logit that the sentence supports what the question takes for granted
	"cosine",       // nearness in meaning of the best sentence
	"lead",         // how far the best sentence is ahead of the second, in the ranking's score
	"explained",    // share of the question's words, by weight, that the corpus has
	"covered",      // share of them that stand in the best sentence and around it
	"names",        // names of the question that stand neither there nor around it
	"numbers",      // numbers and dates of the question that do not
	"type",         // 1 if the span holds the kind of thing asked for, 0 if not, 0.5 if any will do
	"lacks",        // 1 if a kind of thing is asked for and the whole sentence has none
	"lacksAnswers", // the judge's logit where it is so
	"open",         // 1 for a summary, list, comparison or keywords: no single answer is looked for
	"foreign",      // 1 if the question is not in the article's language
	"decoy",        // how much nearer than the best sentence the nearest page furniture is
	"request",      // 1 if the message asks for what no article could answer
	"unknown",      // 1 if the best sentence says that something is not known
	"untold",       // attributes that the question asks for and the sentence does not speak of
	"speaksOf",     // the judge's supports logit for the question itself
	"why",          // 1 if a reason is asked for: the judge takes any clause for one
	"nameOf",       // 1 if a name is asked for: the judge takes any name for it
	"field",        // the judge's mean logit over the first candidates
	"agree",        // 1 if the best sentence was also the best before the judge read it
}

// hardlyAnswers is the logit of the judge below which it makes less difference.
const hardlyAnswers = -3

// measure computes the features of an examination with at least one candidate.
func (x *examination) measure(supports float64) features {
	s, top := x.snapshot, x.candidates[0]
	u := s.units[top.unit]
	text, around := u.text(), s.around(top.unit)
	span := text
	if top.judged {
		span = span[top.verdict.Span.Start:top.verdict.Span.End]
	}
	answers, kind := float64(top.verdict.Answers), typeOf(x.asked())
	f := features{
		0:  answers,
		1:  max(answers, 0),
		2:  min(answers-hardlyAnswers, 0),
		3:  float64(top.verdict.SpanScore),
		4:  supports,
		5:  top.cosine,
		7:  x.query.explained,
		8:  s.covered(x.query.terms, around),
		11: kind.fits(x.asked(), span, s.namesOf(span)),
		12: indicator(kind.fits(x.asked(), text, s.namesOf(text)) == 0),
		14: indicator(x.intent != direct),
		15: indicator(claim.Language(x.query.text) != claim.Language(text)),
		17: indicator(isRequest(x.query.text)),
		18: indicator(saysUnknown(text)),
		19: float64(untold(x.asked(), text)),
		20: float64(top.verdict.Supports),
		21: indicator(kind == aReason),
		22: indicator(kind == aName),
		23: x.field(),
		24: indicator(!slices.ContainsFunc(x.candidates, func(c candidate) bool { return c.mixture > top.mixture })),
	}
	if len(x.candidates) > 1 {
		f[6] = min(top.score-x.candidates[1].score, 4)
	}
	for _, p := range claim.Check(claimOf(x.asked()), []string{text}, claim.Options{Context: []string{around}}) {
		switch p.Kind {
		case claim.ProperName:
			f[9]++
		case claim.Number, claim.Date:
			f[10]++
		}
	}
	f[13] = f[12] * answers
	if d := s.decoy(x.query.vector); d > 0 {
		f[16] = max(d-top.cosine, -0.1)
	}
	return f
}

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

// FeatureNames returns the names of the features in order.
func FeatureNames() []string { return featureNames[:] }
