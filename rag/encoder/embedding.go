package encoder

// embedding turns token ids into vectors. Words and positions stay as they are
// in the file, 4 and 16 bits a number, since a text needs few of them.
type embedding struct {
	word, scale []byte // [vocabulary][hidden/32][16], F16 [vocabulary][hidden/32]
	position    []byte // F16 [maxTokens][hidden]
	norm        norm
}

func loadEmbedding(t *tensors, s shape, words int) (embedding, error) {
	var e embedding
	var err error
	if e.word, err = t.bytes("embeddings.word.weight", "U8", words, s.hidden/block, block/2); err != nil {
		return e, err
	}
	if e.scale, err = t.bytes("embeddings.word.scale", "F16", words, s.hidden/block); err != nil {
		return e, err
	}
	if e.position, err = t.bytes("embeddings.position", "F16", s.maxTokens, s.hidden); err != nil {
		return e, err
	}
	e.norm, err = loadNorm(t, "embeddings.norm", s.hidden)
	return e, err
}

// look writes the word vector of id to word and the vector of its position to
// place.
func (e *embedding) look(word, place []float32, id int32, position int) {
	n := len(word)
	row := e.word[int(id)*n/2:][:n/2]
	for b := range n / block {
		scale := halfAt(e.scale, int(id)*n/block+b)
		raw := row[b*block/2:][:block/2]
		low, high := word[b*block:][:block/2], word[b*block+block/2:][:block/2]
		for j, two := range raw {
			low[j] = float32(int(two&15)-8) * scale
			high[j] = float32(int(two>>4)-8) * scale
		}
	}
	for i := range place {
		place[i] = halfAt(e.position, position*n+i)
	}
}
