package main

import (
	"context"
	"fmt"
	"io"
	"maps"
	"math"
	"slices"
	"strings"

	"casebot/rag"
)

const (
	ridge    = 10.0 // L2 penalty: features are few and correlated, questions fewer
	steps    = 3000
	rate     = 0.05
	accepted = 0.10 // share of answerable questions that may be refused
	doubtful = 0.03 // share of them that may be refused without a "may not answer"
)

// measured is what a calibration is fitted on.
type measured struct {
	ranking  rag.Ranking // fitted on all lists
	lists    []list
	examples []example // measured with the ranking
}

func measure(ctx context.Context, sets []set) (measured, error) {
	var m measured
	var err error
	if m.lists, err = collect(sets, func(s set) ([]list, error) { return s.read(ctx) }); err != nil {
		return m, err
	}
	m.ranking = fitRanking(m.lists)
	m.examples, err = collect(sets, func(s set) ([]example, error) {
		return s.measure(ctx, &rag.Calibration{Ranking: m.ranking})
	})
	return m, err
}

// crossValidate fits a calibration on all questions, with thresholds by what
// the decision says of examples that it did not see. It also returns the
// calibrations by fold, each fitted without its fold.
func (m measured) crossValidate() (rag.Calibration, map[string]rag.Calibration) {
	unseen, decisions := unseenBy(m.examples)
	d := fit(m.examples)
	d.Unsure = quantile(m.examples, unseen, accepted)
	d.Refuse = quantile(m.examples, unseen, doubtful)
	partial := map[string]rag.Calibration{}
	for fold, own := range decisions {
		own.Unsure, own.Refuse = d.Unsure, d.Refuse
		partial[fold] = rag.Calibration{Ranking: rankingWithout(m.lists, fold), Decision: own}
	}
	return rag.Calibration{Ranking: m.ranking, Decision: d}, partial
}

// rankingWithout fits the ranking on the questions of the other folds.
func rankingWithout(lists []list, fold string) rag.Ranking {
	return fitRanking(slices.DeleteFunc(slices.Clone(lists), func(l list) bool { return foldOf(l.id) == fold }))
}

// unseenBy fits a decision without each fold and returns what it says of the
// fold's examples, and the decisions by fold.
func unseenBy(examples []example) ([]float64, map[string]rag.Decision) {
	unseen := make([]float64, len(examples))
	partial := map[string]rag.Decision{}
	for _, fold := range foldsOf(examples) {
		var train []example
		for _, e := range examples {
			if foldOf(e.id) != fold {
				train = append(train, e)
			}
		}
		d := fit(train)
		partial[fold] = d
		for i, e := range examples {
			if foldOf(e.id) == fold {
				unseen[i] = probability(d, e)
			}
		}
	}
	return unseen, partial
}

// quantile is the score that a share of the answerable examples stay below.
func quantile(examples []example, scores []float64, share float64) float64 {
	var answerable []float64
	for i, e := range examples {
		if e.answer {
			answerable = append(answerable, scores[i])
		}
	}
	slices.Sort(answerable)
	return answerable[int(share*float64(len(answerable)))]
}

// foldOf gives questions about the same articles the same fold: what stands
// before the hyphen of their names. So every fold is answered by what was
// learnt from other articles.
func foldOf(id string) string {
	fold, _, _ := strings.Cut(id, "-")
	return fold
}

// foldsOf returns the folds of examples.
func foldsOf(examples []example) []string {
	folds := map[string]bool{}
	for _, e := range examples {
		folds[foldOf(e.id)] = true
	}
	return slices.Sorted(maps.Keys(folds))
}

func fit(examples []example) rag.Decision {
	names := slices.Sorted(maps.Keys(examples[0].features))
	n := len(names)
	d := rag.Decision{Names: names, Mean: make([]float64, n), Scale: make([]float64, n), Weights: make([]float64, n)}
	for i, name := range names {
		var sum, squares float64
		for _, e := range examples {
			sum += e.features[name]
			squares += e.features[name] * e.features[name]
		}
		count := float64(len(examples))
		d.Mean[i] = sum / count
		d.Scale[i] = math.Sqrt(max(squares/count-d.Mean[i]*d.Mean[i], 0))
		if d.Scale[i] < 1e-9 {
			d.Scale[i] = 1
		}
	}
	for range steps {
		gradient := make([]float64, n)
		var bias float64
		for _, e := range examples {
			wrong := probability(d, e)
			if e.answer {
				wrong--
			}
			bias += wrong
			for i, name := range names {
				gradient[i] += wrong * (e.features[name] - d.Mean[i]) / d.Scale[i]
			}
		}
		step := rate / float64(len(examples))
		d.Bias -= step * bias * 10
		for i := range gradient {
			d.Weights[i] -= step * 10 * (gradient[i] + ridge*d.Weights[i])
		}
	}
	return d
}

func probability(d rag.Decision, e example) float64 {
	z := d.Bias
	for i, name := range d.Names {
		z += d.Weights[i] * (e.features[name] - d.Mean[i]) / d.Scale[i]
	}
	return 1 / (1 + math.Exp(-z))
}

// report prints the weights, the area under the curve and the refusals by
// kind, of examples that the decision did not see.
func report(w io.Writer, examples []example, d rag.Decision) {
	unseen, _ := unseenBy(examples)
	for i, name := range d.Names {
		fmt.Fprintf(w, "%-12s %+.2f   alone AUC %.2f\n", name, d.Weights[i], auc(examples, func(j int) float64 { return examples[j].features[name] }))
	}
	fmt.Fprintf(w, "AUC %.3f (cross-validated)\n", auc(examples, func(j int) float64 { return unseen[j] }))
	right, all := map[string]int{}, map[string]int{}
	for i, e := range examples {
		total := "answerable"
		if !e.answer {
			total = "others"
		}
		for _, group := range []string{e.kind, total} {
			all[group]++
			if (unseen[i] >= d.Unsure) == e.answer {
				right[group]++
			}
		}
	}
	for _, group := range slices.Sorted(maps.Keys(all)) {
		fmt.Fprintf(w, "%-18s %d of %d right\n", group, right[group], all[group])
	}
}

// auc is the chance that an example to answer scores above one to refuse.
func auc(examples []example, score func(int) float64) float64 {
	var wins, pairs float64
	for i, a := range examples {
		for j, b := range examples {
			if !a.answer || b.answer {
				continue
			}
			pairs++
			switch {
			case score(i) > score(j):
				wins++
			case score(i) == score(j):
				wins += 0.5
			}
		}
	}
	return wins / max(pairs, 1)
}
