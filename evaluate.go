package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"

	"casebot/rag"
	"casebot/rag/eval"
)

// evalCommand scores question files.
type evalCommand struct {
	File      string `arg:"" type:"existingfile" help:"Questions or claims, one JSON object a line."`
	Claims    bool   `help:"The file holds claims."`
	JSON      bool   `name:"json" help:"Write the scores as JSON."`
	Golden    string `help:"Write what was retrieved, decided and cited for each question to FILE." placeholder:"FILE"`
	Generator string `help:"Who phrases the answers: openai, by the settings for it, or off." enum:"openai,off" default:"off"`
	Unchecked bool   `help:"Let the language model's sentences pass without checks, to see what these do."`
}

// Run implements command.
func (c *evalCommand) Run(ctx context.Context, a *app) error {
	file, err := os.Open(c.File)
	if err != nil {
		return err
	}
	defer file.Close()
	if c.Claims {
		return c.claims(ctx, a, file)
	}
	questions, err := eval.Load(file, filepath.Base(c.File))
	if err != nil {
		return err
	}
	a.settings.Generator, a.unchecked = c.Generator, c.Unchecked
	if err := a.settings.Validate(); err != nil {
		return err
	}
	answerer, err := a.answerer(ctx)
	if err != nil {
		return err
	}
	progress, done := a.progress("Asking")
	defer done()
	asked := 0
	results, err := eval.Run(ctx, answerer, questions, func(eval.Result) {
		asked++
		if progress != nil {
			progress(asked, len(questions))
		}
	})
	if err != nil {
		return err
	}
	if c.Golden != "" {
		if err := writeFile(c.Golden, results); err != nil {
			return err
		}
	}
	report := eval.Summarize(results)
	if c.JSON {
		return report.WriteJSON(a.out)
	}
	return report.WriteTable(a.out)
}

func writeFile(path string, results []eval.Result) error {
	file, err := os.Create(path)
	if err != nil {
		return err
	}
	if err := eval.WriteGolden(file, results); err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	return file.Close()
}

// claims scores a file of claims.
func (c *evalCommand) claims(ctx context.Context, a *app, file *os.File) error {
	claims, err := eval.LoadClaims(file, filepath.Base(c.File))
	if err != nil {
		return err
	}
	answerer, err := a.answerer(ctx)
	if err != nil {
		return err
	}
	results, err := eval.RunClaims(ctx, verifier{answerer}, claims)
	if err != nil {
		return err
	}
	report := eval.SummarizeClaims(results)
	if c.JSON {
		return json.NewEncoder(a.out).Encode(report)
	}
	return report.WriteTable(a.out)
}

// verifier gives eval the outcome of a verdict as a word.
type verifier struct{ *rag.Answerer }

// Verify implements eval.Verifier.
func (v verifier) Verify(ctx context.Context, claim string) (string, []rag.Citation, error) {
	verdict, err := v.Answerer.Verify(ctx, claim)
	return verdict.Outcome.String(), verdict.Citations, err
}
