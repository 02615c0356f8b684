package encoder

import (
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"slices"
)

// maxHeader bounds the JSON header of a safetensors file, as the format's
// reference implementation does.
const maxHeader = 100 << 20

// tensors is a parsed safetensors file: an 8-byte little-endian header length,
// a JSON header, raw little-endian tensors. The bytes are not copied. See
// https://huggingface.co/docs/safetensors.
type tensors struct {
	entries  map[string]entry
	metadata map[string]string
	data     []byte
}

type entry struct {
	Type    string `json:"dtype"`
	Shape   []int  `json:"shape"`
	Offsets [2]int `json:"data_offsets"`
}

// elementBytes holds the element sizes of the types the models use.
var elementBytes = map[string]int{"U8": 1, "I8": 1, "F16": 2, "F32": 4}

// parseTensors reads the header and checks that every tensor lies inside the
// file and is as long as its shape says.
func parseTensors(file []byte) (*tensors, error) {
	if len(file) < 8 {
		return nil, errors.New("shorter than its header length")
	}
	n := binary.LittleEndian.Uint64(file)
	if n > maxHeader || n > uint64(len(file)-8) {
		return nil, fmt.Errorf("header of %d bytes does not fit", n)
	}
	var raw map[string]json.RawMessage
	if err := json.Unmarshal(file[8:8+n], &raw); err != nil {
		return nil, fmt.Errorf("header: %v", err)
	}
	t := &tensors{entries: make(map[string]entry, len(raw)), data: file[8+n:]}
	for name, value := range raw {
		if name == "__metadata__" {
			if err := json.Unmarshal(value, &t.metadata); err != nil {
				return nil, fmt.Errorf("metadata: %v", err)
			}
			continue
		}
		var e entry
		if err := json.Unmarshal(value, &e); err != nil {
			return nil, fmt.Errorf("tensor %s: %v", name, err)
		}
		if err := e.check(len(t.data)); err != nil {
			return nil, fmt.Errorf("tensor %s: %v", name, err)
		}
		t.entries[name] = e
	}
	return t, nil
}

func (e entry) check(size int) error {
	bytes, ok := elementBytes[e.Type]
	if !ok {
		return fmt.Errorf("unknown type %q", e.Type)
	}
	for _, n := range e.Shape {
		if n < 0 || n > 0 && bytes > math.MaxInt/n {
			return fmt.Errorf("bad shape %v", e.Shape)
		}
		bytes *= n
	}
	start, end := e.Offsets[0], e.Offsets[1]
	if start < 0 || start > end || end > size || end-start != bytes {
		return fmt.Errorf("offsets [%d, %d) do not hold %v of %s in %d bytes", start, end, e.Shape, e.Type, size)
	}
	return nil
}

// bytes returns the raw bytes of a tensor of the given type and shape.
func (t *tensors) bytes(name, dtype string, shape ...int) ([]byte, error) {
	e, ok := t.entries[name]
	if !ok {
		return nil, fmt.Errorf("tensor %s is missing", name)
	}
	if e.Type != dtype || !slices.Equal(e.Shape, shape) {
		return nil, fmt.Errorf("tensor %s is %s %v, want %s %v", name, e.Type, e.Shape, dtype, shape)
	}
	return t.data[e.Offsets[0]:e.Offsets[1]], nil
}

// floats returns a copy of an F32 tensor.
func (t *tensors) floats(name string, shape ...int) ([]float32, error) {
	b, err := t.bytes(name, "F32", shape...)
	if err != nil {
		return nil, err
	}
	f := make([]float32, len(b)/4)
	for i := range f {
		f[i] = math.Float32frombits(binary.LittleEndian.Uint32(b[4*i:]))
	}
	return f, nil
}

// halfAt returns element i of an F16 tensor's bytes as float32.
func halfAt(b []byte, i int) float32 { return halfToFloat(binary.LittleEndian.Uint16(b[2*i:])) }

// halfToFloat widens an IEEE 754 binary16 number. The exponent is rebased by a
// multiplication, which is exact and handles subnormal numbers as well.
func halfToFloat(h uint16) float32 {
	sign := uint32(h&0x8000) << 16
	if h&0x7c00 == 0x7c00 { // infinity, not a number
		return math.Float32frombits(sign | 0x7f800000 | uint32(h&0x3ff)<<13)
	}
	const rebase = 0x1p112 // 2^(127-15)
	return math.Float32frombits(sign | math.Float32bits(math.Float32frombits(uint32(h&0x7fff)<<13)*rebase))
}
