package rag

import (
	"slices"
	"testing"
)

func TestASecondSentenceFinishesTheFirst(t *testing.T) {
	a := article(t, "a", "The captain took orders from Ada Lund.", "The harbour has 30 berths.", "A judge gave Ada Lund six years.")
	x := read(a, "How many years did the person get who gave the captain orders?", 3, 1, 0)
	var got []int
	for _, c := range x.chosen() {
		got = append(got, c.unit)
	}
	if !slices.Equal(got, []int{0, 2}) {
		t.Errorf("chosen = %v, want the sentence that names her and the one that tells her years", got)
	}
	x = read(a, "Who gave the captain orders?", 3, 1, 0)
	if got := x.chosen(); len(got) != 1 || got[0].unit != 0 {
		t.Errorf("chosen = %v, want the first alone: it names somebody", got)
	}
}
