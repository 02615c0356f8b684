// Package eval measures how well questions are answered and claims are checked.
//
// It loads question files (Load), asks an Answerer each of them (Run), scores
// what comes back against hand-marked evidence (Judge) and sums it up by kind
// with confidence intervals (Summarize). Reports are written as a table, as
// JSON, and as a golden file to read question by question. Claims have the same
// way of their own: LoadClaims, RunClaims, SummarizeClaims.
//
// It knows the types of package rag and nothing of how answers are made.
// Start reading at Run, then Judge.
package eval

import (
	"context"
	"fmt"
	"time"

	"casebot/rag"
)

// Answerer answers one question.
type Answerer interface {
	Answer(ctx context.Context, q rag.Question) (rag.Answer, error)
}

// Run asks every question in order, one at a time, and scores the answers. It
// calls done, unless that is nil, after each. The first error ends the run and
// is returned with the results so far.
func Run(ctx context.Context, a Answerer, questions []Question, done func(Result)) ([]Result, error) {
	results := make([]Result, 0, len(questions))
	for _, q := range questions {
		start := time.Now()
		answer, err := a.Answer(ctx, q.Ask())
		if err != nil {
			return results, fmt.Errorf("question %s: %w", q.ID, err)
		}
		r := Judge(q, answer)
		r.Took = time.Since(start)
		results = append(results, r)
		if done != nil {
			done(r)
		}
	}
	return results, nil
}
