package cases

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"casebot/corpus"
	"casebot/corpus/claim"

	"github.com/goccy/go-yaml"
)

// Limits of a draft: a person has to read it.
const (
	maxDraftFacts   = 25
	maxDraftParties = 12
)

// Phraser puts a passage into one plain sentence, with a language model say.
// What it says beyond the passage is not used.
type Phraser func(ctx context.Context, passage string) (string, error)

// ErrNothingToDraft is returned for an article without a quotable sentence.
var ErrNothingToDraft = errors.New("the article has no sentence to quote")

const draftHeader = `# A draft, made from the article by rules: names, dates and sentences that hold
# them. Keep what belongs to the case, put facts and roles into short words of
# your own, and check with: casebot corpus check
# The format is described in docs/cases.md.
`

// Draft writes a case file for an article, for a person to edit: the names it
// finds, and the sentences with names and dates as facts in their own words,
// or in those of a phraser, which may be nil. The file loads and validates as
// it is. It fails with corpus.ErrNotFound or ErrNothingToDraft.
func Draft(ctx context.Context, c *corpus.Corpus, articleID string, phrase Phraser) ([]byte, error) {
	a, err := c.Article(articleID)
	if err != nil {
		return nil, fmt.Errorf("draft %q: %w", articleID, err)
	}
	d := &drafter{archive: newArchive(c), article: a, where: map[string][]Quote{}}
	d.read()
	if len(d.quotes) == 0 {
		return nil, fmt.Errorf("draft %q: %w", articleID, ErrNothingToDraft)
	}
	draft := Case{Facts: d.facts(ctx, phrase)}
	draft.People, draft.Organisations = d.parties()
	draft.Name = title(draft.People, draft.Organisations)
	draft.Status = d.status(draft.Name)
	return d.write(draft)
}

// drafter gathers what a draft is made of.
type drafter struct {
	archive
	article *corpus.Article
	quotes  []Quote            // every quotable sentence
	names   []string           // in order of first mention
	where   map[string][]Quote // the sentences that hold a name
	persons map[string]bool
}

func (d *drafter) read() {
	d.persons = map[string]bool{}
	for _, s := range d.article.Sentences {
		q := quoteAt(d.article, s.Span)
		if q.locate(d.Corpus) != nil {
			continue
		}
		d.quotes = append(d.quotes, q)
		for _, p := range claim.Persons(q.Text) {
			d.persons[bare(p.Text)] = true
		}
		for _, n := range claim.Names(q.Text) {
			name := bare(n.Text)
			if d.where[name] == nil {
				d.names = append(d.names, name)
			}
			d.where[name] = append(d.where[name], q)
		}
	}
}

// quoteAt makes a quote of a span, saying which occurrence it is if there are
// several.
func quoteAt(a *corpus.Article, s corpus.Span) Quote {
	q := Quote{Article: a.ID, Text: a.Slice(s)}
	if at := occurrences(a.Text, q.Text); len(at) > 1 {
		q.Occurrence = slices.Index(at, s.Start) + 1
	}
	return q
}

// bare is a name without a possessive.
func bare(name string) string {
	for _, s := range []string{"'s", "’s"} {
		name = strings.TrimSuffix(name, s)
	}
	return name
}

// status takes the first sentence of those that tell most of whom the draft is
// about, so that a sentence wins over an arrest.
func (d *drafter) status(about string) Status {
	quotes := d.where[about]
	if len(quotes) == 0 {
		quotes = d.quotes
	}
	rank := func(q Quote) int {
		if said := furthest(q.Text); len(said) > 0 {
			return slices.Index([]Stage{Sentenced, Convicted, Indicted, Arrested, Detained, Suspected}, said[0])
		}
		return len(Stages())
	}
	best := slices.MinFunc(quotes, func(a, b Quote) int { return rank(a) - rank(b) })
	if said := furthest(best.Text); len(said) > 0 {
		return Status{Is: said[0], Quotes: []Quote{best}}
	}
	return Status{Is: Background, Quotes: []Quote{best}}
}

