package rag

// Page furniture is embedded beside the sentences, as decoys: it is never
// retrieved and never cited, but a question that is nearer to it than to any
// sentence asks about the page, not about the news.

// decoy returns the cosine of the furniture nearest to a query, 0 without any.
func (s *Snapshot) decoy(query []float32) float64 {
	nearest := 0.0
	for _, v := range s.decoys {
		nearest = max(nearest, dot(query, v))
	}
	return nearest
}
