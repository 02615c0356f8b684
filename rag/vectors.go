package rag

import (
	"context"
	"errors"
	"fmt"
	"math"
	"runtime"
	"strconv"

	"github.com/philippgille/chromem-go"
)

// scannedChunks is how many of the best chunks have their sentences compared.
const scannedChunks = 48

// vectorIndex holds the vectors of one embedder in two chromem-go
// collections: chunks, which are scanned, and sentences, which are looked up.
// It is immutable once built and may be searched concurrently.
//
// A chunk's vector is that of its whole text, not the mean of its sentences':
// it knows who "he" is.
type vectorIndex struct {
	chunks    *chromem.Collection
	sentences *chromem.Collection
	ranges    []chunk
	chunkOf   []int // by sentence
	dim       int
}

// newVectorIndex stores one unit-length vector a sentence, in the order of the
// units, and one a chunk, in the order of the ranges.
func newVectorIndex(ctx context.Context, ranges []chunk, sentences, chunks [][]float32) (*vectorIndex, error) {
	if len(sentences) == 0 {
		return nil, errors.New("no vectors to index")
	}
	db := chromem.NewDB()
	ix := &vectorIndex{ranges: ranges, chunkOf: make([]int, len(sentences)), dim: len(sentences[0])}
	for n, r := range ranges {
		for u := r.first; u < r.end; u++ {
			ix.chunkOf[u] = n
		}
	}
	var err error
	if ix.sentences, err = ix.collect(ctx, db, "sentences", sentences); err != nil {
		return nil, err
	}
	ix.chunks, err = ix.collect(ctx, db, "chunks", chunks)
	return ix, err
}

// collect makes a collection of vectors, named by their place.
func (ix *vectorIndex) collect(ctx context.Context, db *chromem.DB, name string, vectors [][]float32) (*chromem.Collection, error) {
	c, err := db.CreateCollection(name, nil, queriesOnly)
	if err != nil {
		return nil, err
	}
	docs := make([]chromem.Document, len(vectors))
	for i, v := range vectors {
		if len(v) != ix.dim || !finite(v) {
			return nil, fmt.Errorf("vector %d of the %s is broken: %d numbers where %d belong", i, name, len(v), ix.dim)
		}
		docs[i] = chromem.Document{ID: strconv.Itoa(i), Embedding: v}
	}
	return c, add(ctx, c, docs)
}

// add stores documents a bounded number at a time: AddDocuments starts a
// goroutine for each document that it is given.
func add(ctx context.Context, c *chromem.Collection, docs []chromem.Document) error {
	const batch = 1024
	for len(docs) > 0 {
		n := min(batch, len(docs))
		if err := c.AddDocuments(ctx, docs[:n], runtime.GOMAXPROCS(0)); err != nil {
			return err
		}
		docs = docs[n:]
	}
	return ctx.Err()
}

// queriesOnly stands where chromem-go would otherwise put a remote embedder.
func queriesOnly(context.Context, string) ([]float32, error) {
	return nil, errors.New("every document and query brings its own vector")
}

// search returns the sentences of the best chunks, and those of others, with
// their nearness to the query vector, best first.
func (ix *vectorIndex) search(ctx context.Context, query []float32, others []scored, withChunk bool) ([]scored, error) {
	best, err := ix.chunks.QueryEmbedding(ctx, query, min(scannedChunks, ix.chunks.Count()), nil, nil)
	// A cancelled query returns part of its results without an error.
	if err := errors.Join(err, ctx.Err()); err != nil {
		return nil, err
	}
	wanted := map[int]bool{}
	for _, r := range best {
		number, err := strconv.Atoi(r.ID)
		if err != nil {
			return nil, fmt.Errorf("chunk %q of the vector store: %w", r.ID, err)
		}
		for u := ix.ranges[number].first; u < ix.ranges[number].end; u++ {
			wanted[u] = true
		}
	}
	for _, o := range others {
		wanted[o.doc] = true
	}
	var out []scored
	for u := range wanted {
		near, err := ix.nearness(ctx, query, u, withChunk)
		if err != nil {
			return nil, err
		}
		out = append(out, scored{u, near})
	}
	sortScored(out)
	return out, nil
}

// nearness is how near a sentence is to the query vector: its cosine, or with
// its chunk the mean of this and the chunk's.
func (ix *vectorIndex) nearness(ctx context.Context, query []float32, sentence int, withChunk bool) (float64, error) {
	doc, err := ix.sentences.GetByID(ctx, strconv.Itoa(sentence))
	if err != nil {
		return 0, err
	}
	near := dot(query, doc.Embedding)
	if !withChunk {
		return near, nil
	}
	around, err := ix.chunks.GetByID(ctx, strconv.Itoa(ix.chunkOf[sentence]))
	if err != nil {
		return 0, err
	}
	return (near + dot(query, around.Embedding)) / 2, nil
}

// dot is the cosine of two unit vectors.
func dot(a, b []float32) float64 {
	var sum float32
	for i, x := range a {
		sum += x * b[i]
	}
	return float64(sum)
}

// finite reports whether v can be compared: no NaN, no infinity, not zero.
func finite(v []float32) bool {
	n := dot(v, v)
	return n > 0 && !math.IsInf(n, 0) && !math.IsNaN(n)
}
