package corpus

import (
	"strings"
	"testing"
	"testing/fstest"
)

func TestGluedPrefix(t *testing.T) {
	const harbour = "The harbour office said on Monday that two of its clerks had sold the arrival times of ships for a year."
	cases := []struct{ prefix, rest, date string }{
		{"date 2023-01-26 ", "A Chinese engineer was sentenced.", "2023-01-26"},
		{"2023-01-26 | By Ada Lindqvist | ", "A Chinese engineer was sentenced.", "2023-01-26"},
		{"Updated: January 6, 2019, 11:51 ", "A Chinese engineer was sentenced.", "2019-01-06"},
		{"By ADA LINDQVIST | ", "The engineer was sentenced on Monday.", ""},
		{"WASHINGTON (AP) — ", "The engineer was sentenced on Monday.", ""},
		{"BRUSSELS, Jan. 6 (Reuters) - ", "The engineer was sentenced on Monday.", ""},
		{"投稿日: 2019-01-06 ", "中国の情報機関の男がベルギーで逮捕された。", "2019-01-06"},
		{"PORT ELLERY, Velmark, 16 March 2021 (Harbour Wire) - ", "An engineer was arrested.", "2021-03-16"},
		{"PORT ELLERY, 16 March 2021 – ", "An engineer was arrested.", "2021-03-16"},
		{"PORT ELLERY, March 16, 2021 (AP) — ", "An engineer was arrested.", "2021-03-16"},
		{"OSLO (dpa), 16. März 2021 - ", "Ein Ingenieur wurde festgenommen.", "2021-03-16"},
		{"Oslo, 16 March 2021 (AFP) – ", "An engineer was arrested.", "2021-03-16"},
		{"OSTERMOOR - ", harbour, ""},
		{"HADROW, Kestria – ", harbour, ""},
		{"NEW DELHI: ", harbour, ""},
		{"CASTERRA. ", harbour, ""},
		{"", "2019-01-06 was the day on which the report was shown.", ""},
		{"", "January 6, 2019 Was a Sunday, and the report was shown.", ""},
		{"", "The FBI — The bureau for short — was told of it by the firm.", ""},
		{"", "By Monday the engineer had been sentenced to eight years.", ""},
		{"", "date 2023-01-26 Short.", ""},
		{"", "2018 The engineer was arrested in Chicago after a meeting with agents.", ""},
		{"", "Oslo, 16 March 2021 – The day that changed the harbour.", ""},
		{"", "OSTERMOOR - Quillhart files for insolvency", ""},
		{"", "Security Ministry (MSS) - The agency was set up in 1983.", ""},
	}
	for _, c := range cases {
		text := c.prefix + c.rest
		n, _, date := gluedPrefix(text, true)
		if got := text[:n]; got != c.prefix || date.ISO() != c.date {
			t.Errorf("gluedPrefix(%q) = %q, %q, want %q, %q", text, got, date.ISO(), c.prefix, c.date)
		}
	}
	if n, _, _ := gluedPrefix("OSTERMOOR - "+harbour, false); n > 0 {
		t.Error("a place alone is metadata amid the news")
	}
}

func TestCreditDate(t *testing.T) {
	cases := []struct{ text, anywhere, head string }{
		{"The Amery Review, 24 May 2023. By Dorrit Hale", "2023-05-24", "2023-05-24"},
		{"By Dorrit Hale, Karsund Courier, 19 September 2023", "2023-09-19", "2023-09-19"},
		{"By Dorrit Hale on September 19, 2023", "2023-09-19", "2023-09-19"},
		{"Published on 19 September 2023 by Dorrit Hale", "", ""},
		{"Dorrit Hale · 19 September 2023 · 4 min read", "", "2023-09-19"},
		{"The Velmora Lantern, 21 March 2024. This article is invented: test data, not news.", "", "2024-03-21"},
		{"22 November 2019 – Orlau Review.", "", "2019-11-22"},
		{"Von Anna Weber, Kurier, 3. März 2019", "2019-03-03", "2019-03-03"},
		{"By Monday 24 May 2023 he had left.", "", ""},
		{"The court met on 24 May 2023.", "", ""},
		{"By Dorrit Hale", "", ""},
		{"By Dorrit Hale, 2023", "", ""},
	}
	for _, c := range cases {
		for head, want := range map[bool]string{false: c.anywhere, true: c.head} {
			d, ok := creditDate(c.text, head)
			if ok != (want != "") || ok && d.ISO() != want {
				t.Errorf("creditDate(%q, %v) = %q, %v, want %q", c.text, head, d.ISO(), ok, want)
			}
		}
	}
}

// The date that stands with the place or the author is the article's.
func TestInferDates(t *testing.T) {
	cases := map[string]string{
		"Engineer held\n\nPORT ELLERY, Velmark, 16 March 2021 (Harbour Wire) - " + body:  "2021-03-16",
		"Engineer held\n\nPORT ELLERY, Velmark, 16 March 2021 (Harbour Wire)\n\n" + body: "2021-03-16",
		"# Engineer held\n\n*Harbour Post, 24 May 2023. By Dorrit Hale*\n\n" + body:      "2023-05-24",
		"Engineer held\n\nBy Dorrit Hale, Harbour Post, 19 September 2023\n\n" + body:    "2023-09-19",
		"# Engineer held\n\n*2 September 2023 · Harbour news*\n\n" + body:                "2023-09-02",
		"Engineer held\n\nThis article is invented.\n\nOSTERMOOR - " + body:              "",
		"Engineer held\n\n" + body + "\n\nTreaty of Rome, 25 March 1957, and after":      "",
	}
	for text, want := range cases {
		name := "a.txt"
		if strings.HasPrefix(text, "#") {
			name = "a.md"
		}
		c, err := Load(fstest.MapFS{name: {Data: []byte(text)}})
		if err != nil {
			t.Fatal(err)
		}
		a := c.Articles[0]
		checkCover(t, a)
		if got := a.Meta.Published.ISO(); got != want {
			t.Errorf("%q was published %q, want %q", text, got, want)
		}
		if len(a.Sentences) == 0 || !strings.HasPrefix(a.Slice(a.Sentences[0].Span), body[:20]) {
			t.Errorf("%q begins with %q", text, a.texts(a.Headings))
		}
	}
}
