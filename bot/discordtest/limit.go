package discordtest

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"

	"casebot/bot/discord"
)

// limit is one rate limit: n requests in a window that begins with the first.
// https://discord.com/developers/docs/topics/rate-limits
type limit struct {
	n       int
	per     time.Duration
	buckets map[string]*bucket
}

type bucket struct {
	left  int
	reset time.Time
}

// Limit sets the rate limit of a route, for each channel or token apart.
func (s *Server) Limit(route string, n int, per time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.limits[route] = &limit{n: n, per: per, buckets: map[string]*bucket{}}
}

// LimitGlobal sets the rate limit over all routes but the interactions'.
// Discord's is 50 in a second.
func (s *Server) LimitGlobal(n int, per time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.global = &limit{n: n, per: per, buckets: map[string]*bucket{}}
}

// take reports whether a request may pass, and what is left.
func (l *limit) take(key string, now time.Time) (b bucket, ok bool) {
	p := l.buckets[key]
	if p == nil || !now.Before(p.reset) {
		p = &bucket{left: l.n, reset: now.Add(l.per)}
		l.buckets[key] = p
	}
	if p.left == 0 {
		return *p, false
	}
	p.left--
	return *p, true
}

// limited answers 429 and reports true where a limit is exceeded. Limits are
// measured in real time, since the client waits in real time.
func (s *Server) limited(w http.ResponseWriter, r *http.Request) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	now := time.Now()
	exempt := strings.Contains(r.Pattern, "/interactions/") || strings.Contains(r.Pattern, "/webhooks/")
	if s.global != nil && !exempt {
		if b, ok := s.global.take("", now); !ok {
			w.Header().Set("X-RateLimit-Global", "true")
			w.Header().Set("X-RateLimit-Scope", "global")
			tooMany(w, b.reset.Sub(now), true)
			return true
		}
	}
	l := s.limits[route(r)]
	if l == nil {
		return false
	}
	key := r.PathValue("channel") + r.PathValue("token") + r.PathValue("guild")
	b, ok := l.take(key, now)
	h := w.Header()
	h.Set("X-RateLimit-Bucket", fmt.Sprintf("%x", route(r)))
	h.Set("X-RateLimit-Limit", strconv.Itoa(l.n))
	h.Set("X-RateLimit-Remaining", strconv.Itoa(b.left))
	h.Set("X-RateLimit-Reset", seconds(time.Duration(b.reset.UnixNano())))
	h.Set("X-RateLimit-Reset-After", seconds(b.reset.Sub(now)))
	if !ok {
		h.Set("X-RateLimit-Scope", "user")
		tooMany(w, b.reset.Sub(now), false)
	}
	return !ok
}

func tooMany(w http.ResponseWriter, wait time.Duration, global bool) {
	w.Header().Set("Retry-After", strconv.Itoa(int(wait/time.Second)+1))
	writeJSON(w, http.StatusTooManyRequests, map[string]any{
		"message": "You are being rate limited.", "retry_after": wait.Seconds(), "global": global,
	})
}

func seconds(d time.Duration) string { return strconv.FormatFloat(d.Seconds(), 'f', 3, 64) }

// TooMany counts the requests that were answered 429.
func (s *Server) TooMany() int {
	n := 0
	for _, c := range s.Calls("") {
		if c.Status == http.StatusTooManyRequests {
			n++
		}
	}
	return n
}

// DiscordLimits puts Discord's usual limits in force, scale times faster: 50
// requests a second in all, and the numbers that clients see for messages in
// a channel and for edits by an interaction's token.
func (s *Server) DiscordLimits(scale float64) {
	faster := func(d time.Duration) time.Duration { return time.Duration(float64(d) / scale) }
	s.LimitGlobal(discord.MaxRequests, faster(time.Second))
	s.Limit("POST /channels/{channel}/messages", 5, faster(5*time.Second))
	s.Limit("POST /channels/{channel}/typing", 5, faster(5*time.Second))
	s.Limit("PATCH /webhooks/{app}/{token}/messages/{message}", 5, faster(2*time.Second))
	s.Limit("POST /webhooks/{app}/{token}", 5, faster(2*time.Second))
}
