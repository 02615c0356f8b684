package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
)

// Held counts the rows that belong to one user.
type Held struct {
	Feedback  int // verdicts
	Questions int // texts of unanswered questions
	Links     int // answers that can be followed up
	Actions   int // entries of the audit log, with the plain user ID
}

// Held returns what is kept about a user, in all servers.
func (s *Store) Held(ctx context.Context, user string) (Held, error) {
	s.flush(ctx)
	var held Held
	hash := s.hash.Load().user(user)
	err := s.read(ctx, func(ctx context.Context, h handles) error {
		return h.read.QueryRowContext(ctx, `SELECT
			(SELECT count(*) FROM feedback WHERE user = ?1), (SELECT count(*) FROM unanswered WHERE user = ?1),
			(SELECT count(*) FROM links WHERE user = ?1), (SELECT count(*) FROM audit WHERE actor = ?2)`,
			hash, user).Scan(&held.Feedback, &held.Questions, &held.Links, &held.Actions)
	})
	return held, err
}

// scrubMark is set from the deletion of rows until their bytes are gone too.
const scrubMark = "scrub"

// DeleteUser removes a user's rows in all servers, takes the user's name out
// of the audit log, and rewrites the file so that no byte of them is left in
// it; damaged files that were moved aside go as a whole. nil means that all
// this is done. After an error it is either not begun, or goes on by itself
// within the hour.
func (s *Store) DeleteUser(ctx context.Context, user string) error {
	if user == "" {
		return errors.New("store: delete a user without an ID")
	}
	hash := s.hash.Load().user(user)
	delete := func(tx *sql.Tx) error {
		for query, who := range map[string]string{
			"DELETE FROM feedback WHERE user = ?":         hash,
			"DELETE FROM unanswered WHERE user = ?":       hash,
			"DELETE FROM links WHERE user = ?":            hash,
			"UPDATE audit SET actor = '' WHERE actor = ?": user,
		} {
			if _, err := tx.Exec(query, who); err != nil {
				return err
			}
		}
		return setMeta(tx, scrubMark, "due")
	}
	return s.wait(ctx, op{done: make(chan error, 1), alone: func() error {
		if err := s.commit(delete); err != nil {
			return fmt.Errorf("delete a user's rows: %w", err)
		}
		return s.scrub()
	}})
}

// scrub rewrites the file without what was deleted. secure_delete alone is not
// enough: SQLite leaves copies of rows where it splits and merges pages.
func (s *Store) scrub() error {
	err := s.dropQuarantined(func(os.FileInfo) bool { return false })
	if s.path != "" {
		err = errors.Join(err, s.vacuum())
	}
	if err != nil {
		s.setFault(err)
		return fmt.Errorf("rows are deleted, their bytes not yet overwritten: %w", err)
	}
	return s.commit(func(tx *sql.Tx) error {
		_, err := tx.Exec("DELETE FROM meta WHERE name = ?", scrubMark)
		return err
	})
}

// vacuum writes the file anew and empties its write-ahead log.
func (s *Store) vacuum() error {
	if _, err := s.files.write.Exec("VACUUM"); err != nil {
		return classify(err)
	}
	var busy, pages, moved int
	if err := s.files.write.QueryRow("PRAGMA wal_checkpoint(TRUNCATE)").Scan(&busy, &pages, &moved); err != nil {
		return classify(err)
	}
	if busy != 0 {
		return fmt.Errorf("%w: a reader holds the file", ErrBusy)
	}
	return nil
}
