package bot

import (
	"context"
	"fmt"
	"log/slog"
	"net/url"
	"strconv"
	"sync"
	"sync/atomic"
	"time"

	"casebot/bot/discord"
	"casebot/bot/ratelimit"
	"casebot/bot/store"
)

// Bot is one Discord bot. Make it with New, let it live with Run.
type Bot struct {
	o      Options
	log    *slog.Logger
	client *discord.Client
	self   discord.Self
	limits ratelimit.Limiter

	commands map[string]*command
	buttons  map[string]button

	slots    chan struct{}
	seen     *recent[bool]            // event IDs
	followed *recent[bool]            // channel ID: a thread that we answer in
	channels *recent[discord.Channel] // by ID

	stopping atomic.Bool
	// life ends when running work must end.
	life    context.Context
	endLife context.CancelFunc
	work    sync.WaitGroup
	mu      sync.Mutex // orders stopping and work.Add
}

// New makes a bot that is not connected yet.
func New(o Options) (*Bot, error) {
	o, err := o.withDefaults()
	if err != nil {
		return nil, err
	}
	intents := discord.IntentMessages
	if o.MessageContent {
		intents |= discord.IntentContent
	}
	client, err := discord.New(discord.Options{
		Token: o.Token, Intents: intents, Transport: o.Transport, Log: o.Log, Watch: o.Metrics, Pace: o.Pace,
	})
	if err != nil {
		return nil, err
	}
	b := &Bot{
		o: o, log: o.Log, client: client, limits: ratelimit.Limiter{Now: o.Now},
		slots: make(chan struct{}, o.Parallel),
		seen:  newRecent[bool](4096), followed: newRecent[bool](4096), channels: newRecent[discord.Channel](4096),
	}
	b.life, b.endLife = context.WithCancel(context.Background())
	b.commands, b.buttons = b.allCommands(), allButtons()
	return b, nil
}

// Run connects, registers the commands and serves until ctx ends; then it
// takes no more work, lets running answers finish or ends them politely, and
// closes the connection, all within ten seconds. The error is for the person
// who set the bot up; it is a *discord.FatalError where Discord refuses.
func (b *Bot) Run(ctx context.Context) error {
	defer b.endLife()
	if err := b.login(ctx); err != nil {
		if ctx.Err() != nil {
			return nil
		}
		return err
	}
	b.log.Info("invite the bot to a server with this address", "url", InviteURL(b.self.AppID))

	connection, disconnect := context.WithCancel(context.Background())
	defer disconnect()
	ended := make(chan error, 1)
	go func() { ended <- b.client.Run(connection, b) }()
	select {
	case err := <-ended:
		b.drain()
		return err
	case <-ctx.Done():
	}
	b.drain()
	disconnect()
	return <-ended
}

// login learns who the bot is and registers its commands.
func (b *Bot) login(ctx context.Context) error {
	self, err := b.client.Login(ctx)
	if err != nil {
		return err
	}
	b.self = self
	changed, err := b.client.Register(ctx, b.o.DevGuild, b.definitions())
	if err != nil {
		return fmt.Errorf("register commands: %w", err)
	}
	b.log.Info("commands registered", "changed", changed, "guild", b.o.DevGuild)
	return nil
}

// drain waits for running work, then ends it.
func (b *Bot) drain() {
	b.mu.Lock()
	b.stopping.Store(true)
	b.mu.Unlock()
	done := make(chan struct{})
	go func() {
		defer close(done)
		b.work.Wait()
	}()
	select {
	case <-done:
		return
	case <-time.After(b.o.Drain):
	}
	b.endLife()
	select {
	case <-done:
	case <-time.After(2 * time.Second):
		b.log.Error("some answers did not end in time")
	}
}

// begin reports whether work may begin; then b.work.Done must follow.
func (b *Bot) begin() bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.stopping.Load() {
		return false
	}
	b.work.Add(1)
	return true
}

// Connected reports whether the bot hears Discord now.
func (b *Bot) Connected() bool { return b.client.Connected() }

// Needed are the permissions that the bot asks for when it is invited.
const Needed = discord.PermView | discord.PermSend | discord.PermSendInThreads | discord.PermHistory

// InviteURL is where a server's manager adds the bot: with its commands, and
// with the permissions that it needs and no others.
// https://discord.com/developers/docs/topics/oauth2#bot-authorization-flow
func InviteURL(appID string) string {
	q := url.Values{
		"client_id":   {appID},
		"scope":       {"bot applications.commands"},
		"permissions": {strconv.FormatUint(uint64(Needed), 10)},
	}
	return "https://discord.com/oauth2/authorize?" + q.Encode()
}

// settings of a server, the zero value without a store.
func (b *Bot) settings(guild string) store.Settings {
	if b.o.Store == nil || guild == "" {
		return store.Settings{}
	}
	return b.o.Store.Settings(guild)
}
