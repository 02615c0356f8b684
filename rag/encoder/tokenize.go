package encoder

import (
	"math"
	"slices"
	"sync"
	"unicode/utf8"
)

// Span is a half-open range of byte offsets.
type Span struct{ Start, End int }

// Token is a piece of a text.
type Token struct {
	ID int32
	// Span is where the piece stands in the text, on character boundaries.
	// The mark of a word's beginning alone is empty and stands before it.
	Span
}

// Tokenize cuts text into pieces: SentencePiece's unigram segmentation (Kudo,
// "Subword Regularization", ACL 2018), the one with the highest sum of scores.
// Text that is not UTF-8 is read as Go reads it, each bad byte as U+FFFD.
// Safe for concurrent use.
func (m *Model) Tokenize(text string) []Token {
	return m.tokenize(nil, text, math.MaxInt)
}

// Tokens counts the pieces of text.
func (m *Model) Tokens(text string) int { return len(m.Tokenize(text)) }

// tokenize appends at most limit tokens of text to tokens; what follows them
// is not looked at.
func (m *Model) tokenize(tokens []Token, text string, limit int) []Token {
	s := segmenters.Get().(*segmenter)
	s.vocabulary, s.tokens, s.limit = m.vocabulary, tokens, limit
	s.text(text, m.normalization)
	tokens = s.tokens
	s.vocabulary, s.tokens = nil, nil
	if cap(s.source) <= maxPooledWord {
		segmenters.Put(s)
	}
	return tokens
}

// maxPooledWord is the longest word in characters whose scratch is kept.
const maxPooledWord = 1 << 14

var segmenters = sync.Pool{New: func() any { return new(segmenter) }}

// segmenter cuts one text, a word at a time. The word being read is normalised
// and begins with the mark U+2581.
type segmenter struct {
	vocabulary *vocabulary
	tokens     []Token
	limit      int

	word   []byte
	source []char // the word's characters, then its end
	path   []step // for each of them the best way there
}

// char is a normalised character: where it begins in the word, and the
// character of the text that it comes from.
type char struct {
	at int
	Span
}

// step is the last piece of the best segmentation up to a character.
type step struct {
	score float64
	from  int
	id    int32
}

const wordMark = '\u2581'

// text adds the tokens of text, normalised, word for word.
func (s *segmenter) text(text string, n *normalization) {
	s.begin()
	for i := 0; i < len(text) && len(s.tokens) < s.limit; {
		r, size := utf8.DecodeRuneInString(text[i:])
		at := Span{i, i + size}
		i += size
		replacement, ok := n.lookup(r)
		if !ok {
			s.char(r, at)
			continue
		}
		for _, r := range replacement {
			s.char(r, at)
		}
	}
	s.end()
}

// char adds a normalised character to the word, or ends the word at a space.
func (s *segmenter) char(r rune, at Span) {
	if r == ' ' {
		s.end()
		s.begin()
		return
	}
	if len(s.source) == 0 {
		s.append(wordMark, Span{at.Start, at.Start})
	}
	s.append(r, at)
}

func (s *segmenter) begin() { s.word, s.source = s.word[:0], s.source[:0] }

func (s *segmenter) append(r rune, at Span) {
	s.source = append(s.source, char{len(s.word), at})
	s.word = utf8.AppendRune(s.word, r)
}

// end adds the tokens of the word, if there is one, by the Viterbi algorithm.
func (s *segmenter) end() {
	n := len(s.source)
	if n == 0 || len(s.tokens) >= s.limit {
		return
	}
	s.source = append(s.source, char{at: len(s.word)})
	s.path = slices.Grow(s.path[:0], n+1)[:n+1]
	for i := range s.path {
		s.path[i] = step{score: math.Inf(-1)}
	}
	s.path[0].score = 0
	for i := range n {
		s.extend(i)
	}

	first := len(s.tokens)
	for i := n; i > 0; i = s.path[i].from {
		span := Span{s.source[s.path[i].from].Start, s.source[i-1].End}
		s.tokens = append(s.tokens, Token{s.path[i].id, span})
	}
	slices.Reverse(s.tokens[first:])
	s.tokens = s.tokens[:min(len(s.tokens), s.limit)]
}

// extend tries every piece that begins at character i.
func (s *segmenter) extend(i int) {
	v := s.vocabulary
	start, score := s.source[i].at, s.path[i].score
	h := uint64(hashBasis)
	covered := false
	for j := i + 1; j < min(len(s.source), i+1+v.longest); j++ {
		end := s.source[j].at
		for _, b := range s.word[s.source[j-1].at:end] {
			h = hashByte(h, b)
		}
		id, found := v.find(h, s.word[start:end])
		if !found {
			continue
		}
		covered = covered || j == i+1
		s.reach(j, step{score + float64(v.pieces[id].score), i, id})
	}
	if !covered {
		s.reach(i+1, step{score + v.unknown, i, unknownID})
	}
}

// reach keeps the better way to character j.
func (s *segmenter) reach(j int, by step) {
	if by.score > s.path[j].score {
		s.path[j] = by
	}
}
