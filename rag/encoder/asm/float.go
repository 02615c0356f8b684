package main

import (
	"math"

	. "github.com/mmcloughlin/avo/build"
	. "github.com/mmcloughlin/avo/operand"
	. "github.com/mmcloughlin/avo/reg"
)

const lane = 8 // floats in a 256-bit register

// vector is a constant that fills a 256-bit register.
func vector(name string, value float64) Mem {
	m := GLOBL(name, RODATA|NOPTR)
	for i := range lane {
		DATA(4*i, F32(float32(value)))
	}
	return m
}

var one = vector("one", 1)

// address is where a parameter stands.
func address(name string) Mem {
	a, err := Param(name).Resolve()
	if err != nil {
		panic(err)
	}
	return a.Addr
}

// pointer loads a parameter into a register.
func pointer(name string) Register { return Load(Param(name), GP64()) }

// stride loads a parameter that counts floats and turns it into bytes.
func stride(name string) Register {
	r := Load(Param(name), GP64())
	SHLQ(Imm(2), r)
	return r
}

func ymms(n int) []VecVirtual {
	v := make([]VecVirtual, n)
	for i := range v {
		v[i] = YMM()
	}
	return v
}

// multiply makes the product of four rows and any number of panels of 16
// columns. Eight sums hide the latency of the multiplications.
func multiply() {
	TEXT("multiplyAVX2", NOSPLIT, "func(c *float32, ldc int, a *float32, lda int, b *float32, ldb, k int, start *float32, panels int)")
	Pragma("noescape")
	Doc("multiplyAVX2 is kernel.multiply for 16 columns a panel.")
	c, ldc := pointer("c"), stride("ldc")
	a, lda := pointer("a"), stride("lda")
	b, ldb := pointer("b"), stride("ldb")
	start, panels := pointer("start"), Load(Param("panels"), GP64())

	lda3, at, from, count := GP64(), GP64(), GP64(), GP64()
	LEAQ(Mem{Base: lda, Index: lda, Scale: 2}, lda3)
	sums, left, right, factor := ymms(8), YMM(), YMM(), YMM()

	Label("panel")
	for r := range 4 {
		VMOVUPS(Mem{Base: start}, sums[2*r])
		VMOVUPS(Mem{Base: start, Disp: 32}, sums[2*r+1])
	}
	MOVQ(a, at)
	MOVQ(b, from)
	Load(Param("k"), count)
	Label("inner")
	VMOVUPS(Mem{Base: from}, left)
	VMOVUPS(Mem{Base: from, Disp: 32}, right)
	for r, row := range rows4(at, lda, lda3) {
		VBROADCASTSS(row, factor)
		VFMADD231PS(left, factor, sums[2*r])
		VFMADD231PS(right, factor, sums[2*r+1])
	}
	ADDQ(Imm(4), at)
	ADDQ(ldb, from)
	DECQ(count)
	JNZ(LabelRef("inner"))

	MOVQ(c, at)
	for r := range 4 {
		VMOVUPS(sums[2*r], Mem{Base: at})
		VMOVUPS(sums[2*r+1], Mem{Base: at, Disp: 32})
		if r < 3 {
			ADDQ(ldc, at)
		}
	}
	ADDQ(Imm(64), c)
	ADDQ(Imm(64), b)
	ADDQ(Imm(64), start)
	DECQ(panels)
	JNZ(LabelRef("panel"))
	VZEROUPPER()
	RET()
}

// rows4 addresses four rows by their stride and three times the stride.
func rows4(base, ld, ld3 Register) [4]Mem {
	return [4]Mem{
		{Base: base},
		{Base: base, Index: ld, Scale: 1},
		{Base: base, Index: ld, Scale: 2},
		{Base: base, Index: ld3, Scale: 1},
	}
}

// power replaces t by 2ᵗ for t ≤ 0, for which see exp in the package. Powers
// below -125 count as -125, so that no subnormal numbers arise.
type power struct{ least, taylor Mem }

