package rag

import (
	"context"

	"casebot/rag/encoder"
)

// Judge reads a question and a sentence together. It may be called
// concurrently. *encoder.Model is one.
type Judge interface {
	Judge(ctx context.Context, pairs []encoder.Pair) ([]encoder.Judgement, error)
}

// rounds are how many of the best sentences the judge has read after each
// round. Reading is the dearest step of an answer, so a round that leaves one
// sentence clearly ahead is the last.
var rounds = [...]int{5, 20}

// ClearlyAhead is the lead of a sentence before the next, in log odds, from which more reading changes nothing.
const ClearlyAhead = 1.5

// rerank lets the judge read the best candidates and orders them by the
// calibrated ranking; the unread follow in their order.
func (a *Answerer) rerank(ctx context.Context, x *examination) error {
	cs, done := x.candidates, 0
	for _, end := range rounds {
		end = min(end, len(cs))
		if err := a.read(ctx, x, cs[done:end]); err != nil {
			return err
		}
		done = end
		sortCandidates(cs[:done])
		if !x.snapshot.off.has(ReadingInRounds) && !x.wantsSeveral() && done > 1 && cs[0].score-cs[1].score >= ClearlyAhead {
			break
		}
	}
	x.preferAct(cs[:done])
	for i := range cs[done:] {
		cs[done+i].score = cs[done-1].score - 2 + cs[done+i].mixture
	}
	return nil
}

// wantsSeveral reports whether a single sentence will hardly be enough.
func (x *examination) wantsSeveral() bool {
	return x.intent == list || x.intent == compare || x.intent == summary || len(x.sides()) > 0 || eachArticle.MatchString(x.query.text)
}

// read lets the judge read candidates, and scores them.
func (a *Answerer) read(ctx context.Context, x *examination, cs []candidate) error {
	pairs := make([]encoder.Pair, len(cs))
	for i, c := range cs {
		u := x.snapshot.units[c.unit]
		pairs[i] = encoder.Pair{Question: x.asked(), Context: x.snapshot.lead(u), Sentence: u.text()}
	}
	verdicts, err := a.model.Judge(ctx, pairs)
	if err != nil {
		return err
	}
	for i := range cs {
		cs[i].judged, cs[i].verdict = true, verdicts[i]
		cs[i].score = a.calibration.Ranking.score(x.signalsOf(cs[i]))
	}
	return nil
}
