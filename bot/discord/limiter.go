package discord

import (
	"context"
	"net/http"
	"strconv"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// limits keeps requests within Discord's rate limits: at most so many a second
// in all, and for each route what its last answer said. Unlike discordgo's it
// waits no longer than the context, and forgets routes that are at rest.
// https://discord.com/developers/docs/topics/rate-limits
type limits struct {
	global *rate.Limiter

	mu     sync.Mutex
	paused time.Time // all routes wait until then
	routes map[string]*turns
}

// turns lets the requests of one route pass one after the other.
type turns struct {
	busy  chan struct{} // holds a token while a request runs
	users int           // running and waiting; guarded by limits.mu
	left  int
	reset time.Time
}

// burst is how many requests may go at once: with the default pace no second
// sees more than 48.
const burst = 8

func newLimits(perSecond int) *limits {
	return &limits{global: rate.NewLimiter(rate.Limit(perSecond), burst), routes: map[string]*turns{}}
}

// enter waits for a route's turn and must be followed by leave.
func (l *limits) enter(ctx context.Context, route string) error {
	l.mu.Lock()
	t := l.routes[route]
	if t == nil {
		t = &turns{busy: make(chan struct{}, 1), left: 1}
		l.routes[route] = t
	}
	t.users++
	l.mu.Unlock()

	select {
	case t.busy <- struct{}{}:
	case <-ctx.Done():
		l.release(route)
		return ctx.Err()
	}
	if err := l.wait(ctx, t); err != nil {
		l.leave(route, nil)
		return err
	}
	return nil
}

func (l *limits) wait(ctx context.Context, t *turns) error {
	l.mu.Lock()
	until := l.paused
	if t.left == 0 && t.reset.After(until) {
		until = t.reset
	}
	l.mu.Unlock()
	if d := time.Until(until); d > 0 {
		if err := sleepWithin(ctx, d); err != nil {
			return err
		}
	}
	return l.global.Wait(ctx)
}

// leave learns from the answer's headers, nil for none.
func (l *limits) leave(route string, h http.Header) {
	l.mu.Lock()
	t := l.routes[route]
	if left, err := strconv.Atoi(h.Get("X-RateLimit-Remaining")); err == nil {
		t.left = left
		t.reset = time.Now().Add(secondsOf(h.Get("X-RateLimit-Reset-After")))
	}
	l.mu.Unlock()
	<-t.busy
	l.release(route)
}

// release forgets the route where nobody needs it any more.
func (l *limits) release(route string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	t := l.routes[route]
	t.users--
	if t.users == 0 && (t.left > 0 || time.Now().After(t.reset)) {
		delete(l.routes, route)
	}
	if len(l.routes) < 1000 {
		return
	}
	for k, t := range l.routes {
		if t.users == 0 && time.Now().After(t.reset) {
			delete(l.routes, k)
		}
	}
}

// pause stops all routes for a while.
func (l *limits) pause(d time.Duration) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.paused = time.Now().Add(d)
}

// sleepWithin fails at once where the context would end before d.
func sleepWithin(ctx context.Context, d time.Duration) error {
	if end, ok := ctx.Deadline(); ok && time.Until(end) < d {
		return context.DeadlineExceeded
	}
	return sleep(ctx, d)
}

func secondsOf(s string) time.Duration {
	f, err := strconv.ParseFloat(s, 64)
	if err != nil || f < 0 {
		return 0
	}
	return time.Duration(f * float64(time.Second))
}
