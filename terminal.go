package main

import (
	"fmt"
	"io"
	"os"

	"github.com/charmbracelet/lipgloss"
	"golang.org/x/term"
)

// terminal is the three streams of the program and what is known of them.
// Answers go to out; logs, progress, warnings and errors go to err.
type terminal struct {
	in       io.Reader
	out, err io.Writer
}

// widest is the line length up to which text is pleasant to read.
const widest = 100

// interactive reports whether a person types at the input.
func (t *terminal) interactive() bool {
	f, ok := t.in.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// width is the line length to wrap at.
func (t *terminal) width() int {
	if f, ok := t.out.(*os.File); ok {
		if w, _, err := term.GetSize(int(f.Fd())); err == nil && w > 20 {
			return min(w, widest)
		}
	}
	return widest
}

func (t *terminal) warn(format string, args ...any) {
	fmt.Fprintf(t.err, "warning: "+format+"\n", args...)
}

// styles are how the parts of an answer look; without colours where the
// output is no terminal or NO_COLOR is set.
type styles struct {
	headline, focus, faint, marker lipgloss.Style
}

func (t *terminal) styles() styles {
	r := lipgloss.NewRenderer(t.out)
	return styles{
		headline: r.NewStyle().Bold(true),
		focus:    r.NewStyle().Bold(true),
		faint:    r.NewStyle().Faint(true),
		marker:   r.NewStyle().Foreground(lipgloss.Color("6")),
	}
}

// progress returns a function that draws a bar on standard error, where that
// is a terminal, and one that ends the line.
func (t *terminal) progress(what string) (func(done, total int), func()) {
	f, ok := t.err.(*os.File)
	if !ok || !term.IsTerminal(int(f.Fd())) {
		return nil, func() {}
	}
	drawn := false
	draw := func(done, total int) {
		const cells = 30
		drawn = true
		full := cells * done / max(1, total)
		fmt.Fprintf(t.err, "\r%s [%-*s] %d of %d ", what, cells, bar(full), done, total)
	}
	return draw, func() {
		if drawn {
			fmt.Fprint(t.err, "\r\x1b[K")
		}
	}
}

// waiting says on standard error, where that is a terminal, that an answer is
// being made; what it returns takes the line away again.
func (t *terminal) waiting() (done func()) {
	f, ok := t.err.(*os.File)
	if !ok || !term.IsTerminal(int(f.Fd())) {
		return func() {}
	}
	fmt.Fprint(t.err, "Reading the passages …")
	return func() { fmt.Fprint(t.err, "\r\x1b[K") }
}

func bar(n int) string {
	b := make([]byte, n)
	for i := range b {
		b[i] = '#'
	}
	return string(b)
}