// facts takes the sentences with a name and a date, number or status; those
// with a date first, in order of date.
func (d *drafter) facts(ctx context.Context, phrase Phraser) []Fact {
	var facts []Fact
	for _, q := range d.quotes {
		f := Fact{Text: q.Text, Quotes: []Quote{q}}
		for _, m := range q.source.ResolveDates(q.span) {
			if !m.Date.IsZero() {
				f.Date, f.Phrase = Date{m.Date}, d.article.Slice(m.Span)
				break
			}
		}
		named := len(d.names) == 0 || len(claim.Names(q.Text)) > 0 // names are told by capitals, which not every script has
		telling := !f.Date.IsZero() || len(furthest(q.Text)) > 0 || len(claim.Numbers(q.Text)) > 0
		if named && telling && d.holds(f) {
			facts = append(facts, f)
		}
	}
	if len(facts) == 0 {
		facts = []Fact{{Text: d.quotes[0].Text, Quotes: d.quotes[:1]}}
	}
	facts = facts[:min(maxDraftFacts, len(facts))]
	slices.SortStableFunc(facts, func(a, b Fact) int { return a.Date.Compare(b.Date.Date) })
	if phrase != nil {
		d.rephrase(ctx, facts, phrase)
	}
	return facts
}

// rephrase puts facts in the phraser's words where these hold. It stops at the
// first error: the passages' own words serve, and the next call would fail too.
func (d *drafter) rephrase(ctx context.Context, facts []Fact, phrase Phraser) {
	for i, f := range facts {
		said, err := phrase(ctx, f.Quotes[0].Text)
		if err != nil {
			return
		}
		if f.Text = strings.TrimSpace(said); d.holds(f) {
			facts[i] = f
		}
	}
}

// holds reports whether a fact passes the checks of a case file.
func (d *drafter) holds(f Fact) bool {
	return d.accepts(func(k *checker) { k.fact("", &f) })
}

// accepts reports whether a check finds no problem.
func (d *drafter) accepts(check func(*checker)) bool {
	k := &checker{document: &document{Case: &Case{}}, archive: d.archive}
	check(k)
	return len(k.problems) == 0
}

// parties takes the names that the article mentions most.
func (d *drafter) parties() (people, organisations []Party) {
	names := slices.Clone(d.names)
	slices.SortStableFunc(names, func(a, b string) int { return cmp.Compare(len(d.where[b]), len(d.where[a])) })
	for _, n := range names {
		first := d.where[n][:1]
		p := Party{Name: n, Role: first[0].Text, Quotes: first}
		switch {
		case !d.accepts(func(k *checker) { k.party("", &p) }):
		case d.persons[n]:
			people = append(people, p)
		case strings.Contains(n, " ") || strings.ToUpper(n) == n:
			organisations = append(organisations, p)
		}
	}
	return people[:min(maxDraftParties, len(people))], organisations[:min(maxDraftParties, len(organisations))]
}

// title takes the party that the article mentions most, a person first.
func title(people, organisations []Party) string {
	for _, p := range slices.Concat(people, organisations) {
		return p.Name
	}
	return "Untitled case"
}

// write makes the file and loads it once, so that no draft is handed out that
// the checks refuse.
func (d *drafter) write(draft Case) ([]byte, error) {
	var out bytes.Buffer
	out.WriteString(draftHeader)
	if err := yaml.NewEncoder(&out, yaml.IndentSequence(true)).Encode(draft); err != nil {
		return nil, fmt.Errorf("write draft of %q: %w", d.article.ID, err)
	}
	doc, err := decode(d.article.ID+".yaml", out.Bytes())
	if err != nil {
		return nil, fmt.Errorf("read draft again: %w", err)
	}
	doc.ID = d.article.ID
	if problems := doc.check(d.archive, []*document{doc}); len(problems) > 0 {
		return nil, fmt.Errorf("check draft: %w", errors.Join(problems...))
	}
	return out.Bytes(), nil
}
