package discord

import (
	"context"
	"errors"
	"math/rand/v2"
	"runtime/debug"
	"time"

	"github.com/bwmarrin/discordgo"
	"github.com/gorilla/websocket"
)

var errStuck = errors.New("the connection did not become ready in time")

// Run connects and stays connected, telling h what happens, until ctx ends or
// Discord refuses for good (*FatalError). It returns nil when ctx ended, after
// the gateway is closed and all calls of h have returned.
//
// Reconnecting is this loop's business and not discordgo's, which retries
// fatal refusals for ever, without jitter, and connects again after Close.
func (c *Client) Run(ctx context.Context, h Handler) error {
	defer c.events.Wait()
	defer c.rest.Client.CloseIdleConnections()
	wait := c.o.Pace.Backoff
	var g *gateway
	defer func() { g.end() }()
	for {
		if g == nil {
			fresh, err := c.newGateway(ctx, h)
			if err != nil {
				return err
			}
			g = fresh
		}
		started := time.Now()
		err := g.serve(ctx)
		c.setConnected(false)
		switch f := fatalError(err); {
		case ctx.Err() != nil:
			return nil
		case c.refused.Load():
			return unauthorized()
		case f != nil:
			return f
		}
		if time.Since(started) > c.o.Pace.Stable {
			wait = c.o.Pace.Backoff
		}
		if g.spoilt(err) {
			g.end()
			g = nil
		}
		pause := time.Duration(rand.Int64N(int64(wait))) + time.Millisecond
		c.log.Warn("gateway disconnected", "err", err, "again_in", pause)
		if sleep(ctx, pause) != nil {
			return nil
		}
		wait = min(2*wait, c.o.Pace.MaxBackoff)
	}
}

// gateway is one discordgo session, over several connections as long as it can
// be resumed.
type gateway struct {
	c     *Client
	s     *discordgo.Session
	dial  *dialer
	gone  chan struct{} // one token for each Disconnect event
	ready chan struct{} // one token for each READY or RESUMED
	// half: the last connection was opened but got no READY or RESUMED.
	half  bool
	stuck bool
}

func (c *Client) newGateway(ctx context.Context, h Handler) (*gateway, error) {
	g := &gateway{
		c: c, dial: &dialer{silence: c.o.Pace.Silence},
		gone: make(chan struct{}, 1), ready: make(chan struct{}, 1),
	}
	s, err := c.newSession(g.dial)
	if err != nil {
		return nil, err
	}
	g.s = s
	s.AddHandler(func(_ *discordgo.Session, _ *discordgo.Disconnect) { signal(g.gone) })
	// The raw event, not the decoded one: discordgo gives an empty message or
	// interaction where any component in it is of a type that it does not know.
	s.AddHandler(func(_ *discordgo.Session, e *discordgo.Event) {
		if e.Type == "READY" || e.Type == "RESUMED" {
			signal(g.ready)
		}
		c.event(ctx, h, e.Type, e.RawData)
	})
	return g, nil
}

func signal(ch chan struct{}) {
	select {
	case ch <- struct{}{}:
	default:
	}
}

// serve opens the connection and returns why it ended.
func (g *gateway) serve(ctx context.Context) error {
	g.half = false
	drain(g.gone)
	drain(g.ready)
	if err := g.open(ctx); err != nil {
		return err
	}
	g.half = true
	deadline := time.NewTimer(g.c.o.Pace.Open)
	defer deadline.Stop()
	for {
		select {
		case <-g.ready:
			g.half = false
			g.c.setConnected(true)
			deadline.Stop()
			g.c.log.Info("gateway ready")
		case <-g.gone:
			g.half = g.half && !drain(g.ready)
			return errors.New("the connection ended")
		case <-deadline.C:
			g.stuck = true
			return errStuck
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// drain takes a token out of ch and reports whether there was one.
func drain(ch chan struct{}) bool {
	select {
	case <-ch:
		return true
	default:
		return false
	}
}

// open watches over Session.Open, which deadlocks when operation 7 comes in
// place of READY, and waits for ever when no Hello comes.
func (g *gateway) open(ctx context.Context) error {
	done := make(chan error, 1)
	go func() { done <- g.s.Open() }()
	select {
	case err := <-done:
		return err
	case <-time.After(g.c.o.Pace.Open):
		g.stuck = true
		return errStuck
	case <-ctx.Done():
		g.stuck = true
		return ctx.Err()
	}
}

// spoilt reports whether a new session must be made: this one hangs, or was
// refused. After a refused resume discordgo identifies where nobody sees the
// close code of a fatal refusal; a new session identifies in Open, which does.
func (g *gateway) spoilt(err error) bool {
	var closed *websocket.CloseError
	refused := errors.As(err, &closed) && closed.Code != websocket.CloseAbnormalClosure
	return g.stuck || g.half || refused
}

// end closes the gateway for good. Close sleeps a second and may hang.
func (g *gateway) end() {
	if g == nil {
		return
	}
	g.dial.close()
	if g.stuck {
		g.dial.abandon()
		return
	}
	done := make(chan struct{})
	go func() {
		defer close(done)
		g.s.Close()
	}()
	select {
	case <-done:
	case <-time.After(3 * time.Second):
		g.dial.abandon()
	}
}

// event hands one event to the handler in a goroutine of its own.
func (c *Client) event(ctx context.Context, h Handler, kind string, raw []byte) {
	run, err := c.decode(h, kind, raw)
	if err != nil {
		c.log.Error("event not understood", "type", kind, "err", err)
	}
	if run == nil {
		return
	}
	c.events.Go(func() {
		defer func() {
			if p := recover(); p != nil {
				c.log.Error("handler panicked", "type", kind, "panic", p, "stack", string(debug.Stack()))
			}
		}()
		run(ctx)
	})
}

func sleep(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
