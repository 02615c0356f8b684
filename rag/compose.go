package rag

import (
	"cmp"
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
	apart := x.apart()
	a := Answer{
		Confidence: x.confidence,
		Standalone: x.query.text,
		Version:    x.snapshot.corpus.Version,
		Retrieved:  x.ranking(),
		Notice:     x.notice(apart),
	}
	for _, p := range x.parts {
		a.Parts = append(a.Parts, p.query.text)
	}
	if !x.answered() || len(apart) > 0 {
		return x.refused(a)
	}
	picked := x.chosen()
	passages := x.joined(picked)
	if x.intent == summary { // told in the order of the articles
		slices.SortFunc(passages, func(a, b passage) int { return cmp.Compare(a.first, b.first) })
	}
	for _, p := range passages {
		a.Citations = append(a.Citations, x.citePassage(p))
	}
	a.Outcome = Answered
	a.Headline = x.headline(x.answers(picked))
	if rest := x.unanswered(); len(rest) > 0 {
		a.Notice = join(a.Notice, "The articles do not say: "+strings.Join(rest, " "))
	}
	a.Dates = resolveDates(a.Citations)
	return a
}

// notice says what stood in the way of an answer, "" if nothing did: the index,
// or names that stand apart.
func (x *examination) notice(apart []string) string {
	notice := ""
	if x.snapshot.vectors == nil {
		notice = "Searched by keywords only: the index is still being made."
	}
	if len(apart) > 0 {
		notice = join(notice, "No article speaks of "+strings.Join(apart, " and ")+" together.")
	}
	return notice
}

// refused makes an answer one that shows the closest passages only.
func (x *examination) refused(a Answer) Answer {
	a.Outcome, a.Headline = Refused, refusal
	if x.confidence >= x.calibration.Decision.Refuse {
		a.Outcome, a.Headline = Unsure, unsure
	}
	for _, c := range x.ranked(closestShown) {
		a.Closest = append(a.Closest, x.cite(c))
	}
	return a
}

// ranked are the first candidates: those that an answer begins with, then the
// others, best first.
func (x *examination) ranked(most int) []candidate {
	var out []candidate
	seen := map[int]bool{}
	for _, c := range slices.Concat(x.first(), x.candidates) {
		if !seen[c.unit] && len(out) < most {
			seen[c.unit] = true
			out = append(out, c)
		}
	}
	return out
}

func (x *examination) ranking() []Hit {
	var out []Hit
	for _, c := range x.ranked(rankedSentences) {
		out = append(out, x.snapshot.hit(c))
	}
	return out
}

func (s *Snapshot) hit(c candidate) Hit {
	u := s.units[c.unit]
	return Hit{Article: u.article, Sentence: u.get(), Score: c.score}
}

// cite makes the citation of a candidate: its sentence, with the answer span in focus.
func (x *examination) cite(c candidate) Citation {
	return x.citePassage(passage{best: c, first: c.unit, end: c.unit + 1})
}

// focus is the place in the article that answers, zero where the judge is not
// sure of one or gives the question back.
func (x *examination) focus(c candidate) corpus.Span {
	if !c.judged {
		return corpus.Span{}
	}
	u := x.snapshot.units[c.unit]
	span := focus(u.text(), corpus.Span(c.verdict.Span), float64(c.verdict.SpanScore))
	if span.End <= span.Start || x.echoes(u.text()[span.Start:span.End]) {
		return corpus.Span{}
	}
	start := u.get().Start
	return corpus.Span{Start: start + span.Start, End: start + span.End}
}

// echoes reports whether a text says nothing but what the question says: its
// words, or a name that it has a part of.
func (x *examination) echoes(text string) bool {
	names := x.snapshot.namesOf(text)
	if len(names) == 1 && names[0] == text {
		return len(newNames(x.asked(), names)) == 0
	}
	return holdsAll(x.asked(), content(terms(text)))
}

// answers are the sentences picked that make up the answer itself: where one
// thing is asked, others beside the first are there to be compared.
func (x *examination) answers(picked []candidate) []candidate {
	switch {
	case x.intent == summary:
		return picked[:1]
	case x.wantsSeveral():
		return picked
	}
	return x.first()
}

// headline is the answer in its shortest form: the focus of each sentence that
// was picked, or the sentence where the judge is not sure of a focus or a
// summary is wanted.
func (x *examination) headline(picked []candidate) string {
	var parts []string
	for _, c := range picked {
		u := x.snapshot.units[c.unit]
		text := u.text()
		if f := x.focus(c); f != (corpus.Span{}) && x.intent != summary {
			text = u.article.Slice(f)
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
