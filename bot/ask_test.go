package bot_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"testing"
	"time"

	"casebot/bot"
	"casebot/bot/discord"
	"casebot/bot/discordtest"
	"casebot/rag"
)

func (s *stage) ask(who *discordtest.User, question string, more ...map[string]any) *discordtest.Interaction {
	s.t.Helper()
	options := map[string]any{"question": question}
	for _, m := range more {
		for k, v := range m {
			options[k] = v
		}
	}
	return s.Command(discordtest.Use{By: who, In: s.channel, Name: "ask", Options: options})
}

func TestAskShowsHeadlineAndPassages(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	for _, c := range []struct{ name, question string }{
		{"answered", howLong}, {"not_certain", where}, {"corrected", belief}, {"refused", offside}, {"smalltalk", "hello"},
	} {
		x := s.ask(s.ann, c.question)
		if took := x.Acked(); took > time.Second {
			t.Errorf("%s: acknowledged after %v", c.question, took)
		}
		m := x.Await()
		publicly(t, m)
		s.shows(c.name, m)
	}
}

func TestAPrivateAnswerIsNeverPublic(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	for _, question := range []string{howLong, offside, "hello"} {
		ephemeral(t, s.ask(s.ann, question, map[string]any{"private": true}).Await())
	}
	s.script.fail = errors.New("out of order")
	ephemeral(t, s.ask(s.ann, howLong, map[string]any{"private": true}).Await())
	if got := s.Messages(s.channel); len(got) > 0 {
		t.Errorf("in public:\n%s", discordtest.Render(got[0]))
	}
}

// Whatever goes wrong, the asker gets a sentence.
func TestApologies(t *testing.T) {
	for _, c := range []struct {
		name   string
		change func(*stage, *bot.Options)
		want   string
	}{
		{"an error", func(s *stage, _ *bot.Options) { s.script.fail = errors.New("secret detail") }, "could not be made"},
		{"a panic", func(s *stage, _ *bot.Options) { s.script.panics = true }, "could not be made"},
		{"too slow", func(s *stage, o *bot.Options) {
			s.script.wait = make(chan struct{})
			o.Patience = 50 * time.Millisecond
		}, "not ready in time"},
		{"not loaded", func(s *stage, _ *bot.Options) { s.script.fail = rag.ErrNotLoaded }, "still being read"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			s := newStage(t, c.change)
			m := s.ask(s.ann, howLong).Await()
			contains(t, m, c.want)
			reply := s.AwaitReply(s.says(s.bob, s.at()+howLong))
			contains(t, reply, c.want)
		})
	}
}

// What a language model phrased has the numbers of its passages; a reply to it
// reads the answer without them.
func TestPhrasedAnswers(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	a := knowledge()[where]
	a.Statements = []rag.Statement{
		{Text: "He was arrested in *Belgium*.", Citations: []int{0, 1}}, {Text: "That was in April 2018.", Citations: []int{1}},
	}
	a.Headline, a.Notice = "He was arrested in *Belgium*. That was in April 2018.", "A part was left out."
	s.script.answers["Where, in full?"] = a
	answer := s.ask(s.ann, "Where, in full?").Await()
	s.shows("phrased", answer)
	s.AwaitReply(s.Say(discordtest.Said{By: s.ann, In: s.channel, Text: "Why?", ReplyTo: answer}))
	asked := s.script.questions()[1]
	if got := asked.History[0].Answer; got != a.Headline || asked.User != s.ann.ID {
		t.Errorf("history %q, user %q", got, asked.User)
	}
}

// As many passages as an answer may show, from a large article.
func TestManyPassages(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	a := knowledge()[where]
	c, _ := builtin()
	a.Citations = nil
	for _, x := range c.Articles[0].Sentences {
		a.Citations = append(a.Citations, rag.Citation{Article: c.Articles[0], Span: x.Span, Text: c.Articles[0].Slice(x.Span)})
	}
	a.Closest = a.Citations
	s.script.answers["All?"] = a
	m := s.ask(s.ann, "All?").Await()
	contains(t, m, "Source 8")
	readAll(s, m)
	readAll(s, s.Press(s.ann, m, "Closest passages").Await())
}

func TestLanguages(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	for locale, want := range map[string]string{
		"de": "Die Artikel sagen dazu nichts.", "ja": "記事には書かれていません。", "zh-TW": "文章沒有提到。",
		"zh-CN": "文章没有提到。", "es-ES": "Los artículos no lo dicen.", "fr": "Les articles ne le disent pas.", "ko": "The articles do not say.",
	} {
		who := s.NewUser("somebody")
		who.Locale = locale
		contains(t, s.ask(who, offside).Await(), want)
	}
	reply := s.AwaitReply(s.says(s.ann, s.at()+"Wer hat die Weltmeisterschaft gewonnen?"))
	contains(t, reply, "Die Artikel sagen dazu nichts.")
}

