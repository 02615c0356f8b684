package rag

import (
	"strings"

	"casebot/corpus"
)

// chunkSentences is how many neighbouring sentences make a chunk at most. A
// chunk is what the vector store scans first; the sentences inside the best
// chunks are compared second.
const chunkSentences = 4

// unit is a sentence of the corpus by its place: units are numbered through
// all articles in order.
type unit struct {
	article  *corpus.Article
	sentence int // index into article.Sentences
}

func (u unit) get() corpus.Sentence { return u.article.Sentences[u.sentence] }

func (u unit) text() string { return u.article.Slice(u.get().Span) }

// before returns the text of the sentence before u under the same heading, "" at its beginning.
func (u unit) before() string {
	if u.sentence == 0 {
		return ""
	}
	prev := u.article.Sentences[u.sentence-1]
	if prev.Heading != u.get().Heading {
		return ""
	}
	return u.article.Slice(prev.Span)
}

// context is what a reader has read before u: the heading and the sentence before.
func (u unit) context() string {
	heading, before := u.get().Heading, u.before()
	if heading == "" {
		return before
	}
	if before == "" {
		return heading
	}
	return heading + " " + before
}

// leadRunes is how much of the sentence before the judge is given: with it, a
// title keeps its place in what the judge reads of a context.
const leadRunes = 110

// lead is the context as the judge was trained on it: the article's title and
// the end of the sentence before.
func (s *Snapshot) lead(u unit) string {
	before := lastWords(u.before(), leadRunes)
	if s.off.has(TitleContext) {
		return before
	}
	return strings.TrimSpace(u.article.Meta.Title + " " + before)
}

// lastWords returns the words at the end of text that fit into n runes; of a
// text without spaces, the last n runes.
func lastWords(text string, n int) string {
	runes := []rune(text)
	if len(runes) <= n {
		return text
	}
	end := string(runes[len(runes)-n:])
	if _, whole, found := strings.Cut(end, " "); found {
		return whole
	}
	return end
}

// unitsOf numbers the sentences of a corpus.
func unitsOf(c *corpus.Corpus) []unit {
	var units []unit
	for _, a := range c.Articles {
		for i := range a.Sentences {
			units = append(units, unit{a, i})
		}
	}
	return units
}

// chunk is a half-open range of unit numbers.
type chunk struct{ first, end int }

// text is what is embedded of a chunk: its sentences, without the furniture
// between them, below the title of their article, which tells what they are
// about where they do not.
func (c chunk) text(units []unit) string {
	parts := []string{units[c.first].article.Meta.Title + ":"}
	for _, u := range units[c.first:c.end] {
		parts = append(parts, u.text())
	}
	return strings.Join(parts, " ")
}

// chunks cuts the units into runs under one heading of one article, of
// chunkSentences at most and nearly equal length.
func chunks(units []unit) []chunk {
	var out []chunk
	for first := 0; first < len(units); {
		end := first + 1
		for end < len(units) && units[end].article == units[first].article && units[end].get().Heading == units[first].get().Heading {
			end++
		}
		pieces := (end - first + chunkSentences - 1) / chunkSentences
		for p := range pieces {
			out = append(out, chunk{first + p*(end-first)/pieces, first + (p+1)*(end-first)/pieces})
		}
		first = end
	}
	return out
}

// Chunks returns how many chunks an article is indexed as.
func Chunks(a *corpus.Article) int {
	return len(chunks(unitsOf(&corpus.Corpus{Articles: []*corpus.Article{a}})))
}
