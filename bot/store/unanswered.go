package store

import (
	"context"
	"database/sql"
	"time"
)

// Unanswered is a question that the articles did not answer, counted over all
// who asked it in one server.
type Unanswered struct {
	First, Last time.Time // set by the store
	Guild       string
	Question    string // hash, see HashQuestion
	// Text is kept only where the server's settings say so, together with the
	// hash of User, so that the user can have it deleted.
	Text    string
	User    string // an ID when written, "" when read
	Outcome string // "refused", "unsure", "corrected"
	Version string // of the corpus, when last asked
	Times   int    // set by the store
}

// NoteUnanswered counts the question, without waiting for the disk. Text and
// User are dropped unless the server keeps questions.
func (s *Store) NoteUnanswered(u Unanswered) error {
	user := s.hash.Load().user(u.User)
	if !s.Settings(u.Guild).KeepQuestions || u.Guild == "" || user == "" {
		user, u.Text = "", ""
	}
	u.Text = shorten(u.Text, maxQuestionBytes)
	at := s.opts.Now().UnixMilli()
	return s.note(func(tx *sql.Tx) error {
		_, err := tx.Exec(`INSERT INTO unanswered (first, last, guild, user, question, text, outcome, version, times)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?, 1)
			ON CONFLICT (guild, question, user) DO UPDATE SET last = excluded.last, text = excluded.text,
				outcome = excluded.outcome, version = excluded.version, times = times + 1`,
			at, at, u.Guild, user, u.Question, u.Text, u.Outcome, u.Version)
		return err
	})
}

// Unanswered returns at most limit questions of one server, the most frequent
// first, of equally frequent ones the latest.
func (s *Store) Unanswered(ctx context.Context, guild string, limit int) ([]Unanswered, error) {
	s.flush(ctx)
	return list(ctx, s, scanUnanswered, `SELECT min(first), max(last), guild, question, max(text),
			(SELECT outcome FROM unanswered WHERE guild = u.guild AND question = u.question ORDER BY last DESC LIMIT 1),
			(SELECT version FROM unanswered WHERE guild = u.guild AND question = u.question ORDER BY last DESC LIMIT 1),
			sum(times)
		FROM unanswered u WHERE guild = ? GROUP BY question ORDER BY sum(times) DESC, max(last) DESC LIMIT ?`, guild, limit)
}

func scanUnanswered(row scanner) (Unanswered, error) {
	var u Unanswered
	var first, last int64
	err := row.Scan(&first, &last, &u.Guild, &u.Question, &u.Text, &u.Outcome, &u.Version, &u.Times)
	u.First, u.Last = time.UnixMilli(first), time.UnixMilli(last)
	return u, err
}
