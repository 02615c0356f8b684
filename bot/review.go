package bot

import (
	"context"
	"fmt"
	"strings"

	"casebot/bot/discord"
	"casebot/bot/markdown"
	"casebot/bot/store"
	"casebot/corpus"
)

// shownRows is how many rows one command shows, the newest or most frequent.
const shownRows = 15

// adminCommand is /admin feedback, unanswered, audit and settings: what the
// bot keeps for a server, shown to those who manage it.
func adminCommand() *command {
	feedback := subcommand("feedback", "What people here thought of the answers",
		local{"bewertungen", "valoraciones", "avis", "評価", "反馈", "回饋"},
		local{"Was hier von den Antworten gehalten wurde", "Qué opinaron aquí de las respuestas", "Ce qu’on a pensé ici des réponses",
			"回答への評価", "这里对回答的评价", "這裡對回答的評價"})
	unanswered := subcommand("unanswered", "Questions from here that the articles do not answer",
		local{"unbeantwortet", "sin-respuesta", "sans-réponse", "未回答", "未回答", "未回答"},
		local{"Fragen von hier, die die Artikel nicht beantworten", "Preguntas de aquí que los artículos no responden",
			"Questions d’ici auxquelles les articles ne répondent pas", "記事では答えられなかった質問", "文章未能回答的问题", "文章未能回答的問題"})
	audit := subcommand("audit", "What admins did here",
		local{"protokoll", "registro", "journal", "操作履歴", "操作记录", "操作記錄"},
		local{"Was Admins hier getan haben", "Qué hicieron aquí los administradores", "Ce que les admins ont fait ici",
			"管理者の操作履歴", "管理员在此的操作", "管理員在此的操作"})
	c := &command{
		definition: define(chatCommand, "admin", "What I keep for this server, and its settings",
			local{"verwaltung", "administrar", "administration", "管理", "管理", "管理"},
			local{"Was ich für diesen Server speichere, und seine Einstellungen", "Lo que guardo para este servidor, y sus ajustes",
				"Ce que je garde pour ce serveur, et ses réglages", "このサーバーの記録と設定", "此服务器的记录与设置", "此伺服器的記錄與設定"},
			feedback, unanswered, audit, settingsOption()),
		manager: true,
		run: func(ctx context.Context, t *task) (discord.Post, error) {
			switch t.i.Sub() {
			case "feedback":
				return t.feedback(ctx)
			case "unanswered":
				return t.unanswered(ctx)
			case "audit":
				return t.actions(ctx)
			}
			return t.settings(ctx)
		},
	}
	manage := int64(discord.PermManageGuild)
	c.definition.DefaultMemberPermissions = &manage
	return c
}

func (t *task) feedback(ctx context.Context) (discord.Post, error) {
	good, bad, err := t.bot.o.Store.FeedbackCount(ctx, t.i.GuildID)
	if err != nil {
		return discord.Post{}, err
	}
	rows, err := t.bot.o.Store.Feedback(ctx, t.i.GuildID, shownRows)
	if err != nil {
		return discord.Post{}, err
	}
	if len(rows) == 0 {
		return note(grey, t.words.NoFeedback), nil
	}
	var lines []string
	for _, f := range rows {
		mark := "👍"
		if f.Verdict == store.Bad {
			mark = "👎"
		}
		lines = append(lines, fmt.Sprintf("%s <t:%d:R> · `%.8s` · %s", mark, f.At.Unix(), f.Question, t.judged(f)))
	}
	return rowsPage(fill(t.words.FeedbackTitle, good, bad), lines), nil
}

// judged is the beginning of the first passage that a verdict was about, while
// the articles still hold it.
func (t *task) judged(f store.Feedback) string {
	c := t.bot.o.Library.Corpus()
	if len(f.Passages) == 0 || c == nil {
		return "–"
	}
	p := f.Passages[0]
	if a, err := c.Article(p.Article); err == nil && f.Version != "" && strings.HasPrefix(c.Version, f.Version) {
		if text := a.Slice(corpus.Span{Start: p.Start, End: p.End}); text != "" {
			return markdown.Line(markdown.Shorten(text, 120))
		}
	}
	return fmt.Sprintf("%s %d–%d", markdown.Line(p.Article), p.Start, p.End)
}

func (t *task) unanswered(ctx context.Context) (discord.Post, error) {
	rows, err := t.bot.o.Store.Unanswered(ctx, t.i.GuildID, shownRows)
	if err != nil {
		return discord.Post{}, err
	}
	if len(rows) == 0 {
		return note(grey, t.words.NoUnanswered), nil
	}
	var lines []string
	for _, u := range rows {
		text := markdown.Line(markdown.Shorten(u.Text, 160))
		if u.Text == "" {
			text = fill(t.words.TextNotKept, "`"+u.Question[:min(8, len(u.Question))]+"`")
		}
		lines = append(lines, fmt.Sprintf("%d × %s · <t:%d:R>", u.Times, text, u.Last.Unix()))
	}
	return rowsPage(t.words.UnansweredTitle, lines), nil
}

func (t *task) actions(ctx context.Context) (discord.Post, error) {
	rows, err := t.bot.o.Store.Actions(ctx, t.i.GuildID, shownRows)
	if err != nil {
		return discord.Post{}, err
	}
	if len(rows) == 0 {
		return note(grey, t.words.NoAudit), nil
	}
	var lines []string
	for _, a := range rows {
		who := t.words.Nobody
		if a.Actor != "" {
			who = "<@" + a.Actor + ">"
		}
		lines = append(lines, fmt.Sprintf("<t:%d:f> · %s · %s · %s", a.At.Unix(), who,
			markdown.Line(strings.TrimSpace(a.Name+" "+markdown.Shorten(a.Detail, 120))), markdown.Line(markdown.Shorten(a.Result, 120))))
	}
	return rowsPage(t.words.AuditTitle, lines), nil
}

// rowsPage is a title with rows below it, as many as fit.
func rowsPage(title string, lines []string) discord.Post {
	s := &sheet{colour: blue}
	s.add("%s", markdown.Bold(title))
	for _, l := range lines {
		if !s.room(l) {
			break
		}
		s.blocks = append(s.blocks, l)
	}
	return s.post()
}
