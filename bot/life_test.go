package bot_test

import (
	"errors"
	"testing"
	"time"

	"casebot/bot"
	"casebot/bot/discord"
	"casebot/bot/discordtest"
)

// At the end, what runs is finished.
func TestShutdownFinishesAnswers(t *testing.T) {
	t.Parallel()
	wait := make(chan struct{})
	s := newStage(t, func(s *stage, _ *bot.Options) { s.script.wait = wait })
	x := s.ask(s.ann, howLong)
	said := s.says(s.bob, s.at()+howLong)
	s.AwaitCalls("POST /interactions/{interaction}/{token}/callback", 1)
	s.AwaitCalls("POST /channels/{channel}/typing", 1)
	s.stop()
	close(wait)
	contains(t, x.Await(), "eight years")
	contains(t, s.AwaitReply(said), "eight years")
	s.end()
	s.AwaitDisconnected()
}

// What cannot be finished in time is ended politely, and all within ten
// seconds. New questions get a sentence.
func TestShutdownEndsPolitely(t *testing.T) {
	t.Parallel()
	s := newStage(t, func(s *stage, o *bot.Options) {
		s.script.wait = make(chan struct{})
		o.Drain = 300 * time.Millisecond
	})
	running := s.ask(s.ann, howLong)
	said := s.says(s.bob, s.at()+howLong)
	running.Acked()
	s.AwaitCalls("POST /channels/{channel}/typing", 1)
	began := time.Now()
	s.stop()
	contains(t, running.Await(), "being restarted")
	contains(t, s.AwaitReply(said), "being restarted")
	s.end()
	if took := time.Since(began); took > 10*time.Second {
		t.Errorf("the end took %v", took)
	}
	s.AwaitDisconnected()
}

func TestNewQuestionsDuringShutdown(t *testing.T) {
	t.Parallel()
	s := newStage(t, func(s *stage, o *bot.Options) {
		s.script.wait = make(chan struct{})
		o.Drain = time.Second
	})
	running := s.ask(s.ann, howLong)
	running.Acked()
	s.stop()
	// The stop is seen a moment later: until then a question still waits.
	for range 50 {
		late := s.ask(s.bob, howLong)
		if late.Acked(); discordtest.Render(late.Await()) != "" {
			m := late.Await()
			contains(t, m, "being restarted")
			if m.Edits == 0 {
				return
			}
		}
	}
	t.Error("no question was turned away")
}

// The connection drops while an answer is being made: the answer arrives, and
// so does what was asked in between.
func TestTheGatewayDropsDuringAnAnswer(t *testing.T) {
	t.Parallel()
	wait := make(chan struct{})
	s := newStage(t, func(s *stage, _ *bot.Options) { s.script.wait = wait })
	x := s.ask(s.ann, howLong)
	x.Acked()
	s.Drop()
	s.AwaitDisconnected()
	between := s.says(s.bob, s.at()+where)
	close(wait)
	contains(t, x.Await(), "eight years")
	contains(t, s.AwaitReply(between), "Belgium")
	if got := len(s.Replies(between)); got != 1 {
		t.Errorf("%d replies", got)
	}
}

func TestAFatalRefusalEndsRun(t *testing.T) {
	t.Parallel()
	s := prepare(t)
	for name, change := range map[string]func(*bot.Options){
		"token":  func(o *bot.Options) { o.Token = "wrong" },
		"intent": func(o *bot.Options) { o.MessageContent = true },
	} {
		o := bot.Options{Token: discordtest.Token, Answerer: s.script, Library: s.shelf, Transport: s.Transport(), Pace: quick}
		change(&o)
		b, err := bot.New(o)
		if err != nil {
			t.Fatal(err)
		}
		var fatal *discord.FatalError
		if err := b.Run(t.Context()); !errors.As(err, &fatal) {
			t.Errorf("%s: Run: %v, want a FatalError", name, err)
		}
	}
}

func TestOptionsAreChecked(t *testing.T) {
	if _, err := bot.New(bot.Options{}); err == nil {
		t.Error("New accepts nothing at all")
	}
}
