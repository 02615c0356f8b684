package generate

import (
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"casebot/corpus"
	"casebot/rag/encoder"
	"casebot/rag/llm"
	"casebot/rag/openaitest"
)

var update = flag.Bool("update", false, "rewrite the golden files")

func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", name, diff)
	}
}

// localJudge is the real judge, loaded once.
var localJudge = sync.OnceValues(encoder.Builtin)

func judge(t testing.TB) Judge {
	t.Helper()
	m, err := localJudge()
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// lenient is a judge that believes everything, for tests of everything else.
type lenient struct{}

func (lenient) Judge(_ context.Context, pairs []encoder.Pair) ([]encoder.Judgement, error) {
	out := make([]encoder.Judgement, len(pairs))
	for i := range out {
		out[i].Supports = 9
	}
	return out, nil
}

func request(t testing.TB, l openaitest.Lie) Request {
	t.Helper()
	r := Request{Question: "What happened?"}
	for i, p := range l.Passages {
		q := Passage{ID: fmt.Sprint("p", i), Article: fmt.Sprint("a", i), Title: "Title", Text: p.Text, Context: p.Context}
		if p.Date != "" {
			when, err := time.Parse("January 2006", p.Date)
			if err != nil {
				t.Fatal(err)
			}
			q.Dates = []Date{{p.Phrase, corpus.Date{Year: when.Year(), Month: when.Month(), Precision: corpus.Month}}}
		}
		r.Passages = append(r.Passages, q)
	}
	return r
}

// TestLyingModels lets models tell every built-in lie, stubbornly, and keeps
// the share that is caught by kind, and of truths the share that is let through.
func TestLyingModels(t *testing.T) { tellLies(t, openaitest.Lies(), "lies.golden") }

// TestMoreLies does the same with two sets from other articles: the second
// showed where rules held back too much and was used to mend them, the third
// was told once after that and changed nothing.
func TestMoreLies(t *testing.T) {
	for _, name := range []string{"lies-second", "lies-third"} {
		file, err := os.Open("testdata/" + name + ".jsonl")
		if err != nil {
			t.Fatal(err)
		}
		defer file.Close()
		lies, err := openaitest.ReadLies(file)
		if err != nil {
			t.Fatal(err)
		}
		tellLies(t, lies, name+".golden")
	}
}

func tellLies(t *testing.T, list []openaitest.Lie, goldenFile string) {
	t.Helper()
	type tally struct{ caught, all int }
	byKind := map[string]*tally{}
	by := map[string]map[Outcome]int{}
	var kinds, missed, rejected []string
	g := New(Options{Judge: judge(t)})
	for _, l := range list {
		if byKind[l.Kind] == nil {
			byKind[l.Kind], by[l.Kind] = &tally{}, map[Outcome]int{}
			kinds = append(kinds, l.Kind)
		}
		got, err := g.check(context.Background(), request(t, l), []said{{clean(l.Say), l.IDs}}, map[Outcome]int{})
		if err != nil {
			t.Fatal(err)
		}
		byKind[l.Kind].all++
		by[l.Kind][got[0].outcome]++
		switch {
		case got[0].outcome != Passed:
			byKind[l.Kind].caught++
			if l.Kind == "truth" {
				rejected = append(rejected, fmt.Sprintf("%s: %s (%s)", got[0].outcome, l.Say, got[0].reason))
			}
		case l.Kind != "truth":
			missed = append(missed, l.Kind+": "+l.Say)
		}
	}
	var b strings.Builder
	var lies tally
	for _, k := range kinds {
		n := *byKind[k]
		if k == "truth" {
			fmt.Fprintf(&b, "%-20s %2d of %2d let through\n", k, n.all-n.caught, n.all)
			continue
		}
		lies.caught, lies.all = lies.caught+n.caught, lies.all+n.all
		fmt.Fprintf(&b, "%-20s %2d of %2d caught by %s\n", k, n.caught, n.all, tallied(by[k]))
	}
	fmt.Fprintf(&b, "%-20s %2d of %2d caught\n", "all lies", lies.caught, lies.all)
	fmt.Fprintf(&b, "\nnot caught:\n%s\n\ntruths held back:\n%s\n", strings.Join(missed, "\n"), strings.Join(rejected, "\n"))
	golden(t, goldenFile, b.String())
}

func tallied(m map[Outcome]int) string {
	var out []string
	for o, n := range m {
		if o != Passed {
			out = append(out, fmt.Sprintf("%s %d", o, n))
		}
	}
	slices.Sort(out)
	return strings.Join(out, ", ")
}

// TestLiesDoNotReachTheReader runs the lies that rules catch through the whole
// path, over HTTP.
func TestLiesDoNotReachTheReader(t *testing.T) {
	s := openaitest.New(t, nil)
	c := llm.New(llm.Options{BaseURL: s.URL, Key: openaitest.Key, Model: "liar"})
	defer c.Close()
	g := New(Options{Chat: c, Judge: lenient{}})
	for _, l := range openaitest.Lies() {
		switch l.Kind {
		case "unknown id", "number", "date", "name", "link", "mention", "fake quote":
		default:
			continue
		}
		s.Chat = openaitest.Liar(l)
		d, err := g.Generate(context.Background(), request(t, l))
		if err != nil {
			t.Fatal(err)
		}
		if d.Answered || len(d.Sentences) > 0 || d.LeftOut != 1 || d.Reason != ReasonNothingLeft {
			t.Errorf("%s: %q gave %+v", l.Kind, l.Say, d)
		}
	}
}

// TestInventionsOfASmallModel keeps what a real model wrote that once came
// through.
func TestInventionsOfASmallModel(t *testing.T) {
	passages := []openaitest.LiePassage{
		{Text: "Xu Yanjun has been sentenced to 20 years in federal prison."},
		{Text: "The US authorities claim that Ji received his instructions from Xu Yanjun, a senior MSS official who is the first Chinese intelligence officer to be extradited to the US for trial."},
		{Text: "A Chinese engineer, Ji Chaoqun, has been sentenced to eight years in prison for spying in the United States."},
	}
	g := New(Options{Judge: judge(t)})
	for say, ids := range map[string][]string{
		"Xu Yanjun has been sentenced to 20 years in federal prison for spying in the United States.":    {"S1", "S2"},
		"Xu Yanjun has been sentenced to 20 years in prison for spying in the United States.":            {"S1", "S2", "S3"},
		"The US authorities claim that Ji received his instructions from Xu Yanjun.&lt;/sentence&gt; &<": {"S2"},
		"I have been sentenced to eight years in prison.":                                                {"S3"},
	} {
		got, err := g.check(context.Background(), request(t, openaitest.Lie{Passages: passages}), []said{{say, ids}}, map[Outcome]int{})
		if err != nil || got[0].outcome == Passed {
			t.Errorf("%q passed, %v", say, err)
		}
	}
}