func newPower() power {
	p := power{least: vector("least", -125)}
	p.taylor = GLOBL("taylor", RODATA|NOPTR)
	value := 1.0
	for n := range 7 {
		for i := range lane {
			DATA(4*(lane*n+i), F32(float32(value)))
		}
		value *= math.Ln2 / float64(n+1)
	}
	return p
}

var powers = newPower()

func (p power) apply(t VecVirtual) {
	k, sum := YMM(), YMM()
	VMAXPS(p.least, t, t)
	VROUNDPS(Imm(0), t, k)
	VSUBPS(k, t, t)
	VCVTPS2DQ(k, k)
	VPSLLD(Imm(23), k, k)
	VMOVUPS(p.taylor.Offset(6*32), sum)
	for n := 5; n >= 0; n-- {
		VFMADD213PS(p.taylor.Offset(n*32), t, sum)
	}
	VPADDD(k, sum, t)
}

// reduce folds v by op until its lowest element holds the result.
func reduce(v VecVirtual, op func(a, b, to Op)) {
	half := XMM()
	VEXTRACTF128(Imm(1), v, half)
	op(half, v.AsX(), v.AsX())
	VPERMILPS(Imm(0x4e), v.AsX(), half)
	op(half, v.AsX(), v.AsX())
	VPERMILPS(Imm(0xb1), v.AsX(), half)
	op(half, v.AsX(), v.AsX())
}

func maximum(a, b, to Op) { VMAXPS(a, b, to) }
func sum(a, b, to Op)     { VADDPS(a, b, to) }

// softmax works on one row.
func softmax() {
	TEXT("softmaxAVX2", NOSPLIT, "func(x *float32, n int, scale float32)")
	Pragma("noescape")
	Doc("softmaxAVX2 replaces n floats, a multiple of 8, by softmax(scale·x/ln 2).")
	x, n := pointer("x"), stride("n")
	scale := YMM()
	VBROADCASTSS(address("scale"), scale)

	at := GP64()
	top, t, total := YMM(), YMM(), YMM()
	VMOVUPS(Mem{Base: x}, top)
	XORQ(at, at)
	Label("top")
	VMAXPS(Mem{Base: x, Index: at, Scale: 1}, top, top)
	ADDQ(Imm(32), at)
	CMPQ(at, n)
	JLT(LabelRef("top"))
	reduce(top, maximum)
	VBROADCASTSS(top.AsX(), top)

	VXORPS(total, total, total)
	XORQ(at, at)
	Label("exp")
	VMOVUPS(Mem{Base: x, Index: at, Scale: 1}, t)
	VSUBPS(top, t, t)
	VMULPS(scale, t, t)
	powers.apply(t)
	VADDPS(t, total, total)
	VMOVUPS(t, Mem{Base: x, Index: at, Scale: 1})
	ADDQ(Imm(32), at)
	CMPQ(at, n)
	JLT(LabelRef("exp"))

	reduce(total, sum)
	VBROADCASTSS(total.AsX(), total)
	VMOVUPS(one, t)
	VDIVPS(total, t, total)
	XORQ(at, at)
	Label("divide")
	VMULPS(Mem{Base: x, Index: at, Scale: 1}, total, t)
	VMOVUPS(t, Mem{Base: x, Index: at, Scale: 1})
	ADDQ(Imm(32), at)
	CMPQ(at, n)
	JLT(LabelRef("divide"))
	VZEROUPPER()
	RET()
}

