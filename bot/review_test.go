package bot_test

import (
	"context"
	"errors"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"casebot/bot"
	"casebot/bot/discordtest"
	"casebot/bot/store"
	"casebot/corpus"
	"casebot/rag"
	"casebot/rag/eval"
)

// keptStore is a store in a folder of its own, at a time that stands still.
func keptStore(t *testing.T) *store.Store {
	t.Helper()
	at := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	s := store.Open(store.Options{Dir: filepath.Join(t.TempDir(), "data"), Now: func() time.Time { return at }})
	t.Cleanup(func() { s.Close() })
	return s
}

func (s *stage) admin(who *discordtest.User, in *discordtest.Channel, sub string, options map[string]any) *discordtest.Message {
	s.t.Helper()
	m := s.Command(discordtest.Use{By: who, In: in, Name: "admin", Sub: sub, Options: options}).Await()
	ephemeral(s.t, m)
	return m
}

// showsHashed compares with a golden file that has the keyed hashes, which
// differ from run to run, blotted out.
func (s *stage) showsHashed(name string, m *discordtest.Message) {
	s.t.Helper()
	golden(s.t, name, regexp.MustCompile("`[0-9a-f]{8}`").ReplaceAllString(discordtest.Render(m), "`········`"))
}

func TestAdminSeesOwnServerOnly(t *testing.T) {
	t.Parallel()
	kept := keptStore(t)
	s := prepare(t)
	other := s.NewGuild("other")
	there := s.NewChannel(other)
	s.Member(s.guild, s.ann, discordtest.ManageGuild)
	s.Member(other, s.bob, discordtest.ManageGuild)
	s.start(func(_ *stage, o *bot.Options) { o.Store = kept })

	good := s.ask(s.ann, howLong).Await()
	s.Press(s.ann, good, "👍").Await()
	s.Press(s.bob, good, "👎").Await()
	s.ask(s.bob, offside).Await()
	s.ask(s.ann, offside).Await()

	s.showsHashed("admin_feedback", s.admin(s.ann, s.channel, "feedback", nil))
	s.showsHashed("admin_unanswered", s.admin(s.ann, s.channel, "unanswered", nil))
	contains(t, s.admin(s.bob, there, "feedback", nil), "no feedback from this server")
	contains(t, s.admin(s.bob, there, "unanswered", nil), "No question from this server")
	contains(t, s.admin(s.bob, there, "audit", nil), "No admin has done anything")
	for _, sub := range []string{"feedback", "unanswered", "audit", "settings"} {
		contains(t, s.admin(s.bob, s.channel, sub, nil), "Manage Server permission")
		contains(t, s.admin(s.ann, s.NewDM(s.ann), sub, nil), "belongs to a server")
	}
}

func TestAdminSettings(t *testing.T) {
	t.Parallel()
	kept := keptStore(t)
	s := prepare(t)
	s.Member(s.guild, s.ann, discordtest.ManageGuild)
	other := s.NewChannel(s.guild)
	s.start(func(_ *stage, o *bot.Options) { o.Store = kept })

	golden(t, "admin_settings", discordtest.Render(s.admin(s.ann, s.channel, "settings", nil)))
	s.admin(s.ann, s.channel, "settings", map[string]any{"channel": other.ID, "private": true, "keep-questions": true, "user-limit": 3, "server-limit": 100})
	m := s.admin(s.ann, s.channel, "settings", map[string]any{"language": "de", "channel-limit": 20})
	contains(t, m, "Einstellungen dieses Servers", "<#"+other.ID+">", "3 je Benutzer, 20 je Kanal, 100 im Server")
	want := store.Settings{
		Channels: []string{other.ID}, Language: "de", Private: true, KeepQuestions: true, Limits: store.Limits{User: 3, Channel: 20, Guild: 100},
	}
	if got := kept.Settings(s.guild.ID); !got.AnswersIn(other.ID) || got.AnswersIn(s.channel.ID) || got.Limits != want.Limits ||
		got.Language != want.Language || !got.Private || !got.KeepQuestions {
		t.Errorf("settings are %+v, want %+v", got, want)
	}
	s.admin(s.ann, s.channel, "settings", map[string]any{"channel": other.ID, "language": "own", "private": false, "user-limit": 0})
	got := kept.Settings(s.guild.ID)
	if len(got.Channels) > 0 || got.Language != "" || got.Private || got.Limits.User != 0 || got.Limits.Guild != 100 {
		t.Errorf("settings are %+v after they were taken back", got)
	}
	audit := s.admin(s.ann, s.channel, "audit", nil)
	contains(t, audit, "language de, channel-limit 20", "no longer in channel "+other.ID, "<@"+s.ann.ID+">")

	// What is kept of a question is shown to the admin, and goes with its user.
	s.admin(s.ann, s.channel, "settings", map[string]any{"keep-questions": true})
	s.ask(s.bob, offside).Await()
	contains(t, s.admin(s.ann, s.channel, "unanswered", nil), "Who won the world cup")
	s.Command(discordtest.Use{By: s.bob, In: s.channel, Name: "privacy", Sub: "delete"}).Await()
	contains(t, s.admin(s.ann, s.channel, "unanswered", nil), "No question from this server")
}

