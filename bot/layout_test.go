package bot

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"casebot/bot/discord"
	"casebot/bot/discordtest"
	"casebot/bot/words"
	"casebot/corpus"
	"casebot/corpus/cases"
	"casebot/rag"
)

// Whatever is asked and answered, from whatever article, Discord takes the
// message, and so it does every page that its buttons lead to.
func FuzzLayout(f *testing.F) {
	f.Add("Who?", "eight years", "A sentence. Another one.", "", 3, 0)
	f.Add("", "", "x", "notice", 20, 4)
	f.Add("```@everyone", "**", strings.Repeat("長い文。", 400), "", 8, 1)
	f.Add(strings.Repeat("?", 5000), strings.Repeat("*", 3000), strings.Repeat("_", 4500), strings.Repeat("-", 3000), 1, 2)
	f.Fuzz(func(t *testing.T, question, headline, text, notice string, n, outcome int) {
		text = strings.ToValidUTF8(text, "?")
		if text == "" || len(text) > 8000 {
			return
		}
		a := &corpus.Article{ID: "fuzz", Text: text, Meta: corpus.Meta{Title: headline, URL: "https://example.org/" + notice}}
		whole := corpus.Span{End: len(text)}
		a.Sentences = []corpus.Sentence{{Span: whole, Paragraph: whole, Heading: question}}
		c := rag.Citation{Article: a, Span: whole, Text: text}
		answer := rag.Answer{
			Outcome: rag.Outcome(abs(outcome) % 5), Headline: headline, Notice: notice,
			Citations: slices.Repeat([]rag.Citation{c}, abs(n)%12), Closest: slices.Repeat([]rag.Citation{c}, abs(n)%5),
		}
		if outcome > 5 {
			answer.Statements = slices.Repeat([]rag.Statement{{Text: headline, Citations: []int{0}}}, abs(n)%9)
		}
		w := words.For("ja")
		bot := &Bot{o: Options{Library: one{a}}}
		check(t, showAnswer(question, answer, w, strings.Repeat("0", 32)))
		task := &task{bot: bot, words: w}
		for _, press := range []func(page int) (discord.Post, error){
			func(page int) (discord.Post, error) {
				return pressSource(t.Context(), task, 1, page, encodePlaces(places([]rag.Citation{c})))
			},
			func(page int) (discord.Post, error) {
				return pressMore(t.Context(), task, 2, page, encodePlaces(places(fitting([]rag.Citation{c, c, c}))))
			},
		} {
			for page := range 4 {
				p, err := press(page)
				if err != nil {
					t.Fatal(err)
				}
				check(t, p)
			}
		}
	})
}

func check(t *testing.T, p discord.Post) {
	t.Helper()
	b, err := json.Marshal(p)
	if err != nil {
		t.Fatal(err)
	}
	if err := discordtest.Check(b); err != nil {
		t.Fatalf("Discord refuses it: %v\n%s", err, b)
	}
}

func abs(n int) int {
	if n < 0 {
		return -(n + 1)
	}
	return n
}

// one is a Library of one article.
type one struct{ article *corpus.Article }

func (o one) Corpus() *corpus.Corpus { return &corpus.Corpus{Articles: []*corpus.Article{o.article}} }

func (one) Cases() *cases.Set { return nil }

// FuzzDecodePlaces: the state in a button comes from clients and may be anything.
func FuzzDecodePlaces(f *testing.F) {
	f.Add(encodePlaces([]place{{start: 5, end: 9}, {start: 1 << 20, end: 1<<20 + 500}}))
	f.Add("AAAA")
	f.Add("!")
	f.Fuzz(func(t *testing.T, s string) {
		list, ok := decodePlaces(s)
		if !ok {
			return
		}
		again, ok := decodePlaces(encodePlaces(list))
		if !ok || !slices.Equal(again, list) {
			t.Errorf("%q decodes to %v and then to %v", s, list, again)
		}
		for _, p := range list {
			if p.start < 0 || p.end < p.start {
				t.Errorf("%q decodes to %+v", s, p)
			}
		}
	})
}
