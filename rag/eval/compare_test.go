package eval

import (
	"context"
	"errors"
	"strings"
	"testing"

	"casebot/corpus"
	"casebot/rag"
)

// script answers by the question's text.
type script map[string]rag.Answer

func (s script) Answer(ctx context.Context, q rag.Question) (rag.Answer, error) {
	return s[q.Text], ctx.Err()
}

func TestQuestions(t *testing.T) {
	got, err := Questions([]byte(`{"question":"Who?"}

{"id":"x","question":"And then?","history":[{"question":"Who?","answer":"He."}],"kind":"made up","more":1}
{"question":""}
{"question":
`))
	if len(got) != 2 || got[0].Text != "Who?" || len(got[1].History) != 1 {
		t.Errorf("Questions = %+v", got)
	}
	if err == nil || !strings.Contains(err.Error(), "line 4") || !strings.Contains(err.Error(), "line 5") {
		t.Errorf("faults are %v, want lines 4 and 5", err)
	}
	if _, err := Questions([]byte(`{"question":"` + strings.Repeat("x", maxLine) + `"}`)); err == nil {
		t.Error("an endless line passes")
	}
}

func TestCompare(t *testing.T) {
	a, b := &corpus.Article{ID: "a"}, &corpus.Article{ID: "b"}
	cite := func(x *corpus.Article, start int, text string) []rag.Citation {
		return []rag.Citation{{Article: x, Span: corpus.Span{Start: start, End: start + len(text)}, Text: text}}
	}
	before := script{
		"same":     {Headline: "eight years", Citations: cite(a, 0, "eight years")},
		"moved":    {Headline: "eight years", Citations: cite(a, 0, "eight years")},
		"headline": {Headline: "eight years", Citations: cite(a, 0, "eight years")},
		"outcome":  {Headline: "x"},
		"article":  {Headline: "x", Citations: cite(a, 0, "x")},
		"quote":    {Headline: "x", Citations: cite(a, 0, "x y")},
		"fewer":    {Headline: "x", Citations: cite(a, 0, "x")},
	}
	after := script{
		"same":     before["same"],
		"moved":    {Headline: "eight years", Citations: cite(a, 90, "eight years"), Confidence: .5},
		"headline": {Headline: "nine years", Citations: cite(a, 0, "eight years")},
		"outcome":  {Headline: "x", Outcome: rag.Refused},
		"article":  {Headline: "x", Citations: cite(b, 0, "x")},
		"quote":    {Headline: "x", Citations: cite(a, 0, "x z")},
		"fewer":    {Headline: "x"},
	}
	var questions []rag.Question
	for _, text := range []string{"same", "moved", "headline", "outcome", "article", "quote", "fewer"} {
		questions = append(questions, rag.Question{Text: text})
	}
	changes, asked, err := Compare(t.Context(), before, after, questions)
	if err != nil || asked != len(questions) {
		t.Errorf("asked %d, %v", asked, err)
	}
	var got []string
	for _, c := range changes {
		got = append(got, c.Question)
	}
	if want := "headline outcome article quote fewer"; strings.Join(got, " ") != want {
		t.Errorf("changed are %q, want %s", got, want)
	}
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	if _, asked, err := Compare(ended, before, after, questions); asked != 0 || !errors.Is(err, context.Canceled) {
		t.Errorf("after the end: asked %d, %v", asked, err)
	}
}
