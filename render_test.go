package main

import (
	"strings"
	"testing"

	"casebot/corpus"
	"casebot/rag"
)

// TestControlCharactersStayInTheArticle shows what an article with escape
// sequences would do to a terminal.
func TestControlCharactersStayInTheArticle(t *testing.T) {
	evil := "He \x1b[2J\x1b]0;owned\x07was arrested."
	article := &corpus.Article{ID: "a", Text: evil, Meta: corpus.Meta{Title: "T\x1b[31m"}}
	citation := rag.Citation{Article: article, Span: corpus.Span{End: len(evil)}, Text: evil, Focus: corpus.Span{Start: 3, End: 10}}
	var out strings.Builder
	screen := &terminal{out: &out, err: &out}
	screen.show(rag.Answer{Headline: evil, Citations: []rag.Citation{citation}, Closest: []rag.Citation{citation}})
	screen.showVerdict(rag.Verdict{Reason: evil, Citations: []rag.Citation{citation}})
	screen.listSources(&corpus.Corpus{Articles: []*corpus.Article{article}})
	screen.check(article, true)
	if strings.ContainsAny(out.String(), "\x1b\x07") {
		t.Errorf("control characters got out: %q", out.String())
	}
}
