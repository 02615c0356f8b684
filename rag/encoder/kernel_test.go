package encoder

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// forKernels runs f on every kernel of this processor with the same random
// numbers.
func forKernels(t *testing.T, f func(t *testing.T, k kernel, r *rand.Rand)) {
	for _, k := range kernels {
		t.Run(k.name(), func(t *testing.T) { f(t, k, rand.New(rand.NewPCG(3, 4))) })
	}
}

func randoms(r *rand.Rand, n int, scale float64) []float32 {
	x := make([]float32, n)
	for i := range x {
		x[i] = float32(r.NormFloat64() * scale)
	}
	return x
}

// near checks got against want, element for element.
func near(t *testing.T, what string, got []float32, want []float64, tolerance float64) {
	t.Helper()
	for i, w := range want {
		if off := math.Abs(float64(got[i]) - w); !(off <= tolerance) {
			t.Fatalf("%s: element %d of %d is %v, want %v", what, i, len(want), got[i], w)
		}
	}
}

func TestKernelLinear(t *testing.T) {
	forKernels(t, func(t *testing.T, k kernel, r *rand.Rand) {
		for _, size := range []struct{ rows, out, in int }{{4, 16, 32}, {8, 32, 64}, {12, 16, 96}, {20, 48, 384}, {28, 16, 1536}, {36, 16, 32}} {
			m := matrix{out: size.out, in: size.in, bias: randoms(r, size.out, 1)}
			raw, scale := make([]byte, size.out*size.in), make([]byte, size.out*size.in/block*2)
			for i := range raw {
				raw[i] = byte(r.Uint32())
			}
			for i := 0; i < len(scale); i += 2 {
				scale[i], scale[i+1] = byte(r.Uint32()), 0x14 // about 0.001
			}
			m.pack(raw, size.in, unpackInt8, scale)

			x := randoms(r, size.rows*size.in, 1)
			clear(x[size.in : 2*size.in]) // a row of zeros
			x[2] = 50                     // a row with one large number
			var want []float64
			for row := range size.rows {
				for o := range size.out {
					sum := float64(m.bias[o])
					for i := range size.in {
						weight := float64(int8(raw[o*size.in+i])) * float64(halfAt(scale, (o*size.in+i)/block))
						sum += float64(x[row*size.in+i]) * weight
					}
					want = append(want, sum)
				}
			}
			var o operand
			got := make([]float32, size.rows*size.out)
			k.load(&o, x, size.rows)
			k.linear(got, &o, &m)
			near(t, "linear", got, want, 5e-3)
		}
	})
}

func TestKernelMultiply(t *testing.T) {
	forKernels(t, func(t *testing.T, k kernel, r *rand.Rand) {
		const depth, columns, lda, ldb, ldc = 7, 48, 9, 50, 49
		a, b, start := randoms(r, 4*lda, 1), randoms(r, depth*ldb, 1), randoms(r, columns, 1)
		got := make([]float32, 4*ldc)
		k.multiply(got, ldc, a, lda, b, ldb, depth, start)
		for row := range 4 {
			var want []float64
			for c := range columns {
				sum := float64(start[c])
				for i := range depth {
					sum += float64(a[row*lda+i]) * float64(b[i*ldb+c])
				}
				want = append(want, sum)
			}
			near(t, "multiply", got[row*ldc:], want, 1e-5)
		}
	})
}

func TestKernelSoftmax(t *testing.T) {
	forKernels(t, func(t *testing.T, k kernel, r *rand.Rand) {
		const stride, scale = 32, 0.3
		for n := 1; n <= stride; n++ {
			x := randoms(r, 4*stride, 20)
			var want [4][]float64
			for row := range want {
				in := x[row*stride:][:n]
				top := float64(slices.Max(in))
				var sum float64
				for _, v := range in {
					e := math.Exp((float64(v) - top) * scale)
					want[row] = append(want[row], e)
					sum += e
				}
				for i := range want[row] {
					want[row][i] /= sum
				}
			}
			k.softmax(x, stride, n, scale)
			for row := range want {
				near(t, "softmax", x[row*stride:], want[row], 1e-6)
			}
		}
	})
}

func TestKernelGelu(t *testing.T) {
	forKernels(t, func(t *testing.T, k kernel, _ *rand.Rand) {
		var x []float32
		var want []float64
		for i := -2000; i < 2000; i++ {
			v := float32(i) / 150
			x = append(x, v)
			want = append(want, float64(v)*0.5*(1+math.Erf(float64(v)/math.Sqrt2)))
		}
		k.gelu(x)
		near(t, "gelu", x, want, 2e-6)
	})
}

func TestKernelAddNorm(t *testing.T) {
	forKernels(t, func(t *testing.T, k kernel, r *rand.Rand) {
		const rows, n, epsilon = 3, 96, 1e-5
		x, y := randoms(r, rows*n, 3), randoms(r, rows*n, 3)
		norm := norm{randoms(r, n, 1), randoms(r, n, 1)}
		var want []float64
		for row := range rows {
			var sum, square float64
			for i := row * n; i < (row+1)*n; i++ {
				v := float64(x[i]) + float64(y[i])
				sum += v
				square += v * v
			}
			mean := sum / n
			deviation := math.Sqrt(square/n - mean*mean + epsilon)
			for i := range n {
				v := float64(x[row*n+i]) + float64(y[row*n+i])
				want = append(want, (v-mean)/deviation*float64(norm.weight[i])+float64(norm.bias[i]))
			}
		}
		k.addNorm(x, y, &norm, epsilon)
		near(t, "addNorm", x, want, 1e-5)
	})
}

func TestKernelTranspose(t *testing.T) {
	forKernels(t, func(t *testing.T, k kernel, r *rand.Rand) {
		const n, stride = 12, 7
		src, dst := randoms(r, 4*n, 1), make([]float32, n*stride)
		k.transpose(dst, stride, src, n)
		for i := range n {
			for row := range 4 {
				if dst[i*stride+row] != src[row*n+i] {
					t.Fatalf("transpose: row %d, column %d is %v, want %v", i, row, dst[i*stride+row], src[row*n+i])
				}
			}
		}
	})
}

func TestExp(t *testing.T) {
	for x := float32(0); x > -87; x -= 0.013 {
		want := math.Exp(float64(x))
		if got := float64(exp(x)); math.Abs(got-want) > 6e-6*want {
			t.Fatalf("exp(%v) = %v, want %v", x, got, want)
		}
	}
	if got := exp(-1e30); got != 0 {
		t.Errorf("exp(-1e30) = %v, want 0", got)
	}
}

func TestHalfToFloat(t *testing.T) {
	for h := range 1 << 16 {
		sign, exponent, fraction := h>>15, h>>10&31, float64(h&1023)
		want := math.Ldexp(1+fraction/1024, exponent-15)
		switch exponent {
		case 0:
			want = math.Ldexp(fraction/1024, -14)
		case 31:
			want = math.Inf(1)
			if fraction != 0 {
				want = math.NaN()
			}
		}
		if sign == 1 {
			want = -want
		}
		got := float64(halfToFloat(uint16(h)))
		if got != want && !(math.IsNaN(got) && math.IsNaN(want)) {
			t.Fatalf("halfToFloat(%#x) = %v, want %v", h, got, want)
		}
	}
}
