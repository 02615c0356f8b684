package cases

import (
	"fmt"
	"slices"
	"strings"

	"casebot/corpus"
	"casebot/corpus/claim"
)

// check finds the place of every quote and holds every line of the case
// against its quotes. It returns all *Problems, in the order of the fields.
func (d *document) check(a archive, all []*document) []error {
	k := &checker{document: d, archive: a}
	if strings.TrimSpace(d.Name) == "" {
		k.fault("name", "a case needs a name")
	}
	k.status()
	for i := range d.People {
		k.party(fmt.Sprintf("people[%d]", i), &d.People[i])
	}
	for i := range d.Organisations {
		k.party(fmt.Sprintf("organisations[%d]", i), &d.Organisations[i])
	}
	if len(d.Facts) == 0 {
		k.fault("facts", "a case needs at least one fact")
	}
	for i := range d.Facts {
		k.fact(fmt.Sprintf("facts[%d]", i), &d.Facts[i])
	}
	k.order()
	for i := range d.Differences {
		k.difference(fmt.Sprintf("differences[%d]", i), &d.Differences[i])
	}
	for i := range d.Related {
		k.relation(fmt.Sprintf("related[%d]", i), &d.Related[i], all)
	}
	k.lookup(all)
	return k.problems
}

// checker gathers the problems of one case.
type checker struct {
	*document
	archive
	problems []error
	quoted   []Quote       // all quotes that were found, for the case's name
	dates    []corpus.Date // all dates that were resolved, for the same
}

func (k *checker) fault(where, format string, args ...any) {
	k.problems = append(k.problems, k.problem(where, format, args...))
}

// quotes finds the place of each quote; false if one has none.
func (k *checker) quotes(where string, quotes []Quote) bool {
	if len(quotes) == 0 {
		k.fault(where, "needs at least one quote")
		return false
	}
	ok := true
	for i := range quotes {
		if err := quotes[i].locate(k.Corpus); err != nil {
			k.fault(fmt.Sprintf("%s.quotes[%d].text", where, i), "%v", err)
			ok = false
		}
	}
	if ok {
		k.quoted = append(k.quoted, quotes...)
	}
	return ok
}

// statement holds a text of ours against its quotes.
func (k *checker) statement(where, text string, quotes []Quote, dates ...corpus.Date) {
	if k.proper == nil {
		return
	}
	for _, p := range unsupported(text, quotes, dates) {
		k.fault(where, "%s %q: %s", p.Kind, p.Text, p.Reason)
	}
	for _, d := range k.departures(text, quotes) {
		k.fault(where, "%s", d)
	}
}

// unsupported gives what a text says beyond its quotes and the dates that
// were resolved from them. Aliases support nothing.
func unsupported(text string, quotes []Quote, dates []corpus.Date) []claim.Problem {
	evidence := make([]string, len(quotes))
	for i, q := range quotes {
		evidence[i] = q.source.Slice(q.span)
	}
	return claim.Check(text, evidence, claim.Options{Dates: dates})
}

func (k *checker) party(where string, p *Party) {
	if strings.TrimSpace(p.Name) == "" {
		k.fault(where, "needs a name")
	}
	if strings.TrimSpace(p.Role) == "" {
		k.fault(where, "needs a role: a phrase that says what the articles say of %q", p.Name)
	}
	if k.quotes(where, p.Quotes) {
		k.title(where+".name", p.Name, p.Quotes, nil)
		k.statement(where+".role", p.Role, p.Quotes)
	}
}

func (k *checker) fact(where string, f *Fact) {
	if strings.TrimSpace(f.Text) == "" {
		k.fault(where, "needs a text")
	}
	if !k.quotes(where, f.Quotes) {
		return
	}
	k.date(where, f)
	var dates []corpus.Date
	if !f.Date.IsZero() {
		dates = append(dates, f.Date.Date)
		k.dates = append(k.dates, f.Date.Date)
	}
	k.statement(where+".text", f.Text, f.Quotes, dates...)
}

