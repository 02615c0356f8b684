package rag

import (
	"regexp"
	"strings"

	"casebot/corpus/claim"
)

// features are what the decision to answer rests on, each a plain number.
// Names are in featureNames, in the same order.
type features [20]float64

// featureNames name the features in order.
var featureNames = [len(features{})]string{
	"answers",   // the judge's logit for the best sentence
	"span",      // its logit for the answer span there
	"supports",  // its logit that the sentence supports what the question takes for granted
	"cosine",    // of the best sentence
	"lead",      // how far the best sentence is ahead of the second, in the ranking's score
	"explained", // share of the question's words, by weight, that the corpus has
	"covered",   // share of them that stand in the best sentence and around it
	"names",     // names of the question that stand neither there nor around it
	"numbers",   // numbers and dates of the question that do not
	"acts",      // legal acts, denials and roles of the question that differ from the sentence
	"type",      // 1 if the span holds the kind of thing asked for, 0 if not, 0.5 if any will do
	"news",      // share of the span's words that the question did not bring
	"open",      // 1 for a summary, list, comparison or keywords: no single answer is looked for
	"foreign",   // 1 if the question is not in the article's language
	"decoy",     // cosine of the nearest page furniture, above the best sentence's
	"request",   // 1 if the message asks for what no article could answer
	"unknown",   // 1 if the best sentence says that something is not known
	"untold",    // attributes that the question asks for and nothing near speaks of
	"lacks",     // 1 if a kind of thing is asked for and the whole sentence has none
	"contra",    // parts of the question that the sentence contradicts
}

// measure computes the features of an examination with at least one candidate.
func (x *examination) measure(supports float64) features {
	s, top := x.snapshot, x.candidates[0]
	u := s.units[top.unit]
	around := s.around(top.unit)
	span := u.text()
	if top.judged {
		span = span[top.verdict.Span.Start:top.verdict.Span.End]
	}
	var f features
	f[0] = float64(top.verdict.Answers)
	f[1] = float64(top.verdict.SpanScore)
	f[2] = supports
	f[3] = top.cosine
	if len(x.candidates) > 1 {
		f[4] = min(top.score-x.candidates[1].score, 4)
	}
	f[5] = x.query.explained
	f[6] = s.covered(x.query.terms, around)
	for _, p := range claim.Check(claimOf(x.query.text), []string{u.text()}, claim.Options{Context: []string{around}}) {
		if p.Contradicts {
			f[19]++
		}
		switch p.Kind {
		case claim.ProperName:
			f[7]++
		case claim.Number, claim.Date:
			f[8]++
		default:
			f[9]++
		}
	}
	kind := typeOf(x.query.text)
	f[10] = kind.fits(x.query.text, span, s.namesOf(span))
	f[11] = news(x.query.terms, span)
	if x.intent != direct {
		f[12] = 1
	}
	if claim.Language(x.query.text) != claim.Language(u.text()) {
		f[13] = 1
	}
	if d := s.decoy(x.query.vector); d > 0 {
		f[14] = d - top.cosine
	}
	if isRequest(x.query.text) {
		f[15] = 1
	}
	if saysUnknown(u.text()) {
		f[16] = 1
	}
	f[17] = float64(untold(x.query.text, u.text()))
	if kind.fits(x.query.text, u.text(), s.namesOf(u.text())) == 0 {
		f[18] = 1
	}
	return f
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
	held := map[string]bool{}
	for _, t := range terms(text) {
		held[t.stem] = true
	}
	var have, all float64
	for _, t := range question {
		idf := s.keywords.idf(t.stem)
		all += idf
		if held[t.stem] {
			have += idf
		}
	}
	if all == 0 {
		return 1
	}
	return have / all
}

// news is the share of a span's content words that the question does not hold.
func news(question []term, span string) float64 {
	asked := map[string]bool{}
	for _, t := range question {
		asked[t.stem] = true
	}
	words := content(terms(span))
	if len(words) == 0 {
		return 0
	}
	fresh := 0
	for _, t := range words {
		if !asked[t.stem] {
			fresh++
		}
	}
	return float64(fresh) / float64(len(words))
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
