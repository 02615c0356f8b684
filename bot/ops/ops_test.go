package ops

import (
	"context"
	"errors"
	"io"
	"net/http"
	"os"
	"regexp"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/goccy/go-yaml"
	"github.com/prometheus/client_golang/prometheus/testutil"
	"go.uber.org/goleak"

	"casebot/rag"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func start(t *testing.T, opts Options) *Server {
	t.Helper()
	opts.Addr = "127.0.0.1:0"
	s, err := Start(opts)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(context.Background()); err != nil {
			t.Error(err)
		}
		http.DefaultClient.CloseIdleConnections()
	})
	return s
}

func get(t *testing.T, s *Server, path string) (int, string) {
	t.Helper()
	resp, err := http.Get("http://" + s.Addr() + path)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return resp.StatusCode, string(body)
}

// countEverything calls every method once.
func countEverything(m *Metrics) {
	m.Question(rag.Answered)
	m.Question(rag.Unsure)
	m.Failure("timeout")
	m.DroppedCitation("not verbatim")
	m.Stage("judge", 30*time.Millisecond)
	m.Gateway(true)
	m.RateLimited("user")
	m.Model("m", 100, 20, 0.5)
	m.Corpus("old", 1, 10, time.Unix(1, 0))
	m.Corpus("new", 2, 20, time.Unix(2, 500e6))
	m.Reload("swapped")
	m.Cache("answers", true)
	m.Cache("answers", false)
	m.StoreFailure("full")
}

func TestMetrics(t *testing.T) {
	countEverything(nil) // harmless
	m := NewMetrics()
	countEverything(m)
	m.Gateway(false)
	s := start(t, Options{Metrics: m})
	code, body := get(t, s, "/metrics")
	if code != http.StatusOK {
		t.Fatalf("/metrics answers %d", code)
	}
	for _, want := range []string{
		`casebot_questions_total{outcome="answered"} 1`,
		`casebot_questions_total{outcome="unsure"} 1`,
		`casebot_refusals_total{kind="unsure"} 1`,
		`casebot_failures_total{kind="timeout"} 1`,
		`casebot_dropped_citations_total{reason="not verbatim"} 1`,
		`casebot_stage_seconds_bucket{stage="judge",le="0.025"} 0`,
		`casebot_stage_seconds_bucket{stage="judge",le="0.05"} 1`,
		`casebot_gateway_connected 0`,
		`casebot_gateway_connections_total 1`,
		`casebot_rate_limited_total{scope="user"} 1`,
		`casebot_model_tokens_total{direction="in",model="m"} 100`,
		`casebot_model_tokens_total{direction="out",model="m"} 20`,
		`casebot_model_money_total{model="m"} 0.5`,
		`casebot_corpus_info{version="new"} 1`,
		`casebot_corpus_articles 2`,
		`casebot_corpus_sentences 20`,
		`casebot_corpus_loaded_timestamp_seconds 2.5`,
		`casebot_corpus_reloads_total{result="swapped"} 1`,
		`casebot_cache_requests_total{cache="answers",result="hit"} 1`,
		`casebot_cache_requests_total{cache="answers",result="miss"} 1`,
		`casebot_store_failures_total{kind="full"} 1`,
	} {
		if !strings.Contains(body, "\n"+want+"\n") {
			t.Errorf("/metrics lacks %s", want)
		}
	}
	for _, want := range []string{"go_goroutines ", "process_open_fds "} {
		if !strings.Contains(body, "\n"+want) {
			t.Errorf("/metrics lacks %s", want)
		}
	}
	if strings.Contains(body, `"old"`) || strings.Contains(body, `refusals_total{kind="answered"}`) {
		t.Error("/metrics counts what is not so")
	}
	if problems, err := testutil.GatherAndLint(m.registry); err != nil || len(problems) > 0 {
		t.Errorf("lint: %v, %v", problems, err)
	}
}

