package llm_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"casebot/rag/llm"
	"casebot/rag/openaitest"
)

// logged is what all clients of this package's tests wrote to their logs and
// returned as errors; no key may be in it.
var logged safeBuffer

type safeBuffer struct {
	mu sync.Mutex
	bytes.Buffer
}

func (b *safeBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.Buffer.Write(p)
}

func TestMain(m *testing.M) {
	code := m.Run()
	if strings.Contains(logged.String(), openaitest.Key) {
		fmt.Fprintln(os.Stderr, "the key reached a log or an error")
		code = 1
	}
	if err := goleak.Find(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		code = 1
	}
	os.Exit(code)
}

// clock is a Clock that does not wait and remembers how long it should have.
type clock struct {
	mu    sync.Mutex
	now   time.Time
	slept []time.Duration
}

func newClock() *clock { return &clock{now: time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)} }

func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *clock) Sleep(ctx context.Context, d time.Duration) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
	c.slept = append(c.slept, d)
	return ctx.Err()
}

// meter remembers what it was told last.
type meter struct {
	model          string
	prompt, answer int
	money          float64
}

func (m *meter) Model(model string, prompt, answer int, money float64) {
	*m = meter{model, prompt, answer, money}
}

func newClient(t *testing.T, s *openaitest.Server, change func(*llm.Options)) (*llm.Client, *clock) {
	t.Helper()
	clk := newClock()
	opts := llm.Options{BaseURL: s.URL, Key: openaitest.Key, Model: "test-model", Clock: clk, Log: slog.New(slog.NewTextHandler(&logged, &slog.HandlerOptions{Level: slog.LevelDebug}))}
	if change != nil {
		change(&opts)
	}
	c := llm.New(opts)
	t.Cleanup(c.Close)
	return c, clk
}

func ask(t *testing.T, c *llm.Client) (string, error) {
	t.Helper()
	text, _, err := c.Chat(context.Background(), "user-1", []llm.Message{{Role: llm.System, Text: "Answer in JSON."}, {Role: llm.User, Text: "Hello"}}, llm.ResponseFormat{})
	if err != nil {
		fmt.Fprintln(&logged, err)
	}
	return text, err
}

func TestChatGivesTheWholeAnswer(t *testing.T) {
	want := strings.Repeat("Eine lange Antwort, 日本語も。 ", 20)
	s := openaitest.New(t, openaitest.Sequence(openaitest.Text(want)))
	var m meter
	c, _ := newClient(t, s, func(o *llm.Options) { o.Prices, o.Meter = llm.Prices{Input: 1, Output: 2}, &m })
	got, err := ask(t, c)
	if err != nil || got != want {
		t.Fatalf("Chat = %q, %v, want %q", got, err, want)
	}
	u := c.Usage()
	if u.Calls != 1 || u.InputTokens != 100 || u.OutputTokens == 0 || u.Money != (100+2*float64(u.OutputTokens))/1e6 {
		t.Errorf("Usage = %+v, want the tokens that the service counted and their price", u)
	}
	if m.model != "test-model" || m.prompt != 100 || m.answer != u.OutputTokens || m.money != u.Money {
		t.Errorf("the meter was told %+v, want %+v", m, u)
	}
	req := s.Chats()[0]
	if req.Temperature == nil || *req.Temperature < 0.001 || *req.Temperature > 0.1 {
		t.Errorf("temperature %v was sent, want nearly 0 but not so near that servers divide by zero", req.Temperature)
	}
	if strings.Contains(req.Raw, "user-1") {
		t.Error("the user's ID was sent to the service")
	}
}

func TestChatWithoutUsageEstimates(t *testing.T) {
	s := openaitest.New(t, openaitest.Sequence(openaitest.Text("eight years")))
	s.NoUsage = true
	c, _ := newClient(t, s, nil)
	if _, err := ask(t, c); err != nil {
		t.Fatal(err)
	}
	if u := c.Usage(); u.InputTokens == 0 || u.OutputTokens == 0 {
		t.Errorf("Usage = %+v, want an estimate", u)
	}
}

