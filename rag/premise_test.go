package rag

import "testing"

// TestPremise asks the real models what a claim check settles.
func TestPremise(t *testing.T) {
	a := newBuiltin(t)
	for question, want := range map[string]struct {
		outcome  Outcome
		headline string
	}{
		"Was Ji Chaoqun sentenced to ten years?":    {Corrected, "Not ten years: eight years."},
		"Was Ji Chaoqun sentenced to eight years?":  {Answered, "Yes."},
		"Did Ji join the US Army Reserves in 2014?": {Corrected, "Not 2014: 2016."},
		"Was the MSS established in 1983?":          {Answered, "Yes."},
	} {
		got, err := a.Answer(t.Context(), Question{Text: question})
		if err != nil {
			t.Fatal(err)
		}
		if got.Outcome != want.outcome || got.Headline != want.headline || len(got.Citations) != 1 {
			t.Errorf("Answer(%q) = %v %q with %d citations, want %v %q with one", question, got.Outcome, got.Headline, len(got.Citations), want.outcome, want.headline)
		}
	}
}
