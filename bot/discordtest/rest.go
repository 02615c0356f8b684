package discordtest

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"regexp"
	"strconv"
	"strings"
	"time"

	"casebot/bot/discord"
)

// Rules for every request.
var (
	ruleAgent  = rule("user agent", "reference#user-agent")
	ruleAuth   = rule("authorization", "reference#authentication")
	ruleJSON   = rule("content type", "reference#http-api")
	rulePageOf = rule("history page", "resources/message#get-channel-messages")
)

var agent = regexp.MustCompile(`^DiscordBot \(https?://\S+, v?[0-9][^)]*\)`)

// handler carries out one request and returns what Discord answers.
type handler func(r *http.Request, body []byte) (status int, answer any, err *refusal)

func (s *Server) routes() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /gateway/", s.gateway)
	for pattern, h := range map[string]handler{
		"GET /gateway":                                      s.getGateway,
		"GET /gateway/bot":                                  s.getGatewayBot,
		"GET /users/@me":                                    s.getMe,
		"GET /applications/@me":                             s.getApplication,
		"GET /channels/{channel}":                           s.getChannel,
		"GET /channels/{channel}/messages":                  s.getMessages,
		"GET /channels/{channel}/messages/{message}":        s.getMessage,
		"POST /channels/{channel}/messages":                 s.createMessage,
		"PATCH /channels/{channel}/messages/{message}":      s.editMessage,
		"POST /channels/{channel}/typing":                   s.startTyping,
		"GET /applications/{app}/commands":                  s.getCommands,
		"PUT /applications/{app}/commands":                  s.putCommands,
		"GET /applications/{app}/guilds/{guild}/commands":   s.getCommands,
		"PUT /applications/{app}/guilds/{guild}/commands":   s.putCommands,
		"POST /interactions/{interaction}/{token}/callback": s.callback,
		"POST /webhooks/{app}/{token}":                      s.followUp,
		"GET /webhooks/{app}/{token}/messages/{message}":    s.getWebhookMessage,
		"PATCH /webhooks/{app}/{token}/messages/{message}":  s.editWebhookMessage,
		"DELETE /webhooks/{app}/{token}/messages/{message}": s.deleteWebhookMessage,
	} {
		method, path, _ := strings.Cut(pattern, " ")
		mux.HandleFunc(method+" /api/v9"+path, s.serve(h))
	}
	return mux
}

// route is a request's pattern without the version: "GET /users/@me".
func route(r *http.Request) string { return strings.Replace(r.Pattern, "/api/v9", "", 1) }

func (s *Server) serve(h handler) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		rec := &recorder{ResponseWriter: w, status: http.StatusOK}
		defer s.record(rec, r, body)

		if s.limited(rec, r) {
			return
		}
		f := s.nextFault(route(r))
		if f != nil && f.Delay > 0 {
			select {
			case <-time.After(f.Delay):
			case <-r.Context().Done():
				return
			}
		}
		if f != nil && !f.Done && (f.Status != 0 || f.Half) {
			f.answer(rec)
			return
		}
		status, answer, err := s.do(h, r, body)
		switch {
		case f != nil && f.Done:
			f.answer(rec)
		case err != nil:
			s.refuse(rec, r, err)
		default:
			writeJSON(rec, status, answer)
		}
	}
}

func (s *Server) do(h handler, r *http.Request, body []byte) (int, any, *refusal) {
	open := route(r) == "GET /gateway" || strings.Contains(r.Pattern, "/interactions/") || strings.Contains(r.Pattern, "/webhooks/")
	switch {
	case !agent.MatchString(r.UserAgent()):
		return 0, nil, breach(ruleAgent, 400, 0, "User agent %q", r.UserAgent())
	case !open && r.Header.Get("Authorization") == "":
		return 0, nil, breach(ruleAuth, 401, 0, "401: Unauthorized")
	case !open && r.Header.Get("Authorization") != "Bot "+Token:
		return 0, nil, denied(401, 0, "401: Unauthorized")
	case len(body) > 0 && !strings.HasPrefix(r.Header.Get("Content-Type"), "application/json"):
		return 0, nil, breach(ruleJSON, 400, 50035, "Content type %q", r.Header.Get("Content-Type"))
	}
	return h(r, body)
}

type recorder struct {
	http.ResponseWriter
	status int
}

func (r *recorder) WriteHeader(status int) {
	r.status = status
	r.ResponseWriter.WriteHeader(status)
}

func (r *recorder) Flush() { r.ResponseWriter.(http.Flusher).Flush() }

