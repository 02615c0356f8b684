package discordtest

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/gorilla/websocket"
)

// world is a server with one of everything.
type world struct {
	*Server
	t       *testing.T
	guild   *Guild
	channel *Channel
	person  *User
	clock   time.Time
}

func newWorld(t *testing.T) *world {
	w := &world{Server: New(t), t: t, clock: time.Unix(1_700_000_000, 0)}
	w.Clock(func() time.Time { return w.clock })
	w.guild = w.NewGuild("guild")
	w.channel = w.NewChannel(w.guild)
	w.person = w.NewUser("ann")
	return w
}

// call sends a request as a well-behaved client would, and tells the status
// and Discord's error code.
func (w *world) call(method, path string, body any, change ...func(*http.Request)) (status, code int) {
	w.t.Helper()
	var text string
	switch b := body.(type) {
	case nil:
	case string:
		text = b
	default:
		text = string(encode(b))
	}
	req, err := http.NewRequest(method, "https://discord.com/api/v9"+path, strings.NewReader(text))
	if err != nil {
		w.t.Fatal(err)
	}
	req.Header.Set("Authorization", "Bot "+Token)
	req.Header.Set("User-Agent", "DiscordBot (https://example.org, v1)")
	req.Header.Set("Content-Type", "application/json")
	for _, f := range change {
		f(req)
	}
	resp, err := w.Transport().RoundTrip(req)
	if err != nil {
		w.t.Fatal(err)
	}
	defer resp.Body.Close()
	var answer struct {
		Code int `json:"code"`
	}
	json.NewDecoder(resp.Body).Decode(&answer)
	return resp.StatusCode, answer.Code
}

func (w *world) send(body any) {
	w.t.Helper()
	w.call("POST", "/channels/"+w.channel.ID+"/messages", body)
}

func (w *world) define(commands ...any) {
	w.t.Helper()
	w.call("PUT", "/applications/"+w.AppID+"/commands", commands)
}

// interaction is one that the person just began.
func (w *world) interaction(kind int) *Interaction {
	w.mu.Lock()
	defer w.mu.Unlock()
	on := &Message{ID: w.id(), ChannelID: w.channel.ID, Author: w.Bot, Flags: 1 << 15}
	w.store(on)
	return w.interact(w.person, w.channel, kind, map[string]any{}, on, false)
}

func (w *world) answer(x *Interaction, kind int, data any) (int, int) {
	w.t.Helper()
	return w.call("POST", "/interactions/"+x.ID+"/"+x.Token+"/callback", map[string]any{"type": kind, "data": data})
}

type j = map[string]any

// msg adds what every message needs.
func msg(fields j) j {
	fields["allowed_mentions"] = j{"parse": []string{}}
	return fields
}

func v2(components ...any) j { return msg(j{"flags": 1 << 15, "components": components}) }

func text(s string) j { return j{"type": typeText, "content": s} }

func button(id string) j { return j{"type": typeButton, "style": 1, "label": "x", "custom_id": id} }

func row(children ...any) j { return j{"type": typeRow, "components": children} }

func many(n int, f func(i int) any) []any {
	var list []any
	for i := range n {
		list = append(list, f(i))
	}
	return list
}

func slash(name string, options ...any) j {
	return j{"type": 1, "name": name, "description": "d", "options": options}
}

func opt(name string, more ...j) j {
	o := j{"type": optString, "name": name, "description": "d"}
	for _, m := range more {
		for k, v := range m {
			o[k] = v
		}
	}
	return o
}

func long(n int) string { return strings.Repeat("ü", n) }

// connect makes a raw gateway connection and reads its Hello.
func (w *world) connect(query string) *websocket.Conn {
	w.t.Helper()
	ws, _, err := websocket.DefaultDialer.Dial(w.gatewayURL()+query, nil)
	if err != nil {
		return nil
	}
	w.t.Cleanup(func() { ws.Close() })
	ws.ReadMessage()
	return ws
}

func (w *world) identify(intents int) *websocket.Conn {
	ws := w.connect("?v=9&encoding=json")
	ws.WriteJSON(j{"op": 2, "d": j{"token": "Bot " + Token, "intents": intents}})
	ws.WriteJSON(j{"op": 1})
	return ws
}

