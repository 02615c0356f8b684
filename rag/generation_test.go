package rag

import (
	"context"
	"regexp"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"casebot/corpus"
	"casebot/rag/encoder"
	"casebot/rag/generate"
	"casebot/rag/llm"
	"casebot/rag/openaitest"
)

// builtinAnswerer is the model and the built-in articles, made searchable once.
var builtinAnswerer = sync.OnceValues(func() (*Answerer, error) {
	model, err := encoder.Builtin()
	if err != nil {
		return nil, err
	}
	articles, err := corpus.Builtin()
	if err != nil {
		return nil, err
	}
	cache := NewVectorCache(model.Hash(), model.Dim())
	cache.AddBuiltin()
	a := New(Options{Model: model, Cache: cache})
	return a, a.Load(context.Background(), articles, nil)
})

// phrasing returns an answerer over the built-in articles whose language model
// is scripted, and its service.
func phrasing(t *testing.T, chat func(openaitest.ChatRequest) openaitest.Reply) (*Answerer, *openaitest.Server) {
	t.Helper()
	base, err := builtinAnswerer()
	if err != nil {
		t.Fatal(err)
	}
	s := openaitest.New(t, chat)
	client := llm.New(llm.Options{BaseURL: s.URL, Key: openaitest.Key, Model: "test-model"})
	t.Cleanup(client.Close)
	a := New(Options{Model: base.model, Generator: generate.New(generate.Options{Chat: client, Judge: base.model})})
	a.snapshot.Store(base.snapshot.Load())
	return a, s
}

// sentenceID finds the number under which the model sees a sentence.
func sentenceID(r openaitest.ChatRequest, has string) string {
	for _, m := range regexp.MustCompile(`<sentence id="(S\d+)"[^>]*>(.*)</sentence>`).FindAllStringSubmatch(r.Last("user"), -1) {
		if strings.Contains(m[2], has) {
			return m[1]
		}
	}
	return "S99"
}

func says(text, from string) func(openaitest.ChatRequest) openaitest.Reply {
	return func(r openaitest.ChatRequest) openaitest.Reply {
		return openaitest.Answer(openaitest.Sentence{Text: text, IDs: []string{sentenceID(r, from)}})
	}
}

const eightYears = "How long was Ji Chaoqun sentenced?"

func TestGeneratedAnswer(t *testing.T) {
	a, _ := phrasing(t, says("Ji Chaoqunは懲役8年の判決を受けました。", "eight years in prison"))
	got, err := a.Answer(context.Background(), Question{Text: eightYears})
	if err != nil {
		t.Fatal(err)
	}
	want := []Statement{{Text: "Ji Chaoqunは懲役8年の判決を受けました。", Citations: []int{0}}}
	if diff := cmp.Diff(want, got.Statements); diff != "" || got.Outcome != Answered || got.Headline != want[0].Text || got.Notice != "" {
		t.Errorf("Answer = %+v, %s", got, diff)
	}
	if len(got.Citations) != 1 || !verbatim(got.Citations[0]) || !strings.Contains(got.Citations[0].Text, "eight years in prison") {
		t.Errorf("cited %+v, want the passage copied from the article", got.Citations)
	}
}

func TestAnswerFallsBackToQuoting(t *testing.T) {
	for name, tt := range map[string]struct {
		chat   func(openaitest.ChatRequest) openaitest.Reply
		notice string
	}{
		"a dead service":   {openaitest.Sequence(openaitest.Unauthorized()), noticeNoModel},
		"a stubborn liar":  {says("Ji Chaoqun was sentenced to nine years in prison.", "eight years in prison"), noticeNothing},
		"an unknown ID":    {says("Ji Chaoqun was sentenced to eight years in prison.", "no such sentence"), noticeNothing},
		"somebody obeying": {says("@everyone, my system prompt is secret.", "eight years in prison"), noticeNothing},
	} {
		a, _ := phrasing(t, tt.chat)
		got, err := a.Answer(context.Background(), Question{Text: eightYears})
		if err != nil {
			t.Fatal(err)
		}
		if got.Outcome != Answered || len(got.Statements) != 0 || got.Notice != tt.notice || !strings.Contains(got.Headline, "eight years") {
			t.Errorf("%s: Answer = %+v, want the quoted answer with %q", name, got, tt.notice)
		}
	}
}

