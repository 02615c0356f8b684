// Command asm generates the assembly kernels of package encoder with avo. It is
// a module of its own so that the program does not depend on avo; run it by
// "go generate" in the package's folder.
package main

import . "github.com/mmcloughlin/avo/build"

func main() {
	ConstraintExpr("amd64")
	multiply()
	softmax()
	gelu()
	addNorm()
	transpose()
	widen()
	quantize()
	for _, rows := range []int{4, 8, 12} {
		linear(rows)
	}
	Generate()
}
