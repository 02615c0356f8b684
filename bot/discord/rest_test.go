package discord_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/bwmarrin/discordgo"

	"casebot/bot/discord"
	"casebot/bot/discordtest"
)

const (
	sendRoute = "POST /channels/{channel}/messages"
	editRoute = "PATCH /webhooks/{app}/{token}/messages/{message}"
	ackRoute  = "POST /interactions/{interaction}/{token}/callback"
)

func words(s string) discord.Post {
	return discord.Post{Components: []discordgo.MessageComponent{discordgo.TextDisplay{Content: s}}}
}

// desk is a connected client with a channel and people before it.
type desk struct {
	*running
	s       *discordtest.Server
	ctx     context.Context
	ann     *discordtest.User
	channel *discordtest.Channel
}

func newDesk(t *testing.T, change ...func(*discord.Options)) *desk {
	t.Helper()
	s := discordtest.New(t)
	d := &desk{s: s, ann: s.NewUser("ann"), ctx: t.Context()}
	d.channel = s.NewChannel(s.NewGuild("guild"))
	d.running = start(t, s, change...)
	s.AwaitConnected(1)
	if _, err := d.Register(d.ctx, "", []*discordgo.ApplicationCommand{{Type: 1, Name: "ask", Description: "Ask"}}); err != nil {
		t.Fatal(err)
	}
	return d
}

// ask begins an interaction and returns both ends of it.
func (d *desk) ask(t *testing.T) (*discordtest.Interaction, *discord.Interaction) {
	t.Helper()
	x := d.s.Command(discordtest.Use{By: d.ann, In: d.channel, Name: "ask"})
	return x, receive(t, d.done)
}

func TestRespondEditAndFollowUp(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	x, i := d.ask(t)
	for _, step := range []error{
		d.Defer(d.ctx, i, true), d.Edit(d.ctx, i, words("answer")), d.FollowUp(d.ctx, i, words("more")),
	} {
		if step != nil {
			t.Fatal(step)
		}
	}
	if got := discordtest.Render(x.Await()); got != "(only you can see this)\nanswer\n" {
		t.Errorf("shown:\n%s", got)
	}
	if got := len(x.AwaitFollowUps(1)); got != 1 {
		t.Errorf("%d follow-ups", got)
	}
}

