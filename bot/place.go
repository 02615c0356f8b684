package bot

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"errors"

	"casebot/corpus"
	"casebot/rag"
)

// A place is a passage in a form that fits into a button: the article's key
// and its text's hash, three bytes each, and the offsets. So buttons work
// after a restart, and tell when the article has changed.
type place struct {
	key, hash  [3]byte
	start, end int
}

var (
	errGone    = errors.New("the article is no longer there")
	errChanged = errors.New("the article has changed")
)

func placeOf(c rag.Citation) place {
	return place{key: keyOf(c.Article), hash: hashOf(c.Article), start: c.Start, end: c.End}
}

func keyOf(a *corpus.Article) [3]byte {
	sum := sha256.Sum256([]byte(a.ID))
	return [3]byte(sum[:3])
}

func hashOf(a *corpus.Article) (h [3]byte) {
	b, err := hex.DecodeString(a.Hash)
	if err != nil || len(b) < len(h) {
		sum := sha256.Sum256([]byte(a.Text))
		b = sum[:]
	}
	copy(h[:], b)
	return h
}

// find returns the passage in a corpus, or errGone or errChanged.
func (p place) find(c *corpus.Corpus) (rag.Citation, error) {
	err := errGone
	if c == nil {
		return rag.Citation{}, err
	}
	for _, a := range c.Articles {
		if keyOf(a) != p.key {
			continue
		}
		span := corpus.Span{Start: p.start, End: p.end}
		if text := a.Slice(span); hashOf(a) == p.hash && text != "" {
			return rag.Citation{Article: a, Span: span, Text: text}, nil
		}
		err = errChanged
	}
	return rag.Citation{}, err
}

// encodePlaces writes places in at most 16 characters each (articles of up to
// 2 MB, passages of up to 16 kB).
func encodePlaces(list []place) string {
	var b []byte
	for _, p := range list {
		b = append(b, p.key[:]...)
		b = append(b, p.hash[:]...)
		b = binary.AppendUvarint(b, uint64(p.start))
		b = binary.AppendUvarint(b, uint64(p.end-p.start))
	}
	return base64.RawURLEncoding.EncodeToString(b)
}

// decodePlaces reads what encodePlaces wrote; ok is false for anything else.
func decodePlaces(s string) (list []place, ok bool) {
	b, err := base64.RawURLEncoding.DecodeString(s)
	if err != nil || len(b) == 0 {
		return nil, false
	}
	for len(b) > 0 {
		if len(b) < 6 {
			return nil, false
		}
		p := place{key: [3]byte(b[:3]), hash: [3]byte(b[3:6])}
		b = b[6:]
		var numbers [2]int
		for i := range numbers {
			n, size := binary.Uvarint(b)
			if size <= 0 || n > 1<<31 {
				return nil, false
			}
			numbers[i], b = int(n), b[size:]
		}
		p.start, p.end = numbers[0], numbers[0]+numbers[1]
		list = append(list, p)
	}
	return list, true
}
