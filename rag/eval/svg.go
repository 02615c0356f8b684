package eval

import (
	"fmt"
	"io"
	"math"
	"strings"
)

// NamedCurve is a curve with what a picture calls it.
type NamedCurve struct {
	Name  string
	Curve Curve
}

// Sizes of the picture in pixels, and the colours of its curves in order
// (Okabe and Ito, told apart by colour-blind readers too).
const (
	plotWidth, plotHeight = 420, 220
	plotLeft, plotTop     = 50, 20
	legendLine            = 18
)

var plotColours = []string{"#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9"}

// WriteSVG draws risk over coverage, one line a curve, with a legend below.
func WriteSVG(w io.Writer, curves []NamedCurve) error {
	top := 0.1
	for _, c := range curves {
		for _, p := range c.Curve.Points {
			top = max(top, math.Ceil(p.Risk*10)/10)
		}
	}
	x := func(coverage float64) float64 { return plotLeft + plotWidth*coverage }
	y := func(risk float64) float64 { return plotTop + plotHeight*(1-risk/top) }

	var b strings.Builder
	width, height := plotLeft+plotWidth+20, plotTop+plotHeight+50+legendLine*len(curves)
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" width="%d" font-family="sans-serif" font-size="12">`+"\n", width, height, width)
	fmt.Fprintf(&b, `<rect width="%d" height="%d" fill="white"/>`+"\n", width, height)
	for i := range 6 {
		share := float64(i) / 5
		fmt.Fprintf(&b, `<path d="M%.0f %.0fH%d" stroke="#ddd"/>`+"\n", x(0), y(share*top), plotLeft+plotWidth)
		fmt.Fprintf(&b, `<text x="%d" y="%.0f" text-anchor="end">%.2f</text>`+"\n", plotLeft-6, y(share*top)+4, share*top)
		fmt.Fprintf(&b, `<text x="%.0f" y="%d" text-anchor="middle">%.1f</text>`+"\n", x(share), plotTop+plotHeight+16, share)
	}
	fmt.Fprintf(&b, `<text x="%.0f" y="%d" text-anchor="middle">coverage: share of questions, most confident first</text>`+"\n", x(0.5), plotTop+plotHeight+32)
	fmt.Fprintf(&b, `<text x="%d" y="%d">risk: share of them with a wrong outcome</text>`+"\n", plotLeft, plotTop-6)
	for i, c := range curves {
		colour := plotColours[i%len(plotColours)]
		fmt.Fprintf(&b, `<path d="%s" fill="none" stroke="%s" stroke-width="2"/>`+"\n", path(c.Curve, x, y), colour)
		line := plotTop + plotHeight + 36 + legendLine*(i+1)
		fmt.Fprintf(&b, `<path d="M%d %dh24" stroke="%s" stroke-width="2"/>`+"\n", plotLeft, line-4, colour)
		fmt.Fprintf(&b, `<text x="%d" y="%d">%s, area %.2f</text>`+"\n", plotLeft+32, line, escape(c.Name), c.Curve.Area)
	}
	b.WriteString("</svg>\n")
	_, err := io.WriteString(w, b.String())
	return err
}

// path joins the points of a curve by straight lines.
func path(c Curve, x, y func(float64) float64) string {
	var b strings.Builder
	for i, p := range c.Points {
		command := 'L'
		if i == 0 {
			command = 'M'
		}
		fmt.Fprintf(&b, "%c%.1f %.1f", command, x(p.Coverage), y(p.Risk))
	}
	return b.String()
}

func escape(s string) string {
	return strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;").Replace(s)
}
