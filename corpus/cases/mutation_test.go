package cases

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"

	"casebot/corpus"
	"casebot/corpus/claim"

	"github.com/goccy/go-yaml"
)

// The mutation test says something false in a case file, as a careless editor
// or a language model would: a number, name, date or status from elsewhere in
// the corpus in place of the right one, or a hedge left out. Loading has to
// refuse it.
const (
	mutations   = 200
	leastCaught = 0.95
)

func TestMutationsAreRefused(t *testing.T) {
	set, c := builtinCases(t)
	m, archive := newMutator(set, c), newArchive(c)
	caught, byKind := 0, map[string][2]int{}
	for seed := range mutations {
		what, mutant := m.mutate(t, rand.New(rand.NewPCG(uint64(seed), 5)))
		refused := len(mutant.check(archive, documentsWith(set, mutant))) > 0
		n := byKind[m.kind]
		if n[1]++; refused {
			n[0]++
			caught++
		} else {
			t.Logf("not caught (seed %d, %s): %s", seed, mutant.file, what)
		}
		byKind[m.kind] = n
	}
	for kind, n := range byKind {
		t.Logf("%-7s %d of %d caught", kind, n[0], n[1])
	}
	t.Logf("%d of %d caught", caught, mutations)
	if float64(caught) < leastCaught*mutations {
		t.Errorf("caught %d of %d mutations, want at least %.0f%%", caught, mutations, 100*leastCaught)
	}
}

// mutator knows what the corpus offers to swap in.
type mutator struct {
	set     *Set
	names   []string
	numbers []string
	dates   []corpus.Date
	kind    string // of the last mutation
}

func newMutator(set *Set, c *corpus.Corpus) *mutator {
	m := &mutator{set: set}
	for _, a := range c.Articles {
		for _, s := range a.Sentences {
			for _, n := range claim.Names(a.Slice(s.Span)) {
				m.names = append(m.names, bare(n.Text))
			}
			for _, n := range claim.Numbers(a.Slice(s.Span)) {
				m.numbers = append(m.numbers, n.Text)
			}
			for _, d := range a.ResolveDates(s.Span) {
				if !d.Date.IsZero() {
					m.dates = append(m.dates, d.Date)
				}
			}
		}
	}
	slices.Sort(m.names)
	slices.Sort(m.numbers)
	m.names, m.numbers = slices.Compact(m.names), slices.Compact(m.numbers)
	return m
}

// mutate changes one thing in a copy of a random case and tells what.
func (m *mutator) mutate(t *testing.T, rnd *rand.Rand) (what string, mutant *document) {
	t.Helper()
	for range 1000 {
		d := copyOf(t, m.set.cases[rnd.IntN(len(m.set.cases))])
		m.kind = []string{"number", "name", "date", "status", "hedge"}[rnd.IntN(5)]
		switch {
		case m.kind == "date" && rnd.IntN(2) == 0:
			f := &d.Facts[rnd.IntN(len(d.Facts))]
			to := m.dates[rnd.IntN(len(m.dates))]
			if f.Date.IsZero() || f.Date.Date == to {
				continue
			}
			what = fmt.Sprintf("date %s becomes %s", f.Date, to)
			f.Date = Date{to}
			return what, d
		case m.kind == "status" && rnd.IntN(2) == 0:
			to := Stages()[rnd.IntN(len(Stages()))]
			if to == d.Status.Is {
				continue
			}
			what = fmt.Sprintf("status %s becomes %s", d.Status.Is, to)
			d.Status.Is = to
			return what, d
		}
		texts := d.texts()
		text := texts[rnd.IntN(len(texts))]
		if mutated, ok := m.text(*text, rnd); ok {
			what = fmt.Sprintf("%q becomes %q", *text, mutated)
			*text = mutated
			return what, d
		}
	}
	t.Fatal("nothing to mutate")
	return
}

