package eval

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"casebot/rag"
)

// Outcomes of a claim, in the order of a report.
var Outcomes = []string{"supported", "contradicted", "not found"}

// Claim is one line of a claim file.
type Claim struct {
	ID       string `json:"id"`
	Claim    string `json:"claim"`
	Outcome  string `json:"outcome"`
	Language string `json:"language,omitempty"`
	// Evidence supports or contradicts the claim; any one item will do. Empty
	// where nothing is found.
	Evidence []Evidence `json:"evidence"`
	Notes    string     `json:"notes,omitempty"`
}

// Verifier checks one claim: its outcome is one of Outcomes.
type Verifier interface {
	Verify(ctx context.Context, claim string) (outcome string, citations []rag.Citation, err error)
}

// ClaimResult is one checked claim.
type ClaimResult struct {
	Claim     Claim
	Outcome   string
	Citations []rag.Citation
	// Cited tells whether a citation hits the evidence; false without evidence.
	Cited bool
}

// LoadClaims reads a claim file as Load reads a question file.
func LoadClaims(r io.Reader, name string) ([]Claim, error) {
	return loadLines(r, name, Claim.check, func(c Claim) string { return c.ID })
}

// check reports the first contradiction in c.
func (c Claim) check() error {
	switch {
	case c.ID == "":
		return errors.New("id is missing")
	case strings.TrimSpace(c.Claim) == "":
		return errors.New("claim is missing")
	case !slices.Contains(Outcomes, c.Outcome):
		return fmt.Errorf("unknown outcome %q", c.Outcome)
	case c.Outcome == "not found" && len(c.Evidence) > 0:
		return errors.New("not found, yet it has evidence")
	case c.Outcome != "not found" && len(c.Evidence) == 0:
		return errors.New("evidence is missing")
	}
	return checkEvidence(c.Evidence)
}

// RunClaims checks every claim in order. The first error ends the run and is
// returned with the results so far.
func RunClaims(ctx context.Context, v Verifier, claims []Claim) ([]ClaimResult, error) {
	results := make([]ClaimResult, 0, len(claims))
	for _, c := range claims {
		outcome, citations, err := v.Verify(ctx, c.Claim)
		if err == nil && !slices.Contains(Outcomes, outcome) {
			err = fmt.Errorf("unknown outcome %q", outcome)
		}
		if err != nil {
			return results, fmt.Errorf("claim %s: %w", c.ID, err)
		}
		results = append(results, ClaimResult{c, outcome, citations, citesAny(citations, c.Evidence)})
	}
	return results, nil
}

// citesAny reports whether a citation hits an item of evidence.
func citesAny(citations []rag.Citation, evidence []Evidence) bool {
	return slices.ContainsFunc(citations, func(c rag.Citation) bool {
		return slices.ContainsFunc(evidence, func(e Evidence) bool { return hits(c.Article, c.Span, e) })
	})
}

// ClaimReport sums up checked claims.
type ClaimReport struct {
	Claims int `json:"claims"`
	// Accuracy is the share of claims with the right outcome; MacroF1 the mean
	// over outcomes of the harmonic mean of precision and recall.
	Accuracy Value   `json:"accuracy"`
	MacroF1  float64 `json:"macro_f1"`
	// Cited is the share, of the claims with evidence and the right outcome,
	// whose citations hit it.
	Cited Value `json:"cited"`
	// Confusion counts claims by labelled outcome, then by the one given.
	Confusion map[string]map[string]int `json:"confusion"`
}

// SummarizeClaims computes the report of results.
func SummarizeClaims(results []ClaimResult) ClaimReport {
	report := ClaimReport{Claims: len(results), Confusion: map[string]map[string]int{}}
	for _, o := range Outcomes {
		report.Confusion[o] = map[string]int{}
	}
	ones := make([]float64, len(results))
	right, cited, citable := make([]float64, len(results)), make([]float64, len(results)), make([]float64, len(results))
	for i, r := range results {
		report.Confusion[r.Claim.Outcome][r.Outcome]++
		ones[i] = 1
		right[i] = indicator(r.Outcome == r.Claim.Outcome)
		if len(r.Claim.Evidence) > 0 {
			citable[i] = right[i]
			cited[i] = right[i] * indicator(r.Cited)
		}
	}
	report.Accuracy = bootstrap(right, ones)
	report.Cited = bootstrap(cited, citable)
	for _, o := range Outcomes {
		report.MacroF1 += report.f1(o) / float64(len(Outcomes))
	}
	return report
}

// f1 is the harmonic mean of precision and recall of one outcome, 0 where it
// never came right.
func (r ClaimReport) f1(outcome string) float64 {
	hit, labelled, given := r.Confusion[outcome][outcome], 0, 0
	for _, o := range Outcomes {
		labelled += r.Confusion[outcome][o]
		given += r.Confusion[o][outcome]
	}
	if hit == 0 {
		return 0
	}
	return 2 * float64(hit) / float64(labelled+given)
}

// WriteTable writes the confusion counts, a row for each labelled outcome, and
// the figures below.
func (r ClaimReport) WriteTable(w io.Writer) error {
	fmt.Fprintf(w, "%-14s", "labelled")
	for _, o := range Outcomes {
		fmt.Fprintf(w, " %12s", o)
	}
	fmt.Fprintln(w)
	for _, labelled := range Outcomes {
		fmt.Fprintf(w, "%-14s", labelled)
		for _, given := range Outcomes {
			fmt.Fprintf(w, " %12d", r.Confusion[labelled][given])
		}
		fmt.Fprintln(w)
	}
	_, err := fmt.Fprintf(w, "\n%d claims: accuracy %s [%s, %s], macro F1 %s, evidence cited %s [%s, %s]\n", r.Claims,
		decimal(r.Accuracy.Value), decimal(r.Accuracy.Low), decimal(r.Accuracy.High), decimal(r.MacroF1),
		decimal(r.Cited.Value), decimal(r.Cited.Low), decimal(r.Cited.High))
	return err
}
