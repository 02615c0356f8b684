package bot_test

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"testing"

	"casebot/bot"
	"casebot/bot/discordtest"
	"casebot/corpus"
	"casebot/rag"
	"casebot/rag/encoder"
)

// scene is a conversation that is written down as it goes, to be read.
type scene struct {
	*stage
	lines strings.Builder
}

func (s *scene) tell(format string, args ...any) { fmt.Fprintf(&s.lines, format, args...) }

func (s *scene) heard(m *discordtest.Message) *discordtest.Message {
	s.tell("casebot:\n%s\n", discordtest.Render(m))
	return m
}

func (s *scene) mentions(who *discordtest.User, text string) *discordtest.Message {
	s.tell("%s: @casebot %s\n", who.Name, text)
	return s.heard(s.AwaitReply(s.says(who, s.at()+text)))
}

func (s *scene) replies(who *discordtest.User, to *discordtest.Message, text string) *discordtest.Message {
	s.tell("%s, in reply: %s\n", who.Name, text)
	return s.heard(s.AwaitReply(s.Say(discordtest.Said{By: who, In: s.channel, Text: text, ReplyTo: to})))
}

func (s *scene) presses(who *discordtest.User, on *discordtest.Message, label string) *discordtest.Message {
	s.tell("%s presses %s\n", who.Name, label)
	return s.heard(s.Press(who, on, label).Await())
}

func (s *scene) uses(who *discordtest.User, name string, options map[string]any) *discordtest.Message {
	s.tell("%s: /%s %v\n", who.Name, name, options)
	return s.heard(s.Command(discordtest.Use{By: who, In: s.channel, Name: name, Options: options}).Await())
}

// A person asks, looks at a source, asks on, and is told what is not known.
func TestConversation(t *testing.T) {
	t.Parallel()
	s := &scene{stage: newStage(t, func(_ *stage, o *bot.Options) { o.Verifier = verifier{} })}
	s.script.answers["And how long did he get?"] = knowledge()[howLong]
	answer := s.mentions(s.ann, where)
	s.presses(s.bob, answer, "Source 2")
	s.replies(s.bob, answer, "And how long did he get?")
	refused := s.mentions(s.ann, offside)
	s.presses(s.ann, refused, "Closest passages")
	s.uses(s.bob, "verify", map[string]any{"claim": "Ji got ten years."})
	s.presses(s.ann, answer, "👍")
	golden(t, "conversation", s.lines.String())
}

// local is the real thing: the models in the program and the built-in articles.
var local = sync.OnceValues(func() (*rag.Answerer, error) {
	c, set := builtin()
	model, err := encoder.Builtin()
	if err != nil {
		return nil, err
	}
	cache := rag.NewVectorCache(model.Hash(), model.Dim())
	cache.AddBuiltin()
	open := func(*corpus.Corpus) (rag.Casebook, error) { return set, nil }
	a := rag.New(rag.Options{Model: model, Cache: cache, Cases: open})
	return a, a.Load(context.Background(), c, nil)
})

// The same with the real models and articles.
func TestConversationWithTheRealModels(t *testing.T) {
	if testing.Short() || underRace {
		t.Skip("the models take too long")
	}
	t.Parallel()
	answerer, err := local()
	if err != nil {
		t.Fatal(err)
	}
	s := newStage(t, func(_ *stage, o *bot.Options) { o.Answerer, o.Verifier, o.Gatherer = answerer, answerer, answerer })
	answer := s.AwaitReply(s.says(s.ann, s.at()+"How long was Ji Chaoqun sentenced?"))
	contains(t, answer, "eight years", "Source 1", "26 January 2023")
	source := s.Press(s.bob, answer, "Source 1").Await()
	ephemeral(t, source)
	contains(t, source, "Ji Chaoqun")
	follow := s.AwaitReply(s.Say(discordtest.Said{By: s.bob, In: s.channel, Text: "When was he arrested?", ReplyTo: answer}))
	contains(t, follow, "2018")
	contains(t, s.ask(s.ann, "Who won the football world cup in 2014?").Await(), "The articles")
	contains(t, s.AwaitReply(s.says(s.ann, s.at()+"thanks!")), "welcome")
	verdict := func(claim string) *discordtest.Message {
		return s.Command(discordtest.Use{By: s.ann, In: s.channel, Name: "verify", Options: map[string]any{"claim": claim}}).Await()
	}
	contains(t, verdict("Ji Chaoqun was sentenced to eight years in prison."), "Supported")
	contains(t, verdict("Ji Chaoqun was sentenced to ten years in prison."), "Contradicted")
	contains(t, s.Command(discordtest.Use{By: s.ann, In: s.channel, Name: "case", Options: map[string]any{"name": "Glassman"}}).Await(), "Glassman")
}

// swap is a Reloader that puts another corpus on the shelf.
type swap struct {
	shelf *shelf
	next  *corpus.Corpus
}

func (r swap) Reload(context.Context) (bot.Report, error) {
	r.shelf.put(r.next)
	return bot.Report{Articles: len(r.next.Articles), Version: r.next.Version, Changed: []string{"one"}}, nil
}

// An admin reloads while 50 people ask: everyone gets one answer.
func TestReloadWhileFiftyAsk(t *testing.T) {
	t.Parallel()
	const people = 50
	hold := make(chan struct{})
	s := prepare(t)
	s.Member(s.guild, s.ann, discordtest.ManageGuild)
	s.script.wait = hold
	s.start(func(s *stage, o *bot.Options) {
		c, _ := builtin()
		o.HomeGuilds, o.Reloader = []string{s.guild.ID}, swap{s.shelf, &corpus.Corpus{Articles: c.Articles[:1], Version: "0123456789abcdef"}}
	})
	var all []*discordtest.Interaction
	for i := range people {
		all = append(all, s.ask(s.NewUser(fmt.Sprint("person ", i)), howLong))
	}
	contains(t, s.corpus(s.ann, s.channel, "reload"), "Reloaded: 1 articles")
	close(hold)
	for _, x := range all {
		contains(t, x.Await(), "eight years")
	}
	if got := len(s.Messages(s.channel)); got != people {
		t.Errorf("%d answers, want %d", got, people)
	}
	// The article that answered is gone now.
	contains(t, s.Press(s.bob, all[0].Await(), "Source 1").Await(), "no longer in the collection")
}
