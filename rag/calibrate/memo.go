package main

import (
	"context"
	"encoding/gob"
	"os"
	"path/filepath"

	"casebot/rag/encoder"
)

// memo remembers what the models said, in a file of the user's cache folder,
// so that a change to the features costs no second reading.
type memo struct {
	*encoder.Model
	path string
	Kept struct {
		Vectors  map[string][]float32
		Verdicts map[encoder.Pair]encoder.Judgement
	}
}

func newMemo(model *encoder.Model) *memo {
	m := &memo{Model: model}
	m.Kept.Vectors = map[string][]float32{}
	m.Kept.Verdicts = map[encoder.Pair]encoder.Judgement{}
	dir, err := os.UserCacheDir()
	if err != nil {
		return m
	}
	m.path = filepath.Join(dir, "casebot", "calibration-"+model.Hash()[:16])
	if file, err := os.Open(m.path); err == nil {
		defer file.Close()
		if err := gob.NewDecoder(file).Decode(&m.Kept); err != nil {
			os.Remove(m.path)
		}
	}
	return m
}

func (m *memo) save() error {
	if m.path == "" {
		return nil
	}
	if err := os.MkdirAll(filepath.Dir(m.path), 0o700); err != nil {
		return err
	}
	file, err := os.Create(m.path)
	if err != nil {
		return err
	}
	defer file.Close()
	return gob.NewEncoder(file).Encode(m.Kept)
}

// Embed implements rag.Embedder.
func (m *memo) Embed(ctx context.Context, kind encoder.Kind, texts []string) ([][]float32, error) {
	prefix := "passage: "
	if kind == encoder.Query {
		prefix = "query: "
	}
	var missing []string
	for _, t := range texts {
		if m.Kept.Vectors[prefix+t] == nil {
			missing = append(missing, t)
		}
	}
	if len(missing) > 0 {
		vectors, err := m.Model.Embed(ctx, kind, missing)
		if err != nil {
			return nil, err
		}
		for i, t := range missing {
			m.Kept.Vectors[prefix+t] = vectors[i]
		}
	}
	out := make([][]float32, len(texts))
	for i, t := range texts {
		out[i] = m.Kept.Vectors[prefix+t]
	}
	return out, nil
}

// Judge implements rag.Judge.
func (m *memo) Judge(ctx context.Context, pairs []encoder.Pair) ([]encoder.Judgement, error) {
	var missing []encoder.Pair
	for _, p := range pairs {
		if _, ok := m.Kept.Verdicts[p]; !ok {
			missing = append(missing, p)
		}
	}
	if len(missing) > 0 {
		verdicts, err := m.Model.Judge(ctx, missing)
		if err != nil {
			return nil, err
		}
		for i, p := range missing {
			m.Kept.Verdicts[p] = verdicts[i]
		}
	}
	out := make([]encoder.Judgement, len(pairs))
	for i, p := range pairs {
		out[i] = m.Kept.Verdicts[p]
	}
	return out, nil
}