// texts gives every line of ours that states something.
func (d *document) texts() []*string {
	var out []*string
	for i := range d.People {
		out = append(out, &d.People[i].Name, &d.People[i].Role)
	}
	for i := range d.Organisations {
		out = append(out, &d.Organisations[i].Name, &d.Organisations[i].Role)
	}
	for i := range d.Facts {
		out = append(out, &d.Facts[i].Text)
	}
	for i := range d.Differences {
		for j := range d.Differences[i].Sides {
			out = append(out, &d.Differences[i].Sides[j].Text)
		}
	}
	for i := range d.Related {
		if d.Related[i].Text != "" {
			out = append(out, &d.Related[i].Text)
		}
	}
	return append(out, &d.Name)
}

var (
	statusWords = regexp.MustCompile(`\b(?:arrested|indicted|detained|convicted|sentenced|charged|executed|suspected)\b`)
	// hedgePhrases are the hedges with the words that go when they go.
	hedgePhrases = regexp.MustCompile(strings.Join([]string{
		`(?i)\baccording to [^,;]+?, `, `,? according to [^,;.]+`, `,? as per [^,;.]+`, `,? the US authorities claim\b`,
		`\bit is believed that `, `\b(?:[\w’'.]+ ){1,4}(?:believes?|claims?|claimed|said|announced|stressed|told NHK|has said) that `,
		`\bis suspected of (?:having )?`, `\bsuspected of (?:having )?`, `\bon (?:suspicion|allegations) of `, ` on allegations`, `\bsuspected `,
		`\bare alleged to have `, `\balleged to have `, `\bbelieved to have been `, `\bwidely seen as `, `\bpossible `, `\bpotential `,
		`\battempted to `, `\battempting to `, `, the FBI announced`, `\bmore than `, `\bat least `, `\babout `, `\bsaying `,
	}, "|"))
)

func (m *mutator) text(text string, rnd *rand.Rand) (string, bool) {
	at := func(n int, bounds func(int) (int, int), with []string) (string, bool) {
		if n == 0 {
			return "", false
		}
		start, end := bounds(rnd.IntN(n))
		to := with[rnd.IntN(len(with))]
		return text[:start] + to + text[end:], !strings.EqualFold(to, text[start:end])
	}
	switch m.kind {
	case "number":
		found := claim.Numbers(text)
		return at(len(found), func(i int) (int, int) { return found[i].Start, found[i].End }, m.numbers)
	case "name":
		found := claim.Names(text)
		return at(len(found), func(i int) (int, int) { return found[i].Start, found[i].Start + len(bare(found[i].Text)) }, m.names)
	case "date":
		found := claim.Dates(text)
		var dates []string
		for _, d := range m.dates {
			dates = append(dates, d.String())
		}
		return at(len(found), func(i int) (int, int) { return found[i].Start, found[i].End }, dates)
	case "status":
		found := statusWords.FindAllStringIndex(text, -1)
		return at(len(found), func(i int) (int, int) { return found[i][0], found[i][1] },
			[]string{"arrested", "indicted", "detained", "convicted", "sentenced", "charged", "executed"})
	default:
		found := hedgePhrases.FindAllStringIndex(text, -1)
		return at(len(found), func(i int) (int, int) { return found[i][0], found[i][1] }, []string{""})
	}
}

// copyOf copies a case by way of its file.
func copyOf(t *testing.T, c *Case) *document {
	t.Helper()
	data, err := yaml.Marshal(c)
	if err != nil {
		t.Fatal(err)
	}
	d, err := decode(c.ID+".yaml", data)
	if err != nil {
		t.Fatalf("%v in\n%s", err, bytes.TrimSpace(data))
	}
	d.ID = c.ID
	return d
}

// documentsWith gives the documents of a set with one in place of its like.
func documentsWith(set *Set, one *document) []*document {
	var out []*document
	for _, c := range set.cases {
		if c.ID == one.ID {
			out = append(out, one)
		} else {
			out = append(out, &document{Case: c})
		}
	}
	return out
}
