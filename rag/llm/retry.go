package llm

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"math/rand/v2"
	"net/http"
	"strconv"
	"strings"
	"time"
)

const (
	maxAttempts = 4
	firstDelay  = 400 * time.Millisecond // doubled each time, with full jitter
	maxDelay    = 8 * time.Second
	// maxErrorBytes bounds how much of an error's body is read.
	maxErrorBytes = 64 << 10
)

// retrier is the HTTP client under go-openai. It stands there because a failed
// stream call loses the response headers, and Retry-After with them.
type retrier struct {
	client  *http.Client
	breaker *breaker
	clock   Clock
	key     Secret
}

// dialect is the key under which a request's context carries the schema that
// is to stand beside "json_object". go-openai has no field for it.
type dialect struct{}

// withDialect adds the schema to a request's body, as llama.cpp and
// llama-cpp-python want it: {"type":"json_object","schema":{...}}.
func withDialect(req *http.Request) error {
	schema, ok := req.Context().Value(dialect{}).(json.RawMessage)
	if !ok {
		return nil
	}
	body, err := io.ReadAll(req.Body)
	if err != nil {
		return err
	}
	body = bytes.Replace(body, []byte(`"response_format":{"type":"json_object"}`), []byte(`"response_format":{"type":"json_object","schema":`+string(schema)+`}`), 1)
	req.Body, req.ContentLength = io.NopCloser(bytes.NewReader(body)), int64(len(body))
	req.GetBody = func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(body)), nil }
	return nil
}

// Do sends a request, again after 429, 5xx and connection errors. Waiting
// never outlasts the request's deadline: a delay that would is not begun.
func (r *retrier) Do(req *http.Request) (*http.Response, error) {
	if err := withDialect(req); err != nil {
		return nil, err
	}
	if err := r.breaker.allow(); err != nil {
		return nil, err
	}
	resp, err := r.try(req)
	r.breaker.report(failed(req.Context(), resp, err))
	return resp, err
}

func (r *retrier) try(req *http.Request) (*http.Response, error) {
	for attempt := 1; ; attempt++ {
		resp, err := r.once(req)
		again, after := retryable(resp, err, r.clock.Now())
		if !again || attempt == maxAttempts || req.Context().Err() != nil {
			return resp, err
		}
		delay := max(after, backoff(attempt))
		if deadline, ok := req.Context().Deadline(); ok && time.Now().Add(delay).After(deadline) {
			return resp, err
		}
		if r.clock.Sleep(req.Context(), delay) != nil {
			return resp, err
		}
		if req.GetBody == nil {
			return resp, err
		}
		body, berr := req.GetBody()
		if berr != nil {
			return resp, err
		}
		req.Body = body
	}
}

// once sends the request one time. The body of an error is read in full, so
// that the connection is free again, and the key is taken out of it.
func (r *retrier) once(req *http.Request) (*http.Response, error) {
	resp, err := r.client.Do(req)
	if err != nil {
		return nil, err
	}
	if resp.StatusCode < http.StatusBadRequest {
		if strings.HasPrefix(resp.Header.Get("Content-Type"), "text/html") {
			resp.Body.Close()
			return nil, &Fault{WrongAddress, "the answer is a web page"}
		}
		return resp, nil
	}
	body, _ := io.ReadAll(io.LimitReader(resp.Body, maxErrorBytes))
	resp.Body.Close()
	clean := r.key.redact(string(body))
	resp.Body = io.NopCloser(strings.NewReader(clean))
	return resp, nil
}

// retryable reports whether the same request may succeed later, and how long
// the service asks to wait.
func retryable(resp *http.Response, err error, now time.Time) (again bool, after time.Duration) {
	if err != nil {
		var f *Fault
		return !errors.As(err, &f) && !errors.Is(err, context.Canceled) && !errors.Is(err, context.DeadlineExceeded), 0
	}
	if resp.StatusCode < http.StatusBadRequest {
		return false, 0
	}
	body, _ := io.ReadAll(resp.Body) // in memory already, see once
	resp.Body = io.NopCloser(bytes.NewReader(body))
	switch kindOfStatus(resp.StatusCode, string(body)) {
	case RateLimit, Unavailable:
		return true, retryAfter(resp.Header, now)
	}
	return false, 0
}

// retryAfter reads the header of that name: seconds or a date (RFC 9110, 10.2.3).
func retryAfter(h http.Header, now time.Time) time.Duration {
	v := h.Get("Retry-After")
	if s, err := strconv.ParseFloat(v, 64); err == nil && s > 0 {
		return time.Duration(s * float64(time.Second))
	}
	if t, err := http.ParseTime(v); err == nil {
		return max(0, t.Sub(now))
	}
	return 0
}

// backoff is exponential with full jitter, see Brooker, "Exponential Backoff
// and Jitter", AWS Architecture Blog, 2015.
func backoff(attempt int) time.Duration {
	return rand.N(min(maxDelay, firstDelay<<(attempt-1))) + time.Millisecond
}

// failed reports whether a call says that the service is not well. A caller
// who went away says nothing about it.
func failed(ctx context.Context, resp *http.Response, err error) bool {
	if err != nil {
		return !errors.Is(ctx.Err(), context.Canceled)
	}
	again, _ := retryable(resp, nil, time.Time{})
	return again
}
