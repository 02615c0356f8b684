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
	got := ix.search([]weighted{{"arrest", 1}, {"belgium", 1}})
	if len(got) != 2 || got[0].doc != 2 || got[1].doc != 0 {
		t.Fatalf("search = %v, want documents 2, 0", got)
	}
	// By hand: N = 3, df = 2, tf = 1, length 2 of a mean of 10/3.
	idf := math.Log(1 + 1.5/2.5)
	want := idf * (bm25K1 + 1) / (1 + bm25K1*(1-bm25B+bm25B*2/(10.0/3)))
	if math.Abs(got[1].score-want) > 1e-9 {
		t.Errorf("score = %v, want %v", got[1].score, want)
	}
	if got := ix.search([]weighted{{"nothing", 1}}); len(got) != 0 {
		t.Errorf("search for an unknown word = %v", got)
	}
}
