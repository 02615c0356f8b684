package main

import (
	"fmt"
	"hash/fnv"
	"maps"
	"math"
	"slices"

	"casebot/rag"
)

const (
	folds    = 10
	ridge    = 10.0 // L2 penalty: features are few and correlated, questions fewer
	steps    = 3000
	rate     = 0.05
	accepted = 0.10 // share of answerable questions that may be refused
	doubtful = 0.03 // share of them that may be refused without a "may not answer"
)

// crossValidate fits the decision on all examples, and sets its thresholds
// and prints its figures by what it says of examples that it did not see. It
// also returns the calibrations of the folds, each fitted without its fold.
func crossValidate(lists []list, examples []example) (rag.Decision, []rag.Calibration) {
	unseen, decisions := unseenBy(examples)
	d := fit(examples)
	d.Unsure = quantile(examples, unseen, accepted)
	d.Refuse = quantile(examples, unseen, doubtful)
	var partial []rag.Calibration
	for fold, own := range decisions {
		own.Unsure, own.Refuse = d.Unsure, d.Refuse
		others := slices.DeleteFunc(slices.Clone(lists), func(l list) bool { return foldOf(l.id) == fold })
		partial = append(partial, rag.Calibration{Ranking: fitRanking(others), Decision: own})
	}
	report(examples, unseen, d)
	return d, partial
}

// unseenBy fits a decision without each fold and returns what it says of the
// fold's examples, and the decisions.
func unseenBy(examples []example) ([]float64, []rag.Decision) {
	unseen := make([]float64, len(examples))
	var partial []rag.Decision
	for fold := range folds {
		var train []example
		for _, e := range examples {
			if foldOf(e.id) != fold {
				train = append(train, e)
			}
		}
		d := fit(train)
		partial = append(partial, d)
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

// foldOf spreads examples over the folds by their name, so that folds repeat.
func foldOf(id string) int {
	h := fnv.New32a()
	h.Write([]byte(id))
	return int(h.Sum32() % folds)
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

// report prints the weights, the area under the curve and the refusals by kind.
func report(examples []example, unseen []float64, d rag.Decision) {
	for i, name := range d.Names {
		fmt.Printf("%-10s %+.2f   alone AUC %.2f\n", name, d.Weights[i], auc(examples, func(j int) float64 { return examples[j].features[name] }))
	}
	fmt.Printf("AUC %.3f (cross-validated)\n", auc(examples, func(j int) float64 { return unseen[j] }))
	type count struct{ right, all int }
	kinds := map[string]*count{}
	total := map[bool]*count{true: {}, false: {}}
	for i, e := range examples {
		if kinds[e.kind] == nil {
			kinds[e.kind] = &count{}
		}
		kinds[e.kind].all++
		total[e.answer].all++
		if (unseen[i] >= d.Unsure) == e.answer {
			kinds[e.kind].right++
			total[e.answer].right++
		}
	}
	for kind, c := range kinds {
		fmt.Printf("%-18s %d of %d right\n", kind, c.right, c.all)
	}
	fmt.Printf("answered %d of %d answerable; refused %d of %d others\n", total[true].right, total[true].all, total[false].right, total[false].all)
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
