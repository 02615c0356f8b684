package discordtest

import (
	"bytes"
	"compress/zlib"
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"strconv"
	"sync"
	"time"

	"github.com/gorilla/websocket"

	"casebot/bot/discord"
)

// Gateway intents.
// https://discord.com/developers/docs/events/gateway#gateway-intents
const (
	intentGuildMessages  = 1 << 9
	intentDirectMessages = 1 << 12
	// MessageContent is privileged.
	MessageContent = 1 << 15
	privilegedBits = 1<<1 | 1<<8 | MessageContent
	allIntents     = 1<<26 - 1
)

// Rules for the gateway.
var (
	rulePayload   = rule("gateway payload size", "events/gateway#sending-events")
	ruleSendRate  = rule("gateway send rate", "events/gateway#rate-limiting")
	ruleIdentify  = rule("identify once", "topics/opcodes-and-status-codes#gateway-gateway-close-event-codes")
	ruleIntents   = rule("intents known", "events/gateway#gateway-intents")
	ruleFirst     = rule("identify first", "topics/opcodes-and-status-codes#gateway-gateway-close-event-codes")
	ruleHeartbeat = rule("heartbeats", "events/gateway#sending-heartbeats")
	ruleEncoding  = rule("gateway version and encoding", "events/gateway#connecting")
)

// Accident is what goes wrong with the next connections, one each.
type Accident struct {
	// NoHello says nothing after the connection is made.
	NoHello bool
	// InsteadOfReady is sent in place of READY or RESUMED: "{\"op\":7}".
	InsteadOfReady string
	// Close ends the connection with this code in place of READY or RESUMED,
	// or after InsteadOfReady, when the client tries again.
	Close int
	// Mute sends no heartbeat acknowledgement.
	Mute bool
}

// Accident orders accidents for the next connections, in this order.
func (s *Server) Accident(list ...Accident) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.accidents = append(s.accidents, list...)
}

// session outlives its connection: what was missed is replayed on a resume.
type session struct {
	id      string
	intents int
	seq     int64
	events  [][]byte // events[i] has the sequence number i+1
	conn    *conn
}

type conn struct {
	s        *Server
	ws       *websocket.Conn
	out      chan frame
	done     chan struct{}
	accident Accident
	compress bool
	session  *session
	sends    []time.Time
	// alive: a heartbeat came, which the client sends once it is ready.
	alive bool
}

type frame struct {
	kind int
	data []byte
}

var upgrader = websocket.Upgrader{CheckOrigin: func(*http.Request) bool { return true }}

func (s *Server) gateway(w http.ResponseWriter, r *http.Request) {
	if q := r.URL.Query(); q.Get("encoding") != "json" || q.Get("v") != "9" && q.Get("v") != "10" {
		s.mu.Lock()
		s.violate(ruleEncoding, "gateway", "version 9 or 10 and encoding json: "+r.URL.RawQuery)
		s.mu.Unlock()
		http.Error(w, "bad version", http.StatusBadRequest)
		return
	}
	ws, err := upgrader.Upgrade(w, r, nil)
	if err != nil {
		return
	}
	c := &conn{s: s, ws: ws, out: make(chan frame, 4096), done: make(chan struct{})}
	s.mu.Lock()
	if len(s.accidents) > 0 {
		c.accident, s.accidents = s.accidents[0], s.accidents[1:]
	}
	s.conns[c] = true
	interval := s.heartbeat
	s.mu.Unlock()

	go c.write()
	if !c.accident.NoHello {
		c.send(map[string]any{"op": 10, "d": map[string]any{"heartbeat_interval": interval.Milliseconds()}})
	}
	c.read(2 * interval)
}

// write is the only writer of data frames.
func (c *conn) write() {
	for {
		select {
		case f := <-c.out:
			if c.ws.WriteMessage(f.kind, f.data) != nil {
				return
			}
		case <-c.done:
			return
		}
	}
}

func (c *conn) send(v any) { c.sendRaw(encode(v)) }

// sendRaw sends zlib frames to a client that asked for them.
func (c *conn) sendRaw(b []byte) {
	f := frame{websocket.TextMessage, b}
	if c.compress {
		f = frame{websocket.BinaryMessage, deflate(b)}
	}
	select {
	case c.out <- f:
	case <-c.done:
	}
}

var deflaters = sync.Pool{New: func() any {
	w, _ := zlib.NewWriterLevel(nil, zlib.BestSpeed)
	return w
}}

func deflate(b []byte) []byte {
	var z bytes.Buffer
	w := deflaters.Get().(*zlib.Writer)
	defer deflaters.Put(w)
	w.Reset(&z)
	w.Write(b)
	w.Close()
	return z.Bytes()
}

func (c *conn) close(code int, reason string) {
	c.ws.WriteControl(websocket.CloseMessage, websocket.FormatCloseMessage(code, reason), time.Now().Add(time.Second))
	c.ws.Close()
}