func TestChatWithAzureAndWithoutKey(t *testing.T) {
	azure := openaitest.NewAzure(t, openaitest.Sequence(openaitest.Text("yes")))
	c, _ := newClient(t, azure, func(o *llm.Options) { o.AzureVersion = "2024-10-21" })
	if got, err := ask(t, c); got != "yes" {
		t.Errorf("Azure: %q, %v", got, err)
	}
	local := openaitest.New(t, openaitest.Sequence(openaitest.Text("yes")))
	local.Keyless = true
	c, _ = newClient(t, local, func(o *llm.Options) { o.Key = "" })
	if got, err := ask(t, c); got != "yes" {
		t.Errorf("without a key: %q, %v", got, err)
	}
}

func TestReasoningModelsGetTheirOwnParameters(t *testing.T) {
	s := openaitest.New(t, openaitest.Sequence(openaitest.Text("yes")))
	c, _ := newClient(t, s, func(o *llm.Options) { o.Model = "gpt-5-mini" })
	if _, err := ask(t, c); err != nil {
		t.Fatal(err)
	}
	if r := s.Chats()[0]; r.MaxCompletionTokens == 0 || r.MaxTokens != 0 || r.Temperature != nil {
		t.Errorf("sent %s", r.Raw)
	}
}

func TestFaults(t *testing.T) {
	for _, tt := range []struct {
		name  string
		reply openaitest.Reply
		want  llm.FaultKind
		calls int // 4 where it is tried again
	}{
		{"bad key", openaitest.Unauthorized(), llm.BadKey, 1},
		{"no credit", openaitest.QuotaExceeded(), llm.Quota, 1},
		{"rate limit", openaitest.RateLimited(1), llm.RateLimit, 4},
		{"wrong model", openaitest.ModelNotFound("test-model"), llm.WrongModel, 1},
		{"wrong model at Ollama", openaitest.ModelNotFoundOllama(), llm.WrongModel, 1},
		{"prompt too long", openaitest.ContextTooLong(), llm.ContextLength, 1},
		{"prompt too long for llama.cpp", openaitest.ContextTooLongLlama(), llm.ContextLength, 1},
		{"prompt too long for vLLM", openaitest.ContextTooLongVLLM(), llm.ContextLength, 1},
		{"filtered prompt", openaitest.PromptFiltered(), llm.ContentFilter, 1},
		{"filtered answer", openaitest.Filtered("He was"), llm.ContentFilter, 1},
		{"refusal", openaitest.Refused(), llm.Refusal, 1},
		{"server error", openaitest.ServerError(), llm.Unavailable, 4},
		{"bad gateway", openaitest.BadGateway(), llm.Unavailable, 4},
		{"unknown format", openaitest.UnsupportedFormat("json_schema"), llm.Format, 1},
		{"unknown format at llama-cpp-python", openaitest.UnsupportedFormatLlama("json_schema"), llm.Format, 1},
		{"cut stream", openaitest.Reply{Content: "a long answer that is cut off", CutAfter: 1}, llm.CutShort, 1},
		{"broken connection", openaitest.Reply{Content: "a long answer that is cut off", CutAfter: 1, Abort: true}, llm.CutShort, 1},
		{"no finish reason", openaitest.Reply{Content: "done", FinishReason: "-"}, llm.CutShort, 1},
		{"answer too long", openaitest.Cut("a long"), llm.CutShort, 1},
		{"no choices", openaitest.Reply{Content: "done", NoChoices: true}, llm.CutShort, 1},
		{"error within the stream", openaitest.StreamError("a long answer that is cut off by an error"), llm.Unavailable, 1},
		{"endless", openaitest.Text(strings.Repeat("ha ", 40000)), llm.CutShort, 1},
		{"a page for people", openaitest.Page(), llm.WrongAddress, 1},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := openaitest.New(t, openaitest.Sequence(tt.reply))
			c, clk := newClient(t, s, nil)
			text, err := ask(t, c)
			if llm.KindOf(err) != tt.want || text != "" {
				t.Fatalf("Chat = %q, %v, want a fault of kind %q", text, err, tt.want)
			}
			if s.Calls() != tt.calls || len(clk.slept) != tt.calls-1 {
				t.Errorf("%d calls and %d waits, want %d calls", s.Calls(), len(clk.slept), tt.calls)
			}
			if c.Faults()[tt.want] != 1 {
				t.Errorf("Faults = %v, want %q once", c.Faults(), tt.want)
			}
			var f *llm.Fault
			if f = err.(*llm.Fault); !strings.HasSuffix(f.Sentence(), ".") {
				t.Errorf("Sentence = %q, want a sentence", f.Sentence())
			}
		})
	}
}

