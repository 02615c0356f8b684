package claim

import (
	"fmt"
	"slices"
	"strings"

	"casebot/corpus"
)

// Kind names what is wrong with a statement.
type Kind string

// The kinds, in the order in which they are checked.
const (
	Number          Kind = "number"   // a quantity that no evidence gives
	Date            Kind = "date"     // a date or time that no evidence gives
	ProperName      Kind = "name"     // a name that no evidence gives
	Status          Kind = "status"   // a legal status that no evidence gives
	HedgeDropped    Kind = "hedge"    // said more firmly than the evidence does
	NegationChanged Kind = "negation" // denied where the evidence does not, or the reverse
	Universal       Kind = "scope"    // "all", "only", "always" where the evidence is narrower or wider
	Cause           Kind = "cause"    // a reason that no evidence gives
	Role            Kind = "role"     // said of the wrong person, or two that changed places
	Opposite        Kind = "opposite" // the passage has the opposite, or an alternative; only of Compare
)

// Problem is one thing that a statement says and its evidence does not.
type Problem struct {
	Kind       Kind
	Text       string // the part of the statement
	Start, End int    // bytes [Start, End) of the statement
	// Reason is a clause for people and for a model that is asked again, such
	// as "the passages do not give this number; they give: eight years".
	Reason string
	// Contradicts is set where the evidence says something else in its place,
	// rather than nothing.
	Contradicts bool
}

func (p Problem) String() string { return fmt.Sprintf("%s %q: %s", p.Kind, p.Text, p.Reason) }

// Options widen what counts as evidence.
type Options struct {
	// Dates are what relative dates of the evidence resolve to, and others that
	// are known of it, such as an article's own.
	Dates []corpus.Date
	// Context is what stands around the evidence and says whom its pronouns
	// mean: a heading, the sentences before. It can give names, nothing else.
	Context []string
	// Aliases are other names of what the evidence speaks of.
	Aliases []string
}

// Check gives what a statement of one sentence says beyond its evidence,
// verbatim sentences that it is said to rest on, in the order of the kinds.
// None means that the rules found nothing, not that the statement is proved.
// Without evidence every number, date, name and status is a problem.
func Check(statement string, evidence []string, opts Options) []Problem {
	s := read(statement)
	from := readAll(evidence)
	var out []Problem
	out = append(out, numberProblems(s, from)...)
	out = append(out, dateProblems(s, from, opts.Dates)...)
	out = append(out, nameProblems(s, append(readAll(opts.Context), from...), opts.Aliases)...)
	out = append(out, statusProblems(s, from)...)
	out = append(out, hedgeProblems(s, from)...)
	out = append(out, negationProblems(s, from)...)
	out = append(out, universalProblems(s, from)...)
	out = append(out, causeProblems(s, from)...)
	return append(out, roleProblems(s, from)...)
}

// problem makes a Problem of bytes [start, end) of the statement.
func (s *sentence) problem(kind Kind, start, end int, reason string) Problem {
	return Problem{Kind: kind, Text: s.text[start:end], Start: start, End: end, Reason: reason,
		Contradicts: kind == NegationChanged || kind == Role || kind == HedgeDropped}
}

func numberProblems(s *sentence, evidence []*sentence) []Problem {
	var out []Problem
	for _, q := range s.numbers {
		if slices.ContainsFunc(evidence, func(e *sentence) bool { return e.number(q) >= 0 }) {
			continue
		}
		p := s.problem(Number, q.Start, q.End, "the passages do not give this number")
		if given := numbersLike(q, evidence); len(given) > 0 {
			p.Reason += "; they give: " + strings.Join(given, ", ")
			p.Contradicts = q.Unit != "" || q.Bound != Exact
		}
		out = append(out, p)
	}
	return out
}

// number gives where the sentence gives the quantity, -1 if it does not.
func (s *sentence) number(q Quantity) int {
	for _, e := range s.numbers {
		if e.supports(q) {
			return e.Start
		}
	}
	return -1
}

// numbersLike gives what the evidence has in the same unit.
func numbersLike(q Quantity, evidence []*sentence) []string {
	var out []string
	for _, e := range evidence {
		for _, n := range e.numbers {
			if n.Unit == q.Unit && n.Ordinal == q.Ordinal && !slices.Contains(out, n.Text) {
				out = append(out, n.Text)
			}
		}
	}
	return out
}

func dateProblems(s *sentence, evidence []*sentence, more []corpus.Date) []Problem {
	var out []Problem
	for _, d := range s.dates {
		known := slices.ContainsFunc(more, func(m corpus.Date) bool { return Mention{Date: m}.supports(d) })
		if known || slices.ContainsFunc(evidence, func(e *sentence) bool { return e.date(d) >= 0 }) {
			continue
		}
		p := s.problem(Date, d.Start, d.End, "the passages do not give this date")
		if given := datesOf(evidence, more); len(given) > 0 {
			p.Reason += "; they give: " + strings.Join(given, ", ")
			p.Contradicts = true
		}
		out = append(out, p)
	}
	return out
}

// date gives where the sentence gives the date, -1 if it does not.
func (s *sentence) date(d Mention) int {
	for _, e := range s.dates {
		if e.supports(d) {
			return e.Start
		}
	}
	return -1
}

func datesOf(evidence []*sentence, more []corpus.Date) []string {
	var out []string
	for _, e := range evidence {
		for _, d := range e.dates {
			out = append(out, d.Text)
		}
	}
	for _, d := range more {
		out = append(out, d.String())
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func nameProblems(s *sentence, evidence []*sentence, aliases []string) []Problem {
	var out []Problem
	for _, n := range s.names() {
		if !n.found(evidence, aliases) {
			out = append(out, s.problem(ProperName, n.Start, n.End, "the passages do not name this"))
		}
	}
	return out
}

var universals = []struct {
	name  string
	forms lexicon
}{
	{"all", newLexicon("all, every, everyone, always, entire, entirely, whole, alle, allen, jeder, jede, jedes, immer, samtliche, tous, toutes, toujours, chaque, todos, todas, siempre, cada, すべて, 全て, 全員, 必ず, 所有, 全部, 总是")},
	{"most of all", newLexicon("largest, biggest, greatest, highest, longest, strongest, oldest, newest, richest, best, worst, most important, most powerful, most dangerous, grosste, grossten, grosster, hochste, alteste, beste, schlimmste, wichtigste, plus grand, plus grande, plus important, pire, mas grande, mas importante, peor, 最大, 最も, 最高, 最古, 最强, 最重要")},
	{"only", newLexicon("only, sole, solely, alone, exclusively, nur, einzige, einziger, ausschliesslich, seul, seule, seulement, uniquement, solo, unico, unica, solamente, のみ, だけ, 唯一, 只有, 仅")},
}

func universalProblems(s *sentence, evidence []*sentence) []Problem {
	var out []Problem
	for _, u := range universals {
		found := u.forms.find(s.text, s.words)
		if len(found) == 0 || slices.ContainsFunc(evidence, func(e *sentence) bool { return len(u.forms.find(e.text, e.words)) > 0 }) {
			continue
		}
		out = append(out, s.problem(Universal, found[0].start, found[0].end, "the passages do not say \""+u.name+"\""))
	}
	return out
}