// read handles what the client sends until the connection ends.
func (c *conn) read(silence time.Duration) {
	defer c.end()
	c.ws.SetCloseHandler(func(code int, _ string) error {
		c.forget(code)
		return nil
	})
	for {
		c.ws.SetReadDeadline(time.Now().Add(silence))
		_, b, err := c.ws.ReadMessage()
		if err != nil {
			if late, ok := err.(net.Error); ok && late.Timeout() {
				c.s.note(ruleHeartbeat, "no heartbeat in two intervals")
				c.close(4009, "Session timed out")
			}
			return
		}
		var p struct {
			Op int             `json:"op"`
			D  json.RawMessage `json:"d"`
		}
		if json.Unmarshal(b, &p) != nil {
			c.close(4002, "Decode error")
			return
		}
		if !c.allowed(len(b)) || !c.handle(p.Op, p.D) {
			return
		}
	}
}

// end marks the connection as gone; its session may still be resumed.
func (c *conn) end() {
	c.s.mu.Lock()
	defer c.s.mu.Unlock()
	close(c.done)
	c.ws.Close()
	delete(c.s.conns, c)
	if c.session != nil && c.session.conn == c {
		c.session.conn = nil
	}
	c.s.signal()
}

// forget drops the session when the client closes with 1000 or 1001.
// https://discord.com/developers/docs/events/gateway#initiating-a-disconnect
func (c *conn) forget(code int) {
	c.s.mu.Lock()
	defer c.s.mu.Unlock()
	if (code == 1000 || code == 1001) && c.session != nil {
		delete(c.s.sessions, c.session.id)
	}
}

func (c *conn) allowed(size int) bool {
	c.s.mu.Lock()
	now := time.Now()
	c.sends = append(c.sends, now)
	for len(c.sends) > 0 && now.Sub(c.sends[0]) > time.Minute {
		c.sends = c.sends[1:]
	}
	tooMany := len(c.sends) > discord.MaxGatewaySends
	if tooMany {
		c.s.violate(ruleSendRate, "gateway", "more than 120 events in 60 seconds")
	}
	tooBig := size > discord.MaxGatewayPayload
	if tooBig {
		c.s.violate(rulePayload, "gateway", fmt.Sprintf("%d bytes", size))
	}
	c.s.mu.Unlock()
	switch {
	case tooMany:
		c.close(4008, "Rate limited")
	case tooBig:
		c.close(4002, "Decode error")
	}
	return !tooMany && !tooBig
}

func (c *conn) handle(op int, d json.RawMessage) bool {
	switch op {
	case 1:
		c.s.mu.Lock()
		c.alive = true
		c.s.signal()
		c.s.mu.Unlock()
		if !c.accident.Mute {
			c.send(map[string]any{"op": 11})
		}
		return true
	case 2:
		return c.identify(d)
	case 6:
		return c.resume(d)
	}
	if c.session == nil {
		c.s.note(ruleFirst, fmt.Sprintf("operation %d before identify", op))
		c.close(4003, "Not authenticated")
		return false
	}
	return true
}

func (s *Server) note(r Rule, problem string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.violate(r, "gateway", problem)
}

func (c *conn) identify(d json.RawMessage) bool {
	var id struct {
		Token      string          `json:"token"`
		Intents    int             `json:"intents"`
		Compress   bool            `json:"compress"`
		Properties json.RawMessage `json:"properties"`
	}
	json.Unmarshal(d, &id)
	s := c.s
	s.mu.Lock()
	s.identifies++
	code, reason := 0, ""
	switch {
	case c.session != nil:
		code, reason = 4005, "Already authenticated"
		s.violate(ruleIdentify, "gateway", "identified twice")
	case id.Token != "Bot "+Token && id.Token != Token:
		code, reason = 4004, "Authentication failed"
	case id.Intents&^allIntents != 0:
		code, reason = 4013, "Invalid intents"
		s.violate(ruleIntents, "gateway", fmt.Sprintf("intents %b", id.Intents))
	case id.Intents&privilegedBits&^s.privileged != 0:
		code, reason = 4014, "Disallowed intents"
	case c.accident.Close != 0:
		code, reason = c.accident.Close, "ordered by the test"
	}
	if code != 0 {
		s.signal()
		s.mu.Unlock()
		c.close(code, reason)
		return false
	}
	defer s.mu.Unlock()
	c.compress = id.Compress
	if c.accident.InsteadOfReady != "" {
		c.sendRaw([]byte(c.accident.InsteadOfReady))
		s.signal()
		return true
	}
	c.session = &session{id: s.id(), intents: id.Intents, conn: c}
	s.sessions = map[string]*session{c.session.id: c.session}
	guilds := []any{}
	for id := range s.guilds {
		guilds = append(guilds, map[string]any{"id": id, "unavailable": true})
	}
	c.session.push("READY", map[string]any{
		"v": 9, "user": userJSON(s.Bot), "guilds": guilds, "session_id": c.session.id,
		"resume_gateway_url": s.gatewayURL(), "application": map[string]any{"id": s.AppID, "flags": 0},
	})
	s.signal()
	return true
}

