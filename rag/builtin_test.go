package rag

import (
	"bytes"
	"context"
	"flag"
	"os"
	"testing"

	"casebot/corpus"
	"casebot/rag/encoder"
)

var update = flag.Bool("update", false, "write the files that tests compare with")

// TestBuiltinVectors embeds the built-in articles again and compares.
func TestBuiltinVectors(t *testing.T) {
	model, err := encoder.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	c, err := corpus.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	texts := textsOf(c).all()
	fresh, err := model.Embed(context.Background(), encoder.Passage, texts)
	if err != nil {
		t.Fatal(err)
	}
	if *update {
		writeBuiltinVectors(t, model, texts, fresh)
		return
	}
	cache := NewVectorCache(model.Hash(), model.Dim())
	if !cache.AddBuiltin() {
		t.Fatal("the vectors were made by another model: go test ./rag -run BuiltinVectors -update")
	}
	for i, text := range texts {
		v := cache.Get(text)
		if v == nil {
			t.Fatalf("no vector for %q: go test ./rag -run BuiltinVectors -update", text)
		}
		if cosine := dot(v, fresh[i]); cosine < 0.9995 {
			t.Errorf("the vector of %q is off: cosine %v", text, cosine)
		}
	}
}

func writeBuiltinVectors(t *testing.T, model *encoder.Model, texts []string, vectors [][]float32) {
	t.Helper()
	var file bytes.Buffer
	seen := map[string]bool{}
	file.Write(NewVectorCache(model.Hash(), model.Dim()).header)
	for i, text := range texts {
		if !seen[text] {
			seen[text] = true
			file.Write(encodeRecord(nil, keyOf(text), vectors[i]))
		}
	}
	if err := os.WriteFile("builtin/vectors.bin", file.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
}
