package ops

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/http/pprof"
	"sync"
	"time"

	"github.com/prometheus/client_golang/prometheus/promhttp"
)

// Check is one thing that must be so before the bot is ready.
type Check struct {
	Name string
	// Do returns nil, or what is missing in a few words. It must be quick and
	// may be called concurrently.
	Do func() error
}

// Options configure Start.
type Options struct {
	// Addr is where to listen, such as "127.0.0.1:9090". Whoever can reach it
	// can read it, so it should stay on the loopback interface.
	Addr    string
	Metrics *Metrics
	Ready   []Check
	// Pprof serves /debug/pprof/ as well, which shows the program's memory.
	Pprof bool
	Log   *slog.Logger // nil means silence
}

// Server serves /healthz, /readyz, /metrics and, when asked for, /debug/pprof/.
type Server struct {
	http *http.Server
	addr net.Addr
	done sync.WaitGroup
}

// Start listens and serves until Close. An address that cannot be listened on
// is an error at once.
func Start(opts Options) (*Server, error) {
	if opts.Log == nil {
		opts.Log = slog.New(slog.DiscardHandler)
	}
	listener, err := net.Listen("tcp", opts.Addr)
	if err != nil {
		return nil, fmt.Errorf("metrics and health: %w", err)
	}
	s := &Server{
		addr: listener.Addr(),
		http: &http.Server{
			Handler:           handler(opts),
			ReadHeaderTimeout: 5 * time.Second,
			ReadTimeout:       10 * time.Second,
			WriteTimeout:      90 * time.Second, // a CPU profile takes 30 s, a trace what it is asked for
			IdleTimeout:       time.Minute,
			MaxHeaderBytes:    16 << 10,
			ErrorLog:          slog.NewLogLogger(opts.Log.Handler(), slog.LevelWarn),
		},
	}
	s.done.Go(func() {
		if err := s.http.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
			opts.Log.Error("metrics and health ended", "err", err)
		}
	})
	return s, nil
}

// Addr is where the server listens.
func (s *Server) Addr() string { return s.addr.String() }

// Close lets requests finish until ctx ends, then cuts them off.
func (s *Server) Close(ctx context.Context) error {
	err := s.http.Shutdown(ctx)
	if err != nil {
		err = errors.Join(err, s.http.Close())
	}
	s.done.Wait()
	return err
}

func handler(opts Options) http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) {
		reply(w, http.StatusOK, map[string]string{"status": "alive"})
	})
	mux.HandleFunc("GET /readyz", func(w http.ResponseWriter, _ *http.Request) {
		code, body := ready(opts.Ready)
		reply(w, code, body)
	})
	if opts.Metrics != nil {
		mux.Handle("GET /metrics", promhttp.HandlerFor(opts.Metrics.registry, promhttp.HandlerOpts{MaxRequestsInFlight: 4}))
	}
	if opts.Pprof {
		mux.HandleFunc("GET /debug/pprof/", pprof.Index) // serves heap, goroutine, ... too
		mux.HandleFunc("GET /debug/pprof/cmdline", pprof.Cmdline)
		mux.HandleFunc("GET /debug/pprof/profile", pprof.Profile)
		mux.HandleFunc("GET /debug/pprof/symbol", pprof.Symbol)
		mux.HandleFunc("GET /debug/pprof/trace", pprof.Trace)
	}
	return mux
}

// ready asks all checks: 200 when each is met, else 503, with a word on each.
func ready(checks []Check) (int, map[string]string) {
	code, body := http.StatusOK, map[string]string{"status": "ready"}
	for _, c := range checks {
		body[c.Name] = "ok"
		if err := c.Do(); err != nil {
			body[c.Name] = err.Error()
			code, body["status"] = http.StatusServiceUnavailable, "not ready"
		}
	}
	return code, body
}

func reply(w http.ResponseWriter, code int, body map[string]string) {
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(code)
	json.NewEncoder(w).Encode(body) // the asker may have gone
}

// Probe asks the server at addr for path, "/healthz" or "/readyz", and returns
// nil for 200. It is what a container's health check runs. An addr that names
// all interfaces is asked on the loopback one.
func Probe(ctx context.Context, addr, path string) error {
	host, port, err := net.SplitHostPort(addr)
	if err != nil {
		return err
	}
	if ip := net.ParseIP(host); host == "" || ip != nil && ip.IsUnspecified() {
		host = "127.0.0.1"
	}
	ctx, cancel := context.WithTimeout(ctx, 3*time.Second)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+net.JoinHostPort(host, port)+path, nil)
	if err != nil {
		return err
	}
	client := http.Client{Transport: &http.Transport{DisableKeepAlives: true}} // no proxy
	resp, err := client.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return fmt.Errorf("%s answers %s", path, resp.Status)
	}
	return nil
}
