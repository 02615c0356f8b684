package encoder

import (
	"bytes"
	"fmt"
	"strconv"
	"unicode/utf8"
	"unsafe"
)

// The token ids that the model files fix.
const (
	startID   = 0
	padID     = 1
	endID     = 2
	unknownID = 3
)

// vocabulary finds pieces and their scores. It is an open-addressing hash
// table over the lines of vocabulary.tsv, which it refers to and does not copy:
// a quarter million pieces take 6 MB beside the file.
type vocabulary struct {
	lines  []byte
	pieces []pieceAt
	slots  []uint64 // hash's upper half, then id+1; 0 is free
	shift  uint
	// longest is the length in characters of the longest piece; none longer
	// needs to be looked up.
	longest int
	// unknown is the cost of a character that no piece covers: 10 below the
	// lowest score, as SentencePiece has it.
	unknown float64
}

type pieceAt struct {
	start  uint32 // in lines
	length uint16
	score  float32
}

// parseVocabulary indexes lines of piece<TAB>score; the line number is the id.
func parseVocabulary(lines []byte) (*vocabulary, error) {
	v := &vocabulary{lines: lines}
	v.pieces = make([]pieceAt, 0, bytes.Count(lines, []byte("\n"))+1)
	var lowest float32
	for start := 0; start < len(lines); {
		end := len(lines)
		if i := bytes.IndexByte(lines[start:], '\n'); i >= 0 {
			end = start + i
		}
		line := lines[start:end]
		tab := bytes.IndexByte(line, '\t')
		if tab <= 0 || tab > 1<<16-1 {
			return nil, fmt.Errorf("line %d: want a piece, a tab and a score", len(v.pieces)+1)
		}
		score, err := strconv.ParseFloat(unsafeString(line[tab+1:]), 32)
		if err != nil {
			return nil, fmt.Errorf("line %d: score %q is no number", len(v.pieces)+1, line[tab+1:])
		}
		v.pieces = append(v.pieces, pieceAt{uint32(start), uint16(tab), float32(score)})
		v.longest = max(v.longest, utf8.RuneCount(line[:tab]))
		lowest = min(lowest, float32(score))
		start = end + 1
	}
	if len(v.pieces) <= unknownID {
		return nil, fmt.Errorf("%d pieces are too few", len(v.pieces))
	}
	v.unknown = float64(lowest) - 10
	v.index()
	return v, nil
}

// unsafeString is b as a string without a copy, for a call that keeps neither.
func unsafeString(b []byte) string { return unsafe.String(unsafe.SliceData(b), len(b)) }

// index fills the hash table, at most half full. Of two equal pieces the first
// counts; <unk> is never found.
func (v *vocabulary) index() {
	bits := uint(4)
	for 1<<bits < 2*len(v.pieces) {
		bits++
	}
	v.slots = make([]uint64, 1<<bits)
	v.shift = 64 - bits
	for id, p := range v.pieces {
		if id == unknownID {
			continue
		}
		piece := v.lines[p.start:][:p.length]
		h := uint64(hashBasis)
		for _, b := range piece {
			h = hashByte(h, b)
		}
		if _, found := v.find(h, piece); !found {
			i := v.slot(h)
			for v.slots[i] != 0 {
				i = (i + 1) & (len(v.slots) - 1)
			}
			v.slots[i] = h&^0xffffffff | uint64(id+1)
		}
	}
}

// The 64-bit FNV-1a hash, which grows byte by byte with a piece.
const (
	hashBasis = 14695981039346656037
	hashPrime = 1099511628211
)

func hashByte(h uint64, b byte) uint64 { return (h ^ uint64(b)) * hashPrime }

// slot spreads the hash by Fibonacci hashing, as FNV leaves its upper bits poor
// for short input.
func (v *vocabulary) slot(h uint64) int { return int(h * 0x9e3779b97f4a7c15 >> v.shift) }

// find returns the id of a piece whose hash is h.
func (v *vocabulary) find(h uint64, piece []byte) (id int32, found bool) {
	for i := v.slot(h); ; i = (i + 1) & (len(v.slots) - 1) {
		s := v.slots[i]
		if s == 0 {
			return 0, false
		}
		if (s^h)>>32 != 0 {
			continue
		}
		id := uint32(s) - 1
		p := v.pieces[id]
		if bytes.Equal(v.lines[p.start:][:p.length], piece) {
			return int32(id), true
		}
	}
}
