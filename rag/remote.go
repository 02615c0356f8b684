package rag

import (
	"context"
	"time"

	"casebot/rag/encoder"
	"casebot/rag/llm"
)

const (
	// remoteQueryTime is how long a question waits for its remote vector.
	remoteQueryTime = 3 * time.Second
	// remoteShare is the weight of the remote ranking in the mixture.
	remoteShare = 0.5
)

// remoteEmbedder lets a service's vectors be made and kept like local ones.
type remoteEmbedder struct{ *llm.Embedder }

// Embed makes no difference between questions and passages: the services' models make none.
func (r remoteEmbedder) Embed(ctx context.Context, _ encoder.Kind, texts []string) ([][]float32, error) {
	return r.Embedder.Embed(ctx, texts)
}

// loadRemote adds the service's vectors to the snapshot that is served. Where
// they cannot be had, the local ones go on alone.
func (a *Answerer) loadRemote(ctx context.Context, s *Snapshot) {
	if a.remote == nil {
		return
	}
	r, err := s.Embed(ctx, remoteEmbedder{a.remote}, a.remoteCache, nil, func(err error) {
		a.log.Warn("remote vectors are kept in memory only", "error", err)
	})
	if err != nil {
		a.log.Warn("no remote vectors; local ones are used alone", "error", err)
		return
	}
	both := *s
	both.remote = r.vectors
	a.snapshot.CompareAndSwap(s, &both) // not over a corpus that came after it
}

// retrieve ranks by words, by local vectors and, where a service makes vectors
// too and answers in time, by its vectors.
func (a *Answerer) retrieve(ctx context.Context, s *Snapshot, q *query) ([]candidate, error) {
	found, err := s.retrieve(ctx, a.model, q)
	if err != nil || s.remote == nil {
		return found, err
	}
	limited, cancel := context.WithTimeout(ctx, remoteQueryTime)
	defer cancel()
	vectors, err := a.remote.Embed(limited, []string{q.text})
	if err != nil {
		return found, ctx.Err() // logged by the client
	}
	hits, err := s.remote.search(ctx, vectors[0], nil, !s.off.has(ChunkNearness))
	if err != nil {
		return nil, err
	}
	return blend(found, hits), nil
}

// blend gives a second ranking by meaning its share of the mixture. Cosines
// stay those of the local embedder, which decisions are calibrated on.
func blend(cs []candidate, hits []scored) []candidate {
	remote := map[int]float64{}
	for i, v := range scaled(hits) {
		remote[hits[i].doc] = v
	}
	for i := range cs {
		c := &cs[i]
		c.mixture = (1-remoteShare)*c.mixture + remoteShare*remote[c.unit]
		c.score = c.mixture
		delete(remote, c.unit)
	}
	for unit, v := range remote {
		cs = append(cs, candidate{unit: unit, mixture: remoteShare * v, score: remoteShare * v})
	}
	sortCandidates(cs)
	return cs
}
