package corpus

import "sort"

// SentenceAt returns the index of the sentence that holds the byte at offset,
// or of the first one after it; len(Sentences) if there is none.
func (a *Article) SentenceAt(offset int) int {
	return sort.Search(len(a.Sentences), func(i int) bool { return a.Sentences[i].End > offset })
}

// HeadingOf returns the heading under which the span begins, "" if there is none.
func (a *Article) HeadingOf(s Span) string {
	if i := a.SentenceAt(s.Start); i < len(a.Sentences) {
		return a.Sentences[i].Heading
	}
	return ""
}

// ParagraphOf returns the number, from 1, of the paragraph in which the span
// begins. Headings and furniture are not counted.
func (a *Article) ParagraphOf(s Span) int {
	number := 0
	last := Span{-1, -1}
	for _, x := range a.Sentences {
		if x.Paragraph != last {
			number++
			last = x.Paragraph
		}
		if x.End > s.Start {
			break
		}
	}
	return number
}