// closed reads until the connection ends and tells its close code.
func closed(t *testing.T, ws *websocket.Conn) int {
	t.Helper()
	ws.SetReadDeadline(time.Now().Add(patience))
	for {
		_, _, err := ws.ReadMessage()
		if e, ok := err.(*websocket.CloseError); ok {
			return e.Code
		}
		if err != nil {
			t.Fatalf("no close frame: %v", err)
		}
	}
}

// violations holds, for each rule, a request that breaks it and nothing else.
var violations = map[string]func(*world){
	"message not empty": func(w *world) { w.send(msg(j{})) },
	"content length":    func(w *world) { w.send(msg(j{"content": long(2001)})) },
	"nonce length":      func(w *world) { w.send(msg(j{"content": "x", "nonce": long(26)})) },
	"allowed mentions":  func(w *world) { w.send(j{"content": "x", "allowed_mentions": j{"parse": nil}}) },
	"message flags":     func(w *world) { w.send(msg(j{"content": "x", "flags": 1 << 6})) },
	"embed count":       func(w *world) { w.send(msg(j{"embeds": many(11, func(int) any { return j{"title": "x"} })})) },
	"embed lengths":     func(w *world) { w.send(msg(j{"embeds": []any{j{"title": long(257)}}})) },
	"embed total": func(w *world) {
		w.send(msg(j{"embeds": many(2, func(int) any { return j{"description": long(3001)} })}))
	},
	"action rows": func(w *world) {
		w.send(msg(j{"content": "x", "components": many(6, func(i int) any { return row(button(fmt.Sprint(i))) })}))
	},
	"action row children": func(w *world) {
		w.send(v2(row(many(6, func(i int) any { return button(fmt.Sprint(i)) })...)))
	},
	"button":              func(w *world) { w.send(v2(row(j{"type": typeButton, "style": 1, "label": "x"}))) },
	"button label length": func(w *world) { b := button("a"); b["label"] = long(81); w.send(v2(row(b))) },
	"button URL": func(w *world) {
		w.send(v2(row(j{"type": typeButton, "style": 5, "label": "x", "url": "https://a.example/" + strings.Repeat("x", 500)})))
	},
	"custom ID length":    func(w *world) { w.send(v2(row(button(long(101))))) },
	"custom IDs unique":   func(w *world) { w.send(v2(row(button("a")), row(button("a")))) },
	"string select":       func(w *world) { w.send(v2(row(j{"type": typeSelect, "custom_id": "s", "options": []any{}}))) },
	"components V2":       func(w *world) { w.send(msg(j{"components": []any{text("x")}})) },
	"components V2 count": func(w *world) { w.send(v2(many(41, func(int) any { return text("x") })...)) },
	"components V2 text":  func(w *world) { w.send(v2(text(long(2001)), text(long(2000)))) },
	"text display":        func(w *world) { w.send(v2(text(" "))) },
	"section": func(w *world) {
		w.send(v2(j{"type": typeSection, "accessory": button("a"), "components": many(4, func(int) any { return text("x") })}))
	},
	"container children": func(w *world) {
		w.send(v2(j{"type": typeContainer, "components": []any{j{"type": typeContainer, "components": []any{text("x")}}}}))
	},
	"component type": func(w *world) { w.send(v2(j{"type": 99})) },

	"command name":        func(w *world) { w.define(slash("Ask")) },
	"command description": func(w *world) { w.define(j{"type": 1, "name": "a", "description": long(101)}) },
	"context menu":        func(w *world) { w.define(j{"type": 3, "name": "Ask", "description": "d"}) },
	"option count": func(w *world) {
		w.define(slash("a", many(26, func(i int) any { return opt(fmt.Sprint("o", i)) })...))
	},
	"required options first": func(w *world) { w.define(slash("a", opt("x"), opt("y", j{"required": true}))) },
	"option names unique":    func(w *world) { w.define(slash("a", opt("x"), opt("x"))) },
	"option type":            func(w *world) { w.define(slash("a", opt("x", j{"type": 12}))) },
	"subcommands":            func(w *world) { w.define(slash("a", opt("x", j{"type": 1}), opt("y"))) },
	"choices": func(w *world) {
		w.define(slash("a", opt("x", j{"choices": []any{j{"name": long(101), "value": "v"}}})))
	},
	"autocomplete or choices": func(w *world) {
		w.define(slash("a", opt("x", j{"autocomplete": true, "choices": []any{j{"name": "n", "value": "v"}}})))
	},
	"option length": func(w *world) { w.define(slash("a", opt("x", j{"max_length": 6001}))) },
	"localisation": func(w *world) {
		w.define(j{"type": 1, "name": "a", "description": "d", "name_localizations": j{"xx": "a"}})
	},
	"command total": func(w *world) {
		w.define(slash("a", many(25, func(i int) any {
			return opt(fmt.Sprint("o", i), j{"choices": many(4, func(k int) any { return j{"name": long(100), "value": fmt.Sprint(k)} })})
		})...))
	},
	"command count":        func(w *world) { w.define(many(101, func(i int) any { return slash(fmt.Sprint("c", i)) })...) },
	"command names unique": func(w *world) { w.define(slash("a"), slash("a")) },
	"default permissions": func(w *world) {
		w.define(j{"type": 1, "name": "a", "description": "d", "default_member_permissions": "admin"})
	},
	"contexts": func(w *world) {
		w.define(j{"type": 1, "name": "a", "description": "d", "contexts": []int{3}})
	},

	"first answer in 3 s": func(w *world) {
		x := w.interaction(typeCommand)
		w.clock = w.clock.Add(3*time.Second + time.Millisecond)
		w.answer(x, replyMessage, msg(j{"content": "late"}))
	},
	"one answer": func(w *world) {
		x := w.interaction(typeCommand)
		w.answer(x, replyMessage, msg(j{"content": "one"}))
		w.answer(x, replyMessage, msg(j{"content": "two"}))
	},
	"token life": func(w *world) {
		x := w.interaction(typeCommand)
		w.answer(x, replyDefer, j{})
		w.clock = w.clock.Add(15*time.Minute + time.Second)
		w.call("PATCH", "/webhooks/"+w.AppID+"/"+x.Token+"/messages/@original", msg(j{"content": "x"}))
	},
	"deferred flags": func(w *world) { w.answer(w.interaction(typeCommand), replyDefer, j{"flags": 1 << 15}) },
	"callback type":  func(w *world) { w.answer(w.interaction(typeCommand), replyUpdate, msg(j{"content": "x"})) },
	"autocomplete choices": func(w *world) {
		w.answer(w.interaction(typeAutocomplete), replyAutocomplete, j{"choices": many(26, func(i int) any { return j{"name": "n", "value": "v"} })})
	},
	"follow-ups when user-installed": func(w *world) {
		x := w.interaction(typeCommand)
		x.userOnly = true
		w.answer(x, replyMessage, msg(j{"content": "one"}))
		for range 6 {
			w.call("POST", "/webhooks/"+w.AppID+"/"+x.Token, msg(j{"content": "more"}))
		}
	},
	"edit after the answer": func(w *world) {
		x := w.interaction(typeCommand)
		w.call("PATCH", "/webhooks/"+w.AppID+"/"+x.Token+"/messages/@original", msg(j{"content": "x"}))
	},
	"V2 flag stays": func(w *world) {
		x := w.interaction(typeComponent)
		w.answer(x, replyUpdate, msg(j{"content": "x"}))
	},

	"user agent": func(w *world) {
		w.call("GET", "/users/@me", nil, func(r *http.Request) { r.Header.Set("User-Agent", "curl") })
	},
	"authorization": func(w *world) {
		w.call("GET", "/users/@me", nil, func(r *http.Request) { r.Header.Del("Authorization") })
	},
	"content type": func(w *world) {
		w.call("POST", "/channels/"+w.channel.ID+"/messages", msg(j{"content": "x"}), func(r *http.Request) { r.Header.Set("Content-Type", "text/plain") })
	},
	"history page": func(w *world) { w.call("GET", "/channels/"+w.channel.ID+"/messages?limit=101", nil) },

	"gateway payload size": func(w *world) {
		ws := w.identify(0)
		ws.WriteJSON(j{"op": 3, "d": long(4096)})
		closed(w.t, ws)
	},
	"gateway send rate": func(w *world) {
		ws := w.identify(0)
		for range 119 {
			ws.WriteJSON(j{"op": 1})
		}
		closed(w.t, ws)
	},
	"identify once": func(w *world) {
		ws := w.identify(0)
		ws.WriteJSON(j{"op": 2, "d": j{"token": "Bot " + Token}})
		closed(w.t, ws)
	},
	"intents known": func(w *world) { closed(w.t, w.identify(1<<30)) },
	"identify first": func(w *world) {
		ws := w.connect("?v=9&encoding=json")
		ws.WriteJSON(j{"op": 3})
		closed(w.t, ws)
	},
	"heartbeats": func(w *world) {
		w.SetHeartbeat(10 * time.Millisecond)
		closed(w.t, w.identify(0))
	},
	"gateway version and encoding": func(w *world) { w.connect("?v=6&encoding=etf") },
}

