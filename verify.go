package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"casebot/corpus"
	"casebot/rag"
)

// verifyCommand checks a claim against the articles.
type verifyCommand struct {
	Claim []string `arg:"" optional:"" help:"The claim, as a sentence."`
	JSON  bool     `name:"json" help:"Write the verdict as JSON."`
}

// Run implements command.
func (c *verifyCommand) Run(ctx context.Context, a *app) error {
	text := strings.Join(c.Claim, " ")
	if strings.TrimSpace(text) == "" {
		return hinted{errors.New("no claim"), `check one: casebot verify "The man was arrested in Belgium."`}
	}
	answerer, err := a.answerer(ctx)
	if err != nil {
		return err
	}
	v, err := answerer.Verify(ctx, text)
	if err != nil {
		return err
	}
	if !c.JSON {
		a.showVerdict(v)
		return nil
	}
	out := json.NewEncoder(a.out)
	out.SetEscapeHTML(false)
	return out.Encode(map[string]any{"claim": v.Claim, "outcome": v.Outcome.String(), "reason": v.Reason, "citations": citationsJSON(v.Citations)})
}

// showVerdict prints a verdict and the passages that it rests on.
func (t *terminal) showVerdict(v rag.Verdict) {
	st := t.styles()
	outcome := v.Outcome.String()
	fmt.Fprintln(t.out, t.wrap(st.headline.Render(strings.ToUpper(outcome[:1])+outcome[1:]+".")+" "+corpus.Visible(v.Reason), ""))
	if v.Outcome == rag.NotFound && len(v.Citations) > 0 {
		fmt.Fprintln(t.out, "\nClosest, but neither for nor against it:")
	}
	for i, c := range v.Citations {
		fmt.Fprintln(t.out)
		t.showPassage(fmt.Sprintf("[%d]", i+1), c, st)
	}
}

func citationsJSON(cs []rag.Citation) []citationJSON {
	out := []citationJSON{}
	for _, c := range cs {
		out = append(out, citationJSON{c.Article.ID, c.Start, c.End, c.Text})
	}
	return out
}
