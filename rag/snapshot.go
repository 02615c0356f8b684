package rag

import (
	"context"
	"fmt"

	"casebot/corpus"
	"casebot/corpus/cases"
	"casebot/rag/encoder"
)

// Embedder turns texts into unit vectors, one a text, in the same order. It
// may be called concurrently. *encoder.Model is one.
type Embedder interface {
	Embed(ctx context.Context, kind encoder.Kind, texts []string) ([][]float32, error)
}

// Snapshot is one corpus made searchable. It is immutable: a changed corpus
// becomes a new Snapshot beside the old one.
type Snapshot struct {
	corpus   *corpus.Corpus
	cases    Casebook
	units    []unit
	keywords *bm25
	lexicon  *lexicon
	aliases  *aliases
	vectors  *vectorIndex // nil: keyword search only
	remote   *vectorIndex // of a service, beside the local ones; nil: none
	decoys   [][]float32  // vectors of page furniture
	off      Mechanism    // switched off, for measuring
}

// NewSnapshot indexes the words of a corpus. Its vectors are added by Embed.
func NewSnapshot(c *corpus.Corpus) *Snapshot {
	s := &Snapshot{corpus: c, cases: new(cases.Set), units: unitsOf(c)}
	docs, words, texts := make([][]string, len(s.units)), make([][]term, len(s.units)), make([]string, len(s.units))
	for i, u := range s.units {
		texts[i] = u.text()
		words[i] = terms(texts[i])
		docs[i] = stems(content(words[i]))
	}
	s.keywords, s.lexicon = newBM25(docs), newLexicon(words, texts)
	s.aliases = newAliases(words, texts, func(word string) bool { return s.lexicon.names[word] })
	return s
}

func stems(ts []term) []string {
	out := make([]string, len(ts))
	for i, t := range ts {
		out[i] = t.stem
	}
	return out
}

// embedBatch is how many texts are embedded between two reports of progress.
const embedBatch = 64

// Embed returns the snapshot with vectors. Texts that the cache knows cost
// nothing; the others are embedded in batches and put into it. progress, if
// not nil, is told how many of how many unknown texts are done. A cache
// that cannot be written is reported through warn and used from memory.
func (s *Snapshot) Embed(ctx context.Context, by Embedder, cache *VectorCache, progress func(done, total int), warn func(error)) (*Snapshot, error) {
	e := textsOf(s.corpus)
	texts := e.all()
	var missing []string
	seen := map[string]bool{}
	for _, text := range texts {
		if cache.Get(text) == nil && !seen[text] {
			missing = append(missing, text)
			seen[text] = true
		}
	}
	for done := 0; done < len(missing); done += embedBatch {
		batch := missing[done:min(done+embedBatch, len(missing))]
		vectors, err := by.Embed(ctx, encoder.Passage, batch)
		if err != nil {
			return nil, fmt.Errorf("embed the articles: %w", err)
		}
		if err := cache.Put(batch, vectors); err != nil {
			warn(err)
		}
		if progress != nil {
			progress(done+len(batch), len(missing))
		}
	}
	vectors := make([][]float32, len(texts))
	for i, text := range texts {
		vectors[i] = cache.Get(text)
	}
	inChunks, decoys := len(e.sentences), len(e.sentences)+len(e.chunks)
	index, err := newVectorIndex(ctx, chunks(s.units), vectors[:inChunks], vectors[inChunks:decoys])
	if err != nil {
		return nil, err
	}
	full := *s
	full.vectors, full.decoys = index, vectors[decoys:]
	return &full, nil
}
