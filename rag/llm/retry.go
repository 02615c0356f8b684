package llm

import (
	"bytes"
	"context"
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

// Do sends a request, again after 429, 5xx and connection errors. Waiting
// never outlasts the request's deadline: a delay that would is not begun.
func (r *retrier) Do(req *http.Request) (*http.Response, error) {
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
	switch {
	case err != nil:
		var f *Fault
		return !errors.As(err, &f) && !errors.Is(err, context.Canceled) && !errors.Is(err, context.DeadlineExceeded), 0
	case resp.StatusCode == http.StatusTooManyRequests:
		return !quotaBody(resp), retryAfter(resp.Header, now)
	case resp.StatusCode >= http.StatusInternalServerError && resp.StatusCode != http.StatusNotImplemented:
		return true, retryAfter(resp.Header, now)
	}
	return false, 0
}

// quotaBody reports whether a 429 means an empty account: waiting does not help.
func quotaBody(resp *http.Response) bool {
	body, _ := io.ReadAll(resp.Body)
	resp.Body = io.NopCloser(bytes.NewReader(body))
	return bytes.Contains(body, []byte("insufficient_quota"))
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
	return resp.StatusCode == http.StatusTooManyRequests || resp.StatusCode >= http.StatusInternalServerError
}
