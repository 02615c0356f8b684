package cases

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"casebot/corpus"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// The golden files are what a person sees in a terminal of 80 columns.
func TestGoldenTexts(t *testing.T) {
	set, _ := builtinCases(t)
	texts := map[string]func(*bytes.Buffer) error{
		"case.txt": func(b *bytes.Buffer) error { return set.Summary(set.Case("two-hackers-2018")).WriteText(b, 80) },
		"timeline.txt": func(b *bytes.Buffer) error {
			return Told("Timeline", set.Timeline("", corpus.Date{}, corpus.Date{})).WriteTimeline(b, 80)
		},
		"timeline-case.txt": func(b *bytes.Buffer) error {
			c := set.Case("ji-chaoqun")
			return Told(c.Name, set.Timeline(c.ID, corpus.Date{}, corpus.Date{})).WriteTimeline(b, 80)
		},
		"people.txt": func(b *bytes.Buffer) error { return Introduced("People", set.People("xu")).WriteText(b, 80) },
	}
	for name, write := range texts {
		t.Run(name, func(t *testing.T) {
			var got bytes.Buffer
			if err := write(&got); err != nil {
				t.Fatal(err)
			}
			path := filepath.Join("testdata", name)
			if *update {
				if err := os.WriteFile(path, got.Bytes(), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), got.String()); diff != "" {
				t.Errorf("rewrite with -update after reading (-want +got):\n%s", diff)
			}
			for line := range strings.Lines(got.String()) {
				if n := columns(strings.TrimRight(line, "\n")); n > 80 {
					t.Errorf("%d columns: %s", n, line)
				}
			}
		})
	}
}

func TestTextLeavesOutControlCharacters(t *testing.T) {
	a := &corpus.Article{ID: "a", Text: "red \x1b[31malert\x07"}
	s := Gathered("x", []Passage{{Citation: Citation{a, corpus.Span{End: len(a.Text)}, a.Text}}})
	var b bytes.Buffer
	if err := s.WriteText(&b, 80); err != nil {
		t.Fatal(err)
	}
	if strings.ContainsAny(b.String(), "\x1b\x07") {
		t.Errorf("control characters got out: %q", b.String())
	}
}

func TestSummaryAsJSON(t *testing.T) {
	set, c := builtinCases(t)
	data, err := json.Marshal(set.Summary(set.Case("zheng-xiaoqing")))
	if err != nil {
		t.Fatal(err)
	}
	var got struct {
		Case, Title, Status string
		Lines               []struct {
			Kind, Text, Date, Precision, Phrase, When string
			Quotes                                    []struct {
				Article    string
				Start, End int
				Text       string
			}
		}
	}
	if err := json.Unmarshal(data, &got); err != nil {
		t.Fatal(err)
	}
	if got.Case != "zheng-xiaoqing" || got.Title != "Zheng Xiaoqing" || got.Status != "sentenced" {
		t.Errorf("case %q, title %q, status %q", got.Case, got.Title, got.Status)
	}
	for _, l := range got.Lines {
		for _, q := range l.Quotes {
			a, err := c.Article(q.Article)
			if err != nil || a.Text[q.Start:q.End] != q.Text {
				t.Errorf("%q rests on %+v, which is not verbatim", l.Text, q)
			}
		}
		if len(l.Quotes) == 0 {
			t.Errorf("%q has no quote", l.Text)
		}
	}
}
