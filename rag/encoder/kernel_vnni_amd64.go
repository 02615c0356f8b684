package encoder

// vnni multiplies bytes by AVX-512's VNNI instructions: the weights as they
// are, the activations in 16 bits with one scale a row, split into high and low
// bytes. Eight bits would be half the work and are too coarse for the judge
// (its logits move by 0.13).
type vnni struct{ avx2 }

func (vnni) name() string { return "avx512vnni" }

func (vnni) load(o *operand, x []float32, rows int) {
	o.rows, o.in = rows, len(x)/rows
	o.quantized = grow(o.quantized, 2*len(x))
	o.sums = grow(o.sums, len(x)/block)
	o.scale = grow(o.scale, rows)
	for r := 0; r < rows; r += 4 {
		quantizeVNNI(&o.quantized[2*r*o.in], &o.sums[r*o.in/block], &o.scale[r], &x[r*o.in], o.in)
	}
}

func (vnni) linear(y []float32, o *operand, m *matrix) {
	blocks := m.in / block
	for out := 0; out < m.out; out += panel {
		weight, scale, bias := &m.weight[out*m.in], &m.scale[out*blocks], &m.bias[out]
		for r := 0; r < o.rows; {
			to, q, sums, rowScale := &y[r*m.out+out], &o.quantized[2*r*m.in], &o.sums[r*blocks], &o.scale[r]
			switch left := o.rows - r; {
			case left >= 12:
				linear12VNNI(to, m.out, q, sums, rowScale, weight, scale, bias, blocks)
				r += 12
			case left >= 8:
				linear8VNNI(to, m.out, q, sums, rowScale, weight, scale, bias, blocks)
				r += 8
			default:
				linear4VNNI(to, m.out, q, sums, rowScale, weight, scale, bias, blocks)
				r += 4
			}
		}
	}
}
