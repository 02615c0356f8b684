package rag

import (
	"math"
	"testing"
)

func TestTheProbeIsReadForItsOwnWeightsAlone(t *testing.T) {
	d := Decision{
		Logistic: Logistic{Names: []string{"answers"}, Mean: []float64{1}, Scale: []float64{2}, Weights: []float64{3}, Bias: 0.5},
		Probe:    Probe{Model: "judge", Weights: []float64{1, -1}, Bias: 0.25},
	}
	f := features{"answers": 2}
	without := 1 / (1 + math.Exp(-2))
	for _, c := range []struct {
		model string
		state []float64
		want  float64
	}{
		{"judge", []float64{2, 1}, 1 / (1 + math.Exp(-3.25))},
		{"other", []float64{2, 1}, without},
		{"judge", nil, without},
	} {
		if got := d.Confidence(f, c.model, c.state); math.Abs(got-c.want) > 1e-12 {
			t.Errorf("Confidence with %q and %v = %v, want %v", c.model, c.state, got, c.want)
		}
	}
}

func TestTheMeanStateGoesByTheScore(t *testing.T) {
	x := &examination{candidates: []candidate{{judged: true, score: 1}, {judged: true, score: 1 - math.Log(3)}, {}}}
	x.candidates[0].verdict.State, x.candidates[1].verdict.State = []float32{4, 0}, []float32{0, 8}
	if got := x.meanState(); len(got) != 2 || math.Abs(got[0]-3) > 1e-6 || math.Abs(got[1]-2) > 1e-6 {
		t.Errorf("meanState = %v, want [3 2]: weights 3/4 and 1/4", got)
	}
	if got := (&examination{}).meanState(); got != nil {
		t.Errorf("meanState of nothing = %v", got)
	}
}
