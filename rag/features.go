package rag

import (
	"math"
	"regexp"
	"strings"
)

// features are what the decision to answer rests on, each a plain number.
// Names are in featureNames, in the same order.
type features [12]float64

// featureNames name the features in order.
var featureNames = [len(features{})]string{
	"answers",   // the judge's logit for the best sentence
	"span",      // its logit for the answer span there
	"supports",  // its logit that the sentence supports what the question takes for granted
	"standout",  // cosine of the best sentence, in standard deviations above the sentences compared
	"lead",      // how far the best sentence is ahead of the second, in the ranking's score
	"explained", // share of the question's words, by weight, that the corpus has
	"covered",   // share of them that stand in the best sentence and around it
	"names",     // share of the question's names that stand there
	"type",      // 1 if the sentence holds the kind of thing asked for, 0 if not, 0.5 if any will do
	"news",      // share of the span's words that the question did not bring
	"open",      // 1 for a summary, list, comparison or keywords: no single answer is looked for
	"furniture", // how much nearer the question is to page furniture than to the best sentence
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
	f[3] = x.standout()
	if len(x.candidates) > 1 {
		f[4] = min(top.score-x.candidates[1].score, 4)
	}
	f[5] = x.query.explained
	f[6] = s.covered(x.query.terms, around)
	f[7] = s.namesCovered(x.query.text, around)
	f[8] = typeFit(x.query.text, u.text(), s)
	f[9] = news(x.query.terms, span)
	if x.intent != direct {
		f[10] = 1
	}
	return f
}

// standout is the z-score of the best candidate's cosine: absolute cosines
// mean nothing with this encoder.
func (x *examination) standout() float64 {
	var sum, squares, n float64
	top := 0.0
	for _, c := range x.candidates {
		if c.cosine == 0 {
			continue
		}
		sum, squares, n = sum+c.cosine, squares+c.cosine*c.cosine, n+1
		top = max(top, c.cosine)
	}
	if n < 2 {
		return 0
	}
	mean := sum / n
	deviation := math.Sqrt(max(squares/n-mean*mean, 1e-8))
	return (x.candidates[0].cosine - mean) / deviation
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

// namesCovered is the share of the question's names of which a word stands in
// text, or whose initials or full form do; 1 for a question without names.
func (s *Snapshot) namesCovered(question, text string) float64 {
	held := map[string]bool{}
	for _, t := range terms(text) {
		held[t.stem] = true
	}
	names := s.namesIn(question)
	if len(names) == 0 {
		return 1
	}
	covered := 0
	for _, n := range names {
		words := content(terms(question[n.Start:n.End]))
		hit := 0
		for _, w := range words {
			if held[w.stem] {
				hit++
			}
		}
		if len(words) == 0 || 2*hit >= len(words) || strings.Contains(text, question[n.Start:n.End]) {
			covered++
		}
	}
	return float64(covered) / float64(len(names))
}

func typeFit(question, passage string, s *Snapshot) float64 {
	kind := typeOf(question)
	if kind == anyType {
		return 0.5
	}
	names := func(text string) []string {
		var out []string
		for _, n := range s.namesIn(text) {
			out = append(out, text[n.Start:n.End])
		}
		return out
	}
	if kind.fits(question, passage, names) {
		return 1
	}
	return 0
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
