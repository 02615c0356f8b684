package main

import (
	"context"
	"encoding/json"
	"fmt"

	"casebot/corpus"
)

// sourcesCommand lists the articles.
type sourcesCommand struct {
	JSON bool `name:"json" help:"Write one JSON object an article."`
}

// Run implements command.
func (c *sourcesCommand) Run(_ context.Context, a *app) error {
	articles, err := a.articles()
	if err != nil {
		return err
	}
	if !c.JSON {
		a.listSources(articles)
		return nil
	}
	out := json.NewEncoder(a.out)
	out.SetEscapeHTML(false)
	for _, x := range articles.Articles {
		if err := out.Encode(map[string]any{
			"article": x.ID, "title": x.Meta.Title, "source": x.Meta.Source, "url": x.Meta.URL,
			"published": x.Meta.Published.String(), "reported": x.Meta.Reported.String(), "sentences": len(x.Sentences),
		}); err != nil {
			return err
		}
	}
	return nil
}

func (t *terminal) listSources(c *corpus.Corpus) {
	st := t.styles()
	for _, a := range c.Articles {
		fmt.Fprintln(t.out, t.wrap(st.headline.Render(corpus.Visible(a.Meta.Title)), ""))
		line := a.ID
		for _, part := range []string{a.Meta.Source, articleDate(a), a.Meta.URL} {
			if part != "" {
				line += " · " + part
			}
		}
		fmt.Fprintln(t.out, t.wrap(st.faint.Render(corpus.Visible(fmt.Sprintf("%s · %d sentences", line, len(a.Sentences)))), ""))
	}
}
