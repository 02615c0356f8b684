package openaitest

import (
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
)

// Key is the credential that the server accepts. It is easy to search for in
// whatever a test records.
const Key = "sk-test-51Hc9-do-not-print-me"

// Server is a running fake. Its fields may be set until the first request.
type Server struct {
	URL string // base URL for a client, ending in /v1; for Azure the server's root

	// Chat answers a chat request. Nil answers 404.
	Chat func(ChatRequest) Reply
	// Embed answers an embedding request that was well formed. Nil gives every
	// input a vector of its own, see Vector.
	Embed func(EmbeddingRequest) EmbeddingReply
	// Formats lists the response formats that the server knows besides plain
	// text; one that is asked for and not listed gets the service's error.
	Formats []string
	// NoUsage leaves usage out of streams, as older servers do.
	NoUsage bool
	// NoBase64 sends vectors as numbers whatever is asked for, as some
	// compatible servers do.
	NoBase64 bool
	// Azure expects Azure's paths and its key header.
	Azure bool
	// Keyless accepts requests without a key, as local servers do.
	Keyless bool

	t  testing.TB
	mu sync.Mutex
	// requests in order of arrival
	chats  []ChatRequest
	embeds []EmbeddingRequest
	calls  int
}

// New starts a server that is closed with the test. A request that the real
// service would refuse as malformed fails the test.
func New(t testing.TB, chat func(ChatRequest) Reply) *Server {
	s := &Server{t: t, Chat: chat, Formats: []string{"json_schema", "json_object"}}
	server := httptest.NewServer(s)
	t.Cleanup(server.Close)
	s.URL = server.URL + "/v1"
	return s
}

// NewAzure starts a server with Azure's paths and headers.
func NewAzure(t testing.TB, chat func(ChatRequest) Reply) *Server {
	s := New(t, chat)
	s.Azure = true
	s.URL = strings.TrimSuffix(s.URL, "/v1")
	return s
}

// Calls is the number of requests of any kind, refused ones included.
func (s *Server) Calls() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.calls
}

// Chats gives the chat requests so far.
func (s *Server) Chats() []ChatRequest {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]ChatRequest(nil), s.chats...)
}

// Embeds gives the embedding requests so far.
func (s *Server) Embeds() []EmbeddingRequest {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]EmbeddingRequest(nil), s.embeds...)
}

// ServeHTTP checks a request and answers it.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	s.calls++
	s.mu.Unlock()
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return // the client went away
	}
	if r.Method != http.MethodPost {
		s.refuse(w, http.StatusMethodNotAllowed, "Not allowed to "+r.Method+" on "+r.URL.Path)
		return
	}
	if !s.authorized(r) {
		Unauthorized().write(w, r, s)
		return
	}
	if ct := r.Header.Get("Content-Type"); !strings.HasPrefix(ct, "application/json") {
		s.refuse(w, http.StatusBadRequest, "content type "+ct)
		return
	}
	switch s.endpoint(r) {
	case "chat/completions":
		s.chat(w, r, body)
	case "embeddings":
		s.embed(w, body)
	default:
		s.refuse(w, http.StatusNotFound, "Invalid URL (POST "+r.URL.Path+")")
	}
}

// endpoint gives the part of the path that names what is asked for.
func (s *Server) endpoint(r *http.Request) string {
	if !s.Azure {
		return strings.TrimPrefix(r.URL.Path, "/v1/")
	}
	rest, ok := strings.CutPrefix(r.URL.Path, "/openai/deployments/")
	if !ok || r.URL.Query().Get("api-version") == "" {
		return ""
	}
	_, endpoint, _ := strings.Cut(rest, "/")
	return endpoint
}

func (s *Server) authorized(r *http.Request) bool {
	if s.Azure {
		return r.Header.Get("api-key") == Key
	}
	got := r.Header.Get("Authorization")
	return got == "Bearer "+Key || s.Keyless && got == ""
}

func (s *Server) chat(w http.ResponseWriter, r *http.Request, body []byte) {
	var req ChatRequest
	if err := json.Unmarshal(body, &req); err != nil {
		s.refuse(w, http.StatusBadRequest, "We could not parse the JSON body of your request: "+err.Error())
		return
	}
	if problem := req.problem(); problem != "" {
		s.refuse(w, http.StatusBadRequest, problem)
		return
	}
	req.Raw = string(body)
	s.mu.Lock()
	s.chats = append(s.chats, req)
	s.mu.Unlock()
	if f := req.ResponseFormat; f != nil && f.Type != "text" && !slices.Contains(s.Formats, req.FormatName()) {
		UnsupportedFormat(f.Type).write(w, r, s)
		return
	}
	if s.Chat == nil {
		ModelNotFound(req.Model).write(w, r, s)
		return
	}
	reply := s.Chat(req)
	reply.stream, reply.model = req.Stream, req.Model
	reply.usage = req.Stream && req.StreamOptions.IncludeUsage && !s.NoUsage
	reply.write(w, r, s)
}

// refuse answers a request that no real client should have sent, and fails
// the test.
func (s *Server) refuse(w http.ResponseWriter, status int, message string) {
	s.t.Errorf("openaitest: refused a request: %s", message)
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	json.NewEncoder(w).Encode(errorBody(message, "invalid_request_error", "", ""))
}
