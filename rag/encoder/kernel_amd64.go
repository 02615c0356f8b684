package encoder

//go:generate go -C asm run . -out ../kernel_amd64.s -stubs ../stubs_amd64.go -pkg encoder

import (
	"math"

	"golang.org/x/sys/cpu"
)

// available asks the processor. The assembly has nothing for older ones than
// Intel's Haswell and AMD's Zen.
func available() []kernel {
	all := []kernel{plain{}}
	if cpu.X86.HasAVX2 && cpu.X86.HasFMA {
		all = append([]kernel{avx2{}}, all...)
		if cpu.X86.HasAVX512F && cpu.X86.HasAVX512BW && cpu.X86.HasAVX512DQ && cpu.X86.HasAVX512VL && cpu.X86.HasAVX512VNNI {
			all = append([]kernel{vnni{}}, all...)
		}
	}
	return all
}

// avx2 multiplies in float32, eight numbers at a time.
type avx2 struct{ plain }

func (avx2) name() string { return "avx2" }

func (k avx2) linear(y []float32, o *operand, m *matrix) { linearFloat(k, k.widen, y, o, m) }

func (avx2) widen(dst []float32, m *matrix, out int) {
	blocks := m.in / block
	widenAVX2(&dst[0], &m.weight[out*m.in], &m.scale[out*blocks], blocks)
}

func (avx2) multiply(c []float32, ldc int, a []float32, lda int, b []float32, ldb, k int, start []float32) {
	_, _, _ = c[3*ldc+len(start)-1], a[3*lda+k-1], b[(k-1)*ldb+len(start)-1]
	multiplyAVX2(&c[0], ldc, &a[0], lda, &b[0], ldb, k, &start[0], len(start)/panel)
}

func (avx2) softmax(x []float32, stride, n int, scale float32) {
	padded := roundUp(n, 8)
	for row := range 4 {
		x := x[row*stride:][:padded]
		for i := n; i < padded; i++ {
			x[i] = -math.MaxFloat32
		}
		softmaxAVX2(&x[0], padded, scale*math.Log2E)
	}
}

func (avx2) gelu(x []float32) { geluAVX2(&x[0], len(x)) }

func (avx2) addNorm(x, y []float32, n *norm, epsilon float32) {
	size := len(n.weight)
	addNormAVX2(&x[0], &y[:len(x)][0], &n.weight[0], &n.bias[0], size, len(x)/size, epsilon)
}

func (avx2) transpose(dst []float32, stride int, src []float32, n int) {
	_, _ = dst[(n-1)*stride+3], src[4*n-1]
	transposeAVX2(&dst[0], stride, &src[0], n)
}
