package main

import (
	"fmt"

	. "github.com/mmcloughlin/avo/build"
	. "github.com/mmcloughlin/avo/operand"
	. "github.com/mmcloughlin/avo/reg"
)

// Four rows of activations, in 16 bits, are kept as high and low bytes: for a
// block of 32 inputs eight groups of high bytes, four rows of four bytes each,
// then as many of low bytes.
const (
	halfBytes  = 128
	blockBytes = 2 * halfBytes
)

// groupAt is where group g of a half stands: the order in which the shuffles of
// quantize leave the groups.
func groupAt(g int) int { return (g%4*2 + g/4) * 16 }

// quantize rounds four rows to 16 bits, each by its own scale, so that the
// largest number becomes 32512 (more would overflow the high byte).
func quantize() {
	const largest = 32512
	limit := ConstData("limit", F32(largest))
	reciprocal := ConstData("reciprocal", F32(float32(1.0/largest)))
	magnitude := ConstData("positive", U32(0x7fffffff))
	half := ConstData("half", U32(128))
	ones := ConstData("ones", U32(0x01010101))

	TEXT("quantizeVNNI", NOSPLIT, "func(q *int8, sums *int32, scale, x *float32, n int)")
	Pragma("noescape")
	Doc("quantizeVNNI loads four rows of n floats, a multiple of 32, for linear.")
	q, sums, scale, x, n := pointer("q"), pointer("sums"), pointer("scale"), pointer("x"), stride("n")
	n3, at := GP64(), GP64()
	LEAQ(Mem{Base: n, Index: n, Scale: 2}, n3)

	mask := ZMM()
	VPBROADCASTD(magnitude, mask)
	var inverse [4]VecVirtual
	for r := range inverse {
		top, other, v := ZMM(), ZMM(), ZMM()
		VPXORD(top, top, top)
		VPXORD(other, other, other)
		row := GP64()
		MOVQ(x, row)
		switch r {
		case 1:
			ADDQ(n, row)
		case 2:
			LEAQ(Mem{Base: x, Index: n, Scale: 2}, row)
		case 3:
			ADDQ(n3, row)
		}
		XORQ(at, at)
		label := fmt.Sprint("top", r)
		Label(label)
		for i, t := range []VecVirtual{top, other} {
			VPANDD(Mem{Base: row, Index: at, Scale: 1, Disp: 64 * i}, mask, v)
			VMAXPS(v, t, t)
		}
		ADDQ(U32(128), at)
		CMPQ(at, n)
		JLT(LabelRef(label))
		VMAXPS(other, top, top)
		VEXTRACTF64X4(Imm(1), top, other.AsY())
		VMAXPS(other.AsY(), top.AsY(), top.AsY())
		reduce(top.AsY().(VecVirtual), maximum)

		// A row of zeros has the scale 0, and the inverse 0 instead of infinity.
		s, i, none := XMM(), XMM(), XMM()
		VMULSS(reciprocal, top.AsX(), s)
		VMOVSS(s, Mem{Base: scale, Disp: 4 * r})
		VMOVSS(limit, i)
		VDIVSS(top.AsX(), i, i)
		VXORPS(none, none, none)
		VCMPSS(Imm(4), none, top.AsX(), none) // top ≠ 0
		VANDPS(none, i, i)
		inverse[r] = ZMM()
		VBROADCASTSS(i, inverse[r])
	}

	rounding, one := ZMM(), YMM()
	VPBROADCASTD(half, rounding)
	VPBROADCASTD(ones, one)
	MOVQ(n, at)
	SHRQ(Imm(7), at) // blocks
	Label("block")
	var low, high [4]VecVirtual
	for r, row := range rows4(x, n, n3) {
		low[r], high[r] = YMM(), YMM()
		upper := XMM()
		for i := range 2 {
			v := ZMM()
			VMULPS(row.Offset(64*i), inverse[r], v)
			VCVTPS2DQ(v, v)
			l, h := low[r].AsX(), high[r].AsX()
			if i == 1 {
				l, h = upper, upper
			}
			VPMOVDB(v, l)
			if i == 1 {
				VINSERTI32X4(Imm(1), upper, low[r], low[r])
			}
			VPADDD(rounding, v, v)
			VPSRAD(Imm(8), v, v)
			VPMOVDB(v, h)
			if i == 1 {
				VINSERTI32X4(Imm(1), upper, high[r], high[r])
			}
		}
	}
	var total [2]VecVirtual
	for i, rows := range [2][4]VecVirtual{high, low} {
		total[i] = YMM()
		VPXORD(total[i], total[i], total[i])
		for g, v := range interleave(rows) {
			VMOVDQU32(v, Mem{Base: q, Disp: i*halfBytes + 32*g})
			VPDPBUSD(v, one, total[i])
		}
	}
	VPSLLD(Imm(8), total[0], total[0])
	VPADDD(total[1], total[0], total[0])
	other := XMM()
	VEXTRACTI32X4(Imm(1), total[0], other)
	VPADDD(other, total[0].AsX(), other)
	VPSLLD(Imm(7), other, other)
	none := XMM()
	VPXORD(none, none, none)
	VPSUBD(other, none, other)
	VMOVDQU32(other, Mem{Base: sums})
	ADDQ(U32(blockBytes), q)
	ADDQ(Imm(16), sums)
	ADDQ(U32(128), x)
	DECQ(at)
	JNZ(LabelRef("block"))
	VZEROUPPER()
	RET()
}

