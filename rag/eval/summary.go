package eval

import (
	"cmp"
	"math"
	"math/rand/v2"
	"slices"
	"time"
)

const (
	// resamples of the bootstrap and the seed that makes reports repeat.
	resamples = 2000
	seed      = 1
	// interval is the share of resamples between Low and High.
	interval = 0.95
)

// Report sums up a run.
type Report struct {
	Questions  int `json:"questions"`
	Answerable int `json:"answerable"`
	// Rows: one a kind in the order of Kinds, then one a language other than
	// English, then "all".
	Rows []Row `json:"rows"`
	// Curve is the risk–coverage curve by confidence.
	Curve Curve `json:"curve"`
	// Median and P95 are the time an answer took.
	Median time.Duration `json:"median_ns"`
	P95    time.Duration `json:"p95_ns"`
}

// Row holds the figures of one group of questions.
type Row struct {
	Name      string           `json:"name"`
	Questions int              `json:"questions"`
	Figures   map[string]Value `json:"figures"`
}

// Value is a figure with its percentile bootstrap interval (Efron 1979). N is
// what the fraction counts: questions, or passages for citation precision.
type Value struct {
	Value float64 `json:"value"`
	Low   float64 `json:"low"`
	High  float64 `json:"high"`
	N     int     `json:"n"`
}

// All returns the row over all questions.
func (r Report) All() Row { return r.Rows[len(r.Rows)-1] }

// Summarize computes every metric by kind, by language and in all.
func Summarize(results []Result) Report {
	report := Report{Questions: len(results), Curve: NewCurve(results)}
	byName := map[string][]Result{}
	var languages []string
	for _, r := range results {
		report.Answerable += int(indicator(r.Question.Answerable))
		byName[r.Question.Kind] = append(byName[r.Question.Kind], r)
		if r.Question.Language == "" {
			continue
		}
		name := "in " + r.Question.Language
		if byName[name] == nil {
			languages = append(languages, name)
		}
		byName[name] = append(byName[name], r)
	}
	slices.Sort(languages)
	for _, name := range append(slices.Clone(Kinds), languages...) {
		if group := byName[name]; len(group) > 0 {
			report.Rows = append(report.Rows, newRow(name, group))
		}
	}
	report.Rows = append(report.Rows, newRow("all", results))
	report.Median, report.P95 = quantile(results, 0.5), quantile(results, 0.95)
	return report
}

func newRow(name string, results []Result) Row {
	row := Row{Name: name, Questions: len(results), Figures: map[string]Value{}}
	for _, m := range Metrics {
		if v := m.value(results); v.N > 0 {
			row.Figures[m.Name] = v
		}
	}
	return row
}

// value computes the metric and its interval by resampling questions.
func (m Metric) value(results []Result) Value {
	above, below := make([]float64, len(results)), make([]float64, len(results))
	for i, r := range results {
		above[i], below[i] = m.of(r)
	}
	return bootstrap(above, below)
}

// bootstrap returns sum(above)/sum(below) with the interval over resampled
// pairs; N is 0 where there is nothing below the bar.
func bootstrap(above, below []float64) Value {
	n := sum(below)
	if n == 0 {
		return Value{}
	}
	v := Value{Value: sum(above) / n, N: int(math.Round(n))}
	random := rand.New(rand.NewPCG(seed, uint64(len(above))))
	ratios := make([]float64, 0, resamples)
	for range resamples {
		var a, b float64
		for range above {
			i := random.IntN(len(above))
			a, b = a+above[i], b+below[i]
		}
		if b > 0 {
			ratios = append(ratios, a/b)
		}
	}
	slices.Sort(ratios)
	tail := (1 - interval) / 2
	v.Low = ratios[int(tail*float64(len(ratios)))]
	v.High = ratios[int(math.Ceil((1-tail)*float64(len(ratios))))-1]
	return v
}

func sum(values []float64) float64 {
	total := 0.0
	for _, v := range values {
		total += v
	}
	return total
}

// quantile returns the time that a share q of the answers kept within.
func quantile(results []Result, q float64) time.Duration {
	if len(results) == 0 {
		return 0
	}
	sorted := slices.SortedFunc(slices.Values(results), func(a, b Result) int { return cmp.Compare(a.Took, b.Took) })
	return sorted[int(math.Ceil(q*float64(len(sorted))))-1].Took
}