// gelu is max(x, 0) - |x|·(1 - Φ(|x|)), with the error function as in the
// package's plain kernel.
func gelu() {
	magnitude := GLOBL("magnitude", RODATA|NOPTR)
	for i := range lane {
		DATA(4*i, U32(0x7fffffff))
	}
	root := vector("root", 1/math.Sqrt2)
	erfP := vector("erfP", 0.3275911)
	minusLog2e := vector("minusLog2e", -math.Log2E)
	// The coefficients, times √½ for |x|/2 = √½·z.
	var erf [5]Mem
	for i, v := range [5]float64{0.254829592, -0.284496736, 1.421413741, -1.453152027, 1.061405429} {
		erf[i] = vector("erf"+string(rune('1'+i)), v/math.Sqrt2)
	}

	TEXT("geluAVX2", NOSPLIT, "func(x *float32, n int)")
	Pragma("noescape")
	Doc("geluAVX2 replaces n floats, a multiple of 8, by x·Φ(x).")
	x, n := pointer("x"), Load(Param("n"), GP64())
	v, z, t, p, e, zeros := YMM(), YMM(), YMM(), YMM(), YMM(), YMM()
	VXORPS(zeros, zeros, zeros)
	Label("loop")
	VMOVUPS(Mem{Base: x}, v)
	VANDPS(magnitude, v, z)
	VMULPS(root, z, z)
	VMOVUPS(one, t)
	VMOVUPS(erfP, p)
	VFMADD213PS(one, z, p)
	VDIVPS(p, t, t)
	VMULPS(z, z, e)
	VMULPS(minusLog2e, e, e)
	powers.apply(e)
	VMOVUPS(erf[4], p)
	for i := 3; i >= 0; i-- {
		VFMADD213PS(erf[i], t, p)
	}
	VMULPS(t, p, p)
	VMULPS(z, e, e)
	VMAXPS(zeros, v, v)
	VFNMADD231PS(p, e, v)
	VMOVUPS(v, Mem{Base: x})
	ADDQ(Imm(32), x)
	SUBQ(Imm(8), n)
	JNZ(LabelRef("loop"))
	VZEROUPPER()
	RET()
}

// addNorm reads each row three times, from the first-level cache but for the
// first.
func addNorm() {
	TEXT("addNormAVX2", NOSPLIT, "func(x, y, weight, bias *float32, n, rows int, epsilon float32)")
	Pragma("noescape")
	Doc("addNormAVX2 is kernel.addNorm for rows of n floats, a multiple of 32.")
	x, y, weight, bias := pointer("x"), pointer("y"), pointer("weight"), pointer("bias")
	n, rows := stride("n"), Load(Param("rows"), GP64())
	count, at := XMM(), GP64()
	floats := GP64()
	Load(Param("n"), floats)
	VXORPS(count, count, count)
	VCVTSI2SSQ(floats, count, count)

	element := func(base Register, i int) Mem { return Mem{Base: base, Index: at, Scale: 1, Disp: 32 * i} }
	loop := func(label string, body func()) {
		XORQ(at, at)
		Label(label)
		body()
		ADDQ(U32(128), at)
		CMPQ(at, n)
		JLT(LabelRef(label))
	}
	total := func(sums []VecVirtual) VecVirtual {
		VADDPS(sums[1], sums[0], sums[0])
		VADDPS(sums[3], sums[2], sums[2])
		VADDPS(sums[2], sums[0], sums[0])
		reduce(sums[0], sum)
		VDIVSS(count, sums[0].AsX(), sums[0].AsX())
		return sums[0]
	}

	Label("row")
	sums, v, mean, inverse := ymms(4), YMM(), YMM(), YMM()
	for _, s := range sums {
		VXORPS(s, s, s)
	}
	loop("sum", func() {
		for i, s := range sums {
			VMOVUPS(element(x, i), v)
			VADDPS(element(y, i), v, v)
			VMOVUPS(v, element(x, i))
			VADDPS(v, s, s)
		}
	})
	VBROADCASTSS(total(sums).AsX(), mean)
	for _, s := range sums {
		VXORPS(s, s, s)
	}
	loop("square", func() {
		for i, s := range sums {
			VMOVUPS(element(x, i), v)
			VSUBPS(mean, v, v)
			VFMADD231PS(v, v, s)
		}
	})
	variance := total(sums).AsX()
	VADDSS(address("epsilon"), variance, variance)
	VSQRTSS(variance, variance, variance)
	VBROADCASTSS(variance, inverse)
	VMOVUPS(one, v)
	VDIVPS(inverse, v, inverse)
	loop("scale", func() {
		for i := range sums {
			VMOVUPS(element(x, i), v)
			VSUBPS(mean, v, v)
			VMULPS(inverse, v, v)
			VMOVUPS(element(weight, i), sums[i])
			VFMADD213PS(element(bias, i), sums[i], v)
			VMOVUPS(v, element(x, i))
		}
	})
	ADDQ(n, x)
	ADDQ(n, y)
	DECQ(rows)
	JNZ(LabelRef("row"))
	VZEROUPPER()
	RET()
}

