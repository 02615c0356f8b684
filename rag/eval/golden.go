package eval

import (
	"fmt"
	"io"
	"slices"
	"strings"
)

const (
	// goldenPassages is how many retrieved passages a golden file shows.
	goldenPassages = 5
	// goldenWidth cuts a shown passage, in characters.
	goldenWidth = 110
)

// WriteGolden writes every question with its decision and its first passages,
// a star before those that hit the evidence. It is meant to be read and
// compared: equal runs give equal bytes.
func WriteGolden(w io.Writer, results []Result) error {
	var b strings.Builder
	for _, r := range results {
		writeGolden(&b, r)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func writeGolden(b *strings.Builder, r Result) {
	q, a := r.Question, r.Answer
	verdict := "WRONG"
	if r.Right() {
		verdict = "right"
	}
	fmt.Fprintf(b, "%s %s [%s] %s\n", verdict, q.ID, q.Kind, oneLine(q.Question))
	for _, turn := range q.History {
		fmt.Fprintf(b, "    after: %s\n", cut(turn.Question+" / "+turn.Answer, goldenWidth))
	}
	want := "no answer"
	if q.Answerable {
		want = strings.Join(q.Answers, " | ")
	}
	fmt.Fprintf(b, "    wanted: %s\n", cut(want, goldenWidth))
	fmt.Fprintf(b, "    %s %.2f: %s\n", a.Outcome, a.Confidence, cut(a.Headline, goldenWidth))
	for i, c := range a.Citations {
		fmt.Fprintf(b, "    %s cites [%d] %s\n", star(r.CitedHits[i]), i+1, cut(c.Text, goldenWidth))
	}
	for i, h := range a.Retrieved {
		if i == goldenPassages {
			break
		}
		fmt.Fprintf(b, "    %s %d. %s\n", star(r.Targets[i]), i+1, cut(h.Article.Slice(h.Span), goldenWidth))
	}
	if missing := r.missing(); missing > 0 {
		fmt.Fprintf(b, "    %d of %d needed passages not among the first %d\n", missing, len(r.Found), goldenPassages)
	}
	b.WriteByte('\n')
}

// missing counts the needed items that the shown passages do not hit.
func (r Result) missing() int {
	n := 0
	for _, rank := range r.Found {
		if rank == 0 || rank > goldenPassages {
			n++
		}
	}
	return n
}

func star(hit bool) string {
	if hit {
		return "*"
	}
	return " "
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// cut shortens s to n characters on one line.
func cut(s string, n int) string {
	runes := []rune(oneLine(s))
	if len(runes) <= n {
		return string(runes)
	}
	return string(slices.Concat(runes[:n-1], []rune("…")))
}
