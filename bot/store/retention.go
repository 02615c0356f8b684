package store

import (
	"cmp"
	"database/sql"
	"os"
	"time"
)

const day = 24 * time.Hour

// Retention says how long rows are kept. A zero field means its default.
type Retention struct {
	Feedback   time.Duration // 180 days
	Unanswered time.Duration // 180 days since it was last asked
	Audit      time.Duration // 365 days
	Links      time.Duration // 30 days
}

// quarantineRetention is how long a damaged file waits for someone to look.
const quarantineRetention = 30 * day

func (r Retention) orDefault() Retention {
	return Retention{
		Feedback:   cmp.Or(r.Feedback, 180*day),
		Unanswered: cmp.Or(r.Unanswered, 180*day),
		Audit:      cmp.Or(r.Audit, 365*day),
		Links:      cmp.Or(r.Links, 30*day),
	}
}

// prune removes what is past its time, finishes a deletion that was cut short,
// and tries a faulty file again. Only the writer calls it: once at the start,
// then every hour.
func (s *Store) prune() {
	if !s.files.writable() && s.dueForRetry() {
		s.reopen()
	}
	if !s.files.writable() {
		return
	}
	now, keep := s.opts.Now(), s.opts.Retention
	limits := map[string]time.Duration{
		"DELETE FROM feedback WHERE at < ?":     keep.Feedback,
		"DELETE FROM unanswered WHERE last < ?": keep.Unanswered,
		"DELETE FROM audit WHERE at < ?":        keep.Audit,
		"DELETE FROM links WHERE at < ?":        keep.Links,
	}
	var scrub string
	err := s.commit(func(tx *sql.Tx) (err error) {
		for query, age := range limits {
			if _, err := tx.Exec(query, now.Add(-age).UnixMilli()); err != nil {
				return err
			}
		}
		scrub, err = meta(tx, scrubMark)
		return err
	})
	if err != nil {
		return // commit has reported it
	}
	if scrub != "" {
		s.scrub() // reports its own fault
	}
	old := func(f os.FileInfo) bool { return now.Sub(f.ModTime()) < quarantineRetention }
	if err := s.dropQuarantined(old); err != nil {
		s.opts.Log.Error("remove damaged files", "err", err)
	}
}
