package bot

import (
	"context"
	"fmt"
	"strings"

	"casebot/bot/discord"
	"casebot/bot/markdown"
	"casebot/corpus"
)

// articlesPage is how many articles a page lists.
const articlesPage = 10

// sourcesCommand is /sources.
func sourcesCommand() *command {
	return &command{
		definition: define(chatCommand, "sources", "The articles that I answer from",
			local{"quellen", "fuentes", "sources", "出典", "来源", "來源"},
			local{"Die Artikel, aus denen ich antworte", "Los artículos de los que respondo", "Les articles dont je tire mes réponses",
				"回答のもとになる記事", "我作答所依据的文章", "我作答所依據的文章"}),
		quick: true,
		run:   func(_ context.Context, t *task) (discord.Post, error) { return t.showSources(1) },
	}
}

func (t *task) showSources(page int) (discord.Post, error) {
	c := t.bot.o.Library.Corpus()
	if c == nil || len(c.Articles) == 0 {
		return note(grey, t.words.NoSources), nil
	}
	pages := (len(c.Articles) + articlesPage - 1) / articlesPage
	page = min(max(page, 1), pages)
	s := &sheet{colour: blue}
	s.add("%s", markdown.Bold(t.words.SourcesTitle))
	first := (page - 1) * articlesPage
	for i, a := range c.Articles[first:min(first+articlesPage, len(c.Articles))] {
		s.blocks = append(s.blocks, articleLine(first+i+1, a))
	}
	if pages > 1 {
		s.small(fill(t.words.Page, page, pages))
		s.button(turn(page, pages, "sources|", t.words)...)
	}
	return s.post(), nil
}

func articleLine(n int, a *corpus.Article) string {
	var about []string
	for _, x := range []string{a.Meta.Source, reported(a)} {
		if x != "" {
			about = append(about, markdown.Line(markdown.Shorten(x, 80)))
		}
	}
	line := fmt.Sprintf("%d\\. %s", n, markdown.Bold(markdown.Line(title(a))))
	if len(about) > 0 {
		line += "\n-# " + strings.Join(about, " · ")
	}
	return line
}

// collapse puts a text on one line.
func collapse(s string) string { return strings.Join(strings.Fields(s), " ") }
