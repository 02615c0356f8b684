package rag

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"math"
)

// Decision is the calibrated judgement whether candidates answer: logistic
// regression over the features, each scaled to mean 0 and deviation 1.
// rag/calibrate fits it on the training questions and writes decision.json.
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

//go:generate go run ./calibrate decision.json
//go:embed decision.json
var decisionJSON []byte

// decide is the decision that the program was built with.
var decide = mustDecision(decisionJSON)

func mustDecision(data []byte) Decision {
	var d Decision
	if err := json.Unmarshal(data, &d); err != nil {
		panic(fmt.Sprintf("rag/decision.json: %v", err))
	}
	return d
}

// confidence is the probability that the candidates answer.
func (d Decision) confidence(f features) float64 {
	z := d.Bias
	for i, w := range d.Weights {
		z += w * (f[i] - d.Mean[i]) / d.Scale[i]
	}
	return 1 / (1 + math.Exp(-z))
}
