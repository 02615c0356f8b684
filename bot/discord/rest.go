package discord

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"time"

	"github.com/bwmarrin/discordgo"
)

// Error is Discord's refusal of a request.
type Error struct {
	Status  int    // HTTP
	Code    int    // https://discord.com/developers/docs/topics/opcodes-and-status-codes#json-json-error-codes
	Message string // Discord's own words, for the log
}

func (e *Error) Error() string {
	return fmt.Sprintf("discord: status %d, code %d: %s", e.Status, e.Code, e.Message)
}

// Codes that the bot treats in a way of their own.
// https://discord.com/developers/docs/topics/opcodes-and-status-codes#json-json-error-codes
const (
	CodeUnknownChannel     = 10003
	CodeUnknownMessage     = 10008
	CodeUnknownWebhook     = 10015
	CodeUnknownInteraction = 10062
	CodeAcknowledged       = 40060
	CodeMissingAccess      = 50001
	CodeDMClosed           = 50007
	CodeMissingPermissions = 50013
	CodeInvalidToken       = 50027
	CodeInvalidForm        = 50035
	CodeArchived           = 50083
)

// Code is Discord's error code in err, 0 if there is none.
func Code(err error) int {
	var e *Error
	if errors.As(err, &e) {
		return e.Code
	}
	return 0
}

// request is one REST call.
type request struct {
	method, url string
	body        any
	// route names what shares a rate limit; "" for the interactions' routes,
	// which have a limit of their own for each token.
	route string
	// once: a request whose answer was lost must not be repeated.
	once bool
	// limit is how long one attempt may take, Pace.Attempt if zero.
	limit time.Duration
}

const maxAttempts = 5

// call carries out a request within ctx: it waits for rate limits, and tries
// again where Discord or the network had a fault. The answer is decoded into
// out, if that is not nil.
func (c *Client) call(ctx context.Context, r request, out any) error {
	body, err := encode(r.body)
	if err != nil {
		return err
	}
	wait := c.o.Pace.Retry
	for attempt := 1; ; attempt++ {
		answer, seen, err := c.attempt(ctx, r, body)
		switch {
		case err == nil && out != nil:
			return json.Unmarshal(answer, out)
		case err == nil:
			return nil
		case ctx.Err() != nil:
			return ctx.Err()
		case seen.status == http.StatusTooManyRequests:
			pause := seen.retryAfter()
			if seen.global() {
				c.limits.pause(pause)
			}
			c.o.Watch.RateLimited("discord")
			c.log.Debug("rate limited", "route", r.method+" "+r.route, "wait", pause)
			if sleepWithin(ctx, pause) != nil {
				return err
			}
		case seen.status >= 400 && seen.status < 500, r.once, attempt == maxAttempts:
			return err
		default:
			if sleepWithin(ctx, wait+time.Duration(rand.Int64N(int64(wait)))) != nil {
				return err
			}
			wait *= 2
		}
	}
}

func encode(v any) ([]byte, error) {
	if v == nil {
		return nil, nil
	}
	return json.Marshal(v)
}

// attempt sends a request once. It goes through a fresh rate limiter, since
// discordgo's keeps one bucket for ever for each interaction, and one bucket
// for the edits of all interactions together.
func (c *Client) attempt(ctx context.Context, r request, body []byte) ([]byte, *observed, error) {
	seen := &observed{next: c.o.Transport}
	if c.refused.Load() {
		return nil, seen, unauthorized()
	}
	if r.route != "" {
		route := r.method + " " + r.route
		if err := c.limits.enter(ctx, route); err != nil {
			return nil, seen, err
		}
		defer func() { c.limits.leave(route, seen.header) }()
	}
	answer, err := c.rest.RequestWithLockedBucket(r.method, r.url, "application/json", body,
		discordgo.NewRatelimiter().LockBucket(""), 0,
		discordgo.WithContext(ctx), discordgo.WithClient(&http.Client{Transport: seen, Timeout: cmp.Or(r.limit, c.o.Pace.Attempt)}))
	if seen.status == http.StatusUnauthorized && r.route != "" {
		c.refused.Store(true)
		return nil, seen, unauthorized()
	}
	return answer, seen, c.explain(err, seen)
}

// explain turns discordgo's error, which may hold addresses with tokens in
// them, into one of ours.
func (c *Client) explain(err error, seen *observed) error {
	if err == nil {
		return nil
	}
	var rest *discordgo.RESTError
	if errors.As(err, &rest) && rest.Message != nil {
		return &Error{Status: seen.status, Code: rest.Message.Code, Message: rest.Message.Message}
	}
	if seen.status >= 400 {
		return &Error{Status: seen.status, Message: http.StatusText(seen.status)}
	}
	return &Error{Status: 0, Message: "no answer: " + kindOf(err)}
}

// kindOf names a network fault without its address.
func kindOf(err error) string {
	var timeout interface{ Timeout() bool }
	if errors.As(err, &timeout) && timeout.Timeout() {
		return "timeout"
	}
	return "connection broken"
}

// observed sees the status and headers that discordgo keeps to itself.
type observed struct {
	next   http.RoundTripper
	status int
	header http.Header
}

func (o *observed) RoundTrip(r *http.Request) (*http.Response, error) {
	resp, err := o.next.RoundTrip(r)
	if err == nil {
		o.status, o.header = resp.StatusCode, resp.Header
	}
	return resp, err
}

// retryAfter is the wait that a 429 asks for. A page of the network in front
// of Discord has only the header, or nothing.
func (o *observed) retryAfter() time.Duration {
	for _, name := range []string{"X-RateLimit-Reset-After", "Retry-After"} {
		if d := secondsOf(o.header.Get(name)); d > 0 {
			return d
		}
	}
	return 5 * time.Second
}

func (o *observed) global() bool { return o.header.Get("X-RateLimit-Global") != "" }
