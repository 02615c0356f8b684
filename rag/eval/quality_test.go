package eval

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"testing"

	"casebot/corpus"
	"casebot/corpus/cases"
	"casebot/rag"
	"casebot/rag/encoder"
)

var full = flag.Bool("full", false, "score every question and claim set, not the development set alone")

const (
	statisticsFile = "testdata/quality/statistics.json"
	documentFile   = "../../docs/quality.md"
	pictureFile    = "../../docs/risk-coverage.svg"
	// tolerance is how much a figure may fall before the test fails: rounding
	// differs between processors and may turn a question over.
	tolerance = 0.025
)

// measurement collects what the sets of one run score.
type measurement struct {
	statistics Statistics
	splits     map[string][]Result // by "dev", "train" and "test"
	claims     map[string]ClaimReport
}

// TestQuality answers the questions with the real models and fails when a
// figure has dropped against the statistics file. With -update it rewrites the
// statistics and the readable goldens, and with -full also the figures and the
// picture in docs. The questions of a test split are scored, but written
// nowhere: nobody is to tune on them.
func TestQuality(t *testing.T) {
	if testing.Short() {
		t.Skip("takes a minute")
	}
	m := measurement{Statistics{}, map[string][]Result{}, map[string]ClaimReport{}}
	builtin, err := corpus.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	articles := answerer(t, builtin)
	m.ask(t, articles, "dev", "dev")
	if *full {
		invented, varied := answererOf(t, "testdata/invented"), answererOf(t, "testdata/varied")
		for _, split := range []string{"train", "test"} {
			m.ask(t, articles, "articles-"+split, split)
			m.ask(t, invented, "invented-"+split, split)
			m.ask(t, invented, "further-"+split, split)
			m.ask(t, varied, "varied-"+split, split)
		}
		m.check(t, articles, "claims")
		m.check(t, invented, "claims-invented")
	}
	before := readStatistics(t)
	if *update {
		m.write(t, before)
		return
	}
	for set := range m.statistics {
		for _, drop := range (Statistics{set: before[set]}).Drops(m.statistics, tolerance) {
			t.Error(drop)
		}
	}
}

// answerer loads the real models, a corpus and its cases.
func answerer(t *testing.T, c *corpus.Corpus) *rag.Answerer {
	t.Helper()
	model, err := encoder.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	cache := rag.NewVectorCache(model.Hash(), model.Dim())
	cache.AddBuiltin()
	a := rag.New(rag.Options{Model: model, Cache: cache, Cases: func(c *corpus.Corpus) (rag.Casebook, error) { return cases.For(c) }})
	if err := a.Load(t.Context(), c, nil); err != nil {
		t.Fatal(err)
	}
	return a
}

// answererOf answers from a folder of articles.
func answererOf(t *testing.T, dir string) *rag.Answerer {
	t.Helper()
	c, err := corpus.LoadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	return answerer(t, c)
}

// ask scores one question file.
func (m measurement) ask(t *testing.T, a *rag.Answerer, set, split string) {
	t.Helper()
	results, err := Run(t.Context(), a, loadFile(t, "testdata/"+set+".jsonl"), nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%s\n%s", set, table(t, results))
	m.splits[split] = append(m.splits[split], results...)
	m.statistics.Add(set, Summarize(results))
	if *update && split != "test" {
		var b bytes.Buffer
		if err := WriteGolden(&b, results); err != nil {
			t.Fatal(err)
		}
		write(t, "testdata/quality/"+set+".golden", b.Bytes())
	}
}

// check scores one claim file.
func (m measurement) check(t *testing.T, a *rag.Answerer, set string) {
	t.Helper()
	f, err := os.Open("testdata/" + set + ".jsonl")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	claims, err := LoadClaims(f, set)
	if err != nil {
		t.Fatal(err)
	}
	results, err := RunClaims(t.Context(), verifier{a}, claims)
	if err != nil {
		t.Fatal(err)
	}
	report := SummarizeClaims(results)
	m.claims[set] = report
	m.statistics[set] = map[string]float64{
		"accuracy": math.Round(report.Accuracy.Value*1e4) / 1e4,
		"macro F1": math.Round(report.MacroF1*1e4) / 1e4,
		"cited":    math.Round(report.Cited.Value*1e4) / 1e4,
	}
}

// verifier gives the outcome of a verdict as a word.
type verifier struct{ *rag.Answerer }

func (v verifier) Verify(ctx context.Context, claim string) (string, []rag.Citation, error) {
	verdict, err := v.Answerer.Verify(ctx, claim)
	return verdict.Outcome.String(), verdict.Citations, err
}

// write puts the new figures in the place of the old; sets that were not
// scored keep theirs.
func (m measurement) write(t *testing.T, statistics Statistics) {
	t.Helper()
	for set, figures := range m.statistics {
		statistics[set] = figures
	}
	var b bytes.Buffer
	if err := statistics.Write(&b); err != nil {
		t.Fatal(err)
	}
	write(t, statisticsFile, b.Bytes())
	if !*full {
		return
	}
	doc, err := os.ReadFile(documentFile)
	if err != nil {
		t.Fatal(err)
	}
	var curves []NamedCurve
	for _, split := range []string{"dev", "train", "test"} {
		curves = append(curves, NamedCurve{split, NewCurve(m.splits[split])})
		doc = fill(t, doc, split, table(t, m.splits[split]))
	}
	for set, report := range m.claims {
		b.Reset()
		if err := report.WriteTable(&b); err != nil {
			t.Fatal(err)
		}
		doc = fill(t, doc, set, b.String())
	}
	write(t, documentFile, doc)
	b.Reset()
	if err := WriteSVG(&b, curves); err != nil {
		t.Fatal(err)
	}
	write(t, pictureFile, b.Bytes())
}

// fill replaces what stands between the markers of a name in a document.
func fill(t *testing.T, doc []byte, name, text string) []byte {
	t.Helper()
	begin, end := fmt.Appendf(nil, "<!-- %s -->\n", name), fmt.Appendf(nil, "<!-- end of %s -->", name)
	before, rest, ok := bytes.Cut(doc, begin)
	_, after, closed := bytes.Cut(rest, end)
	if !ok || !closed {
		t.Fatalf("%s has no place for %s", documentFile, name)
	}
	return bytes.Join([][]byte{before, begin, []byte("```text\n" + text + "```\n"), end, after}, nil)
}

func table(t *testing.T, results []Result) string {
	t.Helper()
	var b bytes.Buffer
	if err := Summarize(results).WriteTable(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func readStatistics(t *testing.T) Statistics {
	t.Helper()
	f, err := os.Open(statisticsFile)
	if os.IsNotExist(err) && *update {
		return Statistics{}
	}
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	s, err := ReadStatistics(f)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func write(t *testing.T, path string, data []byte) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, data, 0o644); err != nil {
		t.Fatal(err)
	}
}
