package rag

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"casebot/rag/generate"
	"casebot/rag/llm"
)

// Generator phrases answers and rewrites follow-ups with a language model.
// *generate.Generator is one.
type Generator interface {
	Generate(ctx context.Context, r generate.Request) (generate.Draft, error)
	Rewrite(ctx context.Context, user, question string, history []generate.Turn) (string, llm.Usage, error)
}

// offered is how many sentences the model sees.
const offered = 12

// Notices on answers that a language model had a part in.
const (
	noticeNoModel = "The language model was not reached, so this answer quotes the articles."
	noticeNothing = "The language model said nothing that the articles bear out, so this answer quotes them."
	noticeLeftOut = "A part of the answer was left out because the articles do not bear it out."
)

// standalone rewrites a follow-up by the language model. Without one, or where
// its rewriting cannot be trusted, the question stays as it is and readings
// understands it in its conversation.
func (a *Answerer) standalone(ctx context.Context, q Question) Question {
	if a.generator == nil || len(q.History) == 0 {
		return q
	}
	var history []generate.Turn
	for _, t := range q.History {
		history = append(history, generate.Turn(t))
	}
	text, _, err := a.generator.Rewrite(ctx, q.User, q.Text, history)
	if err != nil {
		return q
	}
	return Question{Text: text, User: q.User}
}

// phrase lets the language model answer from the candidates. Where it cannot,
// or nothing of what it says holds, the answer is the offline one, labelled.
// Where the model and the judge disagree whether the articles answer, it is
// answered only by a draft without a fault.
func (a *Answerer) phrase(ctx context.Context, q Question, x *examination) Answer {
	offline := x.compose()
	if a.generator == nil || len(x.candidates) == 0 || offline.Outcome == Corrected {
		return offline
	}
	cs := x.ranked(offered)
	done := a.timed("generate")
	draft, err := a.generator.Generate(ctx, generate.Request{
		Question: x.reading.text,
		User:     q.User,
		Passages: x.passages(cs),
		Doubted:  offline.Outcome != Answered,
	})
	done()
	for range draft.LeftOut {
		a.meter.DroppedCitation(droppedUnsupported)
	}
	switch {
	case err != nil:
		if !errors.Is(err, context.Canceled) {
			offline.Notice = join(offline.Notice, noticeNoModel)
		}
		return offline
	case draft.Answered:
		return x.generated(offline, draft, cs)
	case draft.Reason == generate.ReasonNothingLeft && offline.Outcome == Answered:
		offline.Notice = join(offline.Notice, noticeNothing)
		return offline
	case offline.Outcome == Answered && draft.Reason != generate.ReasonDoubted:
		return offline.doubted() // the model finds no answer where the judge does
	}
	return offline
}

// passages offers candidates to the model.
func (x *examination) passages(cs []candidate) []generate.Passage {
	var out []generate.Passage
	for _, c := range cs {
		u := x.snapshot.units[c.unit]
		p := generate.Passage{
			ID:      x.cite(c).id(),
			Article: u.article.ID,
			Title:   u.article.Meta.Title,
			Date:    u.article.Meta.Reported.String(),
			Text:    u.text(),
			Context: u.around(),
		}
		for _, m := range u.article.ResolveDates(u.get().Span) {
			if m.Relative && !m.Date.IsZero() {
				p.Dates = append(p.Dates, generate.Date{Phrase: u.article.Slice(m.Span), Date: m.Date})
			}
		}
		out = append(out, p)
	}
	return out
}

// aroundBefore is how many sentences before one may say whom it means.
const aroundBefore = 3

// around gives what says whom a sentence means: the heading and the sentences
// before it in its paragraph or just above.
func (u unit) around() string {
	parts := []string{u.get().Heading}
	for i := max(0, u.sentence-aroundBefore); i < u.sentence; i++ {
		if before := u.article.Sentences[i]; before.Heading == u.get().Heading {
			parts = append(parts, u.article.Slice(before.Span))
		}
	}
	return strings.TrimSpace(strings.Join(parts, "\n"))
}

// generated is the answer that a draft makes: its sentences, and the passages
// they rest on copied from the articles by their places.
func (x *examination) generated(offline Answer, d generate.Draft, cs []candidate) Answer {
	out := Answer{
		Outcome:    Answered,
		Confidence: offline.Confidence,
		Standalone: offline.Standalone,
		Parts:      offline.Parts,
		Retrieved:  offline.Retrieved,
		Version:    offline.Version,
		Notice:     x.notice(x.apart()),
	}
	number := map[string]int{} // a passage's ID -> its citation's index
	var texts []string
	for _, s := range d.Sentences {
		statement := Statement{Text: s.Text}
		for _, id := range s.Support {
			n, ok := number[id]
			if !ok {
				n = len(out.Citations)
				number[id] = n
				out.Citations = append(out.Citations, x.byID(cs, id))
			}
			statement.Citations = append(statement.Citations, n)
		}
		out.Statements = append(out.Statements, statement)
		texts = append(texts, s.Text)
	}
	out.Headline = strings.Join(texts, " ")
	out.Dates = resolveDates(out.Citations)
	if d.LeftOut > 0 {
		out.Notice = join(out.Notice, noticeLeftOut)
	}
	return out
}

func (x *examination) byID(cs []candidate, id string) Citation {
	for _, c := range cs {
		if cited := x.cite(c); cited.id() == id {
			return cited
		}
	}
	return Citation{} // never verbatim: the gate drops it
}

// doubted turns an answer into one that may be none.
func (a Answer) doubted() Answer {
	a.Outcome, a.Headline, a.Dates = Unsure, unsure, nil
	a.Closest, a.Citations = a.Citations, nil
	return a
}

func join(a, b string) string { return strings.TrimSpace(a + " " + b) }

// id names a citation for the time of one answer.
func (c Citation) id() string { return fmt.Sprintf("%s:%d", c.Article.ID, c.Start) }
