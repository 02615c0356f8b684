package cases

import (
	"context"
	"errors"
	"strings"
	"testing"
	"testing/fstest"

	"casebot/corpus"
)

// Drafts of the built-in articles and of the invented ones on other subjects
// load and validate as they are.
func TestDraftLoads(t *testing.T) {
	for name, c := range draftCorpora(t) {
		for _, a := range c.Articles {
			t.Run(name+"/"+a.ID, func(t *testing.T) {
				draft, err := Draft(t.Context(), c, a.ID, nil)
				if err != nil {
					t.Fatal(err)
				}
				set, err := Load(fstest.MapFS{"draft.yaml": {Data: draft}}, c)
				if err != nil {
					t.Fatalf("%v\n%s", err, draft)
				}
				drafted := set.Case("draft")
				capitals := a.Meta.Language != "ja" // names are found by them
				if len(drafted.Facts) < 2 || capitals && len(drafted.People)+len(drafted.Organisations) == 0 {
					t.Errorf("the draft has %d facts, %d people, %d organisations:\n%s", len(drafted.Facts), len(drafted.People), len(drafted.Organisations), draft)
				}
			})
		}
	}
}

func draftCorpora(t *testing.T) map[string]*corpus.Corpus {
	t.Helper()
	builtin, err := corpus.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	invented, err := corpus.LoadDir("../../rag/eval/testdata/invented")
	if err != nil {
		t.Fatal(err)
	}
	return map[string]*corpus.Corpus{"built-in": builtin, "invented": invented, "harbour": storyCorpus(t)}
}

func TestDraftFindsPeopleDatesAndStatus(t *testing.T) {
	draft, err := Draft(t.Context(), storyCorpus(t), "harbour", nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"name: Anna Berg", "name: Carl Stein", "is: arrested", "date: 2021-03", "phrase: last March", "The court sentenced Carl Stein to three years"} {
		if !strings.Contains(string(draft), want) {
			t.Errorf("the draft lacks %q:\n%s", want, draft)
		}
	}
}

func TestDraftUsesAPhraserThatKeepsToThePassage(t *testing.T) {
	const kept = "Carl Stein was sentenced to three years in prison."
	phrase := func(_ context.Context, passage string) (string, error) {
		switch {
		case strings.Contains(passage, "three years"):
			return kept, nil
		case strings.Contains(passage, "12 drawings"):
			return "Anna Berg stole 500 drawings.", nil
		}
		return passage, nil
	}
	draft, err := Draft(t.Context(), storyCorpus(t), "harbour", phrase)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(draft), kept) {
		t.Errorf("the draft lacks the phrased sentence:\n%s", draft)
	}
	if strings.Contains(string(draft), "500") {
		t.Errorf("the draft holds a false sentence:\n%s", draft)
	}
}

func TestDraftAsksAFailingPhraserOnce(t *testing.T) {
	calls := 0
	_, err := Draft(t.Context(), storyCorpus(t), "harbour", func(context.Context, string) (string, error) {
		calls++
		return "", errors.New("out of order")
	})
	if err != nil || calls != 1 {
		t.Errorf("%d calls, %v, want 1 call and a draft", calls, err)
	}
}

func TestDraftOfNothing(t *testing.T) {
	c := storyCorpus(t)
	if _, err := Draft(t.Context(), c, "port", nil); !errors.Is(err, corpus.ErrNotFound) {
		t.Errorf("Draft of an unknown article: %v", err)
	}
	empty := &corpus.Corpus{Articles: []*corpus.Article{{ID: "empty"}}}
	if _, err := Draft(t.Context(), empty, "empty", nil); !errors.Is(err, ErrNothingToDraft) {
		t.Errorf("Draft of an empty article: %v", err)
	}
}
