package store

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"syscall"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// What a write can fail with, matched by errors.Is. None of them needs the
// caller to stop answering.
var (
	ErrFull     = errors.New("store: the disk or the size limit is full")
	ErrReadOnly = errors.New("store: the data folder cannot be written")
	ErrCorrupt  = errors.New("store: the database file is damaged")
	ErrNewer    = errors.New("store: the database was made by a newer version of the program")
	ErrBusy     = errors.New("store: too many writes are waiting")
	ErrClosed   = errors.New("store: closed")
)

// ErrNotFound is returned for a row that is not there.
var ErrNotFound = errors.New("store: no such row")

var kinds = []struct {
	err  error
	name string
}{
	{ErrFull, "full"}, {ErrReadOnly, "read_only"}, {ErrCorrupt, "corrupt"}, {ErrNewer, "newer"},
	{ErrBusy, "busy"}, {ErrClosed, "closed"}, {context.Canceled, "cancelled"}, {context.DeadlineExceeded, "late"},
}

// Kind names the class of a write's error in one word, for counting: "full",
// "read_only", "corrupt", "newer", "busy", "closed", "cancelled", "late" or
// "other". It returns "" for nil.
func Kind(err error) string {
	if err == nil {
		return ""
	}
	for _, k := range kinds {
		if errors.Is(err, k.err) {
			return k.name
		}
	}
	return "other"
}

// classify puts the class in front of an error of SQLite or of the file
// system. Errors of other kinds are returned as they are.
func classify(err error) error {
	if class := classOf(err); class != nil {
		return fmt.Errorf("%w: %v", class, err)
	}
	return err
}

func classOf(err error) error {
	for _, k := range kinds {
		if errors.Is(err, k.err) {
			return nil // has its class
		}
	}
	switch {
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EDQUOT), errors.Is(err, syscall.EFBIG):
		return ErrFull
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS):
		return ErrReadOnly
	}
	var e *sqlite.Error
	if !errors.As(err, &e) {
		return nil
	}
	// The low byte is the primary code (sqlite.org/rescode.html).
	switch e.Code() & 0xff {
	case sqlite3.SQLITE_FULL:
		return ErrFull
	case sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM:
		return ErrReadOnly
	case sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB:
		return ErrCorrupt
	case sqlite3.SQLITE_IOERR:
		// A file that may not grow fails here: SQLite knows only ENOSPC as full.
		if e.Code() == sqlite3.SQLITE_IOERR_WRITE || e.Code() == sqlite3.SQLITE_IOERR_SHMSIZE {
			return ErrFull
		}
	case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED:
		return ErrBusy
	}
	return nil
}
