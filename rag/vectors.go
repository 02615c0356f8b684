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
// A chunk's vector is the mean of its sentences' vectors, so that a chunk
// costs no encoding of its own and an edited sentence only its own.
type vectorIndex struct {
	chunks    *chromem.Collection
	sentences *chromem.Collection
	ranges    []chunk
	dim       int
}

// newVectorIndex stores one unit-length vector a sentence, in the order of the units.
func newVectorIndex(ctx context.Context, ranges []chunk, vectors [][]float32) (*vectorIndex, error) {
	if len(vectors) == 0 {
		return nil, errors.New("no vectors to index")
	}
	db := chromem.NewDB()
	ix := &vectorIndex{ranges: ranges, dim: len(vectors[0])}
	var err error
	if ix.sentences, err = db.CreateCollection("sentences", nil, queriesOnly); err != nil {
		return nil, err
	}
	if ix.chunks, err = db.CreateCollection("chunks", nil, queriesOnly); err != nil {
		return nil, err
	}
	docs := make([]chromem.Document, len(vectors))
	for i, v := range vectors {
		if len(v) != ix.dim || !finite(v) {
			return nil, fmt.Errorf("vector of sentence %d is broken: %d numbers where %d belong", i, len(v), ix.dim)
		}
		docs[i] = chromem.Document{ID: strconv.Itoa(i), Embedding: v}
	}
	if err := add(ctx, ix.sentences, docs); err != nil {
		return nil, err
	}
	docs = make([]chromem.Document, len(ranges))
	for i, r := range ranges {
		docs[i] = chromem.Document{ID: strconv.Itoa(i), Embedding: mean(vectors[r.first:r.end])}
	}
	return ix, add(ctx, ix.chunks, docs)
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

// search returns the sentences of the best chunks with their nearness to the
// query vector, best first: the sentence's cosine, or with its neighbours the
// mean of this and its chunk's, since what a sentence means stands partly there.
func (ix *vectorIndex) search(ctx context.Context, query []float32, withNeighbours bool) ([]scored, error) {
	best, err := ix.chunks.QueryEmbedding(ctx, query, min(scannedChunks, ix.chunks.Count()), nil, nil)
	// A cancelled query returns part of its results without an error.
	if err := errors.Join(err, ctx.Err()); err != nil {
		return nil, err
	}
	var out []scored
	for _, r := range best {
		number, err := strconv.Atoi(r.ID)
		if err != nil {
			return nil, fmt.Errorf("chunk %q of the vector store: %w", r.ID, err)
		}
		for u := ix.ranges[number].first; u < ix.ranges[number].end; u++ {
			doc, err := ix.sentences.GetByID(ctx, strconv.Itoa(u))
			if err != nil {
				return nil, err
			}
			near := dot(query, doc.Embedding)
			if withNeighbours {
				near = (near + float64(r.Similarity)) / 2
			}
			out = append(out, scored{u, near})
		}
	}
	sortScored(out)
	return out, nil
}

// dot is the cosine of two unit vectors.
func dot(a, b []float32) float64 {
	var sum float32
	for i, x := range a {
		sum += x * b[i]
	}
	return float64(sum)
}

func mean(vectors [][]float32) []float32 {
	sum := make([]float32, len(vectors[0]))
	for _, v := range vectors {
		for i, x := range v {
			sum[i] += x
		}
	}
	norm := float32(math.Sqrt(dot(sum, sum)))
	for i := range sum {
		sum[i] /= norm
	}
	return sum
}

// finite reports whether v can be compared: no NaN, no infinity, not zero.
func finite(v []float32) bool {
	n := dot(v, v)
	return n > 0 && !math.IsInf(n, 0) && !math.IsNaN(n)
}
