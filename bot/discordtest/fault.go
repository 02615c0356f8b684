package discordtest

import (
	"net/http"
	"time"
)

// Fault is something that goes wrong with the next requests of a route.
type Fault struct {
	// Status and Body replace the answer; a Body that begins with < is HTML.
	Status int
	Body   string
	// Delay comes before the answer.
	Delay time.Duration
	// Half breaks the connection in the middle of the answer.
	Half bool
	// Done carries the request out all the same: only its answer is lost.
	Done bool
	// Times it happens, 1 if zero.
	Times int
}

// Fail orders a fault for a route, after those ordered before.
func (s *Server) Fail(route string, f Fault) {
	s.mu.Lock()
	defer s.mu.Unlock()
	f.Times = max(f.Times, 1)
	s.faults[route] = append(s.faults[route], &f)
}

func (s *Server) nextFault(route string) *Fault {
	s.mu.Lock()
	defer s.mu.Unlock()
	list := s.faults[route]
	if len(list) == 0 {
		return nil
	}
	f := list[0]
	if f.Times--; f.Times == 0 {
		s.faults[route] = list[1:]
	}
	return f
}

// answer writes what the fault says instead of the true answer.
func (f *Fault) answer(w http.ResponseWriter) {
	if f.Half {
		w.Header().Set("Content-Length", "1000")
		w.WriteHeader(http.StatusOK)
		w.Write([]byte(`{"id":`))
		w.(http.Flusher).Flush()
		panic(http.ErrAbortHandler)
	}
	kind := "application/json"
	if len(f.Body) > 0 && f.Body[0] == '<' {
		kind = "text/html"
	}
	w.Header().Set("Content-Type", kind)
	w.WriteHeader(f.Status)
	w.Write([]byte(f.Body))
}
