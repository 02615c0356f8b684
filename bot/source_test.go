package bot_test

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"casebot/bot/discordtest"
	"casebot/bot/store"
	"casebot/corpus"
	"casebot/rag"

	"casebot/bot"
)

func TestSourceButtons(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	answer := s.ask(s.ann, where).Await()
	x := s.Press(s.bob, answer, "Source 2")
	m := x.Await()
	ephemeral(t, m)
	s.shows("source", m)
	if got := x.Acked(); got.Seconds() > 1 {
		t.Errorf("acknowledged after %v", got)
	}
	// The answer itself stays as it is.
	if s.Messages(s.channel)[0].Edits != 1 {
		t.Error("the answer was changed")
	}
	refused := s.ask(s.ann, offside).Await()
	closest := s.Press(s.ann, refused, "Closest passages").Await()
	ephemeral(t, closest)
	s.shows("closest", closest)
	contains(t, s.Press(s.ann, closest, "Source 1").Await(), "sentenced to eight years")
}

// Buttons outlive a restart and a reload; of a changed article they say so.
func TestOldButtons(t *testing.T) {
	t.Parallel()
	s := prepare(t)
	text := "Title of it.\n\nThe first sentence stands here. The second one names Mallory.\n"
	load := func(text string) *corpus.Corpus {
		t.Helper()
		c, err := corpus.Load(fstest.MapFS{
			"one.txt": {Data: []byte(text)}, "one.yaml": {Data: []byte("title: One\nurl: https://example.org/one\n")},
		})
		if err != nil {
			t.Fatal(err)
		}
		return c
	}
	before := load(text)
	s.shelf.put(before)
	s.script.answers["Who?"] = rag.Answer{Outcome: rag.Answered, Headline: "Mallory", Confidence: 1, Citations: []rag.Citation{citeIn(before, "Mallory", "Mallory")}}
	s.start()
	answer := s.ask(s.ann, "Who?").Await()
	s.end()
	s.start()
	again := s.Press(s.ann, answer, "Source 1").Await()
	contains(t, again, "**The second one names Mallory.**", "Open the article ↗ https://example.org/one")

	s.shelf.put(load(text)) // read again, unchanged
	contains(t, s.Press(s.ann, answer, "Source 1").Await(), "**The second one names Mallory.**")
	s.shelf.put(load("Something else. " + text))
	contains(t, s.Press(s.ann, answer, "Source 1").Await(), "has changed since")
	c, _ := builtin()
	s.shelf.put(c)
	contains(t, s.Press(s.ann, answer, "Source 1").Await(), "no longer in the collection")
}

// Custom IDs are made by clients: nonsense in them harms nothing.
func TestForgedButtons(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	answer := s.ask(s.ann, where).Await()
	for _, id := range []string{
		"source:1:1:", "source:1:1:!!!", "source:1:1:AAAA", "source:-5:99999:" + strings.Repeat("A", 60), "source:x:1:AAAA",
		"more:0:0:AAAAAAAAAAAAAA", "closest:1:1:", "good:0:0:nonsense", "list:0:7:case|" + strings.Repeat("x", 50), "list:0:1:", "list:0:1:timeline|x|y|z",
		"unknown:1:1:x", "x",
	} {
		m := s.PressID(s.ann, answer, id).Await()
		if discordtest.Render(m) == "" {
			t.Errorf("%q: no words", id)
		}
	}
}

// Passages that do not fit one message come on more pages, whole.
func TestLongAnswersPage(t *testing.T) {
	t.Parallel()
	s := prepare(t)
	var text strings.Builder
	text.WriteString("Title of it.\n\n")
	var marks []string
	for i := range 5 {
		mark := fmt.Sprintf("witness%d", i)
		marks = append(marks, mark)
		fmt.Fprintf(&text, "Then %s said %s.\n\n", mark, strings.TrimSpace(strings.Repeat("a great deal of words ", 60)))
	}
	giant := "日本語の長い文" + strings.Repeat("がつづくので", 900) + "ここで終わる。"
	text.WriteString(giant + "\n")
	c, err := corpus.Load(fstest.MapFS{"long.txt": {Data: []byte(text.String())}})
	if err != nil {
		t.Fatal(err)
	}
	s.shelf.put(c)
	a := rag.Answer{Outcome: rag.Answered, Headline: "much", Confidence: 1}
	for _, m := range marks {
		a.Citations = append(a.Citations, citeIn(c, m, ""))
	}
	s.script.answers["Much?"] = a
	whole := citeIn(c, "ここで終わる", "")
	whole.Start = strings.Index(whole.Article.Text, giant)
	whole.End, whole.Text = whole.Start+len(giant), giant
	s.script.answers["Giant?"] = rag.Answer{Outcome: rag.Answered, Headline: "x", Confidence: 1, Citations: []rag.Citation{whole}}
	s.start()

	seen := readAll(s, s.ask(s.ann, "Much?").Await())
	for i, m := range marks {
		if n := strings.Count(seen, "Then "+m+" said"); n != 1 {
			t.Errorf("passage %d is shown %d times", i+1, n)
		}
		if !strings.Contains(seen, fmt.Sprintf(`\[%d\]`, i+1)) {
			t.Errorf("passage %d has no number", i+1)
		}
	}
	giantSeen := readAll(s, s.ask(s.ann, "Giant?").Await())
	if got := strings.Count(giantSeen, "が"); got != 900 {
		t.Errorf("%d of 900 parts of the long sentence are shown", got)
	}
	source := readAll(s, s.Press(s.ann, s.Messages(s.channel)[1], "Source 1").Await())
	if got := strings.Count(source, "が"); got != 900 {
		t.Errorf("%d of 900 parts of the long paragraph are shown", got)
	}
}

// readAll presses More until the end and returns all that was shown.
func readAll(s *stage, m *discordtest.Message) string {
	s.t.Helper()
	var b strings.Builder
	for range 20 {
		b.WriteString(discordtest.Render(m))
		if m.Buttons()["More"] == "" {
			return b.String()
		}
		m = s.Press(s.ann, m, "More").Await()
	}
	s.t.Error("there is always more")
	return b.String()
}

func TestVotes(t *testing.T) {
	t.Parallel()
	kept := store.Open(store.Options{Dir: filepath.Join(t.TempDir(), "data")})
	t.Cleanup(func() { kept.Close() })
	s := newStage(t, func(_ *stage, o *bot.Options) { o.Store = kept })
	answer := s.ask(s.ann, where).Await()
	m := s.Press(s.bob, answer, "👎").Await()
	ephemeral(t, m)
	contains(t, m, "Noted")
	got, err := kept.Feedback(t.Context(), s.guild.ID, 10)
	if err != nil || len(got) != 1 {
		t.Fatalf("feedback %v, %v", got, err)
	}
	f := got[0]
	if f.Verdict != store.Bad || f.Message != answer.ID || len(f.Passages) != 2 || f.Question != kept.HashQuestion(where) || f.Version != "feedc0ffee11" {
		t.Errorf("stored %+v", f)
	}

	// What is kept about a person is shown, and deleted.
	privacy := func(sub string) *discordtest.Message {
		x := s.Command(discordtest.Use{By: s.bob, In: s.channel, Name: "privacy", Sub: sub})
		m := x.Await()
		ephemeral(t, m)
		return m
	}
	contains(t, privacy("show"), "1 votes")
	contains(t, privacy("delete"), "is deleted")
	contains(t, privacy("show"), "about you now: nothing")
}
