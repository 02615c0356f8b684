package rag

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"math"
)

// Calibration is what was fitted on the training questions: the order of the
// sentences and the decision to answer. rag/calibrate fits it and writes
// calibration.json.
type Calibration struct {
	Ranking  Ranking  `json:"ranking"`
	Decision Decision `json:"decision"`
	Citing   Citing   `json:"citing"`
}

// Ranking orders the sentences that the judge has read: a weighted sum of
// their signals, fitted so that exp(score) is in proportion to the chance of
// being the sentence that answers (ListNet; Cao et al., "Learning to Rank:
// From Pairwise Approach to Listwise Approach", 2007).
type Ranking struct {
	Names   []string  `json:"names"`
	Weights []float64 `json:"weights"`
}

// Logistic is a logistic regression over features, each scaled to mean 0 and deviation 1.
type Logistic struct {
	Names   []string  `json:"names"`
	Mean    []float64 `json:"mean"`
	Scale   []float64 `json:"scale"`
	Weights []float64 `json:"weights"`
	Bias    float64   `json:"bias"`
}

// Probe reads from the judge's states what its heads do not say: one logit
// more, linear in the state (Alain and Bengio, "Understanding intermediate
// layers using linear classifier probes", 2016). It means nothing for other
// weights of the judge.
type Probe struct {
	Model   string    `json:"model"` // hash of the weights
	Weights []float64 `json:"weights"`
	Bias    float64   `json:"bias"`
}

// Decision is the calibrated judgement whether candidates answer.
type Decision struct {
	Logistic
	Probe Probe `json:"probe"`
	// Unsure is the confidence below which the articles may not answer, and
	// Refuse the one below which they do not.
	Unsure float64 `json:"unsure"`
	Refuse float64 `json:"refuse"`
}

// Citing is the calibrated judgement whether a sentence answers beside others.
type Citing struct {
	Logistic
	// From is the probability from which it is cited, and FromSeveral where
	// more than one is wanted.
	From        float64 `json:"from"`
	FromSeveral float64 `json:"fromSeveral"`
}

//go:generate go run ./calibrate calibration.json
//go:embed calibration.json
var calibrationJSON []byte

// builtinCalibration is the one that the program was built with.
var builtinCalibration = mustCalibration(calibrationJSON)

func mustCalibration(data []byte) Calibration {
	var c Calibration
	if err := json.Unmarshal(data, &c); err != nil {
		panic(fmt.Sprintf("rag/calibration.json: %v", err))
	}
	return c
}

// score is the log odds of a sentence among those that the judge has read, up
// to a constant of the question.
func (r Ranking) score(s signals) float64 {
	sum := 0.0
	for i, name := range r.Names {
		sum += r.Weights[i] * s[name]
	}
	return sum
}

// Probability is what the regression gives features.
func (l Logistic) Probability(f map[string]float64) float64 { return sigmoid(l.logit(f)) }

func (l Logistic) logit(f map[string]float64) float64 {
	z := l.Bias
	for i, name := range l.Names {
		z += l.Weights[i] * (f[name] - l.Mean[i]) / l.Scale[i]
	}
	return z
}

func sigmoid(z float64) float64 { return 1 / (1 + math.Exp(-z)) }

// Confidence is the probability that candidates with these features answer,
// of which the judge of some weights has this state. It may be nil.
func (d Decision) Confidence(f map[string]float64, model string, state []float64) float64 {
	z := d.logit(f)
	if d.Probe.Model == model && len(state) == len(d.Probe.Weights) {
		z += d.Probe.Bias
		for i, v := range state {
			z += d.Probe.Weights[i] * v
		}
	}
	return sigmoid(z)
}
