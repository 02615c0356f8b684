package encoder

// kernel is the arithmetic that takes the time. plain is written in Go and
// runs everywhere; the others replace parts of it by assembly. All give the
// same results but for rounding, and are held to the same golden vectors.
//
// Matrices of activations are row-major, their rows counted in fours.
type kernel interface {
	name() string
	// load takes rows of o.in activations as the input of linear.
	load(o *operand, x []float32, rows int)
	// linear writes o·Wᵀ + b to y, [o.rows][m.out].
	linear(y []float32, o *operand, m *matrix)
	// multiply writes the product of a, four rows of k with the stride lda, and
	// b, k rows with the stride ldb, to c, four rows with the stride ldc. Each
	// row of c begins as start, whose length, a multiple of 16, is the number
	// of columns.
	multiply(c []float32, ldc int, a []float32, lda int, b []float32, ldb, k int, start []float32)
	// softmax replaces the first n of each of four rows x by softmax(scale·x).
	// What stands behind them up to the stride, a multiple of 16, is lost.
	softmax(x []float32, stride, n int, scale float32)
	// gelu replaces x by x·Φ(x), Φ the standard normal distribution.
	gelu(x []float32)
	// addNorm replaces each row x by the layer normalisation of x + y.
	addNorm(x, y []float32, n *norm, epsilon float32)
	// transpose writes four rows of n, n a multiple of 4, as n rows of four
	// with the given stride.
	transpose(dst []float32, stride int, src []float32, n int)
}

// kernels are those that this processor can run, the fastest first.
var kernels = available()

// operand is the input of a linear layer as the kernel reads it.
type operand struct {
	rows, in int
	x        []float32 // the rows themselves
	panel    []float32 // the weights of 16 outputs in float32, [in][16]
	// The rows in 16 bits, for integer kernels: see vnni.
	quantized []int8
	sums      []int32
	scale     []float32
}

// grow returns a slice of length n, its contents undefined, in s's memory if
// that is large enough.
func grow[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n)
	}
	return s[:n]
}
