package bot_test

import (
	"strings"
	"testing"

	"casebot/bot"
	"casebot/bot/discordtest"
	"casebot/rag"
)

func containsText(s, part string) bool { return strings.Contains(s, part) }

func TestAskingInAChannel(t *testing.T) {
	t.Parallel()
	wait := make(chan struct{})
	s := newStage(t, func(s *stage, _ *bot.Options) { s.script.wait = wait })
	said := s.says(s.ann, s.at()+howLong)
	s.AwaitCalls("POST /channels/{channel}/typing", 1) // at once, before the answer
	close(wait)
	reply := s.AwaitReply(said)
	contains(t, reply, "eight years", "Source 1")
	if s.Typing(s.channel) != 1 {
		t.Error("no typing indicator")
	}
	// The question that was asked is without the mention.
	if got := s.script.questions()[0].Text; got != howLong {
		t.Errorf("asked %q", got)
	}
}

func TestWhoIsNotAnswered(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	robot := s.NewUser("robot")
	robot.Bot = true
	var silent []*discordtest.Message
	for _, said := range []discordtest.Said{
		{By: s.ann, Text: "talk among people: " + howLong},
		{By: s.ann, Text: "@everyone " + howLong, Everyone: true},
		{By: robot, Text: s.at() + howLong},
		{By: s.ann, Text: s.at() + howLong, Webhook: true},
	} {
		said.In = s.channel
		silent = append(silent, s.Say(said))
	}
	silent = append(silent, s.Say(discordtest.Said{By: s.ann, In: s.channel, Text: howLong, ReplyTo: silent[0]}))
	s.AwaitReply(s.says(s.bob, s.at()+howLong))
	for _, m := range silent {
		if got := s.Replies(m); len(got) > 0 {
			t.Errorf("answered %q of %s", m.Content, m.Author.Name)
		}
	}
	if got := len(s.script.questions()); got != 1 {
		t.Errorf("%d questions asked, want 1", got)
	}
}

func TestARepeatedEventIsAnsweredOnce(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	said := s.says(s.ann, s.at()+howLong)
	s.Repeat(said)
	s.AwaitReply(said)
	s.Repeat(said)
	s.AwaitReply(s.says(s.bob, s.at()+"hello"))
	if got := len(s.Replies(said)); got != 1 {
		t.Errorf("%d answers, want 1", got)
	}
	x := s.ask(s.ann, howLong)
	s.Again(x)
	x.Await()
	s.Again(x)
	s.ask(s.bob, "hello").Await()
	if got := len(s.script.questions()); got != 4 {
		t.Errorf("%d questions asked, want 4", got)
	}
}

func TestEmptyMention(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	s.shows("introduction", s.AwaitReply(s.says(s.ann, s.at())))
	// In reply to somebody's question, it asks that.
	question := s.says(s.bob, s.at()+howLong)
	s.AwaitReply(question)
	bare := s.Say(discordtest.Said{By: s.ann, In: s.channel, Text: s.at(), ReplyTo: question})
	contains(t, s.AwaitReply(bare), "eight years")
}

// A reply to an answer carries the conversation, also after a restart.
func TestRepliesAreTheConversation(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	s.script.answers["And *where* [exactly]?"] = knowledge()[where]
	first := s.AwaitReply(s.says(s.ann, s.at()+howLong))
	second := s.AwaitReply(s.Say(discordtest.Said{By: s.bob, In: s.channel, Text: "And *where* [exactly]?", ReplyTo: first}))
	contains(t, second, "Belgium")
	s.end()
	s.start()
	s.AwaitReply(s.Say(discordtest.Said{By: s.ann, In: s.channel, Text: "Why?", ReplyTo: second}))

	asked := s.script.questions()
	want := []rag.Turn{{Question: howLong, Answer: "eight years"}, {Question: "And *where* [exactly]?", Answer: "Belgium"}}
	got := asked[2].History
	if len(got) != 2 || got[0] != want[0] || got[1] != want[1] {
		t.Errorf("history %+v, want %+v", got, want)
	}
}

