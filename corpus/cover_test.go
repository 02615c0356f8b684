package corpus

import (
	"slices"
	"testing"
	"unicode/utf8"
)

// checkCover fails unless sentences, headings and furniture are ordered,
// disjoint, trimmed, on rune boundaries and hold everything but white space.
func checkCover(t *testing.T, a *Article) {
	t.Helper()
	if !slices.IsSortedFunc(a.Sentences, func(s, u Sentence) int { return s.Start - u.Start }) ||
		!slices.IsSortedFunc(a.Headings, func(s, u Span) int { return s.Start - u.Start }) ||
		!slices.IsSortedFunc(a.Furniture, func(s, u Furniture) int { return s.Start - u.Start }) {
		t.Errorf("%s: spans are not in order", a.ID)
	}
	spans := slices.Clone(a.Headings)
	for _, s := range a.Sentences {
		spans = append(spans, s.Span)
		if s.Paragraph.Start > s.Start || s.Paragraph.End < s.End {
			t.Errorf("%s: sentence %v is outside its paragraph %v", a.ID, s.Span, s.Paragraph)
		}
		if s.End-s.Start > maxSentenceBytes {
			t.Errorf("%s: sentence %v has more than %d bytes", a.ID, s.Span, maxSentenceBytes)
		}
	}
	for _, f := range a.Furniture {
		spans = append(spans, f.Span)
		if f.Reason == "" {
			t.Errorf("%s: furniture %v has no reason", a.ID, f.Span)
		}
	}
	slices.SortFunc(spans, func(s, u Span) int { return s.Start - u.Start })
	end := 0
	for _, s := range spans {
		text := a.Slice(s)
		if text == "" || !utf8.ValidString(text) || trim(a.Text, s) != s {
			t.Fatalf("%s: span %v holds %q: empty, cut inside a rune or not trimmed", a.ID, s, text)
		}
		if s.Start < end {
			t.Fatalf("%s: span %v overlaps the one before", a.ID, s)
		}
		if lost := trim(a.Text, Span{end, s.Start}); !lost.isEmpty() {
			t.Errorf("%s: %q is in no span", a.ID, a.Slice(lost))
		}
		end = s.End
	}
	if lost := trim(a.Text, Span{end, len(a.Text)}); !lost.isEmpty() {
		t.Errorf("%s: %q is in no span", a.ID, a.Slice(lost))
	}
}
