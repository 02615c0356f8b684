package bot_test

import (
	"context"
	"strings"
	"testing"

	"casebot/bot"
	"casebot/bot/discordtest"
	"casebot/corpus/cases"
	"casebot/rag"
)

func TestCases(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	_, set := builtin()
	use := func(name string, options map[string]any) *discordtest.Message {
		t.Helper()
		return s.Command(discordtest.Use{By: s.ann, In: s.channel, Name: name, Options: options}).Await()
	}
	s.shows("case", use("case", map[string]any{"name": "Ji Chaoqun"}))
	s.shows("cases", use("cases", nil))
	s.shows("people", use("people", map[string]any{"name": "Ji Chaoqun"}))
	s.shows("timeline", use("timeline", map[string]any{"from": "2018-10", "to": "2019"}))
	s.shows("sources", use("sources", nil))
	contains(t, use("timeline", map[string]any{"from": "soon"}), "is not a date")
	contains(t, use("case", map[string]any{"name": "Zaphod [Beeblebrox]"}), `Zaphod \[Beeblebrox\]`)
	contains(t, use("people", map[string]any{"name": "Zaphod"}), "/cases")

	// Every case fits Discord, all of its pages too.
	for _, c := range set.Cases() {
		m := use("case", map[string]any{"name": shorten(c.Name, 70)})
		for m.Buttons()["Next"] != "" && !strings.Contains(discordtest.Render(m), "(Next)") {
			m = s.Press(s.ann, m, "Next").Await()
		}
	}
	for _, m := range []*discordtest.Message{use("people", nil), use("timeline", nil)} {
		pages := 1
		for !strings.Contains(discordtest.Render(m), "(Next)") && m.Buttons()["Next"] != "" {
			m = s.Press(s.ann, m, "Next").Await()
			pages++
		}
		if pages < 2 {
			t.Errorf("one page only:\n%s", discordtest.Render(m))
		}
	}
}

func shorten(s string, n int) string {
	if r := []rune(s); len(r) > n {
		return string(r[:n])
	}
	return s
}

func TestAutocomplete(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	typing := func(command, option, typed string) []string {
		return s.Type(discordtest.Use{
			By: s.ann, In: s.channel, Name: command, Options: map[string]any{option: typed}, Focused: option,
		}).Choices()
	}
	for _, c := range []struct {
		command, option, typed, want string
	}{
		{"case", "name", "ji cha", "Ji Chaoqun"},
		{"case", "name", "chaoqn", "Ji Chaoqun"},
		{"people", "name", "ji", "Ji Chaoqun"},
		{"timeline", "case", "Ji Ch", "Ji Chaoqun"},
	} {
		if got := typing(c.command, c.option, c.typed); !strings.Contains(strings.Join(got, "|"), c.want) {
			t.Errorf("%s %q offers %q, want %q among them", c.command, c.typed, got, c.want)
		}
	}
	if got := typing("case", "name", ""); len(got) == 0 || len(got) > 25 {
		t.Errorf("%d choices for nothing typed", len(got))
	}
}

// gatherer finds one sentence for each name.
type gatherer struct{}

func (gatherer) Dossier(_ context.Context, name string) (rag.Dossier, error) {
	return rag.Dossier{Name: name, Entries: []rag.Entry{{Citation: cite(name, "")}}}, nil
}

// A name that no case knows gives what the articles have; without any case
// files that is what all names give.
func TestDossier(t *testing.T) {
	t.Parallel()
	s := newStage(t, func(_ *stage, o *bot.Options) { o.Gatherer = gatherer{} })
	m := s.Command(discordtest.Use{By: s.ann, In: s.channel, Name: "case", Options: map[string]any{"name": "Glassman"}}).Await()
	contains(t, m, "Glassman", "Source 1")
	s.shelf.cases = &cases.Set{}
	for _, command := range []string{"cases", "people", "timeline"} {
		m := s.Command(discordtest.Use{By: s.ann, In: s.channel, Name: command}).Await()
		if discordtest.Render(m) == "" {
			t.Errorf("/%s says nothing", command)
		}
	}
}