func TestReady(t *testing.T) {
	var connected atomic.Bool
	s := start(t, Options{Ready: []Check{
		{"corpus", func() error { return nil }},
		{"gateway", func() error {
			if !connected.Load() {
				return errors.New("not connected")
			}
			return nil
		}},
	}})
	steps := []struct {
		connected bool
		code      int
		body      string
	}{
		{false, 503, `{"corpus":"ok","gateway":"not connected","status":"not ready"}`},
		{true, 200, `{"corpus":"ok","gateway":"ok","status":"ready"}`},
		{false, 503, `{"corpus":"ok","gateway":"not connected","status":"not ready"}`},
	}
	for _, step := range steps {
		connected.Store(step.connected)
		code, body := get(t, s, "/readyz")
		if code != step.code || strings.TrimSpace(body) != step.body {
			t.Errorf("/readyz = %d %s, want %d %s", code, body, step.code, step.body)
		}
		if err := Probe(t.Context(), s.Addr(), "/readyz"); (err == nil) != step.connected {
			t.Errorf("Probe(/readyz) while connected is %v: %v", step.connected, err)
		}
		if code, _ := get(t, s, "/healthz"); code != 200 {
			t.Errorf("/healthz = %d while connected is %v", code, step.connected)
		}
	}
}

func TestPprofOnlyWhenAskedFor(t *testing.T) {
	for _, asked := range []bool{false, true} {
		s := start(t, Options{Pprof: asked})
		for _, path := range []string{"/debug/pprof/", "/debug/pprof/heap", "/debug/pprof/cmdline"} {
			if code, _ := get(t, s, path); (code == 200) != asked {
				t.Errorf("%s answers %d with pprof %v", path, code, asked)
			}
		}
	}
}

func TestProbe(t *testing.T) {
	s := start(t, Options{})
	port := s.Addr()[strings.LastIndexByte(s.Addr(), ':'):]
	for _, addr := range []string{s.Addr(), port, "0.0.0.0" + port, "[::]" + port} {
		if err := Probe(t.Context(), addr, "/healthz"); err != nil {
			t.Errorf("Probe(%q): %v", addr, err)
		}
	}
	for _, addr := range []string{"127.0.0.1:1", "nonsense", ""} {
		if Probe(t.Context(), addr, "/healthz") == nil {
			t.Errorf("Probe(%q) finds a server", addr)
		}
	}
}

func TestAddressInUse(t *testing.T) {
	s := start(t, Options{})
	if _, err := Start(Options{Addr: s.Addr()}); err == nil {
		t.Error("two servers share one address")
	}
}

// An alert on a metric that does not exist never fires.
func TestAlertsUseOurMetrics(t *testing.T) {
	data, err := os.ReadFile("../../docs/alerts.yml")
	if err != nil {
		t.Fatal(err)
	}
	var file struct {
		Groups []struct {
			Name  string
			Rules []struct {
				Alert, Expr, For    string
				Labels, Annotations map[string]string
			}
		}
	}
	if err := yaml.UnmarshalWithOptions(data, &file, yaml.Strict()); err != nil {
		t.Fatal(err)
	}
	m := NewMetrics()
	countEverything(m)
	families, err := m.registry.Gather()
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, f := range families {
		names = append(names, f.GetName(), f.GetName()+"_bucket", f.GetName()+"_count", f.GetName()+"_sum")
	}
	used := regexp.MustCompile(`\b(casebot|go|process)_\w+`)
	rules := 0
	for _, g := range file.Groups {
		for _, r := range g.Rules {
			rules++
			if r.Annotations["summary"] == "" || r.Annotations["action"] == "" || r.Labels["severity"] == "" {
				t.Errorf("%s lacks its summary, action or severity", r.Alert)
			}
			for _, name := range used.FindAllString(r.Expr, -1) {
				if !slices.Contains(names, name) {
					t.Errorf("%s asks for %s, which is not counted", r.Alert, name)
				}
			}
		}
	}
	if rules == 0 {
		t.Error("no rules")
	}
}
