package store

import (
	"cmp"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"time"

	_ "modernc.org/sqlite" // the driver "sqlite"
)

// handles are the open file: one connection that writes, some that read. In
// memory, and where nothing can be read, both are the same.
type handles struct {
	write *sql.DB // nil where the file cannot be written
	read  *sql.DB
}

func (h handles) writable() bool { return h.write != nil }

func (h handles) close() error {
	var errs []error
	for _, db := range []*sql.DB{h.read, h.write} {
		if db != nil {
			errs = append(errs, db.Close()) // closing twice is harmless
		}
	}
	return errors.Join(errs...)
}

// reopen closes what is open, then opens the file, or the best that can be had
// in its place: a fresh file for a damaged one, the file read-only where it
// cannot be written, nothing but memory where it cannot be read. It keeps
// Status. Only the writer calls it.
func (s *Store) reopen() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.files.close()
	s.state.Lock()
	s.triedAt = s.opts.Now()
	s.state.Unlock()

	h, err := s.openWritable()
	if Kind(err) == "corrupt" {
		h, err = s.replaceDamaged(err)
	}
	if err != nil {
		h = s.openReadOnly()
	}
	s.files = h
	if err == nil || s.servers.empty() {
		s.servers.load(h, s.opts.Log)
	}
	s.setFault(err)
}

// openWritable opens the file for reading and writing and proves both.
func (s *Store) openWritable() (handles, error) {
	if s.path == "" {
		return s.openMemory()
	}
	if err := os.MkdirAll(filepath.Dir(s.path), 0o700); err != nil {
		return handles{}, classify(err)
	}
	key, err := loadKey(filepath.Dir(s.path))
	if err != nil {
		return handles{}, classify(err)
	}
	s.hash.Store(&hasher{key})
	if err := makeFile(s.path); err != nil {
		return handles{}, classify(err)
	}
	write, err := openDB(s.path, 1, url.Values{
		"_pragma": {
			"busy_timeout(5000)", "journal_mode(WAL)", "synchronous(FULL)", "secure_delete(ON)",
			// A container's root may be read-only, so no temporary files.
			"temp_store(MEMORY)",
			fmt.Sprintf("max_page_count(%d)", max(1, s.opts.MaxBytes/pageBytes)),
		},
		"_txlock": {"immediate"},
	})
	if err != nil {
		return handles{}, classify(err)
	}
	if err := s.prepare(write); err != nil {
		write.Close()
		return handles{}, classify(err)
	}
	read, err := openDB(s.path, 4, url.Values{"_pragma": {"busy_timeout(5000)", "query_only(1)", "temp_store(MEMORY)"}})
	if err != nil {
		write.Close()
		return handles{}, classify(err)
	}
	return handles{write: write, read: read}, nil
}

// prepare checks the file, brings its tables up to date and writes one row, to
// learn now whether writing works.
func (s *Store) prepare(db *sql.DB) error {
	var verdict string
	if err := db.QueryRow("PRAGMA quick_check(1)").Scan(&verdict); err != nil {
		return err
	}
	if verdict != "ok" {
		return fmt.Errorf("%w: %s", ErrCorrupt, verdict)
	}
	if err := migrate(db, migrations); err != nil {
		return err
	}
	tx, err := db.Begin()
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if err := s.checkKey(tx); err != nil {
		return err
	}
	if err := setMeta(tx, "opened", s.opts.Now().UTC().Format(time.RFC3339Nano)); err != nil {
		return err
	}
	return tx.Commit()
}

// openReadOnly opens what can be read without writing.
func (s *Store) openReadOnly() handles {
	if s.path != "" {
		for _, mode := range []url.Values{{"mode": {"ro"}}, {"mode": {"ro"}, "immutable": {"1"}}} {
			if mode.Has("immutable") && exists(s.path+"-wal") {
				continue // its rows would be missed
			}
			db, err := openDB(s.path, 1, mode)
			if err != nil {
				continue
			}
			if _, err := db.Exec("SELECT count(*) FROM settings"); err == nil {
				return handles{read: db}
			}
			db.Close()
		}
	}
	h, err := s.openMemory()
	if err != nil { // reading from nothing cannot fail but by a fault of this program
		s.opts.Log.Error("open a store in memory", "err", err)
	}
	if s.path != "" {
		h.write = nil
	}
	return h
}

func (s *Store) openMemory() (handles, error) {
	db, err := openDB(":memory:", 1, nil)
	if err != nil {
		return handles{}, err
	}
	err = migrate(db, migrations)
	return handles{write: db, read: db}, err
}

// openDB opens a file with at most conns connections, which stay open.
func openDB(path string, conns int, query url.Values) (*sql.DB, error) {
	name := path
	if path != ":memory:" {
		u := url.URL{Scheme: "file", OmitHost: true, Path: filepath.ToSlash(path), RawQuery: query.Encode()}
		name = u.String()
	}
	db, err := sql.Open("sqlite", name)
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(conns)
	db.SetMaxIdleConns(conns)
	if err := db.Ping(); err != nil {
		db.Close()
		return nil, err
	}
	return db, nil
}

// makeFile creates an empty file that only its owner reads. SQLite gives its
// side files the same mode.
func makeFile(path string) error {
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return err
	}
	return f.Close()
}

func exists(path string) bool {
	_, err := os.Lstat(path)
	return !errors.Is(err, fs.ErrNotExist)
}

// setMeta stores a name and value of the store itself.
func setMeta(tx *sql.Tx, name, value string) error {
	_, err := tx.Exec("INSERT INTO meta (name, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value", name, value)
	return err
}

// meta returns a value of the store itself, "" if there is none.
func meta(tx interface {
	QueryRow(string, ...any) *sql.Row
}, name string) (string, error) {
	var value sql.NullString
	err := tx.QueryRow("SELECT value FROM meta WHERE name = ?", name).Scan(&value)
	if errors.Is(err, sql.ErrNoRows) {
		err = nil
	}
	return cmp.Or(value.String, ""), err
}
