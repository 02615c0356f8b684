package rag

import "casebot/corpus"

// Page furniture is embedded beside the sentences, as decoys: it is never
// retrieved and never cited, but a question that is nearer to it than to any
// sentence asks about the page, not about the news.

// embedded returns the texts of a corpus that are embedded: the sentences in
// the order of the units, then the furniture.
func embedded(c *corpus.Corpus) []string {
	var texts []string
	for _, a := range c.Articles {
		for _, sentence := range a.Sentences {
			texts = append(texts, a.Slice(sentence.Span))
		}
	}
	for _, a := range c.Articles {
		for _, f := range a.Furniture {
			texts = append(texts, a.Slice(f.Span))
		}
	}
	return texts
}

// decoy returns the cosine of the furniture nearest to a query, 0 without any.
func (s *Snapshot) decoy(query []float32) float64 {
	nearest := 0.0
	for _, v := range s.decoys {
		nearest = max(nearest, dot(query, v))
	}
	return nearest
}