// interleave transposes four rows of eight 4-byte groups: the halves of result i
// hold group i and group i+4 of all rows.
func interleave(rows [4]VecVirtual) [4]VecVirtual {
	var pair, out [4]VecVirtual
	for i := range pair {
		pair[i], out[i] = YMM(), YMM()
	}
	VPUNPCKLDQ(rows[1], rows[0], pair[0])
	VPUNPCKHDQ(rows[1], rows[0], pair[1])
	VPUNPCKLDQ(rows[3], rows[2], pair[2])
	VPUNPCKHDQ(rows[3], rows[2], pair[3])
	VPUNPCKLQDQ(pair[2], pair[0], out[0])
	VPUNPCKHQDQ(pair[2], pair[0], out[1])
	VPUNPCKLQDQ(pair[3], pair[1], out[2])
	VPUNPCKHQDQ(pair[3], pair[1], out[3])
	return out
}

// linear makes rows by 16 outputs. The bytes of the weights, unsigned, meet the
// high and then the low bytes of the activations, signed: each VPDPBUSD adds
// four products to each of 16 sums.
func linear(rows int) {
	TEXT(fmt.Sprintf("linear%dVNNI", rows), NOSPLIT, "func(y *float32, ldy int, q *int8, sums *int32, scale *float32, weight *byte, weightScale, bias *float32, blocks int)")
	Pragma("noescape")
	Doc(fmt.Sprintf("linear%dVNNI writes 16 outputs of %d rows.", rows, rows))
	weight, weightScale, blocks := pointer("weight"), pointer("weightScale"), Load(Param("blocks"), GP64())

	// Each four rows have pointers of their own.
	q, sums := make([]Register, rows/4), make([]Register, rows/4)
	q[0], sums[0] = pointer("q"), pointer("sums")
	step := GP64()
	MOVQ(blocks, step)
	SHLQ(Imm(8), step)
	sumStep := GP64()
	MOVQ(blocks, sumStep)
	SHLQ(Imm(4), sumStep)
	for i := 1; i < rows/4; i++ {
		q[i], sums[i] = GP64(), GP64()
		LEAQ(Mem{Base: q[i-1], Index: step, Scale: 1}, q[i])
		LEAQ(Mem{Base: sums[i-1], Index: sumStep, Scale: 1}, sums[i])
	}

	products, totals := make([]VecVirtual, rows), make([]VecVirtual, rows)
	for r := range rows {
		products[r], totals[r] = ZMM(), ZMM()
		VPXORD(totals[r], totals[r], totals[r])
	}
	w, s := ZMM(), ZMM()
	add := func(half int) {
		for g := range 8 {
			VMOVDQU32(Mem{Base: weight, Disp: 64 * g}, w)
			for r, p := range products {
				VPDPBUSD_BCST(Mem{Base: q[r/4], Disp: half*halfBytes + groupAt(g) + r%4*4}, w, p)
			}
		}
	}
	Label("block")
	for _, p := range products {
		VPXORD(p, p, p)
	}
	add(0)
	for _, p := range products {
		VPSLLD(Imm(8), p, p)
	}
	add(1)
	VMOVUPS(Mem{Base: weightScale}, s)
	for r, p := range products {
		VPADDD_BCST(Mem{Base: sums[r/4], Disp: r % 4 * 4}, p, p)
		VCVTDQ2PS(p, p)
		VFMADD231PS(s, p, totals[r])
	}
	for i := range q {
		ADDQ(U32(blockBytes), q[i])
		ADDQ(Imm(16), sums[i])
	}
	ADDQ(U32(512), weight)
	ADDQ(Imm(64), weightScale)
	DECQ(blocks)
	JNZ(LabelRef("block"))

	y, ldy, scale, bias := pointer("y"), stride("ldy"), pointer("scale"), pointer("bias")
	VMOVUPS(Mem{Base: bias}, w)
	for r, t := range totals {
		VBROADCASTSS(Mem{Base: scale, Disp: 4 * r}, s)
		VFMADD213PS(w, s, t)
		VMOVUPS(t, Mem{Base: y})
		if r < rows-1 {
			ADDQ(ldy, y)
		}
	}
	VZEROUPPER()
	RET()
}
