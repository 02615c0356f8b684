package bot

import (
	"context"
	"errors"
	"strings"

	"github.com/bwmarrin/discordgo"

	"casebot/bot/discord"
	"casebot/bot/markdown"
	"casebot/bot/store"
	"casebot/bot/words"
	"casebot/corpus"
)

// corpusCommand is /corpus status, reload and, where versions are kept, diff
// and rollback.
func corpusCommand(versions bool) *command {
	status := subcommand("status", "Which articles are in use, and what I lack in this channel",
		local{"status", "estado", "état", "状態", "状态", "狀態"},
		local{"Welche Artikel in Gebrauch sind, und was mir in diesem Kanal fehlt", "Qué artículos están en uso y qué me falta en este canal",
			"Quels articles sont en service, et ce qui me manque dans ce salon", "使用中の記事と不足している権限", "使用中的文章以及缺少的权限", "使用中的文章以及缺少的權限"})
	reload := subcommand("reload", "Read the articles again",
		local{"neu-laden", "recargar", "recharger", "再読み込み", "重新载入", "重新載入"},
		local{"Die Artikel neu lesen", "Vuelve a leer los artículos", "Relire les articles", "記事を読み直す", "重新读取文章", "重新讀取文章"})
	subs := []*discordgo.ApplicationCommandOption{status, reload}
	if versions {
		subs = append(subs, versionCommands()...)
	}
	c := &command{
		definition: define(chatCommand, "corpus", "Administer the articles",
			local{"artikel", "artículos", "articles", "記事", "文章", "文章"},
			local{"Die Artikel verwalten", "Administra los artículos", "Administrer les articles", "記事を管理する", "管理文章", "管理文章"},
			subs...),
		admin: true,
		run: func(ctx context.Context, t *task) (discord.Post, error) {
			switch t.i.Sub() {
			case "reload":
				return t.reload(ctx)
			case "diff":
				return t.diff(ctx)
			case "rollback":
				return t.rollback(ctx)
			}
			return t.status()
		},
	}
	manage := int64(discord.PermManageGuild)
	c.definition.DefaultMemberPermissions = &manage
	return c
}

func (t *task) status() (discord.Post, error) {
	c := t.bot.o.Library.Corpus()
	if c == nil {
		return note(amber, t.words.NotLoaded), nil
	}
	s := &sheet{colour: blue}
	s.add("%s", fill(t.words.Status, len(c.Articles), short(c.Version)))
	if c.Dir == "" {
		s.add("%s", t.words.BuiltIn)
	} else {
		s.add("%s", fill(t.words.Folder, markdown.Line(c.Dir)))
	}
	if v := t.bot.o.Versions; v != nil && v.Pinned() {
		s.add("%s", t.words.Held)
	}
	s.add("%s", faults(c.Faults, t.words))
	lacks := lacking(t.i.AppPermissions, t.words)
	if len(lacks) == 0 {
		s.add("%s", t.words.LacksNothing)
	} else {
		s.add("%s", fill(t.words.LacksHere, strings.Join(lacks, ", ")))
	}
	return s.post(), nil
}

// lacking names the permissions that the bot needs and does not have.
func lacking(have discord.Permissions, w *words.Words) []string {
	var names []string
	for _, p := range []struct {
		bit  discord.Permissions
		name string
	}{
		{discord.PermView, w.PermView}, {discord.PermSend, w.PermSend},
		{discord.PermHistory, w.PermHistory}, {discord.PermSendInThreads, w.PermSendThread},
	} {
		if !have.Has(p.bit) {
			names = append(names, p.name)
		}
	}
	return names
}

func (t *task) reload(ctx context.Context) (discord.Post, error) {
	r, err := t.bot.o.Reloader.Reload(ctx)
	t.audit(ctx, "corpus reload", short(r.Version), err)
	if errors.Is(err, ErrBuilding) {
		return note(amber, t.words.Building), nil
	}
	if err != nil {
		t.log.Error("reload failed", "err", err)
		return note(red, fill(t.words.ReloadFailed, reason(err))), nil
	}
	s := &sheet{colour: green}
	s.add("%s", fill(t.words.Reloaded, r.Articles, short(r.Version)))
	s.changes(t, r)
	if r.same() {
		s.add("%s", t.words.ReloadSame)
	}
	s.add("%s", faults(r.Faults, t.words))
	return s.post(), nil
}

// audit writes what an admin did to the log.
func (t *task) audit(ctx context.Context, name, detail string, err error) {
	if t.bot.o.Store == nil {
		return
	}
	result := "done"
	if err != nil {
		result = err.Error()
	}
	failed := t.bot.o.Store.AddAction(ctx, store.Action{
		Guild: t.i.GuildID, Actor: t.i.Asker().ID, Name: name, Detail: detail, Result: result,
	})
	if failed != nil {
		t.log.Error("audit log not written", "err", failed)
		t.bot.o.Metrics.StoreFailure(store.Kind(failed))
	}
}

func short(version string) string { return version[:min(len(version), 12)] }

// names lists the first few IDs.
func names(ids []string) string {
	const most = 15
	text := markdown.Line(strings.Join(ids[:min(len(ids), most)], ", "))
	if len(ids) > most {
		text += ", …"
	}
	return text
}

// faults names the files that are wrong, "" if none is.
func faults(list []corpus.Fault, w *words.Words) string {
	if len(list) == 0 {
		return ""
	}
	const most = 10
	var lines []string
	for _, f := range list[:min(len(list), most)] {
		lines = append(lines, "• "+markdown.Line(markdown.Shorten(f.File+": "+f.Problem, 200)))
	}
	if len(list) > most {
		lines = append(lines, "• …")
	}
	return fill(w.Faults, strings.Join(lines, "\n"))
}
