package eval

import (
	"bytes"
	"encoding/xml"
	"io"
	"testing"
)

func TestWriteSVG(t *testing.T) {
	var b bytes.Buffer
	curves := []NamedCurve{{"sample <1>", NewCurve(sample(t))}, {"empty", Curve{}}}
	if err := WriteSVG(&b, curves); err != nil {
		t.Fatal(err)
	}
	golden(t, "curve.svg.golden", b.String())
	d := xml.NewDecoder(&b)
	for {
		if _, err := d.Token(); err == io.EOF {
			return
		} else if err != nil {
			t.Fatalf("the picture is not well-formed: %v", err)
		}
	}
}
