package rag

import (
	"context"

	"casebot/rag/encoder"
)

// rankedSentences is how many sentences a ranking holds at most.
const rankedSentences = 10

// keywordHits is how many of the best sentences by words are looked at.
const keywordHits = 200

// candidate is a sentence on its way from the search to the answer.
type candidate struct {
	unit    int
	keyword float64 // BM25, scaled to [0, 1] over the question's sentences
	cosine  float64 // nearness in meaning, as the vector index gives it
	meaning float64 // the same scaled to [0, 1] over the question's sentences
	mixture float64 // of keyword and meaning, and of the support
	support float64 // the mean mixture of its article's best sentences, in [0, 1]
	judged  bool
	verdict encoder.Judgement
	score   float64 // what the ranking is ordered by
}

// retrieve ranks the sentences of the corpus for a query by meaning and by
// words, and keeps the query's vector in q. Without vectors the words decide
// alone. Best first, ties by place.
func (s *Snapshot) retrieve(ctx context.Context, e Embedder, q *query) ([]candidate, error) {
	var keyword []scored
	if !s.off.has(KeywordSearch) || s.vectors == nil {
		keyword = s.keywords.search(q.keywords, keywordHits)
	}
	var meaning []scored
	if s.vectors != nil {
		vectors, err := e.Embed(ctx, encoder.Query, []string{q.text})
		if err != nil {
			return nil, err
		}
		q.vector = vectors[0]
		if meaning, err = s.vectors.search(ctx, q.vector, keyword, !s.off.has(ChunkNearness)); err != nil {
			return nil, err
		}
	}
	found := fuse(keyword, meaning, q.explained)
	if !s.off.has(ArticleSupport) {
		s.support(found)
	}
	return found, nil
}