// date holds a fact's date against the phrase that it was resolved from.
func (k *checker) date(where string, f *Fact) {
	switch {
	case k.proper == nil:
		return
	case f.Date.IsZero() && f.Phrase == "":
		return
	case f.Date.IsZero():
		k.fault(where+".phrase", "there is a phrase and no date")
		return
	case f.Phrase == "":
		k.fault(where+".date", "needs the phrase of a quote that it was resolved from; the quotes hold %s", datesIn(f.Quotes))
		return
	}
	for _, q := range f.Quotes {
		for _, m := range q.source.ResolveDates(q.span) {
			if q.source.Slice(m.Span) == f.Phrase && m.Date == f.Date.Date {
				return
			}
		}
	}
	k.fault(where+".date", "%q does not mean %s; the quotes hold %s", f.Phrase, f.Date, datesIn(f.Quotes))
}

// datesIn lists the date phrases of quotes and what they mean.
func datesIn(quotes []Quote) string {
	var found []string
	for _, q := range quotes {
		for _, m := range q.source.ResolveDates(q.span) {
			if !m.Date.IsZero() {
				found = append(found, fmt.Sprintf("%q (%s)", q.source.Slice(m.Span), m.Date.ISO()))
			}
		}
	}
	if len(found) == 0 {
		return "no date"
	}
	return strings.Join(found, ", ")
}

// order wants the facts that have a date in the order of their dates.
func (k *checker) order() {
	var last corpus.Date
	for i, f := range k.Facts {
		if f.Date.IsZero() {
			continue
		}
		if !last.IsZero() && before(f.Date.Date, last) {
			k.fault(fmt.Sprintf("facts[%d].date", i), "%s stands after %s: put the facts in order", f.Date, last)
		}
		last = f.Date.Date
	}
}

func (k *checker) difference(where string, d *Difference) {
	if strings.TrimSpace(d.About) == "" {
		k.fault(where, "needs about: what the sides speak of")
	}
	if len(d.Sides) < 2 {
		k.fault(where, "needs at least two sides")
	}
	var quotes []Quote
	for i := range d.Sides {
		k.fact(fmt.Sprintf("%s.sides[%d]", where, i), &d.Sides[i])
		quotes = append(quotes, d.Sides[i].Quotes...)
	}
	if !slices.ContainsFunc(quotes, func(q Quote) bool { return q.source == nil }) {
		k.heading(where+".about", d.About, quotes, nil)
	}
}

// heading holds a heading against quotes: it may leave out hedges, as it states
// nothing, but must not bring in a number, a date, a name or a status.
func (k *checker) heading(where, text string, quotes []Quote, dates []corpus.Date) {
	if k.proper == nil {
		return
	}
	for _, p := range unsupported(text, quotes, dates) {
		switch p.Kind {
		case claim.Number, claim.Date, claim.ProperName, claim.Status:
			k.fault(where, "%s %q: %s", p.Kind, p.Text, p.Reason)
		}
	}
}

// title is heading for what names a case or a party: it keeps to the words of
// the quotes.
func (k *checker) title(where, text string, quotes []Quote, dates []corpus.Date) {
	if k.proper == nil {
		return
	}
	k.heading(where, text, quotes, dates)
	for _, d := range k.strangers(text, quotes) {
		k.fault(where, "%s", d)
	}
}

func (k *checker) relation(where string, r *Relation, all []*document) {
	switch {
	case r.Case == k.ID:
		k.fault(where+".case", "a case is not related to itself")
	case !slices.ContainsFunc(all, func(o *document) bool { return o.ID == r.Case }):
		k.fault(where+".case", "there is no case %q", r.Case)
	}
	if r.Text == "" && len(r.Quotes) == 0 {
		return // shown as PossiblyRelated
	}
	if r.Text == "" {
		k.fault(where, "there are quotes and no text")
	}
	if k.quotes(where, r.Quotes) {
		k.statement(where+".text", r.Text, r.Quotes)
	}
}

// lookup holds the case's name against its quotes, and wants names and aliases
// that mean one case only.
func (k *checker) lookup(all []*document) {
	if len(k.problems) == 0 { // else quotes are missing that might bear it out
		k.title("name", k.Name, k.quoted, k.dates)
	}
	for i, n := range k.names {
		where := "name"
		if i > 0 {
			where = fmt.Sprintf("aliases[%d]", i-1)
		}
		if n == "" {
			k.fault(where, "there is no word in it to look up")
			continue
		}
		for _, o := range all {
			if o == k.document {
				break // reported once, at the later of the two
			}
			if slices.Contains(o.names, n) {
				k.fault(where, "%q means the case %s too", n, o.ID)
			}
		}
	}
}