func TestEveryRuleIsEnforced(t *testing.T) {
	for name, r := range Rules {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			breakIt := violations[name]
			if breakIt == nil {
				t.Fatal("no request in the table breaks this rule")
			}
			w := newWorld(t)
			w.Expect(name)
			breakIt(w)
			got := w.Violations()
			if len(got) == 0 {
				t.Fatal("the request was not refused")
			}
			for _, v := range got {
				if v.Rule.Name != name {
					t.Errorf("refused for %v", v)
				}
			}
			if !strings.HasPrefix(r.Link, docs) {
				t.Errorf("link %q is not to Discord's documentation", r.Link)
			}
		})
	}
}

// A request that just keeps each limit passes.
func TestLimitsThemselvesPass(t *testing.T) {
	w := newWorld(t)
	for name, body := range map[string]any{
		"content":    msg(j{"content": long(2000), "nonce": long(25)}),
		"embeds":     msg(j{"embeds": []any{j{"description": long(4096)}, j{"description": long(1904)}}}),
		"text":       v2(text(long(2000)), text(long(2000))),
		"components": v2(many(40, func(int) any { return text("x") })...),
		"buttons":    v2(row(many(5, func(i int) any { return button(fmt.Sprint(i)) })...)),
		"custom id":  v2(row(button(long(100)))),
		"section":    v2(j{"type": typeSection, "accessory": button("a"), "components": many(3, func(int) any { return text("x") })}),
	} {
		if status, code := w.call("POST", "/channels/"+w.channel.ID+"/messages", body); status != 200 {
			t.Errorf("%s: status %d, code %d; want 200", name, status, code)
		}
	}
	commands := []any{slash("fragen", opt("frage", j{"required": true, "max_length": 6000}), opt("privat", j{"type": 5})), j{"type": 3, "name": "Ask about this"}}
	if status, code := w.call("PUT", "/applications/"+w.AppID+"/commands", commands); status != 200 {
		t.Errorf("commands: status %d, code %d; want 200", status, code)
	}
	x := w.interaction(typeCommand)
	w.clock = w.clock.Add(3 * time.Second)
	if status, code := w.answer(x, replyDefer, j{"flags": 1 << 6}); status != 204 {
		t.Errorf("defer: status %d, code %d; want 204", status, code)
	}
}

