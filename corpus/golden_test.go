package corpus

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// Every odd article of testdata/articles is read as its golden file says.
func TestGolden(t *testing.T) {
	c, err := LoadDir("testdata/articles")
	if err != nil {
		t.Fatal(err)
	}
	for i, r := range c.Report() {
		a := c.Articles[i]
		t.Run(r.ID, func(t *testing.T) {
			checkCover(t, a)
			got := render(r, a)
			name := filepath.Join("testdata", "golden", r.ID+".txt")
			if *update {
				if err := os.WriteFile(name, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff(string(want), got); d != "" {
				t.Errorf("%s differs from its golden file; -update rewrites it:\n%s", r.ID, d)
			}
		})
	}
}

// render writes a report and the dates of its sentences, one item a line.
func render(r Report, a *Article) string {
	var b strings.Builder
	for _, f := range r.Fields {
		mark := ""
		if f.Inferred {
			mark = " (inferred)"
		}
		fmt.Fprintf(&b, "%s: %s%s\n", f.Name, f.Value, mark)
	}
	heading := "\n"
	for i, s := range a.Sentences {
		if s.Heading != heading {
			heading = s.Heading
			fmt.Fprintf(&b, "\n[%s]\n", heading)
		}
		fmt.Fprintf(&b, "%q\n", r.Sentences[i])
		for _, m := range a.ResolveDates(s.Span) {
			fmt.Fprintf(&b, "    %q: %s\n", a.Slice(m.Span), m.Date.ISO())
		}
	}
	b.WriteString("\nheadings\n")
	for _, h := range r.Headings {
		fmt.Fprintf(&b, "%q\n", h)
	}
	b.WriteString("\nleft out\n")
	for _, l := range r.LeftOut {
		fmt.Fprintf(&b, "line %d, %s: %q\n", l.Line, l.Reason, l.Text)
	}
	return b.String()
}
