package eval

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"time"
)

// tableMetrics are the figures with room in the table by kind.
var tableMetrics = []string{
	"hit@1", "hit@3", "hit@5", "mrr", "recall@5", "answer correct", "answer text correct",
	"wrong refusals", "refusal accuracy", "citation precision", "citation recall",
}

// nameWidth holds the longest kind.
const nameWidth = len("unanswerable-near")

// tableHeads name the same in the width of a column.
var tableHeads = []string{
	"hit@1", "hit@3", "hit@5", "mrr", "recall@5", "correct", "(text)",
	"wrong ref", "refused", "cit prec", "cit rec",
}

// WriteTable writes the figures by kind, then those over all questions with
// their intervals, then the curve.
func (r Report) WriteTable(w io.Writer) error {
	fmt.Fprintf(w, "%-*s %3s", nameWidth, "kind", "n")
	for _, head := range tableHeads {
		fmt.Fprintf(w, " %9s", head)
	}
	fmt.Fprintln(w)
	for _, row := range r.Rows {
		fmt.Fprintf(w, "%-*s %3d", nameWidth, row.Name, row.Questions)
		for _, name := range tableMetrics {
			cell := "·"
			if v, ok := row.Figures[name]; ok {
				cell = decimal(v.Value)
			}
			fmt.Fprintf(w, " %9s", cell)
		}
		fmt.Fprintln(w)
	}
	fmt.Fprintln(w)
	return r.writeAll(w)
}

// writeAll writes every figure over all questions, one a line.
func (r Report) writeAll(w io.Writer) error {
	fmt.Fprintf(w, "%d questions, %d answerable; intervals of %.0f%%\n", r.Questions, r.Answerable, 100*interval)
	all := r.All()
	for _, m := range Metrics {
		if v, ok := all.Figures[m.Name]; ok {
			fmt.Fprintf(w, "  %-20s %s  [%s, %s]  n %d\n", m.Name, decimal(v.Value), decimal(v.Low), decimal(v.High), v.N)
		}
	}
	c := r.Curve
	_, err := fmt.Fprintf(w, "  confidence           risk %s at coverage 0.5, %s at 0.8, %s at 1; area %s; Brier %s; AUC %s\n",
		decimal(c.RiskAt(0.5)), decimal(c.RiskAt(0.8)), decimal(c.RiskAt(1)), decimal(c.Area), decimal(c.Brier), decimal(c.AnswerAUC))
	return err
}

// WriteTiming writes how long answers took. It is no part of WriteTable, whose
// output repeats.
func (r Report) WriteTiming(w io.Writer) error {
	_, err := fmt.Fprintf(w, "median %s, 95%% within %s\n", r.Median.Round(time.Millisecond), r.P95.Round(time.Millisecond))
	return err
}

// WriteJSON writes the report as indented JSON.
func (r Report) WriteJSON(w io.Writer) error {
	e := json.NewEncoder(w)
	e.SetIndent("", "  ")
	return e.Encode(r)
}

// decimal writes a share with two places and no leading zero, as in .72.
func decimal(v float64) string {
	return strings.TrimPrefix(fmt.Sprintf("%.2f", v), "0")
}
