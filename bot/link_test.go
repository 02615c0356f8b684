package bot_test

import (
	"strings"
	"testing"
	"time"

	"casebot/bot"
	"casebot/bot/discordtest"
	"casebot/bot/store"
)

// An answer's message repeats a long question only in part. Where the server
// keeps questions, a reply is understood from the whole one.
func TestReplyFollowsTheWholeQuestion(t *testing.T) {
	t.Parallel()
	long := "Please tell me, " + strings.Repeat("as exactly as you can, ", 12) + "how long he was sentenced?"
	for _, kept := range []bool{false, true} {
		links := keptStore(t)
		s := newStage(t, func(_ *stage, o *bot.Options) { o.Store = links })
		err := links.SaveSettings(t.Context(), store.Settings{KeepQuestions: kept}, store.Action{Guild: s.guild.ID})
		if err != nil {
			t.Fatal(err)
		}
		first := s.AwaitReply(s.says(s.ann, s.at()+long))
		linked(t, links, first)
		second := s.AwaitReply(s.Say(discordtest.Said{By: s.bob, In: s.channel, Text: "and where?", ReplyTo: first}))
		asked := s.script.questions()
		if len(asked) != 2 || len(asked[1].History) != 1 {
			t.Fatalf("asked %+v", asked)
		}
		if got := asked[1].History[0].Question; (got == long) != kept || !strings.HasPrefix(got, "Please tell me, as exactly") {
			t.Errorf("questions kept is %v: the reply follows %q", kept, got)
		}
		if l := linked(t, links, second); l.Parent != first.ID || l.Question != links.HashQuestion("and where?") || (l.Text != "") != kept {
			t.Errorf("questions kept is %v: link %+v", kept, l)
		}
	}
}

// linked waits for the link of an answer, which is made once it is sent.
func linked(t *testing.T, links *store.Store, m *discordtest.Message) store.Link {
	t.Helper()
	tick := time.NewTicker(5 * time.Millisecond)
	defer tick.Stop()
	end := time.After(10 * time.Second)
	for {
		l, err := links.Link(t.Context(), m.ID)
		if err == nil {
			return l
		}
		select {
		case <-tick.C:
		case <-end:
			t.Fatal(err)
		}
	}
}
