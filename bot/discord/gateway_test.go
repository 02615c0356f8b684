package discord_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"casebot/bot/discord"
	"casebot/bot/discordtest"
)

func TestConnectHearAndClose(t *testing.T) {
	t.Parallel()
	s := discordtest.New(t)
	s.SetHeartbeat(500 * time.Millisecond)
	r := start(t, s)
	s.AwaitConnected(1)
	ann := s.NewUser("ann")
	dm := s.NewDM(ann)
	s.Say(discordtest.Said{By: ann, In: dm, Text: "hello"})
	if got := r.message(t).Content; got != "hello" {
		t.Errorf("heard %q, want hello", got)
	}
	if self := r.Self(); self.AppID != s.AppID || self.UserID != s.Bot.ID {
		t.Errorf("self is %+v", self)
	}
	r.stop()
	if err := receive(t, r.err); err != nil {
		t.Errorf("Run: %v, want nil", err)
	}
	r.err <- nil
	s.AwaitDisconnected()
	if r.Connected() {
		t.Error("still connected after Run")
	}
}

// Each accident ends with a connection that works again.
func TestGatewayAccidents(t *testing.T) {
	for _, c := range []struct {
		name     string
		before   []discordtest.Accident
		after    func(*discordtest.Server)
		connects int // identifies and resumes that succeed or are refused
		change   func(*discord.Options)
		resumed  bool
	}{
		{name: "no Hello", before: []discordtest.Accident{{NoHello: true}}, connects: 1},
		{name: "operation 7 in place of READY", before: []discordtest.Accident{{InsteadOfReady: `{"op":7}`}}, connects: 2},
		{name: "operation 1 in place of READY", before: []discordtest.Accident{{InsteadOfReady: `{"op":1}`}}, connects: 2},
		{name: "silence in place of READY", before: []discordtest.Accident{{InsteadOfReady: `{"op":11}`}}, connects: 2},
		{name: "closed in place of READY", before: []discordtest.Accident{{Close: 4000}}, connects: 2},
		{name: "operation 7", after: func(s *discordtest.Server) { s.SendGateway(`{"op":7}`) }, connects: 2, resumed: true},
		{name: "operation 9", after: func(s *discordtest.Server) { s.SendGateway(`{"op":9,"d":false}`) }, connects: 2},
		{name: "operation 1", after: func(s *discordtest.Server) { s.SendGateway(`{"op":1}`) }, connects: 1},
		{name: "close code 4000", after: func(s *discordtest.Server) { s.CloseGateway(4000) }, connects: 2},
		{name: "dropped", after: (*discordtest.Server).Drop, connects: 2, resumed: true},
		{
			name: "refused resume", before: []discordtest.Accident{{}, {InsteadOfReady: `{"op":9,"d":false}`}},
			after: (*discordtest.Server).Drop, connects: 2,
		},
		{
			// Without a read deadline nothing would ever end this connection.
			// And with a close frame after it, it could not be resumed.
			name: "silence", connects: 2, resumed: true,
			change: func(o *discord.Options) { o.Pace.Silence = 100 * time.Millisecond },
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			s := discordtest.New(t)
			s.Accident(c.before...)
			change := c.change
			if change == nil {
				change = func(*discord.Options) {}
			}
			r := start(t, s, change)
			if c.after != nil {
				s.AwaitConnected(1)
				c.after(s)
			}
			s.AwaitConnected(c.connects)
			_, resumes := s.Connections()
			if c.resumed && resumes == 0 {
				t.Error("the session was not resumed")
			}
			ann := s.NewUser("ann")
			s.Say(discordtest.Said{By: ann, In: s.NewDM(ann), Text: "still there?"})
			if got := r.message(t).Content; got != "still there?" {
				t.Errorf("heard %q", got)
			}
		})
	}
}

// What is said while the connection is down is heard after the resume. That
// needs that no close frame with code 1000 follows the broken connection.
func TestNothingIsLostInADrop(t *testing.T) {
	t.Parallel()
	s := discordtest.New(t)
	r := start(t, s)
	s.AwaitConnected(1)
	ann := s.NewUser("ann")
	dm := s.NewDM(ann)
	s.Drop()
	s.AwaitDisconnected()
	s.Say(discordtest.Said{By: ann, In: dm, Text: "in between"})
	if got := r.message(t).Content; got != "in between" {
		t.Errorf("heard %q, want what was said in between", got)
	}
}

