package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"time"
)

// Passage is a quoted span of an article, in bytes.
type Passage struct {
	Article string `json:"article"`
	Start   int    `json:"start"`
	End     int    `json:"end"`
}

// Verdict is what a reader thought of an answer.
type Verdict int

// The two buttons below an answer.
const (
	Bad  Verdict = -1
	Good Verdict = 1
)

// Feedback is one reader's verdict on one answer.
type Feedback struct {
	At       time.Time // set by the store
	Guild    string    // "" outside servers
	User     string    // an ID when written, its keyed hash when read
	Message  string    // the answer's message
	Question string    // hash, see HashQuestion
	Passages []Passage
	Version  string // of the corpus that answered
	Verdict  Verdict
}

// HashQuestion returns the keyed hash that stands for a question in all rows:
// 32 hexadecimal digits, the same for the same words whatever their case and
// spacing, different in every installation.
func (s *Store) HashQuestion(text string) string { return s.hash.Load().question(text) }

// AddFeedback stores a verdict in place of the user's earlier one on the same
// message. nil means that it is on disk.
func (s *Store) AddFeedback(ctx context.Context, f Feedback) error {
	passages := encodePassages(f.Passages)
	at := s.opts.Now().UnixMilli()
	return s.put(ctx, func(tx *sql.Tx) error {
		_, err := tx.Exec(`INSERT INTO feedback (at, guild, user, message, question, passages, version, verdict)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?)
			ON CONFLICT (user, message) DO UPDATE SET at = excluded.at, verdict = excluded.verdict`,
			at, f.Guild, s.hash.Load().user(f.User), f.Message, f.Question, passages, f.Version, f.Verdict)
		return err
	})
}

// Feedback returns at most limit verdicts of one server, newest first.
func (s *Store) Feedback(ctx context.Context, guild string, limit int) ([]Feedback, error) {
	return list(ctx, s, scanFeedback, `SELECT at, guild, user, message, question, passages, version, verdict
		FROM feedback WHERE guild = ? ORDER BY at DESC, id DESC LIMIT ?`, guild, limit)
}

// FeedbackCount returns how many verdicts of one server are good and bad.
func (s *Store) FeedbackCount(ctx context.Context, guild string) (good, bad int, err error) {
	err = s.read(ctx, func(ctx context.Context, h handles) error {
		return h.read.QueryRowContext(ctx, `SELECT count(*) FILTER (WHERE verdict > 0), count(*) FILTER (WHERE verdict < 0)
			FROM feedback WHERE guild = ?`, guild).Scan(&good, &bad)
	})
	return good, bad, err
}

func scanFeedback(row scanner) (Feedback, error) {
	var f Feedback
	var at int64
	var passages string
	err := row.Scan(&at, &f.Guild, &f.User, &f.Message, &f.Question, &passages, &f.Version, &f.Verdict)
	f.At, f.Passages = time.UnixMilli(at), decodePassages(passages)
	return f, err
}

func encodePassages(p []Passage) string {
	if len(p) == 0 {
		return "[]"
	}
	data, _ := json.Marshal(p) // strings and numbers always marshal
	return string(data)
}

// decodePassages reads what encodePassages wrote. A damaged value is no passage.
func decodePassages(text string) []Passage {
	var p []Passage
	if json.Unmarshal([]byte(text), &p) != nil || len(p) == 0 {
		return nil
	}
	return p
}

// scanner is a row of *sql.Rows or *sql.Row.
type scanner interface{ Scan(into ...any) error }

// list runs a query and scans all its rows.
func list[T any](ctx context.Context, s *Store, scan func(scanner) (T, error), query string, args ...any) ([]T, error) {
	var found []T
	err := s.read(ctx, func(ctx context.Context, h handles) error {
		rows, err := h.read.QueryContext(ctx, query, args...)
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			row, err := scan(rows)
			if err != nil {
				return err
			}
			found = append(found, row)
		}
		return rows.Err()
	})
	return found, err
}