// discordgo v0.29.0 puts the edits of all interactions into one bucket and
// sends them one after the other: 8 of 200 ms each took 1.6 s.
func TestEditsOfDifferentInteractionsRunTogether(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	const n = 8
	var all []*discord.Interaction
	for range n {
		_, i := d.ask(t)
		if err := d.Defer(d.ctx, i, false); err != nil {
			t.Fatal(err)
		}
		all = append(all, i)
	}
	d.s.Fail(editRoute, discordtest.Fault{Delay: 500 * time.Millisecond, Times: n})
	began := time.Now()
	var wg sync.WaitGroup
	for _, i := range all {
		wg.Go(func() {
			if err := d.Edit(d.ctx, i, words("answer")); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	if took := time.Since(began); took > n*500*time.Millisecond/2 {
		t.Errorf("%d edits took %v: one after the other", n, took)
	}
}

// discordgo v0.29.0 keeps a bucket for ever for each interaction.
func TestMemoryDoesNotGrow(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	before := d.Kept()
	for range 50 {
		_, i := d.ask(t)
		if err := errors.Join(d.Defer(d.ctx, i, false), d.Edit(d.ctx, i, words("answer"))); err != nil {
			t.Fatal(err)
		}
	}
	for range 50 {
		dm := d.s.NewDM(d.ann)
		if _, err := d.Send(d.ctx, dm.ID, words("hello")); err != nil {
			t.Fatal(err)
		}
	}
	if after := d.Kept(); after > before {
		t.Errorf("%d things remembered after 50 interactions and 50 channels, %d before", after, before)
	}
}

func TestFaultsOfTheNetworkAreTriedAgain(t *testing.T) {
	for _, c := range []struct {
		name  string
		fault discordtest.Fault
	}{
		{"500", discordtest.Fault{Status: 500, Body: `{"message":"500: Internal Server Error","code":0}`}},
		{"502 page", discordtest.Fault{Status: 502, Body: "<html>Bad Gateway</html>", Times: 2}},
		{"503", discordtest.Fault{Status: 503, Times: 2}},
		{"half an answer", discordtest.Fault{Half: true}},
		{"no answer in time", discordtest.Fault{Delay: time.Minute}},
		{"answer lost after it was done", discordtest.Fault{Status: 502, Done: true}},
		{"half an answer after it was done", discordtest.Fault{Half: true, Done: true}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			d := newDesk(t, func(o *discord.Options) { o.Pace.Attempt = 400 * time.Millisecond })
			d.s.Fail(sendRoute, c.fault)
			if _, err := d.Send(d.ctx, d.channel.ID, words("hello")); err != nil {
				t.Fatal(err)
			}
			if got := len(d.s.Messages(d.channel)); got != 1 {
				t.Errorf("%d messages, want 1", got)
			}
		})
	}
}

func TestInteractionFaults(t *testing.T) {
	for _, c := range []struct {
		name, route string
		fault       discordtest.Fault
	}{
		{"defer lost after it was done", ackRoute, discordtest.Fault{Status: 502, Done: true}},
		{"defer refused by a page", ackRoute, discordtest.Fault{Status: 503, Body: "<html>"}},
		{"defer hangs", ackRoute, discordtest.Fault{Delay: time.Minute}},
		{"edit lost", editRoute, discordtest.Fault{Half: true}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			d := newDesk(t)
			x, i := d.ask(t)
			d.s.Fail(c.route, c.fault)
			if err := errors.Join(d.Defer(d.ctx, i, false), d.Edit(d.ctx, i, words("answer"))); err != nil {
				t.Fatal(err)
			}
			if took := x.Acked(); took > discord.AckTimeout {
				t.Errorf("acknowledged after %v", took)
			}
			if got := discordtest.Render(x.Await()); got != "answer\n" {
				t.Errorf("shown %q", got)
			}
		})
	}
}

func TestRateLimitsAreKept(t *testing.T) {
	t.Parallel()
	d := newDesk(t, func(o *discord.Options) { o.Pace.Requests = 400 })
	d.s.DiscordLimits(10)
	var wg sync.WaitGroup
	channels := []*discordtest.Channel{d.channel, d.s.NewChannel(d.s.NewGuild("other"))}
	for n := range 24 {
		wg.Go(func() {
			if _, err := d.Send(d.ctx, channels[n%2].ID, words(fmt.Sprint(n))); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	if n := d.s.TooMany(); n > 0 {
		t.Errorf("%d requests were answered 429", n)
	}
	for _, c := range channels {
		if got := len(d.s.Messages(c)); got != 12 {
			t.Errorf("%d messages, want 12", got)
		}
	}
}

// discordgo v0.29.0 sleeps for a rate limit whatever the context says, and
// tries again without bound.
func TestWaitingEndsWithTheContext(t *testing.T) {
	for name, order := range map[string]func(*discordtest.Server){
		"announced":  func(s *discordtest.Server) { s.Limit(sendRoute, 1, time.Hour) },
		"unexpected": func(s *discordtest.Server) { s.Fail(sendRoute, discordtest.Fault{}) },
		"always": func(s *discordtest.Server) {
			s.Fail(sendRoute, discordtest.Fault{})
			s.Fail(sendRoute, discordtest.Fault{Status: 429, Body: `{"retry_after": 7.5}`, Times: 1000})
		},
		"a page": func(s *discordtest.Server) {
			s.Fail(sendRoute, discordtest.Fault{})
			s.Fail(sendRoute, discordtest.Fault{Status: 429, Body: "<html>rate limited</html>", Times: 1000})
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := newDesk(t)
			order(d.s)
			if _, err := d.Send(d.ctx, d.channel.ID, words("first")); err != nil {
				t.Fatal(err)
			}
			if name == "unexpected" {
				d.s.Limit(sendRoute, 0, time.Hour)
			}
			ctx, cancel := context.WithTimeout(d.ctx, time.Second)
			defer cancel()
			began := time.Now()
			if _, err := d.Send(ctx, d.channel.ID, words("second")); err == nil || time.Since(began) > 3*time.Second {
				t.Errorf("Send returned %v after %v", err, time.Since(began))
			}
			if n := d.s.TooMany(); n > 1 {
				t.Errorf("%d requests were answered 429", n)
			}
		})
	}
}

// Requests keep below the global limit, which no header announces.
func TestThePaceKeepsTheGlobalLimit(t *testing.T) {
	t.Parallel()
	d := newDesk(t, func(o *discord.Options) { o.Pace.Requests = 30 })
	d.s.LimitGlobal(discord.MaxRequests, time.Second)
	guild := d.s.NewGuild("large")
	var wg sync.WaitGroup
	for range 80 {
		channel := d.s.NewChannel(guild)
		wg.Go(func() {
			if _, err := d.Send(d.ctx, channel.ID, words("hello")); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	if n := d.s.TooMany(); n > 0 {
		t.Errorf("%d requests were answered 429", n)
	}
}

// 429 that the headers did not announce, over all routes.
func TestGlobalLimit(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	d.s.LimitGlobal(5, 200*time.Millisecond)
	for range 12 {
		if _, err := d.Send(d.ctx, d.channel.ID, words("hello")); err != nil {
			t.Fatal(err)
		}
	}
	if n := d.s.TooMany(); n > 4 {
		t.Errorf("%d requests were answered 429", n)
	}
}

// Each refused token counts towards a ban: one is enough.
func TestARefusedTokenStopsEverything(t *testing.T) {
	t.Parallel()
	s := discordtest.New(t)
	c, err := discord.New(discord.Options{Token: "wrong", Transport: s.Transport(), Pace: quick})
	if err != nil {
		t.Fatal(err)
	}
	for range 3 {
		_, err := c.Login(t.Context())
		var fatal *discord.FatalError
		if !errors.As(err, &fatal) || !strings.Contains(fatal.Error(), "Reset Token") {
			t.Errorf("Login: %v, want what to do", err)
		}
	}
	if n := len(s.Calls("")); n != 1 {
		t.Errorf("%d requests, want 1", n)
	}
}

func TestErrorsHoldNoToken(t *testing.T) {
	t.Parallel()
	d := newDesk(t, func(o *discord.Options) { o.Pace.Attempt = 100 * time.Millisecond })
	d.s.Expect("edit after the answer")
	_, i := d.ask(t)
	d.s.Fail(editRoute, discordtest.Fault{Delay: time.Minute, Times: 10})
	ctx, cancel := context.WithTimeout(d.ctx, time.Second)
	defer cancel()
	err := d.Edit(ctx, i, words("x"))
	if err == nil || strings.Contains(err.Error(), i.Token) || strings.Contains(err.Error(), discordtest.Token) {
		t.Errorf("Edit: %v", err)
	}
}

func TestRegisterWritesOnlyDifferences(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	perms := int64(discord.PermManageGuild)
	ja := map[discordgo.Locale]string{discordgo.Japanese: "質問"}
	commands := func(description string) []*discordgo.ApplicationCommand {
		return []*discordgo.ApplicationCommand{
			{
				Type: 1, Name: "ask", Description: description, NameLocalizations: &ja, DefaultMemberPermissions: &perms,
				Contexts:         &[]discordgo.InteractionContextType{0, 1},
				IntegrationTypes: &[]discordgo.ApplicationIntegrationType{0},
				Options:          []*discordgo.ApplicationCommandOption{{Type: 3, Name: "question", Description: "What", Required: true}},
			},
			{
				Type: 3, Name: "Ask about this", Contexts: &[]discordgo.InteractionContextType{0, 1},
				IntegrationTypes: &[]discordgo.ApplicationIntegrationType{0},
			},
		}
	}
	for n, step := range []struct {
		guild, description string
		want               bool
	}{
		{"", "Ask the articles", true}, {"", "Ask the articles", false}, {"", "Ask", true},
		{d.channel.GuildID, "Ask", true}, {d.channel.GuildID, "Ask", false},
	} {
		changed, err := d.Register(d.ctx, step.guild, commands(step.description))
		if err != nil || changed != step.want {
			t.Errorf("step %d: changed %v, %v; want %v", n, changed, err, step.want)
		}
	}
}

func TestReading(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	thread := d.s.NewThread(d.channel)
	for n := range 3 {
		if _, err := d.Send(d.ctx, thread.ID, words(fmt.Sprint("line ", n))); err != nil {
			t.Fatal(err)
		}
	}
	list, err := d.History(d.ctx, thread.ID, "9999999999999999999", 2)
	if err != nil || len(list) != 2 || list[0].Texts()[0] != "line 2" {
		t.Errorf("History: %v, %v", list, err)
	}
	one, err := d.Message(d.ctx, thread.ID, list[0].ID)
	if err != nil || one.Texts()[0] != "line 2" {
		t.Errorf("Message: %v, %v", one, err)
	}
	if ch, err := d.Channel(d.ctx, thread.ID); err != nil || !ch.Thread() {
		t.Errorf("Channel: %+v, %v; want a thread", ch, err)
	}
	if err := d.Type(d.ctx, thread.ID); err != nil || d.s.Typing(thread) != 1 {
		t.Errorf("Type: %v", err)
	}
	_, err = d.Message(d.ctx, thread.ID, "1")
	if discord.Code(err) != discord.CodeUnknownMessage {
		t.Errorf("a missing message: %v", err)
	}
}
