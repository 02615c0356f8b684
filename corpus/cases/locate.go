package cases

import (
	"fmt"
	"strings"

	"casebot/corpus"
)

// locate finds the quote in its article and notes its place. The error says
// what is wrong and shows the nearest text there is.
func (q *Quote) locate(c *corpus.Corpus) error {
	a, err := c.Article(q.Article)
	if err != nil {
		return fmt.Errorf("article %q is not in the corpus; it holds %s", q.Article, articleIDs(c))
	}
	if strings.TrimSpace(q.Text) == "" {
		return fmt.Errorf("the quote is empty")
	}
	places := occurrences(a.Text, q.Text)
	switch {
	case len(places) == 0:
		return fmt.Errorf("the quote is not in the article; nearest there: %s", nearest(a, q.Text))
	case q.Occurrence == 0 && len(places) > 1:
		return fmt.Errorf("the quote occurs %d times in the article: quote more of it, or add occurrence: 1 to %d", len(places), len(places))
	case q.Occurrence < 0 || q.Occurrence > len(places):
		return fmt.Errorf("there is no occurrence %d: the quote occurs %s", q.Occurrence, times(len(places)))
	}
	start := places[max(q.Occurrence, 1)-1]
	span := corpus.Span{Start: start, End: start + len(q.Text)}
	if f, ok := furniture(a, span); ok {
		return fmt.Errorf("the quote lies in a part of the page that is not the article's own text (%s)", f.Reason)
	}
	q.source, q.span = a, span
	return nil
}

func times(n int) string {
	if n == 1 {
		return "once"
	}
	return fmt.Sprintf("%d times", n)
}

func articleIDs(c *corpus.Corpus) string {
	const most = 8
	var ids []string
	for _, a := range c.Articles {
		if len(ids) == most {
			ids = append(ids, "…")
			break
		}
		ids = append(ids, a.ID)
	}
	if len(ids) == 0 {
		return "none"
	}
	return strings.Join(ids, ", ")
}

// occurrences gives the byte offsets at which sub begins in text; they may
// overlap.
func occurrences(text, sub string) []int {
	var at []int
	for from := 0; ; {
		i := strings.Index(text[from:], sub)
		if i < 0 {
			return at
		}
		at = append(at, from+i)
		from += i + 1
	}
}

func furniture(a *corpus.Article, s corpus.Span) (corpus.Furniture, bool) {
	for _, f := range a.Furniture {
		if f.Start < s.End && s.Start < f.End {
			return f, true
		}
	}
	return corpus.Furniture{}, false
}

// nearest describes the passage of the article that shares most words with
// text, as line and verbatim text.
func nearest(a *corpus.Article, text string) string {
	words, wanted := wordSpans(a.Text), wordSpans(text)
	width := min(len(wanted), len(words))
	if width == 0 {
		return "nothing"
	}
	missing := map[string]int{} // how often each wanted word is not in the window
	for _, w := range wanted {
		missing[strings.ToLower(text[w.Start:w.End])]++
	}
	shared, best, bestAt := 0, 0, -1
	for i, w := range words {
		word := strings.ToLower(a.Slice(w))
		if missing[word] > 0 {
			shared++
		}
		missing[word]--
		if i >= width {
			left := strings.ToLower(a.Slice(words[i-width]))
			if missing[left]++; missing[left] > 0 {
				shared--
			}
		}
		if i >= width-1 && shared > best {
			best, bestAt = shared, i-width+1
		}
	}
	if bestAt < 0 {
		return "nothing like it"
	}
	span := corpus.Span{Start: words[bestAt].Start, End: words[bestAt+width-1].End}
	line := 1 + strings.Count(a.Text[:span.Start], "\n")
	return fmt.Sprintf("line %d: %q", line, a.Slice(span))
}
