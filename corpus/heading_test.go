package corpus

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
)

// body is a paragraph long enough to stand below a heading.
const body = "The harbour office said that two of its clerks had sold the arrival times of ships, and that nobody had noticed it for the whole of a year."

func TestHeadings(t *testing.T) {
	cases := []struct {
		name, text string
		want       []string
	}{
		{"no stop, longer text below", "The clerks were held in 2018\n\n" + body, []string{"The clerks were held in 2018"}},
		{"first line with a stop", "The clerks were held in 2018.\n\n" + body, nil},
		{"headline with a stop, set off in a text of lines", "Harbour Clerks Sold Secrets, Court Told.\n\n" + body + "\n" + body + " More.\n" + body + " Yet more.\n", []string{"Harbour Clerks Sold Secrets, Court Told."}},
		{"above a dateline", body + "\nHarbour office looks for the leak it had for a year.\n6 January 2019\n" + body + " Now.", []string{"Harbour office looks for the leak it had for a year."}},
		{"question with a full stop", body + "\nWhat is the harbour office.\n" + body + " Now.", []string{"What is the harbour office."}},
		{"question with its mark", body + "\nWhat is the harbour office?\n" + body + " Now.", nil},
		{"short statement", body + "\nHe denies it.\n" + body + " Now.", nil},
		{"short past", body + "\nThe clerks pleaded not guilty.\n" + body + " Now.", nil},
		{"short present", body + "\nThe hunt goes on.\n" + body + " Now.", nil},
		{"quotation", body + "\nA key was their “cloud” account.\n" + body + " Now.", nil},
		{"list with marks", "Who was held\n\n- Ann Lee, 34\n- Bo Ek, 41\n\n" + body, []string{"Who was held"}},
		{"list without marks", body + "\nAnn Lee, 34\nBo Ek, 41\n" + body + " Now.", nil},
		{"list with numbers", body + "\n1. Ann Lee\n2. Bo Ek\n" + body + " Now.", nil},
		{"markdown mark", body + "\n## So it ends.\n" + body + " Now.", []string{"So it ends."}},
		{"last line", body + "\n\nThe hunt goes on", nil},
		{"nothing has a stop", "the clerks were held\nthe office said so\nthe court will hear them on a day in May\nnobody else was named by the office\nthe end", []string(nil)},
		{"japanese", "事件の背景\n県警によると、設計図は全部で三十六枚あり、そのうち十二枚がまだ見つかっていない。", []string{"事件の背景"}},
		{"japanese sentence", "男は否認した。\n県警によると、設計図は全部で三十六枚あり、そのうち十二枚がまだ見つかっていない。", nil},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			corpus, err := Load(fstest.MapFS{"a.txt": {Data: []byte(c.text)}})
			if err != nil {
				t.Fatal(err)
			}
			a := corpus.Articles[0]
			checkCover(t, a)
			if d := cmp.Diff(c.want, a.texts(a.Headings)); d != "" {
				t.Errorf("headings, -want +got:\n%s", d)
			}
		})
	}
}

func TestHeadingByMetadata(t *testing.T) {
	files := fstest.MapFS{
		"a.txt":  {Data: []byte("Clerks were held.\n\n" + body)},
		"a.yaml": {Data: []byte("title: Clerks were held")},
	}
	c, err := Load(files)
	if err != nil {
		t.Fatal(err)
	}
	if got := c.Articles[0].texts(c.Articles[0].Headings); len(got) != 1 {
		t.Errorf("headings = %q, want the title", got)
	}
}

func TestLayout(t *testing.T) {
	wrapped := "The harbour office said that two of its clerks had sold the\narrival times of ships, and that nobody had noticed it for the\nwhole of a year.\n\nThe court will hear them on a day in May, it said, and will\nname a judge.\n"
	lines := "The harbour office spoke.\nTwo clerks had sold times.\n\nNobody noticed."
	for text, want := range map[string]int{wrapped: 2, lines: 3, "a\nb\nc": 3, "": 0, strings.ReplaceAll(wrapped, "\n", "\r\n"): 2, strings.ReplaceAll(lines, "\n", "\r"): 3} {
		if got := len(layout(text, 0)); got != want {
			t.Errorf("layout(%q) has %d blocks, want %d", text, got, want)
		}
	}
}

func TestCutLong(t *testing.T) {
	for _, text := range []string{
		strings.Repeat("word ", 1000), strings.Repeat("x", 5000), strings.Repeat("語", 3000), strings.Repeat("語、", 3000),
		"e" + strings.Repeat("\u0301", 3000), strings.Repeat("👩‍🚀", 1000),
	} {
		spans := splitSentences(text, Span{0, len(text)}, "")
		total := 0
		for _, s := range spans {
			total += s.End - s.Start
			if s.End-s.Start > maxSentenceBytes || s.End-s.Start < 200 && s.End != len(strings.TrimSpace(text)) {
				t.Errorf("a piece of %.10q… has %d bytes", text, s.End-s.Start)
			}
			if strings.HasPrefix(text, "word") && strings.Trim(text[s.Start:s.End], "word ") != "" || strings.HasSuffix(text[s.Start:s.End], "wor") {
				t.Errorf("cut inside a word: %q", text[s.Start:s.End])
			}
		}
		if total < len(text)-len(spans)-1 {
			t.Errorf("the pieces of %.10q… hold %d of %d bytes", text, total, len(text))
		}
	}
}