func TestSettingsThatCannotBeStored(t *testing.T) {
	t.Parallel()
	kept := keptStore(t)
	s := prepare(t)
	s.Member(s.guild, s.ann, discordtest.ManageGuild)
	s.start(func(_ *stage, o *bot.Options) { o.Store = kept })
	kept.Close()
	contains(t, s.admin(s.ann, s.channel, "settings", map[string]any{"private": true}), "the old settings stay")
	if kept.Settings(s.guild.ID).Private {
		t.Error("a setting that was not stored is in force")
	}
	contains(t, s.ask(s.ann, howLong).Await(), "eight years") // answers go on
}

// ahead is a Versions that a test writes.
type ahead struct {
	preview bot.Preview
	report  bot.Report
	err     error
	pinned  bool
}

func (a *ahead) Preview(context.Context) (bot.Preview, error) { return a.preview, a.err }
func (a *ahead) Rollback(context.Context) (bot.Report, error) { return a.report, a.err }
func (a *ahead) Pinned() bool                                 { return a.pinned }

func TestCorpusDiffAndRollback(t *testing.T) {
	t.Parallel()
	a := &ahead{}
	kept := keptStore(t)
	s := prepare(t)
	s.Member(s.guild, s.ann, discordtest.ManageGuild)
	s.start(func(s *stage, o *bot.Options) {
		o.Reloader, o.Versions, o.HomeGuilds, o.Store = &reloader{}, a, []string{s.guild.ID}, kept
	})
	contains(t, s.corpus(s.bob, s.channel, "diff"), "Manage Server permission")
	contains(t, s.corpus(s.bob, s.channel, "rollback"), "Manage Server permission")

	contains(t, s.corpus(s.ann, s.channel, "diff"), "would change nothing")
	article := func(text string, sentences ...corpus.Span) *corpus.Article {
		a := &corpus.Article{ID: "two", Text: text}
		for _, span := range sentences {
			a.Sentences = append(a.Sentences, corpus.Sentence{Span: span})
		}
		return a
	}
	old := article("He got *eight* years. He sang.", corpus.Span{Start: 0, End: 21}, corpus.Span{Start: 22, End: 30})
	fresh := article("He got *nine* years. @everyone knows.", corpus.Span{Start: 0, End: 20}, corpus.Span{Start: 21, End: 37})
	a.preview = bot.Preview{
		Report: bot.Report{Articles: 3, Added: []string{"one"}, Changed: []string{"two"}, CasesChanged: true},
		Changes: corpus.Changes{Changed: []corpus.ArticleChange{{
			Old: old, New: fresh, Removed: old.Sentences[1:], Added: fresh.Sentences[1:],
			Reworded: []corpus.Rewording{{Old: old.Sentences[0], New: fresh.Sentences[0]}},
		}}},
		Questions: 30, Asked: 20,
		Answers: []eval.Change{{Question: howLong, Before: knowledge()[howLong], After: rag.Answer{Outcome: rag.Refused}}},
	}
	s.shows("corpus_diff", s.corpus(s.ann, s.channel, "diff"))
	a.preview.Answers = nil
	contains(t, s.corpus(s.ann, s.channel, "diff"), "20 of the folder's 30 questions were asked; every answer stays")

	a.report = bot.Report{Articles: 2, Version: "0123456789abcdef"}
	contains(t, s.corpus(s.ann, s.channel, "rollback"), "Back to the version before: 2 articles, version 0123456789ab")
	a.pinned = true
	contains(t, s.corpus(s.ann, s.channel, "status"), "A rollback holds")
	for _, f := range []struct {
		err  error
		want string
	}{
		{bot.ErrNoVersion, "no earlier version"},
		{bot.ErrBuilding, "still being made"},
		{errors.New("archive: the version's file is damaged"), "the articles stay as they are: archive"},
	} {
		a.err = f.err
		contains(t, s.corpus(s.ann, s.channel, "rollback"), f.want)
	}
	contains(t, s.corpus(s.ann, s.channel, "diff"), "A reload would fail: archive")

	log, err := kept.Actions(t.Context(), s.guild.ID, 10)
	if err != nil || len(log) != 4 || log[3].Result != "done" || !strings.Contains(log[0].Result, "damaged") {
		t.Errorf("audit log %+v, %v", log, err)
	}
}
