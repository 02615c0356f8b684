package main

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"casebot/corpus"
	"casebot/corpus/cases"
	"casebot/rag"
)

// corpusCommands are about the articles themselves.
type corpusCommands struct {
	Export exportCommand `cmd:"" help:"Write the articles into a folder, for editing."`
	Check  checkCommand  `cmd:"" help:"Show how each article is read: metadata, sentences, what is left out and why."`
}

type checkCommand struct {
	Sentences bool `help:"Show every sentence."`
}

// Run implements command. Files that had to be left out make it fail.
func (c *checkCommand) Run(_ context.Context, a *app) error {
	articles, err := a.readArticles()
	if err != nil {
		return err
	}
	for _, x := range articles.Articles {
		a.check(x, c.Sentences)
	}
	left := 0
	for _, f := range articles.Faults {
		fmt.Fprintf(a.out, "%s: %s\n", f.File, f.Problem)
		if f.LeftOut {
			left++
		}
	}
	if left > 0 {
		return fmt.Errorf("%d files were left out", left)
	}
	fmt.Fprintf(a.out, "%d articles, version %.12s\n", len(articles.Articles), articles.Version)
	return a.checkCases(articles)
}

func (t *terminal) check(x *corpus.Article, sentences bool) {
	fmt.Fprintln(t.out, t.styles().headline.Render(x.ID))
	for _, field := range []struct{ name, value string }{
		{"title", x.Meta.Title}, {"source", x.Meta.Source}, {"url", x.Meta.URL}, {"language", x.Meta.Language},
		{"published", x.Meta.Published.String()}, {"reported", x.Meta.Reported.String()},
	} {
		value := field.value
		if value == "" {
			value = "-"
		}
		if slices.Contains(x.Meta.Inferred, field.name) {
			value += " (inferred)"
		}
		fmt.Fprintln(t.out, t.wrap(fmt.Sprintf("  %-10s %s", field.name, corpus.Visible(value)), "             "))
	}
	fmt.Fprintf(t.out, "  %d sentences in %d chunks, %d headings\n", len(x.Sentences), rag.Chunks(x), len(x.Headings))
	if sentences {
		for _, s := range x.Sentences {
			fmt.Fprintln(t.out, t.wrap(fmt.Sprintf("  %5d-%-5d %s", s.Start, s.End, corpus.Visible(x.Slice(s.Span))), "              "))
		}
	}
	for _, f := range x.Furniture {
		fmt.Fprintln(t.out, t.wrap(fmt.Sprintf("  left out   %s: %s", f.Reason, corpus.Visible(strings.Join(strings.Fields(x.Slice(f.Span)), " "))), "             "))
	}
}

type exportCommand struct {
	Dir string `arg:"" help:"The folder; it is made where it is missing."`
}

// Run implements command.
func (c *exportCommand) Run(_ context.Context, a *app) error {
	articles, err := a.articles()
	if err != nil {
		return err
	}
	set, err := cases.For(articles)
	if err != nil {
		return err
	}
	if err := articles.Export(c.Dir); err != nil {
		return err
	}
	if err := set.Export(c.Dir); err != nil {
		return err
	}
	fmt.Fprintf(a.out, "%d articles are in %s. Edit them, then start with --corpus %s.\n", len(articles.Articles), c.Dir, c.Dir)
	return nil
}
