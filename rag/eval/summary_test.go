package eval

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"casebot/rag"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// golden compares got with a file in testdata, or rewrites it.
func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s differs, -update rewrites it:\n%s", path, diff)
	}
}

// sample is a run of four questions: right, wrong, refused rightly, refused wrongly.
func sample(t *testing.T) []Result {
	t.Helper()
	const crane, came = "The crane fell.", "The mayor, Ann Lee, came."
	mayor := []Evidence{{Article: "harbour", Text: "Ann Lee"}}
	who := Question{ID: "h-1", Question: "Who came?", Kind: "direct", Answerable: true, Answers: []string{"Ann Lee"}, Evidence: mayor}
	wer := Question{ID: "h-2", Question: "Wer kam?", Kind: "direct", Language: "de", Answerable: true, Answers: []string{"Ann Lee"}, Evidence: mayor}
	then := Question{ID: "h-3", Question: "And then?", Kind: "follow-up", History: []rag.Turn{{Question: "Who came?", Answer: "Ann Lee."}}}
	late := Question{ID: "h-4", Question: "Who came late?", Kind: "paraphrase", Answerable: true, Answers: []string{"Ann Lee"}, Evidence: mayor}

	answers := []rag.Answer{
		answer(t, rag.Answered, "Ann Lee", []string{came, crane}, []string{came}),
		answer(t, rag.Answered, "a crane", []string{crane, came}, []string{crane}),
		answer(t, rag.Refused, "The articles do not say.", []string{crane}, nil),
		answer(t, rag.Unsure, "The articles may not answer this.", []string{crane}, nil),
	}
	var results []Result
	for i, q := range []Question{who, wer, then, late} {
		answers[i].Confidence = 0.9 - 0.1*float64(i)
		results = append(results, Judge(q, answers[i]))
	}
	return results
}

func TestWriteTable(t *testing.T) {
	var b bytes.Buffer
	if err := Summarize(sample(t)).WriteTable(&b); err != nil {
		t.Fatal(err)
	}
	golden(t, "table.golden", b.String())
}

func TestWriteGolden(t *testing.T) {
	var b bytes.Buffer
	if err := WriteGolden(&b, sample(t)); err != nil {
		t.Fatal(err)
	}
	golden(t, "questions.golden", b.String())
}

func TestWriteJSON(t *testing.T) {
	var b bytes.Buffer
	if err := Summarize(sample(t)).WriteJSON(&b); err != nil {
		t.Fatal(err)
	}
	golden(t, "report.golden", b.String())
}

func TestBootstrap(t *testing.T) {
	ones, half := make([]float64, 100), make([]float64, 100)
	for i := range ones {
		ones[i], half[i] = 1, float64(i%2)
	}
	v := bootstrap(half, ones)
	// The normal approximation gives 0.5 ± 1.96·0.05.
	if v.Value != 0.5 || v.N != 100 || v.Low < 0.38 || v.Low > 0.43 || v.High < 0.57 || v.High > 0.62 {
		t.Errorf("bootstrap = %+v, want 0.5 within about [0.40, 0.60]", v)
	}
	if again := bootstrap(half, ones); again != v {
		t.Errorf("a second bootstrap = %+v, want %+v", again, v)
	}
	if v := bootstrap(nil, nil); v != (Value{}) {
		t.Errorf("bootstrap of nothing = %+v", v)
	}
}

func TestNewCurve(t *testing.T) {
	var results []Result
	for i, right := range []bool{true, true, false, false} {
		q := Question{Kind: "direct", Answerable: i%2 == 0}
		a := rag.Answer{Confidence: []float64{0.9, 0.8, 0.8, 0.1}[i]}
		if !q.Answerable && right {
			a.Outcome = rag.Refused
		}
		results = append(results, Result{Question: q, Answer: a, Correct: right})
	}
	c := NewCurve(results)
	want := []Point{{0.9, 0.25, 0}, {0.8, 0.75, 1. / 3}, {0.1, 1, 0.5}}
	if diff := cmp.Diff(want, c.Points); diff != "" {
		t.Error(diff)
	}
	figures := fmt.Sprintf("%.4f %.4f %.4f", c.Area, c.Brier, c.AnswerAUC)
	// Answerability: .9 and .8 with an answer, .2 and .1 without.
	if figures != "0.2917 0.1750 1.0000" {
		t.Errorf("area, Brier, AUC = %s", figures)
	}
	for coverage, risk := range map[float64]float64{0.1: 0, 0.25: 0, 0.5: 1. / 3, 1: 0.5} {
		if got := c.RiskAt(coverage); got != risk {
			t.Errorf("RiskAt(%v) = %v, want %v", coverage, got, risk)
		}
	}
	if got := NewCurve(nil).RiskAt(1); got != 0 {
		t.Errorf("risk of nothing = %v", got)
	}
}

func TestStatistics(t *testing.T) {
	before := Statistics{}
	before.Add("harbour", Summarize(sample(t)))
	var b bytes.Buffer
	if err := before.Write(&b); err != nil {
		t.Fatal(err)
	}
	now, err := ReadStatistics(&b)
	if err != nil {
		t.Fatal(err)
	}
	if drops := before.Drops(now, 0); len(drops) > 0 {
		t.Errorf("equal statistics drop: %v", drops)
	}
	now["harbour"]["hit@1"] -= 0.1
	now["harbour"]["mrr"] += 0.1
	now["harbour"]["wrong refusals"] += 0.2
	delete(now["harbour"], "recall@3")
	now["new"] = map[string]float64{"mrr": 0}
	want := []string{"harbour: hit@1 went from .33 to .23", "harbour: recall@3 is missing", "harbour: wrong refusals went from .33 to .53"}
	if diff := cmp.Diff(want, before.Drops(now, 0.01)); diff != "" {
		t.Error(diff)
	}
	if _, err := ReadStatistics(strings.NewReader("[")); err == nil {
		t.Error("broken statistics were read")
	}
}
