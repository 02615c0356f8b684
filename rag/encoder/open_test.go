package encoder

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"
	"testing/fstest"
)

// tinyModel is a model of other shapes than the built-in one, with random
// weights: 32 hidden units, two layers of which the judge has its own second.
func tinyModel() fstest.MapFS {
	const words, hidden, forward, positions = 7, 32, 64, maxPair
	random := rand.New(rand.NewPCG(1, 2))
	f32 := func(t *tensorWriter, name string, shape ...int) {
		b := make([]byte, 0, 4*product(shape))
		for range product(shape) {
			b = binary.LittleEndian.AppendUint32(b, math.Float32bits(random.Float32()-0.5))
		}
		t.add(name, "F32", shape, b)
	}
	raw := func(t *tensorWriter, name, dtype string, shape ...int) {
		b := make([]byte, elementBytes[dtype]*product(shape))
		for i := range b {
			b[i] = byte(random.Uint32())
			if dtype == "F16" && i%2 == 1 {
				b[i] = 0x20 | b[i]&0x80 // about ±0.01
			}
		}
		t.add(name, dtype, shape, b)
	}
	layers := func(t *tensorWriter, from, to int, dtype string) {
		for i := from; i < to; i++ {
			prefix := fmt.Sprintf("layers.%d.", i)
			for name, size := range map[string][2]int{
				"attention.query":  {hidden, hidden},
				"attention.key":    {hidden, hidden},
				"attention.value":  {hidden, hidden},
				"attention.output": {hidden, hidden},
				"feedforward.in":   {forward, hidden},
				"feedforward.out":  {hidden, forward},
			} {
				if dtype == "U8" {
					raw(t, prefix+name+".weight", dtype, size[0], size[1]/32, 16)
				} else {
					raw(t, prefix+name+".weight", dtype, size[0], size[1])
				}
				raw(t, prefix+name+".scale", "F16", size[0], size[1]/32)
				f32(t, prefix+name+".bias", size[0])
			}
			for _, name := range []string{"attention.norm", "feedforward.norm"} {
				f32(t, prefix+name+".weight", hidden)
				f32(t, prefix+name+".bias", hidden)
			}
		}
	}

	encoder := tensorWriter{metadata: map[string]string{"hidden": "32", "layers": "2", "heads": "2", "feedforward": "64", "norm_eps": "1e-12", "max_tokens": fmt.Sprint(positions)}}
	raw(&encoder, "embeddings.word.weight", "U8", words, 1, 16)
	raw(&encoder, "embeddings.word.scale", "F16", words, 1)
	raw(&encoder, "embeddings.position", "F16", positions, hidden)
	f32(&encoder, "embeddings.norm.weight", hidden)
	f32(&encoder, "embeddings.norm.bias", hidden)
	layers(&encoder, 0, 2, "U8")

	judge := tensorWriter{metadata: map[string]string{"first_layer": "1"}}
	layers(&judge, 1, 2, "I8")
	f32(&judge, "pool.weight", hidden, hidden)
	f32(&judge, "pool.bias", hidden)
	f32(&judge, "heads.weight", 2, hidden)
	f32(&judge, "heads.bias", 2)
	f32(&judge, "span.weight", 2, hidden)
	f32(&judge, "span.bias", 2)

	return fstest.MapFS{
		encoderName:       {Data: encoder.file()},
		judgeName:         {Data: judge.file()},
		vocabularyName:    {Data: []byte("<s>\t0\n<pad>\t0\n</s>\t0\n<unk>\t0\n▁a\t-1\nb\t-1.5\n▁\t-2")},
		normalizationName: {Data: []byte("0041\t0061\n0009\t0020\n0001\t\n")},
	}
}

func product(shape []int) int {
	n := 1
	for _, s := range shape {
		n *= s
	}
	return n
}

// tensorWriter writes a safetensors file.
type tensorWriter struct {
	metadata map[string]string
	entries  map[string]entry
	data     bytes.Buffer
}

func (t *tensorWriter) add(name, dtype string, shape []int, data []byte) {
	if t.entries == nil {
		t.entries = map[string]entry{}
	}
	t.entries[name] = entry{dtype, shape, [2]int{t.data.Len(), t.data.Len() + len(data)}}
	t.data.Write(data)
}

func (t *tensorWriter) file() []byte {
	header := map[string]any{"__metadata__": t.metadata}
	for name, e := range t.entries {
		header[name] = e
	}
	h, err := json.Marshal(header)
	if err != nil {
		panic(err)
	}
	return append(append(binary.LittleEndian.AppendUint64(nil, uint64(len(h))), h...), t.data.Bytes()...)
}

