package rag

import (
	"slices"
	"strings"

	"casebot/corpus"
)

const (
	refusal = "The articles do not say."
	unsure  = "The articles may not answer this."
	// TooLong is the headline of a refusal that has nothing to do with the articles.
	TooLong = "That question is too long. Ask it in fewer words."
)

const (
	closestShown = 3
)

// compose turns an examination into the answer that a person sees.
func (x *examination) compose() Answer {
	a := Answer{
		Confidence: x.confidence,
		Standalone: x.query.text,
		Version:    x.snapshot.corpus.Version,
		Retrieved:  x.ranking(),
	}
	if x.snapshot.vectors == nil {
		a.Notice = "Searched by keywords only: the index is still being made."
	}
	if x.confidence < x.decision.Unsure || len(x.candidates) == 0 {
		a.Outcome, a.Headline = Refused, refusal
		if x.confidence >= x.decision.Refuse {
			a.Outcome, a.Headline = Unsure, unsure
		}
		for _, c := range x.candidates[:min(closestShown, len(x.candidates))] {
			a.Closest = append(a.Closest, x.cite(c))
		}
		return a
	}
	for _, c := range x.chosen() {
		a.Citations = append(a.Citations, x.cite(c))
	}
	a.Outcome = Answered
	a.Headline = x.headline(a.Citations)
	a.Dates = resolveDates(a.Citations)
	return a
}

func (x *examination) ranking() []Hit {
	var out []Hit
	for _, c := range x.candidates[:min(rankedSentences, len(x.candidates))] {
		u := x.snapshot.units[c.unit]
		out = append(out, Hit{Article: u.article, Sentence: u.get(), Score: c.score})
	}
	return out
}

// cite makes the citation of a candidate: its sentence, with the answer span in focus.
func (x *examination) cite(c candidate) Citation {
	u := x.snapshot.units[c.unit]
	out := Citation{Article: u.article, Span: u.get().Span, Text: u.text()}
	if !c.judged {
		return out
	}
	if span := focus(out.Text, corpus.Span(c.verdict.Span), float64(c.verdict.SpanScore)); span.End > span.Start {
		out.Focus = corpus.Span{Start: out.Start + span.Start, End: out.Start + span.End}
	}
	return out
}

// headline is the answer in its shortest form: the focus of each citation, or
// its sentence where the judge is not sure of a focus.
func (x *examination) headline(cs []Citation) string {
	var parts []string
	for _, c := range cs {
		text := c.Text
		if c.Focus != (corpus.Span{}) {
			text = c.Article.Slice(c.Focus)
		}
		if part := strings.Join(strings.Fields(text), " "); !slices.Contains(parts, part) {
			parts = append(parts, part)
		}
	}
	for i := range parts[:max(len(parts)-1, 0)] {
		parts[i] = strings.TrimRight(parts[i], ".。")
	}
	return strings.Join(parts, "; ")
}

// resolveDates finds the relative dates of citations and what they mean.
func resolveDates(cs []Citation) []ResolvedDate {
	var out []ResolvedDate
	for i, c := range cs {
		for _, m := range c.Article.ResolveDates(c.Span) {
			if m.Relative && !m.Date.IsZero() {
				out = append(out, ResolvedDate{Citation: i, Phrase: c.Article.Slice(m.Span), Date: m.Date})
			}
		}
	}
	return out
}
