package rag

import (
	"fmt"
	"testing"
	"testing/fstest"

	"casebot/corpus"
)

func oneArticle(t *testing.T, text string) *corpus.Corpus {
	t.Helper()
	c, err := corpus.Load(fstest.MapFS{"a.txt": {Data: []byte(text)}})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestTrimForgetsWhatNoVersionHolds(t *testing.T) {
	live, kept := "The engineer was arrested in Chicago.", "He was sentenced to eight years."
	a := New(Options{Cache: NewVectorCache("model", 2)})
	a.snapshot.Store(NewSnapshot(oneArticle(t, live)))
	put(t, a.cache, live, 1, 0)
	put(t, a.cache, kept, 0, 1)
	asked := 0
	others := func() ([]*corpus.Corpus, error) {
		asked++
		return []*corpus.Corpus{oneArticle(t, kept)}, nil
	}
	if err := a.Trim(others); err != nil || asked > 0 {
		t.Errorf("a small cache is trimmed (%v)", err)
	}
	for i := range trimAbove + 1 {
		put(t, a.cache, fmt.Sprint("stale ", i), 1, 0)
	}
	if err := a.Trim(others); err != nil {
		t.Fatal(err)
	}
	if a.cache.Len() != 2 || a.cache.Get(live) == nil || a.cache.Get(kept) == nil {
		t.Errorf("%d vectors are left, want those of the live and the kept version", a.cache.Len())
	}
}