func TestWhatIsNotThereOrNotAllowed(t *testing.T) {
	w := newWorld(t)
	hello := msg(j{"content": "x"})
	dm, thread := w.NewDM(w.person), w.NewThread(w.channel)
	silent, hidden := w.NewChannel(w.guild), w.NewChannel(w.guild)
	w.CloseDM(dm)
	w.Lock(thread)
	w.Permit(silent, ViewChannel)
	w.Permit(hidden, 0)
	gone := w.Say(Said{By: w.person, In: w.channel, Text: "gone"})
	w.Delete(gone)
	post := func(c *Channel) string { return "/channels/" + c.ID + "/messages" }
	for _, c := range []struct {
		name, method, path string
		body               any
		status, code       int
	}{
		{"unknown channel", "POST", "/channels/1/messages", hello, 404, 10003},
		{"hidden channel", "POST", post(hidden), hello, 403, 50001},
		{"no right to write", "POST", post(silent), hello, 403, 50013},
		{"no right to type", "POST", "/channels/" + silent.ID + "/typing", nil, 403, 50013},
		{"closed direct message", "POST", post(dm), hello, 403, 50007},
		{"archived thread", "POST", post(thread), hello, 400, 50083},
		{"deleted message", "GET", post(w.channel) + "/" + gone.ID, nil, 404, 10008},
		{"reply to a deleted message", "POST", post(w.channel), msg(j{"content": "x", "message_reference": j{"message_id": gone.ID}}), 400, 50035},
		{"unknown interaction", "POST", "/interactions/1/t/callback", j{"type": 5}, 404, 10062},
		{"unknown webhook", "PATCH", "/webhooks/" + w.AppID + "/t/messages/@original", hello, 404, 10015},
	} {
		if status, code := w.call(c.method, c.path, c.body); status != c.status || code != c.code {
			t.Errorf("%s: %d %d, want %d %d", c.name, status, code, c.status, c.code)
		}
	}
}

