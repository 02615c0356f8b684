package rag

import (
	"cmp"
	"math"
	"slices"
)

// The BM25 constants of Robertson and Zaragoza, "The Probabilistic Relevance
// Framework: BM25 and Beyond" (2009): term saturation and length correction.
const (
	bm25K1 = 1.2
	bm25B  = 0.75
)

// bm25 is an inverted index over documents numbered from 0. It is immutable
// once built and may be searched concurrently.
type bm25 struct {
	postings map[string][]posting
	lengths  []float32
	mean     float64
}

type posting struct {
	doc   int32
	count float32
}

// scored is a document number and its score.
type scored struct {
	doc   int
	score float64
}

// newBM25 indexes documents given as their stems; weights of repeated stems add up.
func newBM25(docs [][]string) *bm25 {
	ix := &bm25{postings: map[string][]posting{}, lengths: make([]float32, len(docs))}
	total := 0
	for d, stems := range docs {
		ix.lengths[d] = float32(len(stems))
		total += len(stems)
		for _, s := range stems {
			list := ix.postings[s]
			if n := len(list); n > 0 && list[n-1].doc == int32(d) {
				list[n-1].count++
				continue
			}
			ix.postings[s] = append(list, posting{int32(d), 1})
		}
	}
	ix.mean = max(1, float64(total)/float64(max(1, len(docs))))
	return ix
}

// idf is the inverse document frequency of a stem, never negative. A stem
// that stands nowhere has the highest.
func (ix *bm25) idf(stem string) float64 {
	n, df := float64(len(ix.lengths)), float64(len(ix.postings[stem]))
	return math.Log(1 + (n-df+0.5)/(df+0.5))
}

// has reports whether any document holds the stem.
func (ix *bm25) has(stem string) bool { return len(ix.postings[stem]) > 0 }

// weighted is a stem of a query and how much it counts.
type weighted struct {
	stem   string
	weight float64
}

// search returns the limit best of the documents that hold at least one of the
// weighted stems, best first, ties by number.
func (ix *bm25) search(query []weighted, limit int) []scored {
	sums := make([]float64, len(ix.lengths))
	var found []scored
	for _, q := range query {
		idf := ix.idf(q.stem)
		for _, p := range ix.postings[q.stem] {
			if sums[p.doc] == 0 {
				found = append(found, scored{doc: int(p.doc)})
			}
			tf := float64(p.count)
			length := bm25K1 * (1 - bm25B + bm25B*float64(ix.lengths[p.doc])/ix.mean)
			sums[p.doc] += q.weight * idf * tf * (bm25K1 + 1) / (tf + length)
		}
	}
	for i := range found {
		found[i].score = sums[found[i].doc]
	}
	return best(found, limit)
}

// best returns the limit highest scores in order. It sorts no more than it
// must: what lies below the limit-th score is dropped first.
func best(found []scored, limit int) []scored {
	if len(found) > limit {
		low, high := 0.0, 0.0
		for _, f := range found {
			high = max(high, f.score)
		}
		for range 20 { // halving finds a threshold that keeps few more than limit
			middle := (low + high) / 2
			if countAbove(found, middle) >= limit {
				low = middle
			} else {
				high = middle
			}
		}
		found = slices.DeleteFunc(found, func(f scored) bool { return f.score < low })
	}
	sortScored(found)
	return found[:min(limit, len(found))]
}

func countAbove(found []scored, threshold float64) int {
	n := 0
	for _, f := range found {
		if f.score >= threshold {
			n++
		}
	}
	return n
}

func sortScored(s []scored) {
	slices.SortFunc(s, func(a, b scored) int {
		return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(a.doc, b.doc))
	})
}
