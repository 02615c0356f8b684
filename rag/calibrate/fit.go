package main

import (
	"context"
	"fmt"
	"io"
	"maps"
	"math"
	"slices"
	"strings"

	"gonum.org/v1/gonum/floats"
	"gonum.org/v1/gonum/optimize"
	"gonum.org/v1/gonum/stat"

	"casebot/rag"
)

const (
	ridge        = 10.0  // L2 penalty: features are few and correlated, questions fewer
	stateRidge   = 160.0 // of each number of the judge's state, which has hundreds
	accepted     = 0.11  // share of answerable questions that may be refused
	citedFrom    = 0.25  // probability of answering too from which a sentence is cited beside others
	citedSeveral = 0.10  // the same where more than one is wanted
	doubtful     = 0.03  // share of them that may be refused without a "may not answer"
)

// measured is what a calibration is fitted on.
type measured struct {
	model    string      // hash of the judge's weights
	ranking  rag.Ranking // fitted on all lists
	lists    []list
	examples []example // measured with the ranking
	beside   []example // sentences beside the best one, and whether they answer too
}

func measure(ctx context.Context, sets []set) (measured, error) {
	m := measured{model: sets[0].model.Hash()}
	var err error
	if m.lists, err = collect(sets, func(s set) ([]list, error) { return s.read(ctx) }); err != nil {
		return m, err
	}
	m.ranking = fitRanking(m.lists)
	found, err := collect(sets, func(s set) ([]examined, error) {
		return s.measure(ctx, &rag.Calibration{Ranking: m.ranking})
	})
	for _, q := range found {
		m.examples = append(m.examples, q.whole)
		m.beside = append(m.beside, q.beside...)
	}
	return m, err
}

// crossValidate fits a calibration on all questions, with thresholds by what
// the decision says of examples that it did not see. It also returns the
// calibrations by fold, each fitted without its fold.
func (m measured) crossValidate() (rag.Calibration, map[string]rag.Calibration) {
	decisions, citings := byFold(m.examples, m.decide), byFold(m.beside, cite)
	unseen := confidences(m.examples, func(fold string) rag.Decision { return decisions[fold] })
	thresholds := func(d rag.Decision) rag.Decision {
		d.Unsure = quantile(m.examples, unseen, accepted)
		d.Refuse = quantile(m.examples, unseen, doubtful)
		return d
	}
	partial := map[string]rag.Calibration{}
	for fold := range decisions {
		partial[fold] = rag.Calibration{
			Ranking:  rankingWithout(m.lists, fold),
			Decision: thresholds(decisions[fold]),
			Citing:   citings[fold],
		}
	}
	return rag.Calibration{
		Ranking:  m.ranking,
		Decision: thresholds(m.decide(m.examples)),
		Citing:   cite(m.beside),
	}, partial
}

// decide fits the decision.
func (m measured) decide(examples []example) rag.Decision {
	l, probe := fit(examples)
	probe.Model = m.model
	return rag.Decision{Logistic: l, Probe: probe}
}

// cite fits what is cited beside the best sentence.
func cite(examples []example) rag.Citing {
	l, _ := fit(examples)
	return rag.Citing{Logistic: l, From: citedFrom, FromSeveral: citedSeveral}
}

// rankingWithout fits the ranking on the questions of the other folds.
func rankingWithout(lists []list, fold string) rag.Ranking {
	return fitRanking(slices.DeleteFunc(slices.Clone(lists), func(l list) bool { return foldOf(l.id) == fold }))
}

// byFold fits something without each fold.
func byFold[T any](examples []example, fit func([]example) T) map[string]T {
	out := map[string]T{}
	for _, fold := range foldsOf(examples) {
		out[fold] = fit(slices.DeleteFunc(slices.Clone(examples), func(e example) bool { return foldOf(e.id) == fold }))
	}
	return out
}

