package rag

import (
	"strings"
	"testing"

	"casebot/corpus"
)

func TestFocus(t *testing.T) {
	for _, c := range []struct{ text, span, want string }{
		{"Xu has been sentenced to 20 years in federal prison.", "20", "20 years"},
		{`The goal is to "ransack the firms" of others.`, `"ransack`, `"ransack the firms"`},
		{`The goal is to "ransack firms" of others.`, `ransack firms`, `"ransack firms"`},
		{"She was given eight.", "eight", "eight"},
		{"He called it “a state-organized crime” in March.", "a state-organized crime”", "“a state-organized crime”"},
		{"They were repeatedly detained there.", "repeatedly det", "repeatedly detained"},
		{"It was Petra Lindqvist who won.", "Lindqvist", "Petra Lindqvist"},
		{"It opened on 3 June 2021, at noon.", "June 2021,", "3 June 2021"},
		{"第一線は1931年に開業した。", "1931年", "1931年"},
	} {
		start := strings.Index(c.text, c.span)
		got := focus(c.text, corpus.Span{Start: start, End: start + len(c.span)}, sureSpan)
		if c.text[got.Start:got.End] != c.want {
			t.Errorf("focus(%q in %q) = %q, want %q", c.span, c.text, c.text[got.Start:got.End], c.want)
		}
	}
	if got := focus("They were detained there.", corpus.Span{Start: 10, End: 18}, sureSpan); got != (corpus.Span{}) {
		t.Errorf("a single word gave %v, want none: it tells nothing by itself", got)
	}
	if got := focus("No one knows.", corpus.Span{Start: 0, End: 6}, sureSpan-1); got != (corpus.Span{}) {
		t.Errorf("an unsure span gave %v, want none", got)
	}
}

func FuzzFocus(f *testing.F) {
	f.Add(`He said "no" (twice) on 3 May.`, 9, 12)
	f.Add("「はい」と言った。", 3, 9)
	f.Fuzz(func(t *testing.T, text string, start, end int) {
		text = strings.ToValidUTF8(text, "")
		if start < 0 || end > len(text) || start > end {
			t.Skip()
		}
		text = strings.ToValidUTF8(text, "")
		got := focus(text, corpus.Span{Start: start, End: end}, sureSpan)
		if got.Start < 0 || got.End > len(text) || got.Start > got.End {
			t.Fatalf("focus(%q, %d, %d) = %v", text, start, end, got)
		}
	})
}
