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
}

// Ranking orders the sentences that the judge has read: a weighted sum of
// their signals, fitted so that exp(score) is in proportion to the chance of
// being the sentence that answers (ListNet; Cao et al., "Learning to Rank:
// From Pairwise Approach to Listwise Approach", 2007).
type Ranking struct {
	Names   []string  `json:"names"`
	Weights []float64 `json:"weights"`
}

// Decision is the calibrated judgement whether candidates answer: logistic
// regression over the features, each scaled to mean 0 and deviation 1.
type Decision struct {
	Names   []string  `json:"names"`
	Mean    []float64 `json:"mean"`
	Scale   []float64 `json:"scale"`
	Weights []float64 `json:"weights"`
	Bias    float64   `json:"bias"`
	// Unsure is the confidence below which the articles may not answer, and
	// Refuse the one below which they do not.
	Unsure float64 `json:"unsure"`
	Refuse float64 `json:"refuse"`
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

// confidence is the probability that the candidates answer.
func (d Decision) confidence(f features) float64 {
	z := d.Bias
	for i, name := range d.Names {
		z += d.Weights[i] * (f[name] - d.Mean[i]) / d.Scale[i]
	}
	return 1 / (1 + math.Exp(-z))
}
