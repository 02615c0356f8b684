package rag

import (
	"slices"

	"casebot/corpus"
)

// embedded are the texts of a corpus that get vectors.
type embedded struct {
	sentences []string // in the order of the units
	chunks    []string // in the order of chunks
	furniture []string // the decoys
}

// textsOf returns the texts of a corpus that get vectors.
func textsOf(c *corpus.Corpus) embedded {
	var e embedded
	units := unitsOf(c)
	for _, u := range units {
		e.sentences = append(e.sentences, u.text())
	}
	for _, ch := range chunks(units) {
		e.chunks = append(e.chunks, ch.text(units))
	}
	for _, a := range c.Articles {
		for _, f := range a.Furniture {
			e.furniture = append(e.furniture, a.Slice(f.Span))
		}
	}
	return e
}

// all returns sentences, chunks and furniture in this order.
func (e embedded) all() []string { return slices.Concat(e.sentences, e.chunks, e.furniture) }