// confidences are what decisions by fold say of the examples of their folds.
func confidences(examples []example, decisionOf func(fold string) rag.Decision) []float64 {
	out := make([]float64, len(examples))
	for i, e := range examples {
		d := decisionOf(foldOf(e.id))
		out[i] = d.Confidence(e.features, d.Probe.Model, e.state)
	}
	return out
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

// fit fits a logistic regression over the features of examples, and over the
// judge's states where they have them: the weights that give the outcomes the
// greatest likelihood, held small by the ridges.
func fit(examples []example) (rag.Logistic, rag.Probe) {
	if len(examples) == 0 {
		return rag.Logistic{}, rag.Probe{} // the judge is switched off
	}
	names := slices.Sorted(maps.Keys(examples[0].features))
	var x columns
	for _, name := range names {
		x.add(examples, ridge, func(e example) float64 { return e.features[name] })
	}
	for i := range examples[0].state {
		x.add(examples, stateRidge, func(e example) float64 { return e.state[i] })
	}
	weights, bias := x.fit(examples)
	n := len(names)
	l := rag.Logistic{Names: names, Mean: x.mean[:n], Scale: x.scale[:n], Weights: weights[:n], Bias: bias}
	var probe rag.Probe
	for i, w := range weights[n:] {
		w /= x.scale[n+i]
		probe.Weights = append(probe.Weights, w)
		probe.Bias -= w * x.mean[n+i]
	}
	return l, probe
}

// columns are variables of a regression over examples, each scaled to mean 0
// and deviation 1.
type columns struct {
	values             [][]float64 // by variable and example
	mean, scale, ridge []float64
}

func (x *columns) add(examples []example, ridge float64, value func(example) float64) {
	column := make([]float64, len(examples))
	for n, e := range examples {
		column[n] = value(e)
	}
	mean, deviation := stat.PopMeanStdDev(column, nil)
	if deviation < 1e-9 {
		deviation = 1
	}
	floats.AddConst(-mean, column)
	floats.Scale(1/deviation, column)
	x.values = append(x.values, column)
	x.mean, x.scale, x.ridge = append(x.mean, mean), append(x.scale, deviation), append(x.ridge, ridge)
}

// fit returns a weight for each variable, and the bias.
func (x *columns) fit(examples []example) (weights []float64, bias float64) {
	n := len(x.values)
	z := make([]float64, len(examples))
	logits := func(w []float64) {
		for i := range z {
			z[i] = w[n]
		}
		for i, column := range x.values {
			floats.AddScaled(z, w[i], column)
		}
	}
	w := minimise(n+1, func(w []float64) float64 {
		logits(w)
		loss := 0.0
		for i, r := range x.ridge {
			loss += r / 2 * w[i] * w[i]
		}
		for i, e := range examples {
			if e.answer {
				loss += softplus(-z[i])
			} else {
				loss += softplus(z[i])
			}
		}
		return loss
	}, func(gradient, w []float64) {
		logits(w)
		for i, e := range examples {
			z[i] = 1 / (1 + math.Exp(-z[i]))
			if e.answer {
				z[i]--
			}
		}
		for i, column := range x.values {
			gradient[i] = floats.Dot(column, z) + x.ridge[i]*w[i]
		}
		gradient[n] = floats.Sum(z)
	})
	return w[:n], w[n]
}

// softplus is log(1 + exp(x)).
func softplus(x float64) float64 { return max(x, 0) + math.Log1p(math.Exp(-math.Abs(x))) }

// minimise returns where a convex function of n numbers is least.
func minimise(n int, f func(x []float64) float64, gradient func(gradient, x []float64)) []float64 {
	result, err := optimize.Minimize(optimize.Problem{Func: f, Grad: gradient}, make([]float64, n), &optimize.Settings{GradientThreshold: 1e-4}, &optimize.LBFGS{})
	if result == nil {
		panic(err) // the problem is ill-defined
	}
	return result.X
}

// report prints the weights, the area under the curve and the refusals by
// kind, of examples that the decision did not see.
func (m measured) report(w io.Writer, d rag.Decision, partial map[string]rag.Calibration) {
	examples := m.examples
	unseen := confidences(examples, func(fold string) rag.Decision { return partial[fold].Decision })
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