func TestNonceMakesARepeatHarmless(t *testing.T) {
	w := newWorld(t)
	for range 2 {
		w.send(msg(j{"content": "x", "nonce": "n", "enforce_nonce": true}))
	}
	if got := len(w.Messages(w.channel)); got != 1 {
		t.Errorf("%d messages, want 1", got)
	}
}

func TestRateLimits(t *testing.T) {
	w := newWorld(t)
	w.Limit("POST /channels/{channel}/messages", 2, time.Hour)
	var got []int
	for range 3 {
		status, _ := w.call("POST", "/channels/"+w.channel.ID+"/messages", msg(j{"content": "x"}))
		got = append(got, status)
	}
	other := w.NewChannel(w.guild)
	status, _ := w.call("POST", "/channels/"+other.ID+"/messages", msg(j{"content": "x"}))
	got = append(got, status)
	w.LimitGlobal(1, time.Hour)
	for range 2 {
		status, _ = w.call("GET", "/users/@me", nil)
		got = append(got, status)
	}
	if want := "[200 200 429 200 200 429]"; fmt.Sprint(got) != want {
		t.Errorf("statuses %v, want %v", got, want)
	}
}

// Without the message content intent, only what is addressed to the app has
// its text.
func TestMessageContentIntent(t *testing.T) {
	for _, c := range []struct {
		name    string
		intents int
		text    func(w *world) Said
		want    string
	}{
		{"talk among people", intentGuildMessages, func(w *world) Said { return Said{Text: "hello"} }, ""},
		{"talk, with the intent", intentGuildMessages | MessageContent, func(w *world) Said { return Said{Text: "hello"} }, "hello"},
		{"a mention", intentGuildMessages, func(w *world) Said { return Said{Text: "<@" + w.Bot.ID + "> hi"} }, "<@BOT> hi"},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := newWorld(t)
			w.AllowIntents(MessageContent)
			ws := w.identify(c.intents)
			w.AwaitConnected(1)
			said := c.text(w)
			said.By, said.In = w.person, w.channel
			w.Say(said)
			for {
				var e struct {
					T string
					D struct{ Content string }
				}
				ws.SetReadDeadline(time.Now().Add(patience))
				if err := ws.ReadJSON(&e); err != nil {
					t.Fatal(err)
				}
				if e.T != "MESSAGE_CREATE" {
					continue
				}
				if got := strings.ReplaceAll(e.D.Content, w.Bot.ID, "BOT"); got != c.want {
					t.Errorf("content %q, want %q", got, c.want)
				}
				break
			}
		})
	}
}

func TestGatewayCloseCodes(t *testing.T) {
	w := newWorld(t)
	bad := w.connect("?v=9&encoding=json")
	bad.WriteJSON(j{"op": 2, "d": j{"token": "Bot wrong"}})
	if got := closed(t, bad); got != 4004 {
		t.Errorf("wrong token: closed with %d, want 4004", got)
	}
	if got := closed(t, w.identify(MessageContent)); got != 4014 {
		t.Errorf("privileged intent: closed with %d, want 4014", got)
	}
}
