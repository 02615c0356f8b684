package bot_test

import (
	"context"
	"flag"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"go.uber.org/goleak"

	"casebot/bot"
	"casebot/bot/discord"
	"casebot/bot/discordtest"
	"casebot/corpus"
	"casebot/corpus/cases"
	"casebot/rag"
)

var update = flag.Bool("update", false, "rewrite the golden files")

func TestMain(m *testing.M) {
	// Most tests wait for discordgo's Close, which sleeps a second.
	flag.Set("test.parallel", "8")
	goleak.VerifyTestMain(m)
}

// script is an Answerer that knows some answers by heart.
type script struct {
	mu      sync.Mutex
	answers map[string]rag.Answer
	asked   []rag.Question
	// wait, if set, is read before each answer.
	wait chan struct{}
	// fail is returned instead of an answer, panics is panicked.
	fail   error
	panics bool
}

func (s *script) Answer(ctx context.Context, q rag.Question) (rag.Answer, error) {
	s.mu.Lock()
	s.asked = append(s.asked, q)
	a, ok := s.answers[q.Text]
	wait, fail, panics := s.wait, s.fail, s.panics
	s.mu.Unlock()
	if wait != nil {
		select {
		case <-wait:
		case <-ctx.Done():
			return rag.Answer{}, ctx.Err()
		}
	}
	if panics {
		panic("ordered by the test")
	}
	if fail != nil {
		return rag.Answer{}, fail
	}
	if !ok {
		a = rag.Answer{Outcome: rag.Refused, Headline: "The articles do not say."}
	}
	return a, nil
}

// questions are those asked so far.
func (s *script) questions() []rag.Question {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]rag.Question(nil), s.asked...)
}

// shelf is a Library that a test can change.
type shelf struct {
	mu     sync.Mutex
	corpus *corpus.Corpus
	cases  *cases.Set
}

func (s *shelf) Corpus() *corpus.Corpus {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.corpus
}

func (s *shelf) Cases() *cases.Set { return s.cases }

func (s *shelf) put(c *corpus.Corpus) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.corpus = c
}

var builtin = sync.OnceValues(func() (*corpus.Corpus, *cases.Set) {
	c, err := corpus.Builtin()
	if err != nil {
		panic(err)
	}
	set, err := cases.Builtin(c)
	if err != nil {
		panic(err)
	}
	return c, set
})

// cite finds a sentence of the built-in articles that holds text, with focus
// in it.
func cite(text, focus string) rag.Citation {
	c, _ := builtin()
	return citeIn(c, text, focus)
}

func citeIn(c *corpus.Corpus, text, focus string) rag.Citation {
	for _, a := range c.Articles {
		for _, s := range a.Sentences {
			quote := a.Slice(s.Span)
			if !strings.Contains(quote, text) {
				continue
			}
			hit := rag.Citation{Article: a, Span: s.Span, Text: quote}
			if i := strings.Index(quote, focus); focus != "" && i >= 0 {
				hit.Focus = corpus.Span{Start: s.Start + i, End: s.Start + i + len(focus)}
			}
			return hit
		}
	}
	panic("no sentence has " + text)
}

// What the script knows.
const (
	howLong = "How long was Ji Chaoqun sentenced?"
	where   = "Where was the man from the ministry arrested?"
	belief  = "Was Ji sentenced to ten years?"
	offside = "Who won the world cup?"
)

func knowledge() map[string]rag.Answer {
	return map[string]rag.Answer{
		howLong: {
			Outcome: rag.Answered, Headline: "eight years", Confidence: 0.93, Version: "feedc0ffee112233",
			Citations: []rag.Citation{cite("has been sentenced to eight years", "eight years")},
		},
		where: {
			Outcome: rag.Answered, Headline: "Belgium", Confidence: 0.5, Version: "feedc0ffee112233",
			Citations: []rag.Citation{cite("in Belgium last April, suspecting", "Belgium"), cite("The first was the arrest in Belgium", "Belgium")},
		},
		belief: {
			Outcome: rag.Corrected, Headline: "Not ten years: eight years.", Confidence: 0.8, Version: "feedc0ffee112233",
			Citations: []rag.Citation{cite("has been sentenced to eight years", "eight years")},
		},
		offside: {
			Outcome: rag.Refused, Headline: "The articles do not say.", Confidence: 0.1, Version: "feedc0ffee112233",
			Closest: []rag.Citation{cite("has been sentenced to eight years", ""), cite("in Belgium last April, suspecting", "")},
		},
		"hello": {Outcome: rag.Smalltalk, Headline: "Hello. Ask me about the articles."},
	}
}