func (c *conn) resume(d json.RawMessage) bool {
	var r struct {
		Token     string `json:"token"`
		SessionID string `json:"session_id"`
		Seq       int64  `json:"seq"`
	}
	json.Unmarshal(d, &r)
	s := c.s
	s.mu.Lock()
	defer s.mu.Unlock()
	if c.accident.InsteadOfReady != "" {
		c.sendRaw([]byte(c.accident.InsteadOfReady))
		c.accident.InsteadOfReady = ""
		return true
	}
	if c.accident.Close != 0 {
		c.close(c.accident.Close, "ordered by the test")
		return false
	}
	old := s.sessions[r.SessionID]
	if old == nil || r.Seq > old.seq {
		c.send(map[string]any{"op": 9, "d": false})
		return true
	}
	s.resumes++
	c.compress = true
	c.session, old.conn = old, c
	for _, e := range old.events[r.Seq:] {
		c.sendRaw(e)
	}
	old.push("RESUMED", map[string]any{})
	s.signal()
	return true
}

// push numbers an event, keeps it for a resume, and sends it if it can.
func (e *session) push(kind string, d any) {
	e.seq++
	b := encode(map[string]any{"op": 0, "t": kind, "s": e.seq, "d": d})
	e.events = append(e.events, b)
	if e.conn != nil {
		e.conn.sendRaw(b)
	}
}

// dispatch tells the bot of an event, as its intents allow. The caller holds mu.
func (s *Server) dispatch(kind string, d map[string]any) {
	for _, e := range s.sessions {
		if kind != "MESSAGE_CREATE" {
			e.push(kind, d)
			continue
		}
		want := intentDirectMessages
		if d["guild_id"] != nil {
			want = intentGuildMessages
		}
		if e.intents&want != 0 {
			e.push(kind, s.hideContent(d, e.intents))
		}
	}
}

// hideContent empties what needs the message content intent.
// https://discord.com/developers/docs/events/gateway#message-content-intent
func (s *Server) hideContent(d map[string]any, intents int) map[string]any {
	if intents&MessageContent != 0 || d["guild_id"] == nil {
		return d
	}
	hidden := map[string]any{}
	for k, v := range d {
		hidden[k] = v
	}
	if to, ok := d["referenced_message"].(map[string]any); ok {
		to["guild_id"] = d["guild_id"]
		hidden["referenced_message"] = s.hideContent(to, intents)
	}
	if d["author"].(map[string]any)["id"] == s.Bot.ID {
		return hidden
	}
	for _, m := range d["mentions"].([]any) {
		if m.(map[string]any)["id"] == s.Bot.ID {
			return hidden
		}
	}
	hidden["content"], hidden["embeds"], hidden["components"], hidden["attachments"] = "", []any{}, []any{}, []any{}
	return hidden
}

func (s *Server) gatewayURL() string { return "ws://" + s.web.Listener.Addr().String() + "/gateway/" }

// AwaitConnected waits until the bot has identified or resumed n times in all
// and has sent a heartbeat.
func (s *Server) AwaitConnected(n int) {
	s.tb.Helper()
	s.await("connection "+strconv.Itoa(n), func() bool { return s.identifies+s.resumes >= n && s.live() != nil })
}

// AwaitDisconnected waits until no connection is left.
func (s *Server) AwaitDisconnected() {
	s.tb.Helper()
	s.await("the bot to disconnect", func() bool { return len(s.conns) == 0 })
}

// Connections counts identifies and resumes so far.
func (s *Server) Connections() (identifies, resumes int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.identifies, s.resumes
}

func (s *Server) live() *conn {
	for _, e := range s.sessions {
		if e.conn != nil && e.conn.alive {
			return e.conn
		}
	}
	return nil
}

// Drop cuts the connection without a word, as a network does.
func (s *Server) Drop() {
	s.mu.Lock()
	c := s.live()
	s.mu.Unlock()
	if c != nil {
		c.ws.Close()
	}
}

// CloseGateway ends the connection with a close code.
func (s *Server) CloseGateway(code int) {
	s.mu.Lock()
	c := s.live()
	s.mu.Unlock()
	if c != nil {
		c.close(code, "ordered by the test")
	}
}

// SendGateway sends one raw payload: {"op":7}, {"op":9,"d":false}, {"op":1}.
func (s *Server) SendGateway(payload string) {
	s.mu.Lock()
	c := s.live()
	if payload == `{"op":9,"d":false}` && c != nil {
		delete(s.sessions, c.session.id)
		c.session = nil
	}
	s.mu.Unlock()
	if c != nil {
		c.sendRaw([]byte(payload))
	}
}
