package encoder

import "math"

// plain is the kernel in Go, in float32 throughout.
type plain struct{}

func (plain) name() string { return "plain" }

func (plain) load(o *operand, x []float32, rows int) { o.x, o.rows, o.in = x, rows, len(x)/rows }

func (p plain) linear(y []float32, o *operand, m *matrix) {
	linearFloat(p, widen, y, o, m)
}

// linearFloat is linear for kernels that multiply in float32: it widens the
// weights of 16 outputs at a time and uses them for all rows.
func linearFloat(k kernel, widen func([]float32, *matrix, int), y []float32, o *operand, m *matrix) {
	o.panel = grow(o.panel, m.in*panel)
	for out := 0; out < m.out; out += panel {
		widen(o.panel, m, out)
		for row := 0; row < o.rows; row += 4 {
			k.multiply(y[row*m.out+out:], m.out, o.x[row*m.in:], m.in, o.panel, panel, m.in, m.bias[out:out+panel])
		}
	}
}

// widen writes the weights of outputs out to out+15 to dst, [in][16].
func widen(dst []float32, m *matrix, out int) {
	for b := range m.in / block {
		at := (out/panel*(m.in/block) + b) * panel
		scale := (*[panel]float32)(m.scale[at:])
		for g := range block / 4 {
			four := (*[panel * 4]byte)(m.weight[at*block+g*panel*4:])
			to := (*[4 * panel]float32)(dst[(b*block+g*4)*panel:])
			for o, s := range scale {
				to[o] = float32(int(four[4*o])-zero) * s
				to[panel+o] = float32(int(four[4*o+1])-zero) * s
				to[2*panel+o] = float32(int(four[4*o+2])-zero) * s
				to[3*panel+o] = float32(int(four[4*o+3])-zero) * s
			}
		}
	}
}

// multiply works on two rows and four columns at a time, whose sums and factors
// nearly fit the registers of any processor.
func (plain) multiply(c []float32, ldc int, a []float32, lda int, b []float32, ldb, k int, start []float32) {
	for row := 0; row < 4; row += 2 {
		a0, a1 := a[row*lda:][:k], a[(row+1)*lda:][:k]
		c0, c1 := c[row*ldc:][:len(start)], c[(row+1)*ldc:][:len(start)]
		for col := 0; col < len(start); col += 4 {
			s := (*[4]float32)(start[col:])
			s00, s01, s02, s03 := s[0], s[1], s[2], s[3]
			s10, s11, s12, s13 := s00, s01, s02, s03
			at := col
			for i, x0 := range a0 {
				x1 := a1[i]
				w := (*[4]float32)(b[at:])
				at += ldb
				s00 += x0 * w[0]
				s01 += x0 * w[1]
				s02 += x0 * w[2]
				s03 += x0 * w[3]
				s10 += x1 * w[0]
				s11 += x1 * w[1]
				s12 += x1 * w[2]
				s13 += x1 * w[3]
			}
			*(*[4]float32)(c0[col:]) = [4]float32{s00, s01, s02, s03}
			*(*[4]float32)(c1[col:]) = [4]float32{s10, s11, s12, s13}
		}
	}
}

func (plain) softmax(x []float32, stride, n int, scale float32) {
	for row := range 4 {
		x := x[row*stride:][:n]
		top := x[0]
		for _, v := range x {
			top = max(top, v)
		}
		var sum float32
		for i, v := range x {
			e := exp((v - top) * scale)
			x[i] = e
			sum += e
		}
		inverse := 1 / sum
		for i := range x {
			x[i] *= inverse
		}
	}
}

// exp approximates eˣ for x ≤ 0 to a relative error of 6e-6: 2ᵏ·2ᶠ with k the
// nearest integer of x·log₂e, whose rounding is the error, and 2ᶠ by its Taylor
// series. Below 2⁻¹²⁶ it is 0.
func exp(x float32) float32 {
	t := x * math.Log2E
	if t < -126 {
		return 0
	}
	k := float32(int32(t - 0.5)) // rounds, as t ≤ 0
	f := t - k
	p := float32(exp6)
	for _, c := range [...]float32{exp5, exp4, exp3, exp2, exp1, 1} {
		p = p*f + c
	}
	return p * math.Float32frombits(uint32(int32(k)+127)<<23)
}

// The Taylor coefficients of 2ˣ: ln(2)ⁿ/n!.
const (
	exp1 = math.Ln2
	exp2 = exp1 * math.Ln2 / 2
	exp3 = exp2 * math.Ln2 / 3
	exp4 = exp3 * math.Ln2 / 4
	exp5 = exp4 * math.Ln2 / 5
	exp6 = exp5 * math.Ln2 / 6
)

// The error function for x ≥ 0, to 1.5e-7, is 1 - (a₁t + … + a₅t⁵)·exp(-x²) with
// t = 1/(1+px): Abramowitz and Stegun, Handbook of Mathematical Functions,
// 7.1.26.
const (
	erfP = 0.3275911
	erf1 = 0.254829592
	erf2 = -0.284496736
	erf3 = 1.421413741
	erf4 = -1.453152027
	erf5 = 1.061405429
)

func (plain) gelu(x []float32) {
	for i, v := range x {
		z := v * (1 / math.Sqrt2)
		if z < 0 {
			z = -z
		}
		t := 1 / (1 + erfP*z)
		p := float32(erf5)
		for _, c := range [...]float32{erf4, erf3, erf2, erf1} {
			p = p*t + c
		}
		tail := p * t * exp(-z*z) * 0.5 * v // v·(1 - Φ(|v|))
		if v > 0 {
			tail = v - tail
		}
		x[i] = tail
	}
}

func (plain) addNorm(x, y []float32, n *norm, epsilon float32) {
	size := len(n.weight)
	for ; len(x) > 0; x, y = x[size:], y[size:] {
		var sum float32
		x := x[:size]
		for i, v := range y[:size] {
			x[i] += v
			sum += x[i]
		}
		mean := sum / float32(size)
		var square float32
		for _, v := range x {
			square += (v - mean) * (v - mean)
		}
		inverse := float32(1 / math.Sqrt(float64(square/float32(size)+epsilon)))
		for i, v := range x {
			x[i] = (v-mean)*inverse*n.weight[i] + n.bias[i]
		}
	}
}

func (plain) transpose(dst []float32, stride int, src []float32, n int) {
	for i := range n {
		*(*[4]float32)(dst[i*stride:]) = [4]float32{src[i], src[n+i], src[2*n+i], src[3*n+i]}
	}
}