func TestFatalCloseCodesEndTheProgram(t *testing.T) {
	// The resume is refused, and then the identify on the same connection.
	refused := discordtest.Accident{InsteadOfReady: `{"op":9,"d":false}`, Close: 4014}
	for _, c := range []struct {
		name      string
		accidents []discordtest.Accident
		change    func(*discord.Options)
		after     func(*discordtest.Server)
		code      int
		remedy    string
	}{
		{name: "wrong token", code: 4004, remedy: "Reset Token", change: func(o *discord.Options) { o.Token = "wrong" }},
		{name: "intent not switched on", code: 4014, remedy: "Message Content Intent", change: func(o *discord.Options) { o.Intents |= discord.IntentContent }},
		{name: "sharding required", code: 4011, remedy: "2500 servers", accidents: []discordtest.Accident{{Close: 4011}}},
		{
			// discordgo identifies where nobody sees the close code.
			name: "refused after a refused resume", code: 4014, remedy: "Message Content Intent",
			accidents: []discordtest.Accident{{}, refused, refused, refused, refused, refused},
			after:     (*discordtest.Server).Drop,
			// As in life, discordgo is done closing long before.
			change: func(o *discord.Options) { o.Pace.Open = 5 * time.Second },
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			s := discordtest.New(t)
			s.Accident(c.accidents...)
			change := c.change
			if change == nil {
				change = func(*discord.Options) {}
			}
			r := start(t, s, change)
			if c.after != nil {
				s.AwaitConnected(1)
				c.after(s)
			}
			err := receive(t, r.err)
			r.err <- nil
			var fatal *discord.FatalError
			if !errors.As(err, &fatal) || fatal.Code != c.code {
				t.Fatalf("Run: %v, want a FatalError with code %d", err, c.code)
			}
			if text := fatal.Error(); !strings.Contains(text, c.remedy) || !strings.Contains(text, "discord.com/developers") {
				t.Errorf("%q does not say what to do", text)
			}
		})
	}
}

// A session that is closed while it waits to connect stays closed.
func TestNoConnectionAfterTheEnd(t *testing.T) {
	t.Parallel()
	s := discordtest.New(t)
	r := start(t, s, func(o *discord.Options) { o.Pace.Backoff = time.Hour })
	s.AwaitConnected(1)
	s.Drop()
	s.AwaitDisconnected()
	r.stop()
	if err := receive(t, r.err); err != nil {
		t.Errorf("Run: %v", err)
	}
	r.err <- nil
	if identifies, resumes := s.Connections(); identifies+resumes != 1 {
		t.Errorf("%d connections, want 1", identifies+resumes)
	}
}

func TestAPanicEndsOnlyItsEvent(t *testing.T) {
	t.Parallel()
	s := discordtest.New(t)
	ann := s.NewUser("ann")
	dm := s.NewDM(ann)
	r := start(t, s)
	r.panics = "boom"
	s.AwaitConnected(1)
	s.Say(discordtest.Said{By: ann, In: dm, Text: "boom"})
	s.Say(discordtest.Said{By: ann, In: dm, Text: "and on"})
	if got := r.message(t).Content; got != "and on" {
		t.Errorf("heard %q", got)
	}
}

// discordgo decodes a message that holds a component it does not know to an
// empty one.
func TestUnknownComponentsHideNothing(t *testing.T) {
	t.Parallel()
	s := discordtest.New(t)
	ann := s.NewUser("ann")
	dm := s.NewDM(ann)
	r := start(t, s)
	s.AwaitConnected(1)
	novel := map[string]any{"components": []any{map[string]any{"type": 99, "content": "new"}}}
	s.Say(discordtest.Said{By: ann, In: dm, Text: "look", Extra: novel})
	m := r.message(t)
	if m.Content != "look" || m.Author.ID != ann.ID {
		t.Errorf("heard %+v", m)
	}
}