func TestOpenOtherShapes(t *testing.T) {
	first, err := Open(tinyModel())
	if err != nil {
		t.Fatal(err)
	}
	if first.Dim() != 32 {
		t.Errorf("Dim() = %d, want 32", first.Dim())
	}
	texts := []string{"", "Ab\tb", strings.Repeat("ab ", 200)}
	pairs := []Pair{{"a", "", "ab b"}, {"b b b", "a", strings.Repeat("ab ", 100)}}
	var vectors [][]float32
	var judgements []Judgement
	for _, k := range kernels {
		m := *first
		m.kernel = k
		v, err := m.Embed(t.Context(), Query, texts)
		if err != nil {
			t.Fatal(err)
		}
		j, err := m.Judge(t.Context(), pairs)
		if err != nil {
			t.Fatal(err)
		}
		if vectors == nil {
			vectors, judgements = v, j
		}
		for i := range texts {
			if c := cosine(v[i], vectors[i]); !(c > 0.9999) {
				t.Errorf("%s: cosine %v with another kernel for %q", k.name(), c, texts[i])
			}
		}
		for i := range pairs {
			if off := math.Abs(float64(j[i].Answers - judgements[i].Answers)); !(off < 0.01) {
				t.Errorf("%s: %+v, another kernel gives %+v", k.name(), j[i], judgements[i])
			}
		}
	}
}

func TestOpenFaults(t *testing.T) {
	header := func(file, old, new string) func(fstest.MapFS) {
		return func(fsys fstest.MapFS) {
			b := fsys[file].Data
			h := string(b[8 : 8+binary.LittleEndian.Uint64(b)])
			if !strings.Contains(h, old) {
				panic(old + " is not in " + h)
			}
			changed := strings.Replace(h, old, new, 1)
			data := binary.LittleEndian.AppendUint64(nil, uint64(len(changed)))
			fsys[file].Data = append(append(data, changed...), b[8+len(h):]...)
		}
	}
	for want, change := range map[string]func(fstest.MapFS){
		"judge.safetensors: file does not exist":                   func(f fstest.MapFS) { delete(f, judgeName) },
		"encoder.safetensors: shorter than":                        func(f fstest.MapFS) { f[encoderName].Data = nil },
		"encoder.safetensors: header of 999":                       func(f fstest.MapFS) { f[encoderName].Data = append([]byte{0xe7, 3, 0, 0, 0, 0, 0, 0}, "{}"...) },
		"do not hold [2] of F32":                                   func(f fstest.MapFS) { f[judgeName].Data = f[judgeName].Data[:len(f[judgeName].Data)-1] },
		`metadata hidden is "33"`:                                  header(encoderName, `"hidden":"32"`, `"hidden":"33"`),
		"3 heads do not share 32":                                  header(encoderName, `"heads":"2"`, `"heads":"3"`),
		"the judge reads 153":                                      header(encoderName, `"max_tokens":"153"`, `"max_tokens":"12"`),
		`first_layer "3" is not a layer`:                           header(judgeName, `"first_layer":"1"`, `"first_layer":"3"`),
		"tensor pool.weight is missing":                            header(judgeName, `"pool.weight"`, `"pool.other"`),
		"tensor layers.1.attention.key.scale is missing":           header(judgeName, `"layers.1.attention.key.scale"`, `"layers.1.attention.kee.scale"`),
		"neither 8-bit nor 4-bit":                                  header(judgeName, `"layers.1.attention.key.weight":{"dtype":"I8"`, `"layers.1.attention.key.weight":{"dtype":"U8"`),
		"unknown type":                                             header(judgeName, `"dtype":"F16"`, `"dtype":"F64"`),
		"tensor embeddings.word.weight is U8 [7 1 16], want U8 [8": func(f fstest.MapFS) { f[vocabularyName].Data = append(f[vocabularyName].Data, "\nc\t-3"...) },
		"vocabulary.tsv: line 8: want a piece, a tab and a score":  func(f fstest.MapFS) { f[vocabularyName].Data = append(f[vocabularyName].Data, "\nc"...) },
		`vocabulary.tsv: line 8: score "x" is no number`:           func(f fstest.MapFS) { f[vocabularyName].Data = append(f[vocabularyName].Data, "\nc\tx"...) },
		"vocabulary.tsv: 0 pieces are too few":                     func(f fstest.MapFS) { f[vocabularyName].Data = nil },
		"normalization.tsv: line 1: want a code point and a tab":   func(f fstest.MapFS) { f[normalizationName].Data = []byte("0041") },
		`normalization.tsv: line 1: "D800" is no code point`:       func(f fstest.MapFS) { f[normalizationName].Data = []byte("0041\tD800") },
	} {
		fsys := tinyModel()
		change(fsys)
		if _, err := Open(fsys); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("Open: error %v, want %q", err, want)
		}
	}
}

func FuzzParseTensors(f *testing.F) {
	f.Add(tinyModel()[judgeName].Data)
	f.Add([]byte("\x02\x00\x00\x00\x00\x00\x00\x00{}"))
	f.Fuzz(func(t *testing.T, file []byte) {
		tensors, err := parseTensors(file)
		if err != nil {
			return
		}
		for name, e := range tensors.entries {
			if _, err := tensors.bytes(name, e.Type, e.Shape...); err != nil {
				t.Fatal(err)
			}
		}
	})
}
