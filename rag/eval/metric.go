package eval

// Metric is one figure of a report: a ratio of sums over questions, so that
// the same definition serves a single question, a kind and a resample.
type Metric struct {
	Name string
	// of returns what one question adds above and below the fraction bar;
	// 0, 0 where the metric does not concern it.
	of func(Result) (float64, float64)
}

// Metrics are all figures of a report, in order. Retrieval, answers and
// citations are scored over the answerable questions only.
var Metrics = []Metric{
	{"hit@1", answerable(hitAt(1))},
	{"hit@3", answerable(hitAt(3))},
	{"hit@5", answerable(hitAt(5))},
	{"hit@10", answerable(hitAt(10))},
	{"mrr", answerable(reciprocalRank)},
	{"recall@3", answerable(recallAt(3))},
	{"recall@5", answerable(recallAt(5))},
	{"recall@10", answerable(recallAt(10))},
	{"answer correct", answerable(func(r Result) float64 { return indicator(r.Correct) })},
	{"answer text correct", answerable(func(r Result) float64 { return indicator(r.CorrectText) })},
	{"wrong refusals", answerable(func(r Result) float64 { return indicator(r.Answer.Outcome.Refused()) })},
	{"refusal accuracy", refusalAccuracy},
	{"citation precision", citationPrecision},
	{"citation recall", answerable(func(r Result) float64 { return share(r.CitedItems) })},
	{"outcome right", func(r Result) (float64, float64) { return indicator(r.Right()), 1 }},
}

// answerable restricts a mean to the questions that have an answer.
func answerable(value func(Result) float64) func(Result) (float64, float64) {
	return func(r Result) (float64, float64) {
		if !r.Question.Answerable {
			return 0, 0
		}
		return value(r), 1
	}
}

// hitAt is 1 if one of the first k passages hits.
func hitAt(k int) func(Result) float64 {
	return func(r Result) float64 {
		first := firstRank(r.Found)
		return indicator(first > 0 && first <= k)
	}
}

// recallAt is the share of needed items hit in the first k passages.
func recallAt(k int) func(Result) float64 {
	return func(r Result) float64 {
		found := make([]bool, len(r.Found))
		for i, rank := range r.Found {
			found[i] = rank > 0 && rank <= k
		}
		return share(found)
	}
}

func reciprocalRank(r Result) float64 {
	if first := firstRank(r.Found); first > 0 {
		return 1 / float64(first)
	}
	return 0
}

func refusalAccuracy(r Result) (float64, float64) {
	if r.Question.Answerable {
		return 0, 0
	}
	return indicator(r.Answer.Outcome.Refused()), 1
}

// citationPrecision counts passages, not questions: a question that cites
// three weighs three times.
func citationPrecision(r Result) (float64, float64) {
	if !r.Question.Answerable {
		return 0, 0
	}
	n := float64(len(r.CitedHits))
	return share(r.CitedHits) * n, n
}

func indicator(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

// share returns the share of true values, 0 for none at all.
func share(values []bool) float64 {
	if len(values) == 0 {
		return 0
	}
	sum := 0.0
	for _, v := range values {
		sum += indicator(v)
	}
	return sum / float64(len(values))
}
