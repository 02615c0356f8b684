package store

import (
	"context"
	"database/sql"
	"errors"
	"time"
)

// Link leads from the message that holds an answer to the question it answers
// and to the answer before it, so that a reply is understood after a restart.
type Link struct {
	Message  string // the answer's message ID
	At       time.Time
	Guild    string // "" outside servers
	Channel  string
	User     string // who asked: an ID when written, its keyed hash when read
	Parent   string // the answer that this one follows, "" if none
	Question string // hash, see HashQuestion
	Text     string // the question, only where the server keeps questions
}

// NoteLink stores a link without waiting for the disk.
func (s *Store) NoteLink(l Link) error {
	user := s.hash.Load().user(l.User)
	if !s.Settings(l.Guild).KeepQuestions || l.Guild == "" {
		l.Text = ""
	}
	l.Text = shorten(l.Text, maxQuestionBytes)
	at := s.opts.Now().UnixMilli()
	return s.note(func(tx *sql.Tx) error {
		_, err := tx.Exec(`INSERT OR REPLACE INTO links (message, at, guild, channel, user, parent, question, text)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
			l.Message, at, l.Guild, l.Channel, user, l.Parent, l.Question, l.Text)
		return err
	})
}

// Link returns the link of an answer's message, or ErrNotFound.
func (s *Store) Link(ctx context.Context, message string) (Link, error) {
	s.flush(ctx)
	var l Link
	err := s.read(ctx, func(ctx context.Context, h handles) (err error) {
		l, err = scanLink(h.read.QueryRowContext(ctx, `SELECT message, at, guild, channel, user, parent, question, text
			FROM links WHERE message = ?`, message))
		if errors.Is(err, sql.ErrNoRows) {
			return ErrNotFound
		}
		return err
	})
	return l, err
}

func scanLink(row scanner) (Link, error) {
	var l Link
	var at int64
	err := row.Scan(&l.Message, &at, &l.Guild, &l.Channel, &l.User, &l.Parent, &l.Question, &l.Text)
	l.At = time.UnixMilli(at)
	return l, err
}