// A reply to a public answer of /ask goes on from it as well.
func TestReplyToASlashAnswer(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	answer := s.ask(s.ann, howLong).Await()
	s.AwaitReply(s.Say(discordtest.Said{By: s.bob, In: s.channel, Text: "Why?", ReplyTo: answer}))
	if got := s.script.questions()[1].History; len(got) != 1 || got[0].Question != howLong {
		t.Errorf("history %+v", got)
	}
}

func TestDirectMessagesNeedNoMention(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	dm := s.NewDM(s.ann)
	s.AwaitReply(s.Say(discordtest.Said{By: s.ann, In: dm, Text: howLong}))
	s.AwaitReply(s.Say(discordtest.Said{By: s.ann, In: dm, Text: where}))
	if got := s.script.questions()[1].History; len(got) != 1 || got[0] != (rag.Turn{Question: howLong, Answer: "eight years"}) {
		t.Errorf("history %+v", got)
	}
}

// With the message content intent, a thread that the bot answers in is
// followed without a mention, also after a restart; other channels are not.
func TestThreadsAreFollowed(t *testing.T) {
	t.Parallel()
	withContent := func(s *stage, o *bot.Options) {
		s.AllowIntents(discordtest.MessageContent)
		o.MessageContent = true
	}
	s := newStage(t, withContent)
	thread, other := s.NewThread(s.channel), s.NewThread(s.channel)
	say := func(in *discordtest.Channel, text string) *discordtest.Message {
		return s.Say(discordtest.Said{By: s.ann, In: in, Text: text})
	}
	stray := say(thread, howLong)
	s.AwaitCalls("GET /channels/{channel}/messages", 1) // the bot has looked and found none of its answers
	s.AwaitReply(say(thread, s.at()+howLong))
	contains(t, s.AwaitReply(say(thread, where)), "Belgium")
	s.end()
	s.start(withContent)
	contains(t, s.AwaitReply(say(thread, where)), "Belgium")
	ignored := []*discordtest.Message{stray, say(other, howLong), say(s.channel, howLong), say(thread, "<@1> "+howLong)}
	s.AwaitReply(say(thread, howLong))
	for _, m := range ignored {
		if len(s.Replies(m)) > 0 {
			t.Errorf("answered %q", m.Content)
		}
	}
}

// What cannot be delivered is given up without harm.
func TestUndeliverableReplies(t *testing.T) {
	for _, c := range []struct {
		name string
		do   func(*stage) *discordtest.Message
	}{
		{"no right to write", func(s *stage) *discordtest.Message {
			s.Permit(s.channel, discordtest.ViewChannel)
			return s.says(s.ann, s.at()+howLong)
		}},
		{"no access", func(s *stage) *discordtest.Message {
			s.Permit(s.channel, 0)
			return s.says(s.ann, s.at()+howLong)
		}},
		{"archived thread", func(s *stage) *discordtest.Message {
			thread := s.NewThread(s.channel)
			s.Lock(thread)
			return s.Say(discordtest.Said{By: s.ann, In: thread, Text: s.at() + howLong})
		}},
		{"closed direct message", func(s *stage) *discordtest.Message {
			dm := s.NewDM(s.ann)
			s.CloseDM(dm)
			return s.Say(discordtest.Said{By: s.ann, In: dm, Text: howLong})
		}},
		{"deleted question", func(s *stage) *discordtest.Message {
			m := s.says(s.ann, s.at()+howLong)
			s.Delete(m)
			return m
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			wait := make(chan struct{})
			s := newStage(t, func(s *stage, _ *bot.Options) { s.script.wait = wait })
			m := c.do(s)
			close(wait)
			s.AwaitCalls("POST /channels/{channel}/messages", 1)
			other := s.NewChannel(s.guild)
			contains(t, s.AwaitReply(s.Say(discordtest.Said{By: s.bob, In: other, Text: s.at() + howLong})), "eight years")
			if got := s.Replies(m); len(got) > 0 {
				t.Errorf("answered:\n%s", discordtest.Render(got[0]))
			}
		})
	}
}
