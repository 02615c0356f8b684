package rag

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"casebot/corpus"
	"casebot/corpus/cases"
	"casebot/rag/encoder"
)

// stubModel knows nothing: every text has the same vector, and no sentence
// answers. What is answered all the same comes from the cases.
type stubModel struct{}

func (stubModel) Embed(_ context.Context, _ encoder.Kind, texts []string) ([][]float32, error) {
	out := make([][]float32, len(texts))
	for i := range out {
		out[i] = []float32{1, 0}
	}
	return out, nil
}

func (stubModel) Judge(_ context.Context, pairs []encoder.Pair) ([]encoder.Judgement, error) {
	return make([]encoder.Judgement, len(pairs)), nil
}

func (stubModel) Hash() string { return "stub" }

func (stubModel) Tokens(text string) int { return len(strings.Fields(text)) }

func loaded(t *testing.T, open func(*corpus.Corpus) (Casebook, error)) (*Answerer, *corpus.Corpus) {
	t.Helper()
	c, err := corpus.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	a := New(Options{Model: stubModel{}, Cache: NewVectorCache("stub", 2), Cases: open})
	if err := a.Load(t.Context(), c, nil); err != nil {
		t.Fatal(err)
	}
	return a, c
}

func builtinCases(c *corpus.Corpus) (Casebook, error) { return cases.Builtin(c) }

func TestACaseIsToldWhole(t *testing.T) {
	a, _ := loaded(t, builtinCases)
	for question, want := range map[string]string{
		"Tell me about the Chicago case.":      "The FBI arrested the Chinese resident in Chicago",
		"Summarise the case of Zheng Xiaoqing": "Zheng Xiaoqing, a former employee of General Electric, was handed out a two-year sentence",
		"give me an overview of the MSS":       "China’s Ministry of State Security is an intelligence agency",
		"tell me about 季超群":                    "Ji Chaoqun has been sentenced to eight years in prison",
	} {
		answer, err := a.Answer(t.Context(), Question{Text: question})
		if err != nil {
			t.Fatal(err)
		}
		if answer.Outcome != Answered || !strings.HasPrefix(answer.Headline, want) || !strings.Contains(answer.Notice, "case file") {
			t.Errorf("%s: %v %q, notice %q, want %q", question, answer.Outcome, answer.Headline, answer.Notice, want)
		}
		if len(answer.Citations) == 0 || len(answer.Citations) > toldAtMost || len(answer.Retrieved) == 0 {
			t.Errorf("%s: %d citations, %d retrieved", question, len(answer.Citations), len(answer.Retrieved))
		}
		for _, c := range answer.Citations {
			if !verbatim(c) {
				t.Errorf("%s: not verbatim: %q", question, c.Text)
			}
		}
	}
}

func TestAQuestionIsNotTakenForACase(t *testing.T) {
	a, _ := loaded(t, builtinCases)
	answer, err := a.Answer(t.Context(), Question{Text: "Tell me about the Chicago weather"})
	if err != nil || strings.Contains(answer.Notice, "case file") {
		t.Errorf("answered from a case: %+v, %v", answer, err)
	}
}

func TestNicknamesWidenTheSearch(t *testing.T) {
	c, err := corpus.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	set, err := cases.Builtin(c)
	if err != nil {
		t.Fatal(err)
	}
	s := NewSnapshot(c)
	s.cases = set
	q := s.newQuery(s.cases.Plain("What became of the Huawei case?"), stubModel{}.isWord)
	s.expand(&q)
	if !slices.ContainsFunc(q.keywords, func(w weighted) bool { return w.stem == stem("canadians", "Canadians") && w.weight == guessWeight }) {
		t.Errorf("the query searches for %v, want the case's words too", q.keywords)
	}
}

func (stubModel) isWord(string) bool { return true }

func TestReloadWithABrokenCaseKeepsTheOld(t *testing.T) {
	broken := errors.New("x.yaml:3: broken")
	fail := false
	a, c := loaded(t, func(c *corpus.Corpus) (Casebook, error) {
		if fail {
			return nil, broken
		}
		return cases.Builtin(c)
	})
	before := a.Casebook()
	fail = true
	if err := a.Load(t.Context(), c, nil); !errors.Is(err, broken) {
		t.Fatalf("Load = %v, want %v", err, broken)
	}
	if a.Casebook() != before {
		t.Error("the cases were replaced")
	}
	answer, err := a.Answer(t.Context(), Question{Text: "tell me about the Chicago case"})
	if err != nil || answer.Outcome != Answered {
		t.Errorf("the old cases are gone: %+v, %v", answer, err)
	}
}

func TestFirstLoadWithABrokenCaseAnswersWithout(t *testing.T) {
	a, c := loaded(t, func(*corpus.Corpus) (Casebook, error) { return nil, errors.New("broken") })
	if a.Corpus() != c {
		t.Fatal("the corpus is not served")
	}
	answer, err := a.Answer(t.Context(), Question{Text: "tell me about the Chicago case"})
	if err != nil || strings.Contains(answer.Notice, "case file") {
		t.Errorf("answered from a case that is not there: %+v, %v", answer, err)
	}
}
