package eval

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"casebot/rag"
)

func TestLoad(t *testing.T) {
	const file = `
{"id":"a","question":"Who?","kind":"direct","answerable":true,"answers":["Ann"],"evidence":[{"article":"x","text":"Ann did."}]}

{"id":"b","question":"And she?","history":[{"question":"Who?","answer":"Ann"}],"kind":"follow-up","answerable":false,"answers":[],"evidence":[],"notes":"n"}`
	got, err := Load(strings.NewReader(file), "q.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	want := []Question{
		{ID: "a", Question: "Who?", Kind: "direct", Answerable: true, Answers: []string{"Ann"},
			Evidence: []Evidence{{Article: "x", Text: "Ann did."}}},
		{ID: "b", Question: "And she?", Kind: "follow-up", Notes: "n", Answers: []string{}, Evidence: []Evidence{},
			History: []rag.Turn{{Question: "Who?", Answer: "Ann"}}},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestLoadReportsFaultsByLine(t *testing.T) {
	tests := map[string]string{
		`{`: "q:1: unexpected EOF",
		`{"id":"a","question":"q","kind":"direct","answerable":false,"colour":1}`:                                                   `unknown field "colour"`,
		`{"id":"a","question":"q","kind":"direct","answerable":false} {}`:                                                           "more than one JSON value",
		`{"question":"q","kind":"direct"}`:                                                                                          "id is missing",
		`{"id":"a","question":" ","kind":"direct"}`:                                                                                 "question is missing",
		`{"id":"a","question":"q","kind":"odd"}`:                                                                                    `unknown kind "odd"`,
		`{"id":"a","question":"q","kind":"follow-up"}`:                                                                              "a follow-up needs history",
		`{"id":"a","question":"q","kind":"direct","answers":["x"]}`:                                                                 "not answerable, yet",
		`{"id":"a","question":"q","kind":"direct","answerable":true}`:                                                               "answers or evidence are missing",
		`{"id":"a","question":"q","kind":"direct","answerable":true,"answers":["x"],"evidence":[{"article":"","text":"t"}]}`:        "evidence without article",
		`{"id":"a","question":"q","kind":"direct","answerable":true,"answers":[" "],"evidence":[{"article":"a","text":"t"}]}`:       "accepted answer is empty",
		`{"id":"a","question":"q","kind":"list","answerable":true,"answers":["x"],"answers_all":[["y"]],"evidence":[{"text":"t"}]}`: "not the groups of answers_all",
		"": "q: no lines",
		`{"id":"a","question":"q","kind":"boilerplate"}` + "\n\n" + `{"id":"a","question":"q","kind":"boilerplate"}`: `q:3: id "a" is taken by line 1`,
		`{"id":"a","kind":"direct"}` + "\n" + `{"id":"b","kind":"direct"}`:                                           "q:2: question is missing",
	}
	for file, want := range tests {
		_, err := Load(strings.NewReader(file), "q")
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("Load(%s) = %v, want %q", file, err, want)
		}
	}
}
