package rag

import (
	"slices"
	"strings"
	"testing"

	"casebot/corpus"
)

func TestAskedParts(t *testing.T) {
	for question, want := range map[string]string{
		"How long did Ann get?":                                        "|How long did Ann get?",
		"When was Ann tried, and what did she get?":                    "|When was Ann tried?|what did she get?",
		"How old are the twins, and which class are they in?":          "|How old are the twins?|which class are they in?",
		"Was the driver charged? Did he appeal?":                       "|Was the driver charged?|Did he appeal?",
		"When was Ann tried, and by whom?":                             "|When was Ann tried and by whom?", // no question by itself
		"What did Ann, who left in May, say?":                          "|What did Ann, who left in May, say?",
		"My aunt lives there - what was done with the sick?":           "My aunt lives there|what was done with the sick?",
		"What is a? What is it b? What is it c? What is it d? What e?": "|What is a?|What is it b?|What is it c?|What is it d What e?",
		"harbour fire": "harbour fire",
		"":             "",
	} {
		before, asks := askedParts(question)
		if got := strings.Join(append([]string{before}, asks...), "|"); got != want {
			t.Errorf("askedParts(%q) = %q, want %q", question, got, want)
		}
	}
}

func TestWhoIs(t *testing.T) {
	for question, want := range map[string]string{
		"How old is the man who was held in Lund?":        "Who was held in Lund?",
		"Whom does the ship whose gate broke belong to?":  "Whose gate broke belong to?",
		"The ship which cost 90,000 dollars: who owns it": "Which ship cost 90,000 dollars?",
		"How old is the man?":                             "",
	} {
		got := ""
		if m := described.FindStringSubmatchIndex(question); m != nil {
			got = whoIs(question, m)
		}
		if got != want {
			t.Errorf("whoIs(%q) = %q, want %q", question, got, want)
		}
	}
}

// TestParts asks of somebody whom one sentence names and another tells of.
func TestParts(t *testing.T) {
	a := article(t, "a", "Ada Lund stole the blue boat.", "The harbour has 30 berths.", "Ada Lund has the trade of a baker.", "The boat was sold in May.")
	m := New(Options{Model: words{}, Cache: NewVectorCache("words", wordsDim), Calibration: &Calibration{Ranking: Ranking{Names: []string{"answers"}, Weights: []float64{1}}}})
	load(t, m, &corpus.Corpus{Articles: []*corpus.Article{a}})
	for question, want := range map[string][]string{
		"Which trade has the person who stole the blue boat?":     {"Ada Lund has the trade of a baker.", "Ada Lund stole the blue boat."},
		"Who stole the blue boat, and when was it sold?":          {"Ada Lund stole the blue boat.", "The boat was sold in May."},
		"How many berths does the harbour have?":                  nil,
		"The person who stole the blue boat: which trade has she": {"Ada Lund has the trade of a baker.", "Ada Lund stole the blue boat."},
	} {
		x, err := m.examine(t.Context(), m.snapshot.Load(), Question{Text: question})
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, p := range x.parts {
			got = append(got, p.best())
		}
		if !slices.Equal(got, want) {
			t.Errorf("%q: the best of the parts are %q, want %q", question, got, want)
		}
	}
}

func TestUnansweredPartsAreTold(t *testing.T) {
	answered, not := &examination{part: "who stole it?", candidates: []candidate{{}}, confidence: 0.9}, &examination{part: "what did it cost?", candidates: []candidate{{}}, confidence: 0.1}
	c := &Calibration{Decision: Decision{Unsure: 0.5}}
	answered.calibration, not.calibration = c, c
	x := &examination{parts: []*examination{answered, not}}
	if got := x.unanswered(); !slices.Equal(got, []string{"“what did it cost?”"}) {
		t.Errorf("unanswered = %q", got)
	}
}
