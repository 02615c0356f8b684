package rag

import (
	"context"
	"fmt"
	"regexp"
	"strings"

	"casebot/corpus/claim"
)

// yesNo is a question that a statement with a question mark would also ask.
var yesNo = regexp.MustCompile(`(?i)^\s*(?:(?:so|and|but|ok|okay|well)[\s,]+)*(?:is|are|was|were|did|does|do|has|have|had)\s+(.+?)\s*\?*\s*$`)

// plainlyShared is the share of a question's words that a passage must have
// for a plain "Yes."
const plainlyShared = 0.7

// premise answers a yes-or-no question by what the articles say of it as a
// claim, and corrects any question that takes another number or date for
// granted than the articles give. It returns nil where it has nothing to say.
func (a *Answerer) premise(ctx context.Context, x *examination) (*Answer, error) {
	if x.intent == compare {
		return nil, nil
	}
	text := x.query.text
	asked := yesNo.FindStringSubmatch(text)
	statement := claimOf(text)
	if asked != nil {
		statement = asked[1]
	} else if len(claim.Numbers(statement)) == 0 {
		return nil, nil
	}
	compared, err := a.compare(ctx, x.snapshot, statement)
	if err != nil {
		return nil, err
	}
	outcome, c := settle(compared)
	switch {
	case outcome == Supported && asked != nil && c.supports >= surelyAt && c.shared >= plainlyShared:
		return x.rests(Answered, "Yes.", c), nil
	case outcome == Contradicted && (asked != nil || c.differsInNumber()):
		return x.rests(Corrected, correction(c), c), nil
	}
	return nil, nil
}

// rests is an answer that rests on one passage.
func (x *examination) rests(o Outcome, headline string, c *comparison) *Answer {
	a := &Answer{
		Outcome: o, Headline: headline, Citations: x.snapshot.citeAll(c),
		Confidence: sigmoid(c.supports), Standalone: x.query.text,
		Version: x.snapshot.corpus.Version, Retrieved: x.ranking(),
	}
	a.Dates = resolveDates(a.Citations)
	return a
}

func (c *comparison) differsInNumber() bool {
	kind := c.difference().Kind
	return kind == claim.Number || kind == claim.Date
}

// correction says what is otherwise: "Not ten years: eight years."
func correction(c *comparison) string {
	p := c.difference()
	_, instead, found := strings.Cut(p.Reason, "they give: ")
	if !found || !c.differsInNumber() {
		return fmt.Sprintf("Not quite: the passage differs on “%s”.", p.Text)
	}
	return fmt.Sprintf("Not %s: %s.", p.Text, instead)
}
