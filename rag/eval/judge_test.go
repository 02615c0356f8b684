package eval

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"casebot/corpus"
	"casebot/rag"
)

var harbour = &corpus.Article{
	ID:   "harbour",
	Text: "The crane fell. Two men were hurt on Monday. The mayor, Ann Lee, came. The crane fell.",
}

// passage finds text in the harbour article, at its last place if last.
func passage(t *testing.T, text string, last bool) corpus.Span {
	t.Helper()
	i := strings.Index(harbour.Text, text)
	if last {
		i = strings.LastIndex(harbour.Text, text)
	}
	if i < 0 {
		t.Fatalf("%q is not in the article", text)
	}
	return corpus.Span{Start: i, End: i + len(text)}
}

func TestHits(t *testing.T) {
	tests := map[string]struct {
		passage string
		last    bool
		e       Evidence
		want    bool
	}{
		"contains":            {"Two men were hurt on Monday.", false, Evidence{Article: "harbour", Text: "Two men"}, true},
		"covers half":         {"Two men were", false, Evidence{Article: "harbour", Text: "Two men were hurt on M"}, true},
		"covers less":         {"Two men", false, Evidence{Article: "harbour", Text: "Two men were hurt on Monday."}, false},
		"second place":        {"The crane fell.", true, Evidence{Article: "harbour", Text: "crane fell"}, true},
		"other article":       {"Two men were hurt on Monday.", false, Evidence{Article: "bridge", Text: "Two men"}, false},
		"alternative":         {"The mayor, Ann Lee, came.", false, Evidence{Article: "bridge", Text: "x", Alt: []Evidence{{Article: "harbour", Text: "Ann Lee"}}}, true},
		"other white space":   {"The mayor, Ann Lee, came.", false, Evidence{Article: "harbour", Text: "Ann\nLee"}, true},
		"not in the article":  {"The mayor, Ann Lee, came.", false, Evidence{Article: "harbour", Text: "Bob Lee"}, false},
		"beside the evidence": {"The crane fell.", false, Evidence{Article: "harbour", Text: "Two men"}, false},
	}
	for name, tt := range tests {
		if got := hits(harbour, passage(t, tt.passage, tt.last), tt.e); got != tt.want {
			t.Errorf("%s: hits = %v, want %v", name, got, tt.want)
		}
	}
	if hits(nil, corpus.Span{}, Evidence{Article: "harbour", Text: "x"}) {
		t.Error("a passage without an article hits")
	}
}

// answer builds an Answer that retrieves and cites the given texts.
func answer(t *testing.T, o rag.Outcome, headline string, retrieved, cited []string) rag.Answer {
	t.Helper()
	a := rag.Answer{Outcome: o, Headline: headline, Confidence: 0.8}
	for _, text := range retrieved {
		a.Retrieved = append(a.Retrieved, rag.Hit{Article: harbour, Sentence: corpus.Sentence{Span: passage(t, text, false)}})
	}
	for _, text := range cited {
		a.Citations = append(a.Citations, rag.Citation{Article: harbour, Span: passage(t, text, false), Text: text})
	}
	return a
}

