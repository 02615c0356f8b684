package bot

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/bwmarrin/discordgo"

	"casebot/bot/discord"
	"casebot/bot/markdown"
	"casebot/corpus"
	"casebot/rag/eval"
)

// ErrBuilding says that a change of the articles goes on after the command
// that asked for it has run out of time.
var ErrBuilding = errors.New("the new index is still being made and will be used as soon as it is ready")

// ErrNoVersion says that there is no earlier version to go back to.
var ErrNoVersion = errors.New("there is no earlier version")

// versionCommands are /corpus diff and /corpus rollback.
func versionCommands() []*discordgo.ApplicationCommandOption {
	return []*discordgo.ApplicationCommandOption{
		subcommand("diff", "What a reload would change",
			local{"vergleichen", "comparar", "comparer", "差分", "比较", "比較"},
			local{"Was ein Neuladen ändern würde", "Qué cambiaría al recargar", "Ce qu’un rechargement changerait",
				"再読み込みで変わる内容", "重新载入会改变什么", "重新載入會改變什麼"}),
		subcommand("rollback", "Go back to the version before, until the next reload",
			local{"zurück", "volver", "revenir", "戻す", "回退", "回退"},
			local{"Zur Version davor zurückgehen, bis zum nächsten Neuladen", "Volver a la versión anterior, hasta la próxima recarga",
				"Revenir à la version précédente, jusqu’au prochain rechargement", "次の再読み込みまで前の版に戻す",
				"回到上一版本,直到下次重新载入", "回到上一版本,直到下次重新載入"}),
	}
}

func (t *task) rollback(ctx context.Context) (discord.Post, error) {
	r, err := t.bot.o.Versions.Rollback(ctx)
	t.audit(ctx, "corpus rollback", short(r.Version), err)
	switch {
	case errors.Is(err, ErrNoVersion):
		return note(amber, t.words.NoVersion), nil
	case errors.Is(err, ErrBuilding):
		return note(amber, t.words.Building), nil
	case err != nil:
		return note(red, fill(t.words.RollbackFailed, reason(err))), nil
	}
	return note(green, fill(t.words.RolledBack, r.Articles, short(r.Version))), nil
}

// reason is an error's text for an admin.
func reason(err error) string { return markdown.Escape(markdown.Shorten(err.Error(), 1500)) }

// diff shows what a reload would change, or why it would fail.
func (t *task) diff(ctx context.Context) (discord.Post, error) {
	p, err := t.bot.o.Versions.Preview(ctx)
	if err != nil {
		return note(red, fill(t.words.AheadFails, reason(err))), nil
	}
	s := &sheet{colour: blue}
	if p.same() {
		s.add("%s", t.words.AheadSame)
		return s.post(), nil
	}
	s.add("%s", markdown.Bold(t.words.Ahead))
	s.changes(t, p.Report)
	for _, a := range p.Changes.Changed {
		if block := t.sentences(a); s.room(block) {
			s.blocks = append(s.blocks, block)
		}
	}
	for _, block := range t.answers(p) {
		if s.room(block) {
			s.blocks = append(s.blocks, block)
		}
	}
	s.add("%s", faults(p.Faults, t.words))
	return s.post(), nil
}

// changes lists the articles that were added, changed and removed.
func (s *sheet) changes(t *task, r Report) {
	for _, l := range []struct {
		frame string
		ids   []string
	}{{t.words.Added, r.Added}, {t.words.ChangedList, r.Changed}, {t.words.Removed, r.Removed}} {
		if len(l.ids) > 0 {
			s.add("%s", fill(l.frame, names(l.ids)))
		}
	}
	if r.CasesChanged {
		s.add("%s", t.words.CasesChanged)
	}
}

// shownSentences is how many sentences of an article a diff shows of each kind.
const shownSentences = 3

// sentences shows what changes in one article.
func (t *task) sentences(a corpus.ArticleChange) string {
	var b strings.Builder
	b.WriteString(fill(t.words.Sentences, markdown.Bold(markdown.Line(a.New.ID)), len(a.Added), len(a.Removed), len(a.Reworded)))
	line := func(mark string, article *corpus.Article, s corpus.Sentence) {
		fmt.Fprintf(&b, "\n%s %s", mark, markdown.Line(markdown.Shorten(article.Slice(s.Span), 160)))
	}
	for _, s := range a.Removed[:min(len(a.Removed), shownSentences)] {
		line("➖", a.Old, s)
	}
	for _, s := range a.Added[:min(len(a.Added), shownSentences)] {
		line("➕", a.New, s)
	}
	for _, r := range a.Reworded[:min(len(a.Reworded), shownSentences)] {
		line("➖", a.Old, r.Old)
		line("➕", a.New, r.New)
	}
	return b.String()
}

// answers shows which of the folder's questions change their answer.
func (t *task) answers(p Preview) []string {
	if p.Questions == 0 {
		return nil
	}
	if len(p.Answers) == 0 {
		return []string{fill(t.words.AnswersStay, p.Asked, p.Questions)}
	}
	blocks := []string{fill(t.words.AnswersChange, len(p.Answers), p.Asked, p.Questions)}
	for _, c := range p.Answers {
		blocks = append(blocks, t.answerChange(c))
	}
	return blocks
}

func (t *task) answerChange(c eval.Change) string {
	show := func(s string) string { return markdown.Line(markdown.Shorten(s, 120)) }
	before, after := headline(c.Before, t.words), headline(c.After, t.words)
	return fmt.Sprintf("%s\n%s → %s", show(c.Question), before, after)
}