// transpose works on squares of 4 by 4.
func transpose() {
	TEXT("transposeAVX2", NOSPLIT, "func(dst *float32, stride int, src *float32, n int)")
	Pragma("noescape")
	Doc("transposeAVX2 is kernel.transpose.")
	dst, ld := pointer("dst"), stride("stride")
	src, n := pointer("src"), stride("n")
	n3, ld3, left := GP64(), GP64(), GP64()
	LEAQ(Mem{Base: n, Index: n, Scale: 2}, n3)
	LEAQ(Mem{Base: ld, Index: ld, Scale: 2}, ld3)
	MOVQ(n, left)
	Label("loop")
	var in, mid [4]VecVirtual
	for r, row := range rows4(src, n, n3) {
		in[r], mid[r] = XMM(), XMM()
		VMOVUPS(row, in[r])
	}
	VUNPCKLPS(in[1], in[0], mid[0])
	VUNPCKLPS(in[3], in[2], mid[1])
	VUNPCKHPS(in[1], in[0], mid[2])
	VUNPCKHPS(in[3], in[2], mid[3])
	VMOVLHPS(mid[1], mid[0], in[0])
	VMOVHLPS(mid[0], mid[1], in[1])
	VMOVLHPS(mid[3], mid[2], in[2])
	VMOVHLPS(mid[2], mid[3], in[3])
	for r, row := range rows4(dst, ld, ld3) {
		VMOVUPS(in[r], row)
	}
	ADDQ(Imm(16), src)
	LEAQ(Mem{Base: dst, Index: ld, Scale: 4}, dst)
	SUBQ(Imm(16), left)
	JNZ(LabelRef("loop"))
	RET()
}

// widen turns groups of four inputs and 16 outputs into four rows of 16 floats:
// weight·scale = byte·scale - 128·scale.
func widen() {
	minusZero := vector("minusZero", -128)
	low := GLOBL("lowByte", RODATA|NOPTR)
	for i := range lane {
		DATA(4*i, U32(0xff))
	}
	TEXT("widenAVX2", NOSPLIT, "func(dst *float32, weight *byte, scale *float32, blocks int)")
	Pragma("noescape")
	Doc("widenAVX2 writes 16 outputs' weights of any number of blocks as floats.")
	dst, weight, scale, blocks := pointer("dst"), pointer("weight"), pointer("scale"), Load(Param("blocks"), GP64())
	mask := YMM()
	VMOVUPS(low, mask)
	group := GP64()
	var scales, offsets [2]VecVirtual
	Label("block")
	for i := range scales {
		scales[i], offsets[i] = YMM(), YMM()
		VMOVUPS(Mem{Base: scale, Disp: 32 * i}, scales[i])
		VMULPS(minusZero, scales[i], offsets[i])
	}
	MOVQ(U32(8), group)
	Label("group")
	for i := range scales {
		four, v := YMM(), YMM()
		VMOVDQU(Mem{Base: weight, Disp: 32 * i}, four)
		for k := range 4 {
			switch k {
			case 0:
				VPAND(mask, four, v)
			case 3:
				VPSRLD(Imm(24), four, v)
			default:
				VPSRLD(Imm(uint64(8*k)), four, v)
				VPAND(mask, v, v)
			}
			VCVTDQ2PS(v, v)
			VFMADD213PS(offsets[i], scales[i], v)
			VMOVUPS(v, Mem{Base: dst, Disp: 64*k + 32*i})
		}
	}
	ADDQ(U32(256), dst)
	ADDQ(Imm(64), weight)
	DECQ(group)
	JNZ(LabelRef("group"))
	ADDQ(Imm(64), scale)
	DECQ(blocks)
	JNZ(LabelRef("block"))
	VZEROUPPER()
	RET()
}
