package discord_test

import (
	"context"
	"errors"
	"flag"
	"log/slog"
	"testing"
	"time"

	"go.uber.org/goleak"

	"casebot/bot/discord"
	"casebot/bot/discordtest"
)

func TestMain(m *testing.M) {
	// Most tests wait for discordgo's Close, which sleeps a second.
	flag.Set("test.parallel", "16")
	// The one goroutine that cannot be ended: discordgo's Open, which deadlocks
	// when another operation comes in place of READY.
	goleak.VerifyTestMain(m, goleak.IgnoreAnyFunction("github.com/bwmarrin/discordgo.(*Session).onEvent"))
}

// quick is a pace for tests.
var quick = discord.Pace{
	Open: 300 * time.Millisecond, Backoff: 2 * time.Millisecond, MaxBackoff: 5 * time.Millisecond,
	Retry: 5 * time.Millisecond, Requests: 1000,
}

// ears is a Handler that hands on what it hears.
type ears struct {
	said chan *discord.Message
	done chan *discord.Interaction
	// panics makes the handler panic on a message with this text.
	panics string
}

func newEars() *ears {
	return &ears{said: make(chan *discord.Message, 1000), done: make(chan *discord.Interaction, 1000)}
}

func (e *ears) HandleMessage(_ context.Context, m *discord.Message) {
	if e.panics != "" && m.Content == e.panics {
		panic("ordered by the test")
	}
	e.said <- m
}

func (e *ears) HandleInteraction(_ context.Context, i *discord.Interaction) { e.done <- i }

func (e *ears) message(t *testing.T) *discord.Message {
	t.Helper()
	return receive(t, e.said)
}

func receive[T any](t *testing.T, ch <-chan T) T {
	t.Helper()
	select {
	case v := <-ch:
		return v
	case <-time.After(20 * time.Second):
		t.Fatal("waited in vain")
		panic("unreachable")
	}
}

// running is a client whose Run is under way.
type running struct {
	*discord.Client
	*ears
	stop context.CancelFunc
	err  chan error
}

func start(t *testing.T, s *discordtest.Server, change ...func(*discord.Options)) *running {
	t.Helper()
	o := discord.Options{
		Token: discordtest.Token, Intents: discord.IntentMessages, Transport: s.Transport(), Pace: quick,
		Log: slog.New(slog.NewTextHandler(testWriter{t}, nil)),
	}
	for _, f := range change {
		f(&o)
	}
	c, err := discord.New(o)
	if err != nil {
		t.Fatal(err)
	}
	if o.Token == discordtest.Token {
		if _, err := c.Login(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	ctx, stop := context.WithCancel(context.Background())
	r := &running{Client: c, ears: newEars(), stop: stop, err: make(chan error, 1)}
	go func() { r.err <- c.Run(ctx, r.ears) }()
	t.Cleanup(func() {
		stop()
		select {
		case err := <-r.err:
			if fatal := new(discord.FatalError); err != nil && !errors.As(err, &fatal) {
				t.Errorf("Run: %v", err)
			}
			r.err <- nil
		case <-time.After(20 * time.Second):
			t.Error("Run does not end")
		}
	})
	return r
}

// testWriter logs to the test, as long as it runs.
type testWriter struct{ t *testing.T }

func (w testWriter) Write(b []byte) (int, error) {
	w.t.Helper()
	w.t.Logf("%s", b)
	return len(b), nil
}
