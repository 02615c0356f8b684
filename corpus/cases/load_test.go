package cases

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"casebot/corpus"
)

// builtinCases gives the built-in cases, held against their quotes, with their
// articles. All tests share them and none changes them.
func builtinCases(t *testing.T) (*Set, *corpus.Corpus) {
	t.Helper()
	loaded.Do(func() {
		if loaded.corpus, loaded.err = corpus.Builtin(); loaded.err == nil {
			loaded.set, loaded.err = Load(Files(), loaded.corpus)
		}
	})
	if loaded.err != nil {
		t.Fatal(loaded.err)
	}
	return loaded.set, loaded.corpus
}

var loaded struct {
	sync.Once
	corpus *corpus.Corpus
	set    *Set
	err    error
}

func TestBuiltinIsWhatLoadGives(t *testing.T) {
	checked, c := builtinCases(t)
	set, err := Builtin(c)
	if err != nil {
		t.Fatal(err)
	}
	for i, x := range set.Cases() {
		if !reflect.DeepEqual(x, checked.Cases()[i]) {
			t.Errorf("%s differs", x.ID)
		}
	}
}

// story is a small invented article for the tests of single rules.
const story = `Harbour Files

2021-05-04

Police arrested Anna Berg, an engineer of Nordwerft, in Kiel last March on suspicion of copying 12 drawings.
According to the prosecutor, Anna Berg had met a buyer about a decade ago.
The court sentenced Carl Stein to three years in prison in April 2020.
Carl Stein denied the allegations.
The yard is big. The yard is big.
`

func storyCorpus(t *testing.T) *corpus.Corpus {
	t.Helper()
	c, err := corpus.Load(fstest.MapFS{
		"harbour.txt":  {Data: []byte(story)},
		"harbour.yaml": {Data: []byte("title: Harbour Files\npublished: 2021-05-04\nlanguage: en\n")},
	})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

const goodCase = `name: Anna Berg
aliases: [the drawings]
status:
  is: arrested
  quotes:
    - article: harbour
      text: Police arrested Anna Berg
people:
  - name: Anna Berg
    role: an engineer of Nordwerft
    quotes:
      - article: harbour
        text: Anna Berg, an engineer of Nordwerft
facts:
  - text: Police arrested Anna Berg in Kiel on suspicion of copying 12 drawings.
    date: 2021-03
    phrase: last March
    quotes:
      - article: harbour
        text: Police arrested Anna Berg, an engineer of Nordwerft, in Kiel last March on suspicion of copying 12 drawings.
`

func TestLoadAcceptsAGoodCase(t *testing.T) {
	set, err := Load(fstest.MapFS{"berg.yaml": {Data: []byte(goodCase)}}, storyCorpus(t))
	if err != nil {
		t.Fatal(err)
	}
	got := set.Case("berg").Facts[0].When()
	if want := "March 2021, “last March” in a text of 4 May 2021"; got != want {
		t.Errorf("When() = %q, want %q", got, want)
	}
}

func TestLoadRefuses(t *testing.T) {
	tests := []struct {
		name     string
		old, new string
		want     string // in the error, with file and line
	}{
		{"an unknown field", "aliases:", "alias:", `berg.yaml:2: unknown field "alias"`},
		{"a list for a word", "is: arrested", "is: [arrested]", "berg.yaml:4: "},
		{"no YAML", "aliases: [the drawings]", "aliases: [the drawings", "berg.yaml:3: "},
		{"a date that is none", "date: 2021-03", "date: 2021-13", "berg.yaml:16: "},
		{"a quote that is not there", "      text: Police arrested Anna Berg\n", "      text: Police seized Anna Berg\n",
			`berg.yaml:7: status.quotes[0].text: the quote is not in the article; nearest there: line 5: "Police arrested Anna Berg"`},
		{"an article that is not there", "- article: harbour\n      text: Police arrested", "- article: port\n      text: Police arrested",
			`berg.yaml:7: status.quotes[0].text: article "port" is not in the corpus; it holds harbour`},
		{"an ambiguous quote", "text: Anna Berg, an engineer of Nordwerft\n", "text: Anna Berg\n", "the quote occurs 2 times in the article: quote more of it, or add occurrence: 1 to 2"},
		{"an occurrence that is not there", "text: Anna Berg, an engineer of Nordwerft\n", "text: Anna Berg\n        occurrence: 3\n", "there is no occurrence 3: the quote occurs 2 times"},
		{"an unknown status", "is: arrested", "is: hanged", `berg.yaml:4: status.is: "hanged" is no status; the statuses are suspected, arrested,`},
		{"a status of another quote", "is: arrested", "is: convicted", "the quote says arrested, the status is convicted"},
		{"a number", "copying 12 drawings.\n    date", "copying 20 drawings.\n    date", `berg.yaml:15: facts[0].text: number "20"`},
		{"a name", "in Kiel on suspicion", "in Lübeck on suspicion", `name "Lübeck"`},
		{"a name of an alias", "text: Police arrested Anna Berg in Kiel on", "text: Police arrested The Drawings in Kiel on", `name "The Drawings"`},
		{"a date in the text", "text: Police arrested Anna Berg in Kiel on", "text: In May 2021 police arrested Anna Berg in Kiel on", "May 2021"},
		{"a date that the phrase does not mean", "date: 2021-03", "date: 2020-03", `"last March" does not mean March 2020; the quotes hold "last March" (2021-03)`},
		{"a date without its phrase", "    phrase: last March\n", "", "needs the phrase of a quote"},
		{"a phrase without a date", "    date: 2021-03\n", "", "there is a phrase and no date"},
		{"a dropped hedge", "in Kiel on suspicion of copying", "in Kiel for copying", "hedge"},
		{"a harder word", "text: Police arrested Anna Berg in", "text: Police imprisoned Anna Berg in", "berg.yaml:15: facts[0].text: status"},
		{"a name of the case", "name: Anna Berg\naliases", "name: Carl Stein\naliases", "berg.yaml:1: name: name \"Carl Stein\""},
		{"no facts", "facts:\n", "facts: []\nrelated:\n", "berg.yaml"},
		{"an alias without a word", "[the drawings]", `["?!"]`, "aliases[0]: there is no word in it to look up"},
	}
	c := storyCorpus(t)
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			text := strings.Replace(goodCase, tt.old, tt.new, 1)
			if text == goodCase {
				t.Fatalf("%q is not in the case", tt.old)
			}
			set, err := Load(fstest.MapFS{"berg.yaml": {Data: []byte(text)}}, c)
			if err == nil || set != nil {
				t.Fatalf("Load accepted it")
			}
			if !strings.Contains(err.Error(), tt.want) {
				t.Errorf("Load said\n%v\nwant %q", err, tt.want)
			}
		})
	}
}