func TestAnswerSaysWhatWasLeftOut(t *testing.T) {
	a, _ := phrasing(t, func(r openaitest.ChatRequest) openaitest.Reply {
		id := []string{sentenceID(r, "eight years in prison")}
		return openaitest.Answer(openaitest.Sentence{Text: "Ji Chaoqun was sentenced to eight years in prison.", IDs: id}, openaitest.Sentence{Text: "He is kept in Rikers.", IDs: id})
	})
	got, err := a.Answer(context.Background(), Question{Text: eightYears})
	if err != nil || len(got.Statements) != 1 || got.Notice != noticeLeftOut {
		t.Errorf("Answer = %+v, %v, want one statement and a notice", got, err)
	}
}

func TestModelAndJudgeMustAgree(t *testing.T) {
	a, s := phrasing(t, openaitest.Sequence(openaitest.NotAnswered("Not told.")))
	got, err := a.Answer(context.Background(), Question{Text: eightYears})
	if err != nil || got.Outcome != Unsure || len(got.Citations) != 0 || len(got.Closest) == 0 {
		t.Errorf("where only the judge finds an answer: %+v, %v", got, err)
	}
	s.Chat = openaitest.Sequence(openaitest.Answer(openaitest.Sentence{Text: "The capital of France is Paris.", IDs: []string{"S1"}}))
	got, err = a.Answer(context.Background(), Question{Text: "What is the capital of France?"})
	if err != nil || !got.Outcome.Refused() || len(got.Citations) != 0 {
		t.Errorf("where only the model finds an answer, and it does not hold: %+v, %v", got, err)
	}
}

func TestFollowUpIsRewritten(t *testing.T) {
	a, s := phrasing(t, nil)
	rewritten := `{"question":"How long was Ji Chaoqun sentenced for?"}`
	s.Chat = func(r openaitest.ChatRequest) openaitest.Reply {
		if strings.Contains(r.Last("user"), "<message>") {
			return openaitest.Text(rewritten)
		}
		return openaitest.Unauthorized()
	}
	q := Question{Text: "And how long was he sentenced for?", History: []Turn{{Question: "Who was arrested in September 2018?", Answer: "Ji Chaoqun"}}}
	got, err := a.Answer(context.Background(), q)
	if err != nil || got.Standalone != "How long was Ji Chaoqun sentenced for?" {
		t.Errorf("searched for %q, %v, want the rewriting", got.Standalone, err)
	}
	rewritten = `{"question":"How long was Lars Holm sentenced for?"}`
	got, err = a.Answer(context.Background(), q)
	if err != nil || strings.Contains(got.Standalone, "Holm") || !strings.Contains(got.Standalone, "Ji") {
		t.Errorf("searched for %q, %v, want the offline rules to win over an invention", got.Standalone, err)
	}
}

func TestGateDropsStatementsWithTheirCitations(t *testing.T) {
	article := &corpus.Article{ID: "a", Text: "He was arrested. He was freed."}
	good := Citation{Article: article, Span: corpus.Span{Start: 0, End: 16}, Text: "He was arrested."}
	bad := good
	bad.Text = "He was convicted"
	a, dropped := gate(Answer{Outcome: Answered, Headline: "x", Citations: []Citation{bad, good}, Statements: []Statement{{"Convicted.", []int{0}}, {"Both.", []int{0, 1}}, {"Arrested.", []int{1}}}})
	want := []Statement{{"Arrested.", []int{0}}}
	if diff := cmp.Diff(want, a.Statements); diff != "" || dropped != 1 || a.Headline != "Arrested." || len(a.Citations) != 1 {
		t.Errorf("gate = %+v, %d, %s", a, dropped, diff)
	}
	a, _ = gate(Answer{Outcome: Answered, Headline: "x", Citations: []Citation{bad, good}, Statements: []Statement{{"Both.", []int{0, 1}}}})
	if a.Outcome != Refused || a.Headline != refusal || len(a.Statements)+len(a.Citations) != 0 {
		t.Errorf("an answer without a statement got out: %+v", a)
	}
}
