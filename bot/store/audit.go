package store

import (
	"context"
	"database/sql"
	"strings"
	"time"
)

// Bounds on what a row may hold, in bytes.
const (
	maxQuestionBytes = 4000
	maxDetailBytes   = 1000
)

// Action is one thing that an admin, or the program itself, did.
type Action struct {
	At     time.Time // set by the store
	Guild  string    // where it was done; "" outside servers
	Actor  string    // user ID; "" for the program itself or a deleted user
	Name   string    // "corpus reload", "settings", ...
	Detail string
	Result string // "done", or what went wrong
}

// AddAction writes to the audit log. nil means that it is on disk.
func (s *Store) AddAction(ctx context.Context, a Action) error {
	return s.put(ctx, s.insertAction(a))
}

func (s *Store) insertAction(a Action) func(tx *sql.Tx) error {
	at := s.opts.Now().UnixMilli()
	return func(tx *sql.Tx) error {
		_, err := tx.Exec("INSERT INTO audit (at, guild, actor, action, detail, result) VALUES (?, ?, ?, ?, ?, ?)",
			at, a.Guild, a.Actor, a.Name, shorten(a.Detail, maxDetailBytes), shorten(a.Result, maxDetailBytes))
		return err
	}
}

// Actions returns at most limit entries of one server's audit log, newest first.
func (s *Store) Actions(ctx context.Context, guild string, limit int) ([]Action, error) {
	return list(ctx, s, scanAction, `SELECT at, guild, actor, action, detail, result
		FROM audit WHERE guild = ? ORDER BY at DESC, id DESC LIMIT ?`, guild, limit)
}

func scanAction(row scanner) (Action, error) {
	var a Action
	var at int64
	err := row.Scan(&at, &a.Guild, &a.Actor, &a.Name, &a.Detail, &a.Result)
	a.At = time.UnixMilli(at)
	return a, err
}

// shorten cuts text to at most n bytes, never inside a rune.
func shorten(text string, n int) string {
	if len(text) <= n {
		return text
	}
	return strings.ToValidUTF8(text[:n], "")
}
