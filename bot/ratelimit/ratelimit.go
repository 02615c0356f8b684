// Package ratelimit bounds how often a key may act: a user, a channel, a
// server. It knows no Discord.
package ratelimit

import (
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// window is the time in which an empty bucket is full again.
const window = time.Minute

// Rule bounds one key. Keys of different kinds need different prefixes.
type Rule struct {
	Key       string
	PerMinute int // also the burst; 0 or less means no bound
}

// Limiter keeps one token bucket a key and forgets those that are full. The
// zero value is ready. It may be used concurrently.
type Limiter struct {
	// Now is the clock; nil means time.Now. It is not changed after first use.
	Now func() time.Time

	mu      sync.Mutex
	buckets map[string]*bucket
	swept   time.Time
}

type bucket struct {
	tokens *rate.Limiter
	used   time.Time
}

// Allow takes one token of every rule's bucket. Where any is empty it takes
// none, and returns that rule's index and how long until it has a token; of
// several the one with the longest wait. Otherwise met is -1.
func (l *Limiter) Allow(rules ...Rule) (met int, wait time.Duration) {
	l.mu.Lock()
	defer l.mu.Unlock()
	now := time.Now()
	if l.Now != nil {
		now = l.Now()
	}
	l.sweep(now)
	met = -1
	var taken []*rate.Reservation
	for i, r := range rules {
		if r.PerMinute <= 0 {
			continue
		}
		token := l.bucket(r, now).ReserveN(now, 1)
		taken = append(taken, token)
		if delay := token.DelayFrom(now); delay > wait {
			met, wait = i, delay
		}
	}
	if met >= 0 {
		for _, token := range taken {
			token.CancelAt(now)
		}
	}
	return met, wait
}

// bucket returns the rule's bucket, changed to the rule's present bound.
func (l *Limiter) bucket(r Rule, now time.Time) *rate.Limiter {
	limit := rate.Limit(float64(r.PerMinute) / window.Seconds())
	b := l.buckets[r.Key]
	if b == nil {
		b = &bucket{tokens: rate.NewLimiter(limit, r.PerMinute)}
		l.buckets[r.Key] = b
	}
	if b.tokens.Burst() != r.PerMinute {
		b.tokens.SetLimitAt(now, limit)
		b.tokens.SetBurstAt(now, r.PerMinute)
	}
	b.used = now
	return b.tokens
}

// sweep forgets, once a window, the buckets that were left alone for one: they
// are full, and a new one is full too.
func (l *Limiter) sweep(now time.Time) {
	if l.buckets == nil {
		l.buckets = map[string]*bucket{}
	}
	if now.Sub(l.swept) < window {
		return
	}
	l.swept = now
	for key, b := range l.buckets {
		if now.Sub(b.used) >= window {
			delete(l.buckets, key)
		}
	}
}