func TestLoadRefusesBetweenCases(t *testing.T) {
	related := func(id string) string { return goodCase + "related:\n  - case: " + id + "\n" }
	second := strings.Replace(strings.Replace(goodCase, "name: Anna Berg\n", "name: the engineer\n", 1), "[the drawings]", "[the Drawings]", 1)
	tests := []struct {
		name  string
		files map[string]string
		want  string
	}{
		{"a relation to nothing", map[string]string{"berg.yaml": related("stein")}, `related[0].case: there is no case "stein"`},
		{"a relation to itself", map[string]string{"berg.yaml": related("berg")}, "a case is not related to itself"},
		{"an alias of two", map[string]string{"berg.yaml": goodCase, "other.yaml": second}, `other.yaml:2: aliases[0]: "drawings" means the case berg too`},
	}
	c := storyCorpus(t)
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := Load(files(tt.files), c)
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("Load said\n%v\nwant %q", err, tt.want)
			}
		})
	}
}

func files(texts map[string]string) fs.FS {
	m := fstest.MapFS{}
	for name, text := range texts {
		m[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return m
}

func TestLoadNamesAllProblemsAtOnce(t *testing.T) {
	bad := strings.NewReplacer("12 drawings.\n    date", "20 drawings.\n    date", "is: arrested", "is: convicted").Replace(goodCase)
	_, err := Load(files(map[string]string{"a.yaml": bad, "b.yaml": "name: [\n", "c.yaml": ""}), storyCorpus(t))
	problems := Problems(err)
	seen := map[string]bool{}
	for _, p := range problems {
		seen[p.File] = true
		if p.File == "a.yaml" && p.Line == 0 {
			t.Errorf("no line: %v", p)
		}
	}
	if len(problems) < 4 || !seen["a.yaml"] || !seen["b.yaml"] || !seen["c.yaml"] {
		t.Errorf("Load named %d problems: %v", len(problems), err)
	}
}

func TestQuoteAtAnOccurrence(t *testing.T) {
	c := storyCorpus(t)
	text := goodCase + "  - text: The yard is big.\n    quotes:\n      - article: harbour\n        text: The yard is big.\n        occurrence: 2\n"
	set, err := Load(files(map[string]string{"berg.yaml": text}), c)
	if err != nil {
		t.Fatal(err)
	}
	got := set.Case("berg").Facts[1].Quotes[0].Citation()
	if want := strings.LastIndex(story, "The yard is big."); got.Start != want || got.Text != "The yard is big." {
		t.Errorf("quote at %d, %q, want at %d", got.Start, got.Text, want)
	}
}

func TestQuoteInFurnitureIsRefused(t *testing.T) {
	c, err := corpus.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range c.Articles {
		for _, f := range a.Furniture {
			text := strings.TrimSpace(a.Slice(f.Span))
			if text == "" {
				continue
			}
			q := quoteAt(a, corpus.Span{Start: f.Start + strings.Index(a.Slice(f.Span), text), End: f.Start + strings.Index(a.Slice(f.Span), text) + len(text)})
			if err := q.locate(c); err == nil {
				t.Errorf("%s: quoting %q was accepted (%s)", a.ID, text, f.Reason)
			}
		}
	}
}

func TestForFolder(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) {
		t.Helper()
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write("harbour.txt", story)
	write("harbour.yaml", "published: 2021-05-04\nlanguage: en\n")
	c, err := corpus.LoadDir(dir)
	if err != nil {
		t.Fatal(err)
	}

	set, err := For(c)
	if err != nil || len(set.Cases()) != 0 {
		t.Fatalf("For without case files = %d cases, %v", len(set.Cases()), err)
	}
	write("cases/berg.yaml", goodCase)
	write("cases/notes.txt", "no case")
	if set, err = For(c); err != nil || set.Case("berg") == nil {
		t.Fatalf("For = %v, %v", set, err)
	}
	write("cases/broken.yaml", "name: x\n")
	_, err = For(c)
	if want := filepath.Join(dir, "cases", "broken.yaml"); err == nil || !strings.Contains(err.Error(), want) {
		t.Errorf("For said %v, want the path %s", err, want)
	}
	if err := os.Remove(filepath.Join(dir, "cases", "broken.yaml")); err != nil {
		t.Fatal(err)
	}
	outside := filepath.Join(t.TempDir(), "secret.yaml")
	if err := os.WriteFile(outside, []byte(goodCase), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(outside, filepath.Join(dir, "cases", "link.yaml")); err != nil {
		t.Skip(err)
	}
	if _, err = For(c); err == nil || !strings.Contains(err.Error(), "link.yaml") {
		t.Errorf("For followed a link out of the folder: %v", err)
	}
}

func TestFileTooLarge(t *testing.T) {
	_, err := Load(files(map[string]string{"big.yaml": strings.Repeat("#", maxFileBytes+1)}), storyCorpus(t))
	if err == nil || !strings.Contains(err.Error(), "larger than") {
		t.Errorf("Load said %v", err)
	}
}

func TestProblemsOfAnotherError(t *testing.T) {
	if got := Problems(errors.New("x")); got != nil {
		t.Errorf("Problems = %v, want none", got)
	}
}

// Whatever a file holds, loading it ends in a set or in problems with its name.
func FuzzLoad(f *testing.F) {
	for _, seed := range []string{goodCase, "", "name: [\n", "a: &a [*a]\n", "name: x\n---\nname: y\n", "name: !!binary x\n", "? {a: b}\n", "facts: [{text: !x y}]\n", "name: \"\\xff\"\n"} {
		f.Add([]byte(seed))
	}
	c, err := corpus.Load(fstest.MapFS{"harbour.txt": {Data: []byte(story)}})
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		set, err := Load(fstest.MapFS{"x.yaml": {Data: data}}, c)
		switch {
		case err == nil && len(set.Cases()) != 1:
			t.Errorf("%d cases and no error", len(set.Cases()))
		case err != nil && (len(Problems(err)) == 0 || Problems(err)[0].File != "x.yaml"):
			t.Errorf("no problem names the file: %v", err)
		}
	})
}
