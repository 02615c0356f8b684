package main

import (
	"maps"
	"math"
	"slices"

	"gonum.org/v1/gonum/floats"

	"casebot/rag"
)

// rankRidge is the L2 penalty on the weights of the scaled signals.
const rankRidge = 3.0

// list is what the judge has read for one answerable question.
type list struct {
	id        string
	sentences []map[string]float64 // signals
	mixtures  []float64            // what they were chosen for reading by
	right     []bool               // which of them answer
}

// fitRanking fits the weights that give the sentences that answer the greatest
// probability, where a question's sentences share 1 in proportion to exp(score).
func fitRanking(lists []list) rag.Ranking {
	if len(lists) == 0 {
		return rag.Ranking{} // the judge is switched off
	}
	names := slices.Sorted(maps.Keys(lists[0].sentences[0]))
	scale := deviations(lists, names)
	scaled := make([][][]float64, len(lists)) // by list, sentence and signal
	for n, l := range lists {
		for _, s := range l.sentences {
			scaled[n] = append(scaled[n], values(s, names, scale))
		}
	}
	weights := minimise(len(names), func(w []float64) float64 {
		loss := rankRidge * floats.Dot(w, w)
		for n, l := range lists {
			all, right := logSums(w, scaled[n], l.right)
			loss += all - right
		}
		return loss
	}, func(gradient, w []float64) {
		floats.ScaleTo(gradient, 2*rankRidge, w)
		for n, l := range lists {
			all, right := shares(w, scaled[n], l.right)
			for i, signals := range scaled[n] {
				floats.AddScaled(gradient, all[i]-right[i], signals)
			}
		}
	})
	for j := range weights {
		weights[j] /= scale[j]
	}
	return rag.Ranking{Names: names, Weights: weights}
}

func values(signals map[string]float64, names []string, scale []float64) []float64 {
	out := make([]float64, len(names))
	for j, name := range names {
		out[j] = signals[name] / scale[j]
	}
	return out
}

// logSums are the logarithms of the sums of exp(score) over a list's
// sentences, over all of them and over those that answer.
func logSums(weights []float64, sentences [][]float64, answers []bool) (all, right float64) {
	var scores, answering []float64
	for i, signals := range sentences {
		score := floats.Dot(weights, signals)
		scores = append(scores, score)
		if answers[i] {
			answering = append(answering, score)
		}
	}
	return floats.LogSumExp(scores), floats.LogSumExp(answering)
}

// shares are the probabilities of a list's sentences, among all of them and
// among those that answer.
func shares(weights []float64, sentences [][]float64, answers []bool) (all, right []float64) {
	all, right = make([]float64, len(sentences)), make([]float64, len(sentences))
	sum, sumRight := logSums(weights, sentences, answers)
	for i, signals := range sentences {
		score := floats.Dot(weights, signals)
		all[i] = math.Exp(score - sum)
		if answers[i] {
			right[i] = math.Exp(score - sumRight)
		}
	}
	return all, right
}

// score is what a ranking gives a sentence.
func score(r rag.Ranking, signals map[string]float64) float64 {
	sum := 0.0
	for j, name := range r.Names {
		sum += r.Weights[j] * signals[name]
	}
	return sum
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
