// Package corpus holds the news articles that questions are answered from.
//
// It loads article files, finds their metadata, cuts them into sentences with
// byte offsets and leaves page furniture out. It knows no model and no
// Discord: package rag retrieves from a Corpus, package bot shows it.
// Start reading at Corpus, then Article.
package corpus

import "errors"

// ErrNotFound is returned for an article that the corpus does not hold.
var ErrNotFound = errors.New("no such article")

// Corpus is an immutable collection of articles. It may be read concurrently.
type Corpus struct {
	// Articles in order of their ID.
	Articles []*Article
	// Faults are the files that were left out and the warnings about files
	// that were not. A fault never costs the other articles.
	Faults []Fault
	// Version is the hexadecimal SHA-256 of all texts, their metadata and how
	// they were cut into sentences and headings: equal versions answer
	// equally.
	Version string
	// Dir is the folder that the corpus was read from, "" for the built-in one.
	Dir string
}

// Article returns the article with the given ID, or ErrNotFound.
func (c *Corpus) Article(id string) (*Article, error) {
	for _, a := range c.Articles {
		if a.ID == id {
			return a, nil
		}
	}
	return nil, ErrNotFound
}

// Fault says what is wrong with one file, and whether it was left out.
type Fault struct {
	File    string
	Problem string // what is wrong and what to do, one sentence
	LeftOut bool   // false: loaded all the same
}

// Span is a half-open range of bytes [Start, End) in an article's Text.
type Span struct {
	Start int `json:"start"`
	End   int `json:"end"`
}

// Article is one news item.
type Article struct {
	// ID is the file name without its extension.
	ID string
	// Text is what offsets count in: the file itself for .txt, the stored
	// extraction for other kinds. Valid UTF-8.
	Text string
	// Hash is the hexadecimal SHA-256 of Text.
	Hash string
	Meta Meta
	// Sentences are the quotable sentences in order of Start. They do not
	// overlap and hold no heading, no furniture and no glued metadata.
	Sentences []Sentence
	// Headings in order of Start: context for the sentences below them.
	Headings []Span
	// Furniture is what was left out of Sentences, with the reason.
	Furniture []Furniture
}

// Slice returns the bytes of s, or "" where s does not lie in the text.
func (a *Article) Slice(s Span) string {
	if s.Start < 0 || s.End > len(a.Text) || s.Start >= s.End {
		return ""
	}
	return a.Text[s.Start:s.End]
}

// Meta is what is known of an article beside its text.
type Meta struct {
	Title     string
	Source    string
	URL       string
	Language  string   // BCP 47, "en"
	Published Date     // when this text was posted
	Reported  Date     // when its news was reported: what relative dates count from
	Inferred  []string // names of the fields that were guessed from the text, lower case
}

// Sentence is one quotable sentence.
type Sentence struct {
	Span
	// Paragraph is the line or block of lines that the sentence stands in,
	// without glued metadata.
	Paragraph Span
	// Heading is the text of the nearest heading above, "" if there is none.
	Heading string
}

// Furniture is a part of the page that is not the article's own text.
type Furniture struct {
	Span
	Reason string // "comment form", "blog ranking", ...
}