func TestRetryHonoursRetryAfter(t *testing.T) {
	s := openaitest.New(t, nil)
	c, clk := newClient(t, s, func(o *llm.Options) { o.CallTimeout = time.Minute })
	s.Chat = openaitest.Sequence(openaitest.RateLimited(7), openaitest.RateLimitedUntil(clk.now.Add(20*time.Second)), openaitest.Text("yes"))
	if got, err := ask(t, c); got != "yes" {
		t.Fatalf("Chat = %q, %v", got, err)
	}
	if len(clk.slept) != 2 || clk.slept[0] != 7*time.Second || clk.slept[1] != 13*time.Second {
		t.Errorf("waited %v, want 7 s, then until 20 s after the start", clk.slept)
	}
}

func TestRetryDoesNotOutlastTheDeadline(t *testing.T) {
	s := openaitest.New(t, openaitest.Sequence(openaitest.RateLimited(60), openaitest.Text("late")))
	c, clk := newClient(t, s, func(o *llm.Options) { o.CallTimeout = 5 * time.Second })
	if _, err := ask(t, c); llm.KindOf(err) != llm.RateLimit || len(clk.slept) != 0 {
		t.Errorf("err = %v after waiting %v, want the rate limit at once", err, clk.slept)
	}
}

func TestUnreachable(t *testing.T) {
	s := openaitest.New(t, nil)
	c, _ := newClient(t, s, func(o *llm.Options) { o.BaseURL = "http://127.0.0.1:1/v1" })
	if _, err := ask(t, c); llm.KindOf(err) != llm.Unreachable {
		t.Errorf("err = %v, want unreachable", err)
	}
}

func TestDeadline(t *testing.T) {
	wait := make(chan struct{})
	defer close(wait)
	s := openaitest.New(t, openaitest.Sequence(openaitest.Reply{Content: "late", Wait: wait}))
	c, _ := newClient(t, s, func(o *llm.Options) { o.CallTimeout = 50 * time.Millisecond })
	if _, err := ask(t, c); llm.KindOf(err) != llm.Deadline {
		t.Errorf("err = %v, want the deadline", err)
	}
}

func TestBreakerOpensAndCloses(t *testing.T) {
	down := true
	s := openaitest.New(t, func(openaitest.ChatRequest) openaitest.Reply {
		if down {
			return openaitest.ServerError()
		}
		return openaitest.Text("yes")
	})
	c, clk := newClient(t, s, nil)
	for range 5 {
		ask(t, c)
	}
	calls := s.Calls()
	if _, err := ask(t, c); llm.KindOf(err) != llm.Resting || s.Calls() != calls {
		t.Fatalf("err = %v after %d more calls, want resting without a call", err, s.Calls()-calls)
	}
	clk.Sleep(context.Background(), 31*time.Second)
	down = false
	if got, err := ask(t, c); got != "yes" {
		t.Fatalf("after the rest: %q, %v", got, err)
	}
	if got, err := ask(t, c); got != "yes" {
		t.Errorf("once it is back: %q, %v", got, err)
	}
}

