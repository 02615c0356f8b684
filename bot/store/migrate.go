package store

import (
	"database/sql"
	"embed"
	"fmt"
	"io/fs"
)

//go:embed migrations/*.sql
var migrationFiles embed.FS

var migrations = func() fs.FS {
	sub, err := fs.Sub(migrationFiles, "migrations")
	if err != nil {
		panic(err) // the folder is part of the program
	}
	return sub
}()

// migrate applies the files of steps, in order of their names, that the
// database has not seen: PRAGMA user_version counts them. Each is one
// transaction. A database that has seen more is left alone: ErrNewer.
func migrate(db *sql.DB, steps fs.FS) error {
	names, err := fs.Glob(steps, "*.sql")
	if err != nil {
		return err
	}
	var seen int
	if err := db.QueryRow("PRAGMA user_version").Scan(&seen); err != nil {
		return err
	}
	if seen > len(names) {
		return fmt.Errorf("%w: it is at step %d, this one knows %d", ErrNewer, seen, len(names))
	}
	for i := seen; i < len(names); i++ {
		if err := step(db, steps, names[i], i+1); err != nil {
			return fmt.Errorf("migration %s: %w", names[i], err)
		}
	}
	return nil
}

func step(db *sql.DB, steps fs.FS, name string, version int) error {
	text, err := fs.ReadFile(steps, name)
	if err != nil {
		return err
	}
	tx, err := db.Begin()
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if _, err := tx.Exec(string(text)); err != nil {
		return err
	}
	if _, err := tx.Exec(fmt.Sprintf("PRAGMA user_version = %d", version)); err != nil {
		return err
	}
	return tx.Commit()
}
