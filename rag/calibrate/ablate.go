package main

import (
	"fmt"
	"io"
	"maps"
	"slices"
)

// mechanisms are what the decision rests on, and the features of each.
var mechanisms = []struct {
	name     string
	features []string
}{
	{"the judge's answers and span", []string{"answers", "surely", "hardly", "span", "lead", "field", "agree"}},
	{"the judge's supports", []string{"supports", "speaksOf"}},
	{"nearness in meaning", []string{"cosine"}},
	{"words, names and numbers held", []string{"explained", "covered", "names", "numbers"}},
	{"the type of answer asked for", []string{"type", "lacks", "lacksAnswers", "why", "nameOf"}},
	{"attributes that nothing near tells", []string{"untold"}},
	{"passages that say it is not known", []string{"unknown"}},
	{"requests for no article", []string{"request"}},
	{"page furniture as decoys", []string{"decoy"}},
	{"form and language of the question", []string{"open", "foreign"}},
}

// ablate writes what the decision reaches with each mechanism taken out and
// the rest fitted anew.
func ablate(w io.Writer, examples []example) {
	fmt.Fprintf(w, "%-36s  %s  %s\n", "without", " AUC", "others refused")
	line := func(name string, examples []example) {
		area, refused := reached(examples)
		fmt.Fprintf(w, "%-36s  %.3f  %.2f\n", name, area, refused)
	}
	line("(nothing taken out)", examples)
	for _, m := range mechanisms {
		line(m.name, without(examples, m.features))
	}
}

// without copies examples with some features set to nothing.
func without(examples []example, names []string) []example {
	out := slices.Clone(examples)
	for i := range out {
		out[i].features = maps.Clone(out[i].features)
		for _, n := range names {
			out[i].features[n] = 0
		}
	}
	return out
}

// reached is the area under the curve of a cross-validated fit, and the share
// of the unanswerable refused where accepted of the answerable are.
func reached(examples []example) (area, refused float64) {
	unseen, _ := unseenBy(examples)
	area = auc(examples, func(i int) float64 { return unseen[i] })
	threshold := quantile(examples, unseen, accepted)
	others, below := 0.0, 0.0
	for i, e := range examples {
		if e.answer {
			continue
		}
		others++
		if unseen[i] < threshold {
			below++
		}
	}
	return area, below / max(others, 1)
}
