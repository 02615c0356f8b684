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
	Backup dbBackupCommand `cmd:"" help:"Copy the database to a new file. The bot may be running."`
}

// dbExportCommand writes the stored rows to standard output.
type dbExportCommand struct{}

// Run implements command.
func (dbExportCommand) Run(ctx context.Context, a *app) error {
	return a.withData(func(dir string) error { return store.Export(ctx, dir, a.out) })
}

// dbBackupCommand copies the database.
type dbBackupCommand struct {
	File string `arg:"" help:"File to write, which must not be there."`
}

// Run implements command.
func (c *dbBackupCommand) Run(ctx context.Context, a *app) error {
	return a.withData(func(dir string) error { return store.Backup(ctx, dir, c.File) })
}

// withData runs do on the data folder, which must hold a database.
func (a *app) withData(do func(dir string) error) error {
	dir, err := a.settings.Data()
	if err != nil {
		return err
	}
	if err = do(dir); errors.Is(err, store.ErrNotFound) {
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