func TestBudgets(t *testing.T) {
	for _, tt := range []struct {
		name   string
		limits llm.Limits
	}{
		{"tokens a day", llm.Limits{TokensPerDay: 1000}},
		{"money a day", llm.Limits{MoneyPerDay: 0.001}},
		{"tokens of a user", llm.Limits{UserTokensPerDay: 1000}},
		{"money of a user", llm.Limits{UserMoneyPerDay: 0.001}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := openaitest.New(t, openaitest.Sequence(openaitest.Text("yes")))
			c, clk := newClient(t, s, func(o *llm.Options) {
				o.Limits, o.Prices, o.MaxOutputTokens = tt.limits, llm.Prices{Input: 1, Output: 1}, 800
			})
			n := 0
			for {
				_, err := ask(t, c)
				if llm.KindOf(err) == llm.Budget {
					break
				}
				if n++; err != nil || n > 9 {
					t.Fatalf("call %d: %v, want the budget to end", n, err)
				}
			}
			if n == 0 || s.Calls() != n {
				t.Errorf("%d answers from %d calls, want some and no call over budget", n, s.Calls())
			}
			clk.Sleep(context.Background(), 24*time.Hour)
			if _, err := ask(t, c); err != nil {
				t.Errorf("the next day: %v", err)
			}
		})
	}
}

func TestUserBudgetLeavesOthersAlone(t *testing.T) {
	s := openaitest.New(t, openaitest.Sequence(openaitest.Text("yes")))
	c, _ := newClient(t, s, func(o *llm.Options) { o.Limits.UserTokensPerDay = 900 })
	messages := []llm.Message{{Role: llm.User, Text: "Hello"}}
	var err error
	for range 2 {
		_, _, err = c.Chat(context.Background(), "a", messages, llm.ResponseFormat{})
	}
	if llm.KindOf(err) != llm.Budget {
		t.Fatalf("second call of a: %v, want the budget", err)
	}
	if _, _, err := c.Chat(context.Background(), "b", messages, llm.ResponseFormat{}); err != nil {
		t.Errorf("first call of b: %v", err)
	}
}

func TestServerWithoutStreamOptions(t *testing.T) {
	s := openaitest.New(t, func(r openaitest.ChatRequest) openaitest.Reply {
		if r.StreamOptions.IncludeUsage {
			return openaitest.Reply{Status: 400, Body: `{"error":{"message":"Unrecognized request argument supplied: stream_options","type":"invalid_request_error","param":null,"code":null}}`}
		}
		return openaitest.Text("yes")
	})
	c, _ := newClient(t, s, nil)
	for range 2 {
		if got, err := ask(t, c); got != "yes" {
			t.Fatalf("Chat = %q, %v", got, err)
		}
	}
	if s.Calls() != 3 {
		t.Errorf("%d calls, want the option tried once only", s.Calls())
	}
}

func TestSecretPrintsAsStars(t *testing.T) {
	key := llm.Secret(openaitest.Key)
	var log bytes.Buffer
	slog.New(slog.NewJSONHandler(&log, nil)).Info("start", "key", key, "options", struct{ Key llm.Secret }{key})
	j, _ := json.Marshal(map[string]any{"key": key})
	for _, got := range []string{
		fmt.Sprint(key), fmt.Sprintf("%s %q %v %+v %#v %x %d", key, key, key, key, key, key, key), string(j), log.String(),
		fmt.Sprintf("%+v", llm.Options{Key: key}), fmt.Sprintf("%#v", llm.Options{Key: key}),
	} {
		if strings.Contains(got, openaitest.Key) || strings.Contains(got, fmt.Sprintf("%x", openaitest.Key)) || !strings.Contains(got, "***") {
			t.Errorf("printed %q", got)
		}
	}
}
