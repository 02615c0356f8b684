package encoder

import (
	"context"
	"math"
)

// Kind says what a text is to a search.
type Kind int

const (
	// Query is a question, or either of two texts of equal kind to compare.
	Query Kind = iota
	// Passage is a text to be found.
	Passage
)

// prefix is what the encoder was trained to see before a text.
func (k Kind) prefix() string {
	if k == Passage {
		return "passage: "
	}
	return "query: "
}

// Embed returns one vector of Dim numbers and unit length for each text, in the
// same order: the mean of the last layer over all tokens. Texts beyond the
// model's length (512 tokens) are cut. Vectors of unrelated texts have a cosine
// near 0.75 to 0.8: only differences mean anything. The only error is the
// context's. No texts give no vectors.
func (m *Model) Embed(ctx context.Context, kind Kind, texts []string) ([][]float32, error) {
	ids := make([][]int32, len(texts))
	for i, text := range texts {
		ids[i] = append(ids[i], startID)
		ids[i] = m.appendIDs(ids[i], m.tokenize(nil, kind.prefix()+text, m.maxTokens-2))
		ids[i] = append(ids[i], endID)
	}
	vectors := make([][]float32, len(texts))
	err := m.through(ctx, m.encoder, ids, func(i int, states []float32) {
		vectors[i] = make([]float32, m.hidden)
		mean(vectors[i], states)
		normalize(vectors[i])
	})
	if err != nil {
		return nil, err
	}
	return vectors, nil
}

// appendIDs appends the ids of tokens as the layers take them. A text that
// spells out <s>, <pad> or </s> has that piece among its tokens, but must not
// end or begin anything: it is read as unknown.
func (m *Model) appendIDs(ids []int32, tokens []Token) []int32 {
	for _, t := range tokens {
		if t.ID <= endID {
			t.ID = unknownID
		}
		ids = append(ids, t.ID)
	}
	return ids
}

// normalize scales v to unit length.
func normalize(v []float32) {
	var square float64
	for _, x := range v {
		square += float64(x) * float64(x)
	}
	scale := float32(1 / math.Sqrt(square))
	for i := range v {
		v[i] *= scale
	}
}
