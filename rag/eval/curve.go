package eval

import (
	"cmp"
	"slices"

	"casebot/rag"
)

// Curve says how far confidence can be trusted.
type Curve struct {
	// Points by falling confidence, equal ones together; the last covers all.
	Points []Point `json:"points"`
	// Area under risk over coverage (Geifman and El-Yaniv, 2017): 0 is best.
	Area float64 `json:"area"`
	// Brier is the mean square of confidence minus whether the outcome was
	// right: 0 is best, 0.25 is what constant 0.5 gets.
	Brier float64 `json:"brier"`
	// AnswerAUC is the chance that an answerable question looks more
	// answerable than one that is not; 0.5 is guessing. 0 without both sorts.
	AnswerAUC float64 `json:"answer_auc"`
}

// Point is the share of questions whose confidence is at least Confidence, and
// the share of those whose outcome is wrong.
type Point struct {
	Confidence float64 `json:"confidence"`
	Coverage   float64 `json:"coverage"`
	Risk       float64 `json:"risk"`
}

// NewCurve computes the curve of results; empty for none.
func NewCurve(results []Result) Curve {
	var c Curve
	sorted := slices.SortedStableFunc(slices.Values(results), func(a, b Result) int {
		return cmp.Compare(b.Answer.Confidence, a.Answer.Confidence)
	})
	n, wrong, covered := float64(len(sorted)), 0.0, 0.0
	for i, r := range sorted {
		right := indicator(r.Right())
		wrong += 1 - right
		c.Brier += (r.Answer.Confidence - right) * (r.Answer.Confidence - right) / n
		if i+1 < len(sorted) && sorted[i+1].Answer.Confidence == r.Answer.Confidence {
			continue
		}
		p := Point{r.Answer.Confidence, float64(i+1) / n, wrong / float64(i+1)}
		c.Points = append(c.Points, p)
		c.Area += p.Risk * (p.Coverage - covered)
		covered = p.Coverage
	}
	c.AnswerAUC = answerAUC(results)
	return c
}

// RiskAt returns the risk of the most confident questions that make up at
// least the given share.
func (c Curve) RiskAt(coverage float64) float64 {
	for _, p := range c.Points {
		if p.Coverage >= coverage-1e-9 {
			return p.Risk
		}
	}
	return 0
}

// answerAUC compares every answerable question with every other one; ties
// count half.
func answerAUC(results []Result) float64 {
	var with, without []float64
	for _, r := range results {
		if r.Question.Answerable {
			with = append(with, answerability(r.Answer))
		} else {
			without = append(without, answerability(r.Answer))
		}
	}
	if len(with) == 0 || len(without) == 0 {
		return 0
	}
	wins := 0.0
	for _, a := range with {
		for _, b := range without {
			wins += float64(cmp.Compare(a, b)+1) / 2
		}
	}
	return wins / float64(len(with)*len(without))
}

// answerability is confidence read as the chance that there is an answer.
func answerability(a rag.Answer) float64 {
	if a.Outcome == rag.Answered {
		return a.Confidence
	}
	return 1 - a.Confidence
}
