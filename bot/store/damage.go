package store

import (
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
)

const quarantineMark = ".damaged-"

// repair replaces a file that was found damaged while it was open. On a disk
// that damages every file it does so once a minute. Only the writer calls it.
func (s *Store) repair(cause error) error {
	s.setFault(cause)
	now := s.opts.Now()
	if !s.files.writable() || now.Sub(s.repairedAt) < retryEvery {
		return cause
	}
	s.repairedAt = now
	s.reopen()
	return s.Status().Fault
}

// replaceDamaged moves the file aside under its own name and the time, opens a
// fresh one, and copies into it every row that can still be read. The caller
// holds mu.
func (s *Store) replaceDamaged(cause error) (handles, error) {
	aside := s.path + quarantineMark + s.opts.Now().UTC().Format("20060102T150405.000")
	for _, side := range []string{"-wal", "-shm", ""} {
		err := os.Rename(s.path+side, aside+side)
		if err != nil && !errors.Is(err, os.ErrNotExist) {
			return handles{}, classify(fmt.Errorf("move the damaged file aside: %w", err))
		}
	}
	if err := syncDir(filepath.Dir(s.path)); err != nil {
		return handles{}, classify(err)
	}
	h, err := s.openWritable()
	if err != nil {
		return handles{}, err
	}
	rows := salvage(aside, h.write)
	s.opts.Log.Error("damaged database moved aside", "cause", cause, "file", filepath.Base(aside), "rows_saved", rows)
	return h, nil
}

// salvage copies the rows of each table of the file at path, from its
// beginning up to the damage and from its end down to it. It returns how many
// rows it brought over.
func salvage(path string, into *sql.DB) int {
	// writable_schema lets a file be read that is shorter than its header says.
	from, err := openDB(path, 1, url.Values{"_pragma": {"temp_store(MEMORY)", "writable_schema(1)"}})
	if err != nil {
		return 0
	}
	defer from.Close()
	saved := 0
	for _, t := range tables {
		for _, order := range []string{"ASC", "DESC"} {
			saved += salvageTable(from, into, t, order)
		}
	}
	return saved
}

func salvageTable(from, into *sql.DB, t table, order string) int {
	columns := strings.Join(t.columns, ", ")
	rows, err := from.Query(fmt.Sprintf("SELECT %s FROM %s ORDER BY %s %s", columns, t.name, t.columns[0], order))
	if err != nil {
		return 0
	}
	defer rows.Close()
	tx, err := into.Begin()
	if err != nil {
		return 0
	}
	defer tx.Rollback()
	insert := fmt.Sprintf("INSERT OR IGNORE INTO %s (%s) VALUES (?%s)", t.name, columns, strings.Repeat(", ?", len(t.columns)-1))
	saved := 0
	for rows.Next() { // ends at the damage
		values := make([]any, len(t.columns))
		into := make([]any, len(values))
		for i := range values {
			into[i] = &values[i]
		}
		if rows.Scan(into...) != nil {
			break
		}
		done, err := tx.Exec(insert, values...)
		if err != nil {
			break
		}
		n, _ := done.RowsAffected() // always known to SQLite
		saved += int(n)
	}
	if tx.Commit() != nil {
		return 0
	}
	return saved
}

// quarantined names the damaged files beside the database at path.
func quarantined(path string) []string {
	if path == "" {
		return nil
	}
	found, _ := filepath.Glob(escapeGlob(path) + quarantineMark + "*") // the pattern is well formed
	var names []string
	for _, f := range found {
		if !strings.HasSuffix(f, "-wal") && !strings.HasSuffix(f, "-shm") {
			names = append(names, filepath.Base(f))
		}
	}
	return names
}

// dropQuarantined removes the damaged files: their rows cannot be told apart.
func (s *Store) dropQuarantined(keep func(os.FileInfo) bool) error {
	if s.path == "" {
		return nil
	}
	found, _ := filepath.Glob(escapeGlob(s.path) + quarantineMark + "*")
	var errs []error
	for _, f := range found {
		if info, err := os.Lstat(f); err == nil && keep(info) {
			continue
		}
		errs = append(errs, os.Remove(f))
	}
	return classify(errors.Join(errs...))
}

// escapeGlob makes a path match only itself.
func escapeGlob(path string) string {
	return strings.NewReplacer(`*`, `[*]`, `?`, `[?]`, `[`, `[[]`, `\`, `\\`).Replace(path)
}
