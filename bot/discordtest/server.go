package discordtest

import (
	"net/http"
	"net/http/httptest"
	"slices"
	"strconv"
	"sync"
	"testing"
	"time"
)

// Token is the bot token that the server accepts.
const Token = "test-token-that-must-not-be-logged"

// patience is how long a test waits for something that should happen soon,
// unless it has set another time.
const patience = 20 * time.Second

// Server is one Discord with one application in it. All methods may be called
// concurrently.
type Server struct {
	AppID string
	// Bot is the application's own user.
	Bot *User

	tb  testing.TB
	web *httptest.Server
	now func() time.Time

	mu         sync.Mutex
	changed    chan struct{} // closed and replaced at every change
	lastID     uint64
	privileged int // privileged intents switched on in the portal
	heartbeat  time.Duration
	patience   time.Duration

	guilds       map[string]*Guild
	channels     map[string]*Channel
	messages     map[string]*Message
	order        []string // message IDs, oldest first
	interactions map[string]*Interaction
	nonces       map[string]string // channel and nonce to message ID
	commands     map[string][]command
	overwrites   int

	sessions   map[string]*session
	conns      map[*conn]bool
	accidents  []Accident
	identifies int
	resumes    int

	limits     map[string]*limit
	global     *limit
	faults     map[string][]*Fault
	typing     map[string]int
	calls      []Call
	violations []Violation
	expected   []string
}

// Call is one REST request that the server met.
type Call struct {
	Route  string // "POST /channels/{channel}/messages"
	Path   string
	Body   string
	Status int
	At     time.Time
}

// New starts a server that ends with the test. When the test ends, every
// violation that it did not Expect fails it.
func New(tb testing.TB) *Server {
	tb.Helper()
	s := &Server{
		tb: tb, now: time.Now, changed: make(chan struct{}), lastID: 1_100_000_000_000_000_000,
		heartbeat: 41250 * time.Millisecond, patience: patience,
		guilds: map[string]*Guild{}, channels: map[string]*Channel{}, messages: map[string]*Message{},
		interactions: map[string]*Interaction{}, nonces: map[string]string{}, commands: map[string][]command{},
		sessions: map[string]*session{}, conns: map[*conn]bool{}, limits: map[string]*limit{},
		faults: map[string][]*Fault{}, typing: map[string]int{},
	}
	s.AppID = s.id()
	s.Bot = &User{ID: s.AppID, Name: "casebot", Bot: true}
	s.web = httptest.NewServer(s.routes())
	s.web.Client().Transport.(*http.Transport).MaxIdleConnsPerHost = 100
	tb.Cleanup(s.close)
	return s
}

func (s *Server) close() {
	s.mu.Lock()
	conns := s.conns
	s.conns = map[*conn]bool{}
	s.mu.Unlock()
	for c := range conns {
		c.ws.Close()
	}
	s.web.Close()
	for _, v := range s.Violations() {
		if !slices.Contains(s.expected, v.Rule.Name) {
			s.tb.Errorf("Discord refuses this: %v", v)
		}
	}
}

// Transport sends what is meant for discord.com to this server.
func (s *Server) Transport() http.RoundTripper { return redirect{s} }

type redirect struct{ s *Server }

func (r redirect) RoundTrip(req *http.Request) (*http.Response, error) {
	if req.URL.Host != "discord.com" {
		r.s.tb.Errorf("request leaves Discord: %s", req.URL)
	}
	clone := req.Clone(req.Context())
	clone.URL.Scheme = "http"
	clone.URL.Host = r.s.web.Listener.Addr().String()
	return r.s.web.Client().Transport.RoundTrip(clone)
}

// Addr is where the server listens, for a client in another process.
func (s *Server) Addr() string { return s.web.Listener.Addr().String() }

// Patience sets how long waiting may take before it fails the test.
func (s *Server) Patience(d time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.patience = d
}

// Clock replaces the time that deadlines and token lives are measured by.
func (s *Server) Clock(now func() time.Time) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.now = now
}

// SetHeartbeat sets the interval that the next Hello asks for.
func (s *Server) SetHeartbeat(d time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.heartbeat = d
}

// AllowIntents switches privileged intents on, as in the developer portal.
func (s *Server) AllowIntents(bits int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.privileged = bits
}

// Expect says that breaking these rules does not fail the test.
func (s *Server) Expect(rules ...string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.expected = append(s.expected, rules...)
}

// Violations are the refusals for a broken rule so far.
func (s *Server) Violations() []Violation {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.violations)
}

// Calls are the requests met so far on a route, "" for all.
func (s *Server) Calls(route string) []Call {
	s.mu.Lock()
	defer s.mu.Unlock()
	var list []Call
	for _, c := range s.calls {
		if route == "" || c.Route == route {
			list = append(list, c)
		}
	}
	return list
}

// await waits until ok, which is called with the server's state at rest and
// must not call the server. It fails the test when that takes too long.
func (s *Server) await(what string, ok func() bool) {
	s.tb.Helper()
	s.mu.Lock()
	deadline := time.After(s.patience)
	s.mu.Unlock()
	for {
		s.mu.Lock()
		done, changed := ok(), s.changed
		s.mu.Unlock()
		if done {
			return
		}
		select {
		case <-changed:
		case <-deadline:
			s.tb.Fatalf("waited in vain for %s", what)
		}
	}
}

// AwaitCalls waits until a route was called n times in all.
func (s *Server) AwaitCalls(route string, n int) []Call {
	s.tb.Helper()
	s.await(strconv.Itoa(n)+" calls of "+route, func() bool {
		count := 0
		for _, c := range s.calls {
			if c.Route == route {
				count++
			}
		}
		return count >= n
	})
	return s.Calls(route)
}

// signal wakes those who wait. The caller holds mu.
func (s *Server) signal() {
	close(s.changed)
	s.changed = make(chan struct{})
}

// id makes a snowflake. The caller holds mu or is alone.
func (s *Server) id() string {
	s.lastID += 1 << 22
	return strconv.FormatUint(s.lastID, 10)
}

func (s *Server) violate(r Rule, request, problem string) {
	s.violations = append(s.violations, Violation{Rule: r, Request: request, Problem: problem})
	s.signal()
}
