package main

import (
	"context"
	"errors"
	"time"

	"casebot/bot/store"
)

// dbCommands deal with what the bot has stored.
type dbCommands struct {
	Export dbExportCommand `cmd:"" help:"Write every row as one JSON object a line. The bot may be running."`
}

// dbExportCommand writes the stored rows to standard output.
type dbExportCommand struct{}

// Run implements command.
func (dbExportCommand) Run(ctx context.Context, a *app) error {
	dir, err := a.settings.Data()
	if err != nil {
		return err
	}
	err = store.Export(ctx, dir, a.out)
	if errors.Is(err, store.ErrNotFound) {
		return hinted{err, "DATA_DIR names the folder that the bot keeps its data in."}
	}
	return err
}

// retention is how long the settings have rows kept.
func (a *app) retention() store.Retention {
	const day = 24 * time.Hour
	s := a.settings
	return store.Retention{
		Feedback:   time.Duration(s.FeedbackDays) * day,
		Unanswered: time.Duration(s.UnansweredDays) * day,
		Audit:      time.Duration(s.AuditDays) * day,
		Links:      time.Duration(s.LinkDays) * day,
	}
}
