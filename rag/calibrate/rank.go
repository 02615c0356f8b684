package main

import (
	"maps"
	"math"
	"slices"

	"casebot/rag"
)

const (
	rankRidge = 3.0 // L2 penalty on the weights of the scaled signals
	rankSteps = 2000
	rankRate  = 0.1
)

// list is what the judge has read for one answerable question.
type list struct {
	id        string
	sentences []map[string]float64 // signals
	right     []bool               // which of them answer
}

// fitRanking fits the weights that give the sentences that answer the greatest
// probability, where a question's sentences share 1 in proportion to exp(score).
func fitRanking(lists []list) rag.Ranking {
	r := rag.Ranking{Names: slices.Sorted(maps.Keys(lists[0].sentences[0]))}
	r.Weights = make([]float64, len(r.Names))
	scale := deviations(lists, r.Names)
	for range rankSteps {
		gradient := make([]float64, len(r.Names))
		for _, l := range lists {
			all, right := shares(r, l)
			for i, s := range l.sentences {
				for j, name := range r.Names {
					gradient[j] += (all[i] - right[i]) * s[name] / scale[j]
				}
			}
		}
		for j := range r.Weights {
			scaled := r.Weights[j] * scale[j]
			scaled -= rankRate * (gradient[j] + 2*rankRidge*scaled) / float64(len(lists))
			r.Weights[j] = scaled / scale[j]
		}
	}
	return r
}

// shares are the probabilities of a list's sentences, among all of them and
// among those that answer.
func shares(r rag.Ranking, l list) (all, right []float64) {
	all, right = make([]float64, len(l.sentences)), make([]float64, len(l.sentences))
	var sum, sumRight float64
	for i, s := range l.sentences {
		score := 0.0
		for j, name := range r.Names {
			score += r.Weights[j] * s[name]
		}
		all[i] = math.Exp(score)
		sum += all[i]
		if l.right[i] {
			right[i] = all[i]
			sumRight += all[i]
		}
	}
	for i := range all {
		all[i] /= sum
		right[i] /= sumRight
	}
	return all, right
}

// deviations are the standard deviations of the signals.
func deviations(lists []list, names []string) []float64 {
	out := make([]float64, len(names))
	for j, name := range names {
		var sum, squares, n float64
		for _, l := range lists {
			for _, s := range l.sentences {
				sum, squares, n = sum+s[name], squares+s[name]*s[name], n+1
			}
		}
		out[j] = math.Sqrt(max(squares/n-sum/n*sum/n, 1e-9))
	}
	return out
}
