package encoder

import (
	"encoding/binary"
	"fmt"
)

const (
	// block is how many inputs share one scale.
	block = 32
	// panel is how many outputs a packed matrix keeps side by side.
	panel = 16
	// zero is what a packed weight byte holds for the weight 0.
	zero = 128
)

// matrix is a weight matrix [out, in] as the kernels read it: 16 outputs at a
// time, for each of their blocks of 32 inputs eight groups of four inputs, for
// each group 16 outputs of four bytes, so that a vector register holds the
// same four inputs of 16 outputs. A byte is the weight plus 128.
type matrix struct {
	out, in int
	weight  []byte    // [out/16][in/32][8][16][4]
	scale   []float32 // [out/16][in/32][16]
	bias    []float32 // [out]
}

// loadMatrix packs name.weight, which is 4-bit or 8-bit, with its scale and bias.
func loadMatrix(t *tensors, name string, out, in int) (matrix, error) {
	m := matrix{out: out, in: in}
	scale, err := t.bytes(name+".scale", "F16", out, in/block)
	if err != nil {
		return m, err
	}
	if m.bias, err = t.floats(name+".bias", out); err != nil {
		return m, err
	}
	unpack, rowBytes := unpackInt8, in
	raw, err := t.bytes(name+".weight", "I8", out, in)
	if err != nil {
		unpack, rowBytes = unpackNibbles, in/2
		raw, err = t.bytes(name+".weight", "U8", out, in/block, block/2)
	}
	if err != nil {
		return m, fmt.Errorf("neither 8-bit nor 4-bit: %v", err)
	}
	m.pack(raw, rowBytes, unpack, scale)
	return m, nil
}

// pack fills weight and scale from rows of rowBytes each.
func (m *matrix) pack(raw []byte, rowBytes int, unpack func(*[8]uint32, []byte), scale []byte) {
	blocks := m.in / block
	m.weight = make([]byte, m.out*m.in)
	m.scale = make([]float32, m.out*blocks)
	var groups [8]uint32
	for o := range m.out {
		row := raw[o*rowBytes:][:rowBytes]
		lane := o % panel
		for b := range blocks {
			unpack(&groups, row[b*rowBytes/blocks:])
			at := (o/panel*blocks + b) * panel
			m.scale[at+lane] = halfAt(scale, o*blocks+b)
			packed := m.weight[at*block:][:panel*block]
			for g, four := range groups {
				binary.LittleEndian.PutUint32(packed[(g*panel+lane)*4:], four)
			}
		}
	}
}

// unpackNibbles turns a block of 16 bytes into 32 weight bytes, four to a word:
// byte j holds column j in its low and column j+16 in its high nibble, each
// nibble the weight plus 8.
func unpackNibbles(groups *[8]uint32, raw []byte) {
	const low, rebase = 0x0f0f0f0f, 0x78787878 // 0x78 = 128 - 8
	for i := range 4 {
		four := binary.LittleEndian.Uint32(raw[4*i:])
		groups[i] = four&low + rebase
		groups[i+4] = four>>4&low + rebase
	}
}

// unpackInt8 turns a block of 32 signed bytes into bytes offset by 128.
func unpackInt8(groups *[8]uint32, raw []byte) {
	for i := range groups {
		groups[i] = binary.LittleEndian.Uint32(raw[4*i:]) ^ 0x80808080
	}
}

// norm is the weight and bias of a layer normalisation.
type norm struct{ weight, bias []float32 }

func loadNorm(t *tensors, name string, n int) (norm, error) {
	w, err := t.floats(name+".weight", n)
	if err != nil {
		return norm{}, err
	}
	b, err := t.floats(name+".bias", n)
	return norm{w, b}, err
}

// layer is one transformer layer.
type layer struct {
	query, key, value, output matrix
	attentionNorm             norm
	in, back                  matrix // feedforward.in and feedforward.out
	forwardNorm               norm
}

// loadLayer packs layer number i of t.
func loadLayer(t *tensors, i int, s shape) (*layer, error) {
	l := new(layer)
	prefix := fmt.Sprintf("layers.%d.", i)
	for _, m := range []struct {
		to      *matrix
		name    string
		out, in int
	}{
		{&l.query, "attention.query", s.hidden, s.hidden},
		{&l.key, "attention.key", s.hidden, s.hidden},
		{&l.value, "attention.value", s.hidden, s.hidden},
		{&l.output, "attention.output", s.hidden, s.hidden},
		{&l.in, "feedforward.in", s.forward, s.hidden},
		{&l.back, "feedforward.out", s.hidden, s.forward},
	} {
		var err error
		if *m.to, err = loadMatrix(t, prefix+m.name, m.out, m.in); err != nil {
			return nil, err
		}
	}
	var err error
	if l.attentionNorm, err = loadNorm(t, prefix+"attention.norm", s.hidden); err != nil {
		return nil, err
	}
	l.forwardNorm, err = loadNorm(t, prefix+"feedforward.norm", s.hidden)
	return l, err
}