func (s *Server) record(rec *recorder, r *http.Request, body []byte) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.calls = append(s.calls, Call{
		Route: route(r), Path: strings.TrimPrefix(r.URL.Path, "/api/v9"), Body: string(body), Status: rec.status, At: s.now(),
	})
	s.signal()
}

func (s *Server) refuse(w http.ResponseWriter, r *http.Request, err *refusal) {
	if err.rule != nil {
		s.mu.Lock()
		s.violate(*err.rule, r.Method+" "+r.URL.Path, strings.TrimSpace(err.path+" "+err.message))
		s.mu.Unlock()
	}
	answer := map[string]any{"code": err.code, "message": err.message}
	if err.code == 50035 {
		answer["message"] = "Invalid Form Body"
		answer["errors"] = map[string]any{err.path: map[string]any{"_errors": []any{map[string]any{"message": err.message}}}}
	}
	writeJSON(w, err.status, answer)
}

func writeJSON(w http.ResponseWriter, status int, v any) {
	if status == http.StatusNoContent {
		w.WriteHeader(status)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	w.Write(encode(v))
}

func (s *Server) getGateway(*http.Request, []byte) (int, any, *refusal) {
	return 200, map[string]any{"url": s.gatewayURL()}, nil
}

func (s *Server) getGatewayBot(*http.Request, []byte) (int, any, *refusal) {
	return 200, map[string]any{"url": s.gatewayURL(), "shards": 1, "session_start_limit": map[string]any{
		"total": 1000, "remaining": 999, "reset_after": 14400000, "max_concurrency": 1,
	}}, nil
}

func (s *Server) getMe(*http.Request, []byte) (int, any, *refusal) { return 200, userJSON(s.Bot), nil }

func (s *Server) getApplication(*http.Request, []byte) (int, any, *refusal) {
	return 200, map[string]any{"id": s.AppID, "name": "casebot", "bot": userJSON(s.Bot), "owner": map[string]any{"id": "1"}}, nil
}

// channel finds a channel in which the bot has the permissions.
func (s *Server) channel(r *http.Request, permissions uint64) (*Channel, *refusal) {
	c := s.channels[r.PathValue("channel")]
	switch {
	case c == nil:
		return nil, errUnknownChannel
	case c.botPermissions&ViewChannel == 0:
		return nil, errMissingAccess
	case c.botPermissions&permissions != permissions:
		return nil, errMissingPermissions
	}
	return c, nil
}

func (s *Server) getChannel(r *http.Request, _ []byte) (int, any, *refusal) {
	s.mu.Lock()
	defer s.mu.Unlock()
	c, err := s.channel(r, 0)
	if err != nil {
		return 0, nil, err
	}
	return 200, channelJSON(c), nil
}

func (s *Server) getMessages(r *http.Request, _ []byte) (int, any, *refusal) {
	s.mu.Lock()
	defer s.mu.Unlock()
	c, err := s.channel(r, ReadMessageHistory)
	if err != nil {
		return 0, nil, err
	}
	size := 50
	if q := r.URL.Query().Get("limit"); q != "" {
		size, _ = strconv.Atoi(q)
	}
	if size < 1 || size > discord.MaxMessagesPage {
		return 0, nil, badForm(rulePageOf, "limit", "Must be between 1 and %d", discord.MaxMessagesPage)
	}
	before := r.URL.Query().Get("before")
	list := []any{}
	for i := len(s.order) - 1; i >= 0 && len(list) < size; i-- {
		m := s.messages[s.order[i]]
		older := before == "" || len(m.ID) < len(before) || m.ID < before
		if m.ChannelID == c.ID && !m.Deleted && !m.Ephemeral() && older {
			list = append(list, s.seen(c, m))
		}
	}
	return 200, list, nil
}

// seen is a message as the bot may read it.
func (s *Server) seen(c *Channel, m *Message) map[string]any {
	j := s.messageJSON(m, false)
	if c.GuildID == "" {
		return j
	}
	j["guild_id"] = c.GuildID
	return s.hideContent(j, s.privileged)
}

func (s *Server) getMessage(r *http.Request, _ []byte) (int, any, *refusal) {
	s.mu.Lock()
	defer s.mu.Unlock()
	c, err := s.channel(r, ReadMessageHistory)
	if err != nil {
		return 0, nil, err
	}
	m := s.messages[r.PathValue("message")]
	if m == nil || m.Deleted || m.ChannelID != c.ID || m.Ephemeral() {
		return 0, nil, errUnknownMessage
	}
	return 200, s.seen(c, m), nil
}

func (s *Server) createMessage(r *http.Request, body []byte) (int, any, *refusal) {
	s.mu.Lock()
	defer s.mu.Unlock()
	c, err := s.channel(r, 0)
	if err != nil {
		return 0, nil, err
	}
	need := uint64(SendMessages)
	if c.ParentID != "" {
		need = SendInThreads
	}
	switch {
	case c.botPermissions&need == 0:
		return 0, nil, errMissingPermissions
	case c.closed:
		return 0, nil, errDMClosed
	case c.locked:
		return 0, nil, errArchived
	}
	p, err := parsePayload(body, false)
	if err != nil {
		return 0, nil, err
	}
	nonce := ""
	if p.EnforceNonce && p.Nonce != nil {
		nonce = fmt.Sprint(c.ID, "/", p.Nonce)
		if id := s.nonces[nonce]; id != "" {
			return 200, s.messageJSON(s.messages[id], false), nil
		}
	}
	m := &Message{ID: s.id(), ChannelID: c.ID, Author: s.Bot}
	m.fill(p)
	if p.Reference != nil {
		to := s.messages[p.Reference.MessageID]
		if to == nil || to.Deleted {
			if p.Reference.FailIfNotExists == nil || *p.Reference.FailIfNotExists {
				e := denied(400, 50035, "Unknown message")
				e.path = "message_reference"
				return 0, nil, e
			}
		} else {
			m.ReplyTo = to.ID
		}
	}
	if nonce != "" {
		s.nonces[nonce] = m.ID
	}
	s.store(m)
	s.dispatch("MESSAGE_CREATE", s.messageJSON(m, true))
	return 200, s.messageJSON(m, false), nil
}

// fill takes over what a payload says.
func (m *Message) fill(p *payload) {
	m.Content, m.Embeds, m.Components = p.Content, p.Embeds, p.Components
	m.Flags |= p.Flags
	m.Loading = false
}

func (s *Server) editMessage(r *http.Request, body []byte) (int, any, *refusal) {
	s.mu.Lock()
	defer s.mu.Unlock()
	c, err := s.channel(r, 0)
	if err != nil {
		return 0, nil, err
	}
	m := s.messages[r.PathValue("message")]
	switch {
	case m == nil || m.Deleted:
		return 0, nil, errUnknownMessage
	case m.Author != s.Bot:
		return 0, nil, denied(403, 50005, "Cannot edit a message authored by another user")
	case c.locked:
		return 0, nil, errArchived
	}
	p, err := parsePayload(body, false)
	if err != nil {
		return 0, nil, err
	}
	m.fill(p)
	m.Edits++
	return 200, s.messageJSON(m, false), nil
}

func (s *Server) startTyping(r *http.Request, _ []byte) (int, any, *refusal) {
	s.mu.Lock()
	defer s.mu.Unlock()
	c, err := s.channel(r, SendMessages)
	if err != nil {
		return 0, nil, err
	}
	s.typing[c.ID]++
	return 204, nil, nil
}

func (s *Server) getCommands(r *http.Request, _ []byte) (int, any, *refusal) {
	s.mu.Lock()
	defer s.mu.Unlock()
	list := []command{}
	for _, c := range s.commands[r.PathValue("guild")] {
		if r.URL.Query().Get("with_localizations") != "true" {
			c.NameLocalizations, c.DescriptionLocalizations = nil, nil
		}
		list = append(list, c)
	}
	return 200, list, nil
}

func (s *Server) putCommands(r *http.Request, body []byte) (int, any, *refusal) {
	s.mu.Lock()
	defer s.mu.Unlock()
	dec := json.NewDecoder(bytes.NewReader(body))
	var list []command
	if err := dec.Decode(&list); err != nil {
		return 0, nil, denied(400, 50109, "The request body contains invalid JSON: "+err.Error())
	}
	guild := r.PathValue("guild")
	for i := range list {
		if list[i].Type == 0 {
			list[i].Type = chatInput
		}
	}
	if err := checkCommands(list, guild != ""); err != nil {
		return 0, nil, err
	}
	for i := range list {
		c := &list[i]
		c.ID, c.Version, c.ApplicationID, c.GuildID = s.id(), s.id(), s.AppID, guild
		if guild == "" {
			c.defaults()
		}
	}
	s.commands[guild] = list
	s.overwrites++
	s.signal()
	return 200, list, nil
}

// defaults are what Discord fills in.
func (c *command) defaults() {
	if c.Contexts == nil {
		c.Contexts = []int{0, 1}
	}
	if c.IntegrationTypes == nil {
		c.IntegrationTypes = []int{0}
	}
}

// Overwrites counts how often commands were registered.
func (s *Server) Overwrites() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.overwrites
}

// Commands are the names of the commands registered for a guild, "" for all.
func (s *Server) Commands(guild string) []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	var names []string
	for _, c := range s.commands[guild] {
		names = append(names, c.Name)
	}
	return names
}
