package rag

import (
	"slices"
	"testing"

	"casebot/corpus"
)

func places(cs []candidate) []int {
	var out []int
	for _, c := range cs {
		out = append(out, c.unit)
	}
	return out
}

func TestOthersAreCitedWhereSeveralAreWanted(t *testing.T) {
	a := article(t, "a", "The captain was fined.", "The cook was fined.", "The harbour has 30 berths.", "The mate was fined.")
	for _, c := range []struct {
		question string
		scores   []float64
		want     []int
	}{
		{"Who was fined first of all?", []float64{6, 0, -6, -1}, []int{0}},
		{"List all who were fined.", []float64{3, 2.9, -6, 2.8}, []int{0, 1, 3}},
	} {
		x := read(a, c.question, c.scores...)
		x.calibration = &builtinCalibration
		if got := places(x.chosen()); !slices.Equal(got, c.want) {
			t.Errorf("%q: chosen = %v, want %v", c.question, got, c.want)
		}
	}
}

func TestASummaryBeginsWithTheLead(t *testing.T) {
	a := article(t, "a", "A ferry sank off Lund.", "Nobody was hurt.", "A court will hear the case.", "The captain is 50.", "The sea was calm.")
	x := read(a, "Summarise the ferry that sank off Lund.", 0, -6, -6, 1, -6)
	x.calibration = &Calibration{Citing: Citing{From: 1}}
	got := places(x.chosen())
	if len(got) != citedAtMost || !slices.Equal(got[:4], []int{3, 0, 1, 2}) {
		t.Errorf("chosen = %v, want the best, the lead and another", got)
	}
}

func TestEachArticleHasItsPassage(t *testing.T) {
	first, second := article(t, "a", "The ferry has two decks.", "The ferry is white."), article(t, "b", "The ferry has three decks.")
	s := NewSnapshot(&corpus.Corpus{Articles: []*corpus.Article{first, second}})
	x := &examination{snapshot: s, intent: direct, candidates: []candidate{{unit: 0, judged: true, score: 3}, {unit: 1, judged: true, score: 2}, {unit: 2, judged: true, score: 1}}}
	for question, want := range map[string][]int{
		"How many decks do both articles give the ferry?": {0, 2},
		"How many decks has the ferry?":                   {0},
	} {
		x.query = s.newQuery(question, func(string) bool { return true })
		if got := places(x.first()); !slices.Equal(got, want) {
			t.Errorf("%q: first = %v, want %v", question, got, want)
		}
	}
}