// Text from people and articles cannot change the layout, link or ping.
func TestNothingIsMarkup(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	for _, evil := range []string{
		"@everyone [free](https://evil.example) ||spoiler|| ```code", "# head\n> quote\n-# small\n1. list",
		"<@1> <#2> discord.gg/abc <t:1>", "\u202eturned\x00",
	} {
		s.script.answers[evil] = rag.Answer{Outcome: rag.Answered, Headline: evil, Confidence: 1, Notice: evil}
		m := s.ask(s.ann, evil).Await()
		for _, bare := range []string{" [free]", "||", "```", "\n# ", "<@", "discord.gg/", "https://", "\u202e"} {
			if text := discordtest.Render(m); containsText(text, bare) {
				t.Errorf("%q stands bare in:\n%s", bare, text)
			}
		}
	}
}

func TestAskAboutAMessage(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	said := s.says(s.bob, howLong)
	x := s.Command(discordtest.Use{By: s.ann, In: s.channel, Name: "Ask about this", Target: said})
	m := x.Await()
	ephemeral(t, m)
	contains(t, m, "eight years")

	// A message with a component of a type that nobody knows yet.
	novel := s.Say(discordtest.Said{By: s.bob, In: s.channel, Text: howLong, Extra: map[string]any{
		"components": []any{map[string]any{"type": 99}},
	}})
	contains(t, s.Command(discordtest.Use{By: s.ann, In: s.channel, Name: "Ask about this", Target: novel}).Await(), "eight years")
}

func TestRateLimitsSaySo(t *testing.T) {
	t.Parallel()
	s := newStage(t, func(_ *stage, o *bot.Options) { o.UserPerMinute = 2 })
	for range 2 {
		contains(t, s.ask(s.ann, howLong).Await(), "eight years")
	}
	m := s.ask(s.ann, howLong).Await()
	ephemeral(t, m)
	contains(t, m, "Ask again in")
	// In a channel, one remark a minute and then silence.
	first := s.AwaitReply(s.says(s.ann, s.at()+howLong))
	contains(t, first, "Ask again in")
	quiet := s.says(s.ann, s.at()+howLong)
	contains(t, s.AwaitReply(s.says(s.bob, s.at()+howLong)), "eight years")
	if got := s.Replies(quiet); len(got) > 0 {
		t.Errorf("a second remark:\n%s", discordtest.Render(got[0]))
	}
}

func TestHelp(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	m := s.Command(discordtest.Use{By: s.ann, In: s.channel, Name: "help"}).Await()
	ephemeral(t, m)
	s.shows("help", m)
}

// The definitions pass Discord's rules, are registered once, and written again
// only when they differ.
func TestCommandsAreRegistered(t *testing.T) {
	t.Parallel()
	all := func(_ *stage, o *bot.Options) { o.Verifier, o.Reloader = verifier{}, &reloader{} }
	s := newStage(t, all)
	if got := s.Overwrites(); got != 1 {
		t.Errorf("registered %d times, want 1", got)
	}
	var body bytes.Buffer
	if err := json.Indent(&body, []byte(s.Calls("PUT /applications/{app}/commands")[0].Body), "", "  "); err != nil {
		t.Fatal(err)
	}
	golden(t, "commands", body.String()+"\n")
	s.end()
	s.start(all)
	if got := s.Overwrites(); got != 1 {
		t.Errorf("registered %d times after a restart, want 1", got)
	}
	s.end()
	s.start() // no /verify, no /corpus
	if got := s.Overwrites(); got != 2 {
		t.Errorf("registered %d times after a change, want 2", got)
	}
	s.end()
	s.start(func(s *stage, o *bot.Options) { o.DevGuild = s.guild.ID })
	if got := s.Commands(s.guild.ID); len(got) == 0 {
		t.Error("no commands in the development server")
	}
}

func TestInviteURL(t *testing.T) {
	const want = "https://discord.com/oauth2/authorize?client_id=1&permissions=274877975552&scope=bot+applications.commands"
	if got := bot.InviteURL("1"); got != want {
		t.Errorf("InviteURL = %s, want %s", got, want)
	}
	if bot.Needed.Has(discord.PermAdministrator) || bot.Needed.Has(discord.PermManageGuild) {
		t.Error("asks for more than it needs")
	}
}
