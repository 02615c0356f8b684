package eval

import (
	"bytes"
	"context"
	"errors"
	"strings"
	"testing"

	"casebot/corpus"
	"casebot/rag"
)

func TestLoadClaimsReportsFaultsByLine(t *testing.T) {
	tests := map[string]string{
		`{"claim":"c","outcome":"supported"}`:                                             "id is missing",
		`{"id":"a","claim":"","outcome":"supported"}`:                                     "claim is missing",
		`{"id":"a","claim":"c","outcome":"true"}`:                                         `unknown outcome "true"`,
		`{"id":"a","claim":"c","outcome":"supported"}`:                                    "evidence is missing",
		`{"id":"a","claim":"c","outcome":"not found","evidence":[{"article":"x"}]}`:       "not found, yet",
		`{"id":"a","claim":"c","outcome":"supported","evidence":[{"article":"x"}]}`:       "evidence without article or text",
		`{"id":"a","claim":"c","outcome":"not found","evidence":[],"kind":"direct"}`:      `unknown field "kind"`,
		`{"id":"a","claim":"c","outcome":"not found","evidence":[],"notes":7}`:            "notes",
		"\n" + `{"id":"a","claim":"c","outcome":"contradicted","evidence":[],"notes":""}`: "c:2: evidence is missing",
	}
	for file, want := range tests {
		if _, err := LoadClaims(strings.NewReader(file), "c"); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("LoadClaims(%s) = %v, want %q", file, err, want)
		}
	}
}

// reader gives prepared outcomes and always cites the mayor.
type reader map[string]string

func (r reader) Verify(_ context.Context, claim string) (string, []rag.Citation, error) {
	if claim == "fail" {
		return "", nil, errors.New("no voice")
	}
	i := strings.Index(harbour.Text, "The mayor")
	return r[claim], []rag.Citation{{Article: harbour, Span: corpus.Span{Start: i, End: len(harbour.Text)}}}, nil
}

func TestRunClaims(t *testing.T) {
	mayor := []Evidence{{Article: "harbour", Text: "Ann Lee"}}
	men := []Evidence{{Article: "harbour", Text: "Two men were hurt"}}
	claims := []Claim{
		{ID: "1", Claim: "Lee came.", Outcome: "supported", Evidence: mayor},
		{ID: "2", Claim: "Two were hurt.", Outcome: "supported", Evidence: men},
		{ID: "3", Claim: "Lee stayed away.", Outcome: "contradicted", Evidence: mayor},
		{ID: "4", Claim: "It rained.", Outcome: "not found"},
	}
	v := reader{"Lee came.": "supported", "Two were hurt.": "supported", "Lee stayed away.": "supported", "It rained.": "not found"}
	results, err := RunClaims(t.Context(), v, claims)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := SummarizeClaims(results).WriteTable(&b); err != nil {
		t.Fatal(err)
	}
	golden(t, "claims.golden", b.String())

	for claim, want := range map[string]string{"fail": "claim 5: no voice", "mumble": `claim 5: unknown outcome ""`} {
		results, err := RunClaims(t.Context(), v, append(claims[:4:4], Claim{ID: "5", Claim: claim}))
		if len(results) != 4 || err == nil || err.Error() != want {
			t.Errorf("%s: %d results, %v, want %q", claim, len(results), err, want)
		}
	}
}
