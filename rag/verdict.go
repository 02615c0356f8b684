package rag

// ClaimOutcome is what the articles say of a claim.
type ClaimOutcome int

const (
	// Supported: a passage says it.
	Supported ClaimOutcome = iota
	// Contradicted: a passage that speaks of the same thing has another
	// number, date, name or sign.
	Contradicted
	// NotFound: no passage speaks of it.
	NotFound
)

var claimOutcomeNames = [...]string{"supported", "contradicted", "not found"}

// String returns the outcome in lower case.
func (o ClaimOutcome) String() string { return claimOutcomeNames[o] }

// Verdict is what was found of one claim.
type Verdict struct {
	Claim   string
	Outcome ClaimOutcome
	// Reason says in one sentence what agrees or differs.
	Reason string
	// Citations are the passages that support or contradict it; on NotFound
	// the nearest ones, which do neither.
	Citations []Citation
	Version   string
}
