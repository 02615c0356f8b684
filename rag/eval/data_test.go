package eval

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"casebot/corpus"
)

// articles reads the files of the built-in and the invented articles, by ID.
func articles(t *testing.T) map[string]string {
	t.Helper()
	texts := map[string]string{}
	for _, pattern := range []string{"../../corpus/articles/*.txt", "testdata/invented/*", "testdata/varied/*"} {
		paths, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, path := range paths {
			b, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			name := filepath.Base(path)
			if filepath.Ext(name) == ".yaml" {
				continue
			}
			texts[strings.TrimSuffix(name, filepath.Ext(name))] = string(b)
		}
	}
	return texts
}

// TestQuestionFiles checks that all evidence is verbatim and that every
// accepted answer has at least one form that the evidence itself uses.
func TestQuestionFiles(t *testing.T) {
	texts := articles(t)
	ids := map[string]string{}
	for _, name := range dataFiles(t, "claims") {
		for _, q := range loadFile(t, name) {
			if other, ok := ids[q.ID]; ok {
				t.Errorf("%s: id %s is also in %s", name, q.ID, other)
			}
			ids[q.ID] = name
			evidence := checkVerbatim(t, q.ID, texts, q.Evidence)
			for _, group := range q.groups() {
				if q.Answerable && !slices.ContainsFunc(group, func(s string) bool { return containsWords(evidence, normalize(s)) }) {
					t.Errorf("%s: none of %q is in the evidence", q.ID, group)
				}
			}
		}
	}
}

// TestEvidenceIsQuotable checks that the loaded corpus has a sentence for every
// piece of evidence: what is no sentence can never be retrieved.
func TestEvidenceIsQuotable(t *testing.T) {
	builtin, err := corpus.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	all := &corpus.Corpus{Articles: builtin.Articles}
	for _, dir := range []string{"testdata/invented", "testdata/varied"} {
		c, err := corpus.LoadDir(dir)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range c.Faults {
			t.Errorf("%s: %s", f.File, f.Problem)
		}
		all.Articles = append(all.Articles, c.Articles...)
	}
	for _, name := range dataFiles(t, "claims") {
		for _, q := range loadFile(t, name) {
			checkQuotable(t, q.ID, all, q.Evidence)
		}
	}
}

// checkQuotable reports the items that no sentence of the corpus hits.
func checkQuotable(t *testing.T, id string, c *corpus.Corpus, items []Evidence) {
	t.Helper()
	for _, e := range items {
		checkQuotable(t, id, c, e.Alt)
		a, err := c.Article(e.Article)
		if err != nil {
			t.Errorf("%s: %s: %v", id, e.Article, err)
			continue
		}
		alone := Evidence{Article: e.Article, Text: e.Text}
		if !slices.ContainsFunc(a.Sentences, func(s corpus.Sentence) bool { return hits(a, s.Span, alone) }) {
			t.Errorf("%s: no sentence of %s covers %q", id, e.Article, e.Text)
		}
	}
}

// loadFile reads a question file.
func loadFile(t *testing.T, name string) []Question {
	t.Helper()
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	questions, err := Load(f, name)
	if err != nil {
		t.Error(err)
	}
	return questions
}

// dataFiles lists the question files, without those whose names begin with not.
func dataFiles(t *testing.T, not string) []string {
	t.Helper()
	names, err := filepath.Glob("testdata/*.jsonl")
	if err != nil || len(names) == 0 {
		t.Fatalf("no question files: %v", err)
	}
	return slices.DeleteFunc(names, func(n string) bool { return strings.HasPrefix(filepath.Base(n), not) })
}

// checkVerbatim looks every text up in its article and returns all of them,
// normalized, one a line.
func checkVerbatim(t *testing.T, id string, texts map[string]string, items []Evidence) string {
	t.Helper()
	var b strings.Builder
	for _, e := range items {
		if text, ok := texts[e.Article]; !ok {
			t.Errorf("%s: there is no article %q", id, e.Article)
		} else if !strings.Contains(text, e.Text) {
			t.Errorf("%s: %q is not in %s", id, e.Text, e.Article)
		}
		b.WriteString(normalize(e.Text) + "\n" + checkVerbatim(t, id, texts, e.Alt))
	}
	return b.String()
}

// TestClaimFiles checks that all evidence is verbatim and that every outcome
// has the same number of claims.
func TestClaimFiles(t *testing.T) {
	texts := articles(t)
	for name, each := range map[string]int{"testdata/claims.jsonl": 20, "testdata/claims-invented.jsonl": 15} {
		f, err := os.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		claims, err := LoadClaims(f, name)
		f.Close()
		if err != nil {
			t.Error(err)
		}
		counts := map[string]int{}
		for _, c := range claims {
			counts[c.Outcome]++
			checkVerbatim(t, c.ID, texts, c.Evidence)
		}
		for _, o := range Outcomes {
			if counts[o] != each {
				t.Errorf("%s: %d claims are %s, want %d", name, counts[o], o, each)
			}
		}
	}
}

// TestSplits checks that a test split holds a third of its set, and of every
// kind a third to within one or two questions.
func TestSplits(t *testing.T) {
	for _, set := range []string{"articles", "invented", "further", "varied"} {
		train, test := kinds(t, set+"-train"), kinds(t, set+"-test")
		for kind := range train {
			n := train[kind] + test[kind]
			if off := 3*test[kind] - n; off < -6 || off > 6 {
				t.Errorf("%s: %d of %d questions of kind %q are in the test split", set, test[kind], n, kind)
			}
		}
		for kind := range test {
			if train[kind] == 0 && test[kind] > 1 {
				t.Errorf("%s: kind %q is in the test split alone", set, kind)
			}
		}
		if n := train[""] + test[""]; test[""] != n/3 {
			t.Errorf("%s: %d of %d questions are in the test split, want a third", set, test[""], n)
		}
	}
}

// kinds counts the questions of a set by kind, and all of them under "".
func kinds(t *testing.T, set string) map[string]int {
	t.Helper()
	counts := map[string]int{}
	for _, q := range loadFile(t, "testdata/"+set+".jsonl") {
		counts[q.Kind]++
		counts[""]++
	}
	return counts
}