// stage is a bot on a Discord server, with people.
type stage struct {
	*discordtest.Server
	t        testing.TB
	bot      *bot.Bot
	script   *script
	shelf    *shelf
	guild    *discordtest.Guild
	channel  *discordtest.Channel
	ann, bob *discordtest.User
	stop     context.CancelFunc
	ended    chan error
}

var quick = discord.Pace{
	Backoff: 2 * time.Millisecond, MaxBackoff: 20 * time.Millisecond, Retry: 5 * time.Millisecond, Requests: 1000,
}

// newStage starts everything and waits until the bot is connected.
func newStage(t testing.TB, change ...func(*stage, *bot.Options)) *stage {
	t.Helper()
	s := prepare(t)
	s.start(change...)
	return s
}

func prepare(t testing.TB) *stage {
	t.Helper()
	c, set := builtin()
	s := &stage{Server: discordtest.New(t), t: t, script: &script{answers: knowledge()}, shelf: &shelf{corpus: c, cases: set}}
	if underRace { // the three seconds to the first answer never pass
		frozen := time.Now()
		s.Clock(func() time.Time { return frozen })
	}
	s.guild = s.NewGuild("guild")
	s.channel = s.NewChannel(s.guild)
	s.ann, s.bob = s.NewUser("ann"), s.NewUser("bob")
	return s
}

func (s *stage) start(change ...func(*stage, *bot.Options)) {
	s.t.Helper()
	o := bot.Options{
		Token: discordtest.Token, Answerer: s.script, Library: s.shelf, Transport: s.Transport(), Pace: quick,
		UserPerMinute: 1000, ChannelPerMinute: 1000,
		Log: slog.New(slog.NewTextHandler(testWriter{s.t}, &slog.HandlerOptions{Level: slog.LevelWarn})),
	}
	for _, f := range change {
		f(s, &o)
	}
	b, err := bot.New(o)
	if err != nil {
		s.t.Fatal(err)
	}
	s.bot = b
	ctx, stop := context.WithCancel(context.Background())
	s.stop, s.ended = stop, make(chan error, 1)
	identifies, resumes := s.Connections()
	go func() { s.ended <- b.Run(ctx) }()
	s.t.Cleanup(s.end)
	s.AwaitConnected(identifies + resumes + 1)
}

// end stops the bot and waits until it has ended.
func (s *stage) end() {
	s.stop()
	select {
	case err := <-s.ended:
		if err != nil {
			s.t.Errorf("Run: %v", err)
		}
		s.ended <- nil
	case <-time.After(20 * time.Second):
		s.t.Error("Run does not end")
	}
}

type testWriter struct{ t testing.TB }

func (w testWriter) Write(b []byte) (int, error) {
	w.t.Helper()
	w.t.Logf("%s", b)
	return len(b), nil
}

// at is the bot's mention.
func (s *stage) at() string { return "<@" + s.Bot.ID + "> " }

func (s *stage) says(who *discordtest.User, text string) *discordtest.Message {
	return s.Say(discordtest.Said{By: who, In: s.channel, Text: text})
}

// shows compares what a person sees with a golden file.
func (s *stage) shows(name string, m *discordtest.Message) {
	s.t.Helper()
	golden(s.t, name, discordtest.Render(m))
}

func golden(t testing.TB, name, got string) {
	t.Helper()
	file := filepath.Join("testdata", name+".txt")
	if *update {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s differs (-want +got):\n%s", file, diff)
	}
}

// contains says that a message holds each of the parts.
func contains(t testing.TB, m *discordtest.Message, parts ...string) {
	t.Helper()
	text := discordtest.Render(m)
	for _, p := range parts {
		if !strings.Contains(text, p) {
			t.Errorf("%q is missing in:\n%s", p, text)
		}
	}
}

func ephemeral(t testing.TB, m *discordtest.Message) {
	t.Helper()
	if !m.Ephemeral() {
		t.Errorf("everybody can see:\n%s", discordtest.Render(m))
	}
}

func publicly(t testing.TB, m *discordtest.Message) {
	t.Helper()
	if m.Ephemeral() {
		t.Errorf("only the asker can see:\n%s", discordtest.Render(m))
	}
}
