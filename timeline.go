package main

import (
	"context"
	"fmt"
	"strings"

	"casebot/corpus"
	"casebot/corpus/cases"
)

// timelineCommand shows facts by date.
type timelineCommand struct {
	Case []string `arg:"" optional:"" help:"A name, alias or person of a case; all cases without one."`
	From string   `help:"Leave out what lies before this date." placeholder:"2018-04"`
	To   string   `help:"Leave out what lies after this date." placeholder:"2018-12-31"`
	JSON bool     `name:"json" help:"Write JSON, every quote with article, start, end and text."`
}

// Run implements command.
func (c *timelineCommand) Run(_ context.Context, a *app) error {
	from, err := corpus.ParseDate(c.From)
	if err != nil {
		return fmt.Errorf("--from: %w", err)
	}
	to, err := corpus.ParseDate(c.To)
	if err != nil {
		return fmt.Errorf("--to: %w", err)
	}
	set, err := a.casebook()
	if err != nil {
		return err
	}
	title, id := "Timeline", ""
	if name := strings.Join(c.Case, " "); name != "" {
		found, err := findCase(set, name)
		if err != nil {
			return err
		}
		title, id = found.Name, found.ID
	}
	sum := cases.Told(title, set.Timeline(id, from, to))
	if len(sum.Lines) == 0 {
		sum.Notice = "No fact with a date lies there."
	} else if id == "" {
		sum.Notice = "Facts without a date are told with their case."
	}
	return a.tell(sum, c.JSON, (*terminal).writeTimeline)
}

func (t *terminal) writeTimeline(s cases.Summary) error { return s.WriteTimeline(t.out, t.width()) }