func TestJudge(t *testing.T) {
	men := Evidence{Article: "harbour", Text: "Two men were hurt"}
	mayor := Evidence{Article: "harbour", Text: "Ann Lee"}
	who := Question{ID: "who", Kind: "direct", Answerable: true, Answers: []string{"Ann Lee"}, Evidence: []Evidence{mayor}}
	both := Question{ID: "both", Kind: "list", Answerable: true, Answers: []string{"two", "Ann"},
		AnswersAll: [][]string{{"two"}, {"Ann"}}, Evidence: []Evidence{men, mayor}}
	either := both
	either.AnyOf, either.AnswersAll = true, nil
	none := Question{ID: "none", Kind: "unanswerable-near"}

	const crane, hurt, came = "The crane fell.", "Two men were hurt on Monday.", "The mayor, Ann Lee, came."
	tests := map[string]struct {
		q    Question
		a    rag.Answer
		want map[string]float64 // metric to value; those left out must not concern the question
	}{
		"right by the headline": {who, answer(t, rag.Answered, "ANN  LEE", []string{crane, came}, []string{came, crane}), map[string]float64{
			"hit@1": 0, "hit@3": 1, "hit@5": 1, "hit@10": 1, "mrr": 0.5, "recall@3": 1, "recall@5": 1, "recall@10": 1,
			"answer correct": 1, "answer text correct": 1, "wrong refusals": 0, "citation precision": 0.5, "citation recall": 1, "outcome right": 1}},
		"right by the passage": {who, answer(t, rag.Answered, "the mayor", []string{came}, []string{came}), map[string]float64{
			"hit@1": 1, "hit@3": 1, "hit@5": 1, "hit@10": 1, "mrr": 1, "recall@3": 1, "recall@5": 1, "recall@10": 1,
			"answer correct": 1, "answer text correct": 0, "wrong refusals": 0, "citation precision": 1, "citation recall": 1, "outcome right": 1}},
		"refused although it knew": {who, answer(t, rag.Unsure, "Ann Lee", []string{came}, nil), map[string]float64{
			"hit@1": 1, "hit@3": 1, "hit@5": 1, "hit@10": 1, "mrr": 1, "recall@3": 1, "recall@5": 1, "recall@10": 1,
			"answer correct": 0, "answer text correct": 0, "wrong refusals": 1, "citation recall": 0, "outcome right": 0}},
		"one of two": {both, answer(t, rag.Answered, "two", []string{hurt, crane}, []string{hurt}), map[string]float64{
			"hit@1": 1, "hit@3": 1, "hit@5": 1, "hit@10": 1, "mrr": 1, "recall@3": 0.5, "recall@5": 0.5, "recall@10": 0.5,
			"answer correct": 0, "answer text correct": 0, "wrong refusals": 0, "citation precision": 1, "citation recall": 0.5, "outcome right": 0}},
		"one is enough": {either, answer(t, rag.Answered, "", []string{crane, hurt}, []string{hurt}), map[string]float64{
			"hit@1": 0, "hit@3": 1, "hit@5": 1, "hit@10": 1, "mrr": 0.5, "recall@3": 1, "recall@5": 1, "recall@10": 1,
			"answer correct": 1, "answer text correct": 0, "wrong refusals": 0, "citation precision": 1, "citation recall": 1, "outcome right": 1}},
		"nothing found": {who, answer(t, rag.Answered, "", nil, nil), map[string]float64{
			"hit@1": 0, "hit@3": 0, "hit@5": 0, "hit@10": 0, "mrr": 0, "recall@3": 0, "recall@5": 0, "recall@10": 0,
			"answer correct": 0, "answer text correct": 0, "wrong refusals": 0, "citation recall": 0, "outcome right": 0}},
		"answered without an answer": {none, answer(t, rag.Answered, "Ann", []string{came}, []string{came}), map[string]float64{
			"refusal accuracy": 0, "outcome right": 0}},
		"corrected": {none, answer(t, rag.Corrected, "no", []string{came}, []string{came}), map[string]float64{
			"refusal accuracy": 1, "outcome right": 1}},
	}
	for name, tt := range tests {
		r, got := Judge(tt.q, tt.a), map[string]float64{}
		for _, m := range Metrics {
			if above, below := m.of(r); below > 0 {
				got[m.Name] = above / below
			}
		}
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

func TestAcceptedStringIsNotFoundAcrossPassages(t *testing.T) {
	q := Question{Answerable: true, Answers: []string{"fell. two"}, Evidence: []Evidence{{Article: "harbour", Text: "x"}}}
	a := answer(t, rag.Answered, "", nil, []string{"The crane fell.", "Two men"})
	if Judge(q, a).Correct {
		t.Error("an accepted string was put together from two passages")
	}
}

// parrot answers every question with its own words.
type parrot struct{}

func (parrot) Answer(_ context.Context, q rag.Question) (rag.Answer, error) {
	if q.Text == "fail" {
		return rag.Answer{}, errors.New("no voice")
	}
	return rag.Answer{Headline: q.Text}, nil
}

func TestRun(t *testing.T) {
	var done []string
	questions := []Question{{ID: "1", Question: "a"}, {ID: "2", Question: "fail"}, {ID: "3", Question: "b"}}
	results, err := Run(t.Context(), parrot{}, questions, func(r Result) { done = append(done, r.Question.ID) })
	if err == nil || err.Error() != "question 2: no voice" {
		t.Errorf("err = %v", err)
	}
	if len(results) != 1 || results[0].Answer.Headline != "a" || len(done) != 1 {
		t.Errorf("results %v, done %v", results, done)
	}
}
