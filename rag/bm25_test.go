package rag

import (
	"math"
	"testing"
)

func TestBM25RanksRareAndShortFirst(t *testing.T) {
	ix := newBM25([][]string{
		{"spy", "arrest"},
		{"spy", "trial", "judg", "court", "year"},
		{"arrest", "arrest", "belgium"},
	})
	got := ix.search([]weighted{{"arrest", 1}, {"belgium", 1}}, 10)
	if len(got) != 2 || got[0].doc != 2 || got[1].doc != 0 {
		t.Fatalf("search = %v, want documents 2, 0", got)
	}
	// By hand: N = 3, df = 2, tf = 1, length 2 of a mean of 10/3.
	idf := math.Log(1 + 1.5/2.5)
	want := idf * (bm25K1 + 1) / (1 + bm25K1*(1-bm25B+bm25B*2/(10.0/3)))
	if math.Abs(got[1].score-want) > 1e-9 {
		t.Errorf("score = %v, want %v", got[1].score, want)
	}
	if got := ix.search([]weighted{{"nothing", 1}}, 10); len(got) != 0 {
		t.Errorf("search for an unknown word = %v", got)
	}
}

func TestBestKeepsTheHighest(t *testing.T) {
	var all []scored
	for i := range 1000 {
		all = append(all, scored{i, float64(i * 7919 % 1000)})
	}
	got := best(all, 5)
	for i, s := range got {
		if s.score != float64(999-i) {
			t.Fatalf("best = %v, want the scores 999 to 995", got)
		}
	}
	if len(got) != 5 {
		t.Errorf("%d are returned, want 5", len(got))
	}
	if same := best([]scored{{3, 1}, {1, 1}, {2, 1}}, 2); len(same) != 2 || same[0].doc != 1 || same[1].doc != 2 {
		t.Errorf("ties: %v, want documents 1 and 2", same)
	}
}
