package eval

import (
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"math"
	"slices"
)

// lowerIsBetter are the metrics that rise when things get worse.
var lowerIsBetter = []string{"wrong refusals"}

// Statistics are the figures of a statistics file: by question set, then by
// metric, rounded to four places.
type Statistics map[string]map[string]float64

// Add takes over the figures that a report has over all its questions.
func (s Statistics) Add(set string, r Report) {
	figures := map[string]float64{}
	for name, v := range r.All().Figures {
		figures[name] = math.Round(v.Value*1e4) / 1e4
	}
	s[set] = figures
}

// Drops lists, in order of their names, the figures of now that are worse than
// in s by more than tolerance, or missing. Sets that only now has are no drop.
func (s Statistics) Drops(now Statistics, tolerance float64) []string {
	var drops []string
	for _, set := range slices.Sorted(maps.Keys(s)) {
		for _, metric := range slices.Sorted(maps.Keys(s[set])) {
			before := s[set][metric]
			after, ok := now[set][metric]
			if !ok {
				drops = append(drops, fmt.Sprintf("%s: %s is missing", set, metric))
				continue
			}
			worse := before - after
			if slices.Contains(lowerIsBetter, metric) {
				worse = -worse
			}
			if worse > tolerance {
				drops = append(drops, fmt.Sprintf("%s: %s went from %s to %s", set, metric, decimal(before), decimal(after)))
			}
		}
	}
	return drops
}

// ReadStatistics reads a statistics file.
func ReadStatistics(r io.Reader) (Statistics, error) {
	var s Statistics
	if err := json.NewDecoder(r).Decode(&s); err != nil {
		return nil, fmt.Errorf("read statistics: %w", err)
	}
	return s, nil
}

// Write writes s so that equal figures give equal bytes.
func (s Statistics) Write(w io.Writer) error {
	e := json.NewEncoder(w)
	e.SetIndent("", "  ")
	return e.Encode(s)
}
