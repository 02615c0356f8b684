package main

import (
	"context"
	"strings"

	"casebot/corpus/cases"
)

// peopleCommand shows who plays a part in the cases.
type peopleCommand struct {
	Name []string `arg:"" optional:"" help:"A name, or a part of one; everybody without it."`
	JSON bool     `name:"json" help:"Write JSON, every quote with article, start, end and text."`
}

// Run implements command.
func (c *peopleCommand) Run(_ context.Context, a *app) error {
	set, err := a.casebook()
	if err != nil {
		return err
	}
	name := strings.Join(c.Name, " ")
	people := set.People(name)
	if len(people) == 0 && name != "" {
		return unknown(name, set.Suggest(name, suggested))
	}
	return a.tell(cases.Introduced("People", people), c.JSON, (*terminal).writeSummary)
}
