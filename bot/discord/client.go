package discord

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"sync"
	"sync/atomic"
	"time"

	"github.com/bwmarrin/discordgo"
)

// Intents. Interactions need none.
// https://discord.com/developers/docs/events/gateway#gateway-intents
const (
	IntentMessages = int(discordgo.IntentGuildMessages | discordgo.IntentDirectMessages)
	// IntentContent is privileged: it must be switched on in the portal.
	IntentContent = int(discordgo.IntentMessageContent)
)

// Options of a Client.
type Options struct {
	Token   string // without "Bot "
	Intents int
	// Transport carries the REST calls, nil for the ordinary one.
	Transport http.RoundTripper
	Log       *slog.Logger
	// Watch is told of the connection and of rate limits met; nil: nobody is.
	Watch Watch
	Pace  Pace
}

// Watch counts what happens to the connection. It is called concurrently.
type Watch interface {
	Gateway(connected bool)
	RateLimited(scope string) // "discord"
}

type nobody struct{}

func (nobody) Gateway(bool)       {}
func (nobody) RateLimited(string) {}

// Pace holds the waits of a Client. The zero value means Discord's own pace.
type Pace struct {
	// Open is how long a connection may take until it is ready.
	Open time.Duration
	// Silence is how long the gateway may say nothing: heartbeats are answered
	// every 41 s.
	Silence time.Duration
	// Backoff is the first wait before connecting again; it doubles up to
	// MaxBackoff and starts over after a connection that lasted Stable.
	Backoff, MaxBackoff, Stable time.Duration
	// Requests a second, kept below Discord's limit.
	Requests int
	// Attempt is how long one REST request may take, Retry the first wait
	// after one that failed.
	Attempt, Retry time.Duration
}

func (p Pace) withDefaults() Pace {
	set := func(d *time.Duration, v time.Duration) {
		if *d == 0 {
			*d = v
		}
	}
	set(&p.Open, 30*time.Second)
	set(&p.Silence, 90*time.Second)
	set(&p.Backoff, time.Second)
	set(&p.MaxBackoff, 2*time.Minute)
	set(&p.Stable, 30*time.Second)
	set(&p.Attempt, 8*time.Second)
	set(&p.Retry, 250*time.Millisecond)
	if p.Requests == 0 {
		p.Requests = MaxRequests * 4 / 5
	}
	return p
}

// Handler is told what people do. Its methods are called concurrently, one
// goroutine an event; a panic in one is logged and ends only that event.
type Handler interface {
	HandleInteraction(ctx context.Context, i *Interaction)
	HandleMessage(ctx context.Context, m *Message)
}

// Client is one bot account's connection to Discord. REST calls may be made
// concurrently, also while the gateway is down.
type Client struct {
	o      Options
	log    *slog.Logger
	rest   *discordgo.Session // never opened: carries the REST calls
	limits *limits

	self      atomic.Pointer[Self]
	connected atomic.Bool
	// refused is set once Discord has refused the token: each further request
	// would count towards a ban.
	refused atomic.Bool
	events  sync.WaitGroup
}

// Self is the bot's own account.
type Self struct {
	AppID  string
	UserID string
	Name   string
	// OwnerID is the person who owns the application, or its team.
	OwnerID string
}

// New makes a client that is not connected yet.
func New(o Options) (*Client, error) {
	if o.Token == "" {
		return nil, errors.New("no Discord token")
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.Watch == nil {
		o.Watch = nobody{}
	}
	o.Pace = o.Pace.withDefaults()
	if o.Transport == nil {
		t := http.DefaultTransport.(*http.Transport).Clone()
		t.MaxIdleConnsPerHost = 32 // all requests go to one host; 2 is the default
		o.Transport = t
	}
	c := &Client{o: o, log: o.Log, limits: newLimits(o.Pace.Requests)}
	rest, err := c.newSession(nil)
	if err != nil {
		return nil, err
	}
	c.rest = rest
	return c, nil
}

// newSession makes a discordgo session with everything off that this package
// does itself: state, reconnecting, waiting for rate limits, logging.
func (c *Client) newSession(dial *dialer) (*discordgo.Session, error) {
	s, err := discordgo.New("Bot " + c.o.Token)
	if err != nil {
		return nil, err
	}
	s.StateEnabled = false
	s.ShouldReconnectOnError = false
	s.ShouldReconnectVoiceOnSessionError = false
	s.ShouldRetryOnRateLimit = false
	s.MaxRestRetries = 0
	s.SyncEvents = true // our handlers start their own goroutines
	s.LogLevel = -1     // discordgo prints whole events and addresses
	s.UserAgent = "DiscordBot (https://github.com/bwmarrin/discordgo, v" + discordgo.VERSION + ")"
	s.Identify.Intents = discordgo.Intent(c.o.Intents)
	s.Client = &http.Client{Transport: c.o.Transport, Timeout: c.o.Pace.Attempt}
	if dial != nil {
		s.Dialer = dial.websocket()
	}
	return s, nil
}

func (c *Client) setConnected(yes bool) {
	c.connected.Store(yes)
	c.o.Watch.Gateway(yes)
}

// Connected reports whether the gateway is ready.
func (c *Client) Connected() bool { return c.connected.Load() }

// Self is the bot's own account: empty until Login or the first connection.
func (c *Client) Self() Self {
	if s := c.self.Load(); s != nil {
		return *s
	}
	return Self{}
}
