package bot

import (
	"context"

	"casebot/bot/discord"
	"casebot/corpus/cases"
)

// casesCommand is /cases.
func casesCommand() *command {
	return &command{
		definition: define(chatCommand, "cases", "The cases that the articles cover",
			local{"fälle", "casos", "affaires", "事件一覧", "案件列表", "案件列表"},
			local{"Die Fälle, von denen die Artikel handeln", "Los casos que tratan los artículos",
				"Les affaires dont parlent les articles", "記事が扱う事件の一覧", "文章涉及的案件", "文章涉及的案件"}),
		quick: true,
		run:   func(_ context.Context, t *task) (discord.Post, error) { return t.showCases(1) },
	}
}

func (t *task) showCases(page int) (discord.Post, error) {
	list := t.bot.set().Cases()
	if len(list) == 0 {
		return note(grey, t.words.NoCases), nil
	}
	sum := cases.Summary{Title: t.words.CasesTitle}
	for _, c := range list {
		sum.Lines = append(sum.Lines, cases.Line{Kind: cases.KindStatus, Text: c.Name + " (" + string(c.Status.Is) + ")"})
	}
	return showSummary(sum, page, "cases|", t.words), nil
}
