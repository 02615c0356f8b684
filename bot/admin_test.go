package bot_test

import (
	"context"
	"errors"
	"path/filepath"
	"strings"
	"testing"

	"casebot/bot"
	"casebot/bot/discordtest"
	"casebot/bot/store"
	"casebot/corpus"
)

// reloader reports what a test puts into it.
type reloader struct {
	report bot.Report
	err    error
	calls  int
}

func (r *reloader) Reload(context.Context) (bot.Report, error) {
	r.calls++
	return r.report, r.err
}

func (s *stage) corpus(who *discordtest.User, in *discordtest.Channel, sub string) *discordtest.Message {
	s.t.Helper()
	m := s.Command(discordtest.Use{By: who, In: in, Name: "corpus", Sub: sub}).Await()
	ephemeral(s.t, m)
	return m
}

// Only the home servers' managers, the listed people and roles, and the owner
// may touch the articles, whatever Discord shows to others.
func TestWhoMayReload(t *testing.T) {
	t.Parallel()
	r := &reloader{report: bot.Report{Articles: 2, Version: "0123456789abcdef"}}
	s := prepare(t)
	strangers := s.NewGuild("strangers")
	abroad := s.NewChannel(strangers)
	listed, owner := s.NewUser("listed"), &discordtest.User{ID: "1", Name: "owner"}
	role, abroadRole := s.NewUser("has the role"), s.NewUser("has the role elsewhere")
	manager, foreign := s.NewUser("manager"), s.NewUser("manager elsewhere")
	s.Member(s.guild, manager, discordtest.ManageGuild)
	s.Member(s.guild, role, 0, "77")
	s.Member(strangers, foreign, discordtest.ManageGuild)
	s.Member(strangers, abroadRole, 0, "77")
	s.start(func(s *stage, o *bot.Options) {
		o.Reloader, o.HomeGuilds, o.AdminUsers, o.AdminRoles = r, []string{s.guild.ID}, []string{listed.ID}, []string{"77"}
	})
	dm := s.NewDM(foreign)
	for _, c := range []struct {
		who  *discordtest.User
		in   *discordtest.Channel
		want string
	}{
		{manager, s.channel, "Reloaded"},
		{role, s.channel, "Reloaded"},
		{listed, s.channel, "Reloaded"},
		{listed, abroad, "Reloaded"},
		{owner, abroad, "Reloaded"},
		{s.ann, s.channel, "Manage Server permission"},
		{foreign, abroad, "All servers share these articles"},
		{abroadRole, abroad, "All servers share these articles"},
		{foreign, dm, "All servers share these articles"},
	} {
		before := r.calls
		contains(t, s.corpus(c.who, c.in, "reload"), c.want)
		if allowed := c.want == "Reloaded"; (r.calls > before) != allowed {
			t.Errorf("%s: reloaded %v, want %v", c.who.Name, r.calls > before, allowed)
		}
	}
}

func TestReloadTellsWhatChanged(t *testing.T) {
	t.Parallel()
	r := &reloader{}
	kept := store.Open(store.Options{Dir: filepath.Join(t.TempDir(), "data")})
	t.Cleanup(func() { kept.Close() })
	s := prepare(t)
	s.Member(s.guild, s.ann, discordtest.ManageGuild)
	s.start(func(s *stage, o *bot.Options) { o.Reloader, o.HomeGuilds, o.Store = r, []string{s.guild.ID}, kept })

	r.report = bot.Report{
		Articles: 3, Version: "0123456789abcdef", Added: []string{"new_*one*"}, Changed: []string{"two"}, Removed: []string{"three"},
		Faults: []corpus.Fault{{File: "bad.txt", Problem: "It is not UTF-8.", LeftOut: true}},
	}
	s.shows("reload", s.corpus(s.ann, s.channel, "reload"))
	r.report = bot.Report{Articles: 3, Version: "0123456789abcdef"}
	contains(t, s.corpus(s.ann, s.channel, "reload"), "Nothing has changed.")
	r.report, r.err = bot.Report{}, errors.New("case file ji.yaml, line 3: the quote is not in the article")
	contains(t, s.corpus(s.ann, s.channel, "reload"), "the old articles stay in use", "ji.yaml, line 3")

	log, err := kept.Actions(t.Context(), s.guild.ID, 10)
	if err != nil || len(log) != 3 || log[0].Actor != s.ann.ID || log[1].Result != "done" || !strings.Contains(log[0].Result, "ji.yaml") {
		t.Errorf("audit log %+v, %v", log, err)
	}
}

func TestStatusNamesMissingPermissions(t *testing.T) {
	t.Parallel()
	s := prepare(t)
	s.Member(s.guild, s.ann, discordtest.ManageGuild)
	s.start(func(s *stage, o *bot.Options) { o.Reloader, o.HomeGuilds = &reloader{}, []string{s.guild.ID} })
	contains(t, s.corpus(s.ann, s.channel, "status"), "2 articles", "CORPUS_DIR", "all the permissions I need")
	s.Permit(s.channel, discordtest.ViewChannel|discordtest.SendInThreads)
	s.shows("status", s.corpus(s.ann, s.channel, "status"))
}

// The admin of a server chooses its channels, language, privacy and limits.
func TestServerSettings(t *testing.T) {
	t.Parallel()
	kept := store.Open(store.Options{Dir: filepath.Join(t.TempDir(), "data")})
	t.Cleanup(func() { kept.Close() })
	s := newStage(t, func(_ *stage, o *bot.Options) { o.Store = kept })
	set := func(x store.Settings) {
		t.Helper()
		if err := kept.SaveSettings(t.Context(), x, store.Action{Guild: s.guild.ID, Actor: s.ann.ID, Name: "settings"}); err != nil {
			t.Fatal(err)
		}
	}
	set(store.Settings{Private: true, Language: "de"})
	m := s.ask(s.ann, offside).Await()
	ephemeral(t, m)
	contains(t, m, "Die Artikel sagen dazu nichts.")
	publicly(t, s.ask(s.ann, offside, map[string]any{"private": false}).Await())

	other := s.NewChannel(s.guild)
	thread := s.NewThread(other)
	set(store.Settings{Channels: []string{other.ID}, Limits: store.Limits{User: 2}})
	contains(t, s.AwaitReply(s.says(s.ann, s.at()+howLong)), "other channels")
	ephemeral(t, s.ask(s.bob, offside).Await()) // commands answer privately there
	publicly(t, s.Command(discordtest.Use{By: s.bob, In: thread, Name: "ask", Options: map[string]any{"question": offside}}).Await())
	contains(t, s.AwaitReply(s.Say(discordtest.Said{By: s.ann, In: other, Text: s.at() + howLong})), "eight years")
	contains(t, s.AwaitReply(s.Say(discordtest.Said{By: s.ann, In: thread, Text: s.at() + howLong})), "eight years")
	contains(t, s.ask(s.ann, howLong).Await(), "Ask again in")
}
