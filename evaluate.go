package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"casebot/rag/eval"
)

// evalCommand scores question files.
type evalCommand struct {
	File   string `arg:"" type:"existingfile" help:"Questions, one JSON object a line."`
	JSON   bool   `name:"json" help:"Write the scores as JSON."`
	Golden string `help:"Write what was retrieved, decided and cited for each question to FILE." placeholder:"FILE"`
}

// Run implements command.
func (c *evalCommand) Run(ctx context.Context, a *app) error {
	file, err := os.Open(c.File)
	if err != nil {
		return err
	}
	defer file.Close()
	questions, err := eval.Load(file, filepath.Base(c.File))
	if err != nil {
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
