package rag

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func openCache(t *testing.T, dir string) *VectorCache {
	t.Helper()
	c, err := OpenVectorCache(dir, "model", 2)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func put(t *testing.T, c *VectorCache, text string, v ...float32) {
	t.Helper()
	if err := c.Put([]string{text}, [][]float32{v}); err != nil {
		t.Fatal(err)
	}
}

func TestVectorCacheSurvivesRestart(t *testing.T) {
	dir := t.TempDir()
	put(t, openCache(t, dir), "one", 1, 0)
	put(t, openCache(t, dir), "two", 0, 1)
	c := openCache(t, dir)
	if diff := cmp.Diff([][]float32{{1, 0}, {0, 1}, nil}, [][]float32{c.Get("one"), c.Get("two"), c.Get("three")}); diff != "" {
		t.Error(diff)
	}
	other, err := OpenVectorCache(dir, "another model", 2)
	if err != nil || other.Get("one") != nil {
		t.Errorf("another model gets the vectors of this one (error %v)", err)
	}
}

func TestVectorCacheMendsTornAndBrokenRecords(t *testing.T) {
	dir := t.TempDir()
	c := openCache(t, dir)
	put(t, c, "one", 1, 0)
	put(t, c, "two", 0, 1)
	put(t, c, "three", 1, 1)
	data, err := os.ReadFile(c.path)
	if err != nil {
		t.Fatal(err)
	}
	data[len(c.header)+c.recordSize()+40] ^= 1 // inside the vector of "two"
	if err := os.WriteFile(c.path, data[:len(data)-5], 0o600); err != nil {
		t.Fatal(err)
	}
	mended := openCache(t, dir)
	if mended.Get("one") == nil || mended.Get("two") != nil || mended.Get("three") != nil {
		t.Errorf("one, two, three = %v %v %v, want only the first", mended.Get("one"), mended.Get("two"), mended.Get("three"))
	}
	put(t, mended, "four", 1, 0)
	if openCache(t, dir).Get("four") == nil {
		t.Error("what is appended after a torn record is lost")
	}
}

func TestVectorCacheWithoutFolder(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	c, err := OpenVectorCache(file, "model", 2)
	if err == nil {
		t.Fatal("a file was taken for a folder")
	}
	put(t, c, "one", 1, 0)
	if c.Get("one") == nil {
		t.Error("the cache does not work from memory")
	}
}

func TestVectorCacheKeepsOnlyWhatIsNeeded(t *testing.T) {
	c := openCache(t, t.TempDir())
	put(t, c, "old", 1, 0)
	put(t, c, "new", 0, 1)
	c.records = staleRecords*1024 + 1 // as after many reloads
	if err := c.Keep([]string{"new"}); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(c.path)
	if err != nil {
		t.Fatal(err)
	}
	want := encodeRecord(bytes.Clone(c.header), keyOf("new"), []float32{0, 1})
	if !bytes.Equal(data, want) || c.Get("old") != nil {
		t.Errorf("%d bytes are left, want %d", len(data), len(want))
	}
}
