// Package store keeps what the bot must remember, in one SQLite file: feedback,
// unanswered questions, the audit log, the servers' settings, and the links
// from an answer's message to its question.
//
// It knows no Discord: IDs are strings. A store always works: where the file
// cannot be used, reads find what can still be read, writes return an error of
// a known class (see Kind), Status tells the fault, and the file is tried
// again later. No user's ID is kept where a keyed hash of it will do.
// Start reading at Open, then queue.go: all writes go through one goroutine.
package store

import (
	"context"
	"fmt"
	"log/slog"
	"path/filepath"
	"sync"
	"sync/atomic"
	"time"
)

// Options configure Open.
type Options struct {
	// Dir is the data folder, made when missing. "" keeps everything in memory.
	Dir string
	// Retention says how long rows are kept.
	Retention Retention
	// MaxBytes bounds the database file; 0 means 512 MiB.
	MaxBytes int64
	// Log receives one line for every fault and every repair; nil means silence.
	Log *slog.Logger
	// Now is the clock; nil means time.Now.
	Now func() time.Time
}

const (
	fileName        = "casebot.db"
	defaultMaxBytes = 512 << 20
	pageBytes       = 4096 // SQLite's default page size
	queueLength     = 1024
	retryEvery      = time.Minute // how often a faulty file is tried again
	pruneEvery      = time.Hour
)

// Store is the open database. All methods may be called concurrently.
type Store struct {
	opts Options
	path string // "" in memory
	// hash is never nil; a key that cannot be kept lasts as long as the program.
	hash atomic.Pointer[hasher]

	// mu guards the handles against a repair, not the rows: readers share it.
	mu    sync.RWMutex
	files handles

	servers serverSettings

	// sending guards ops against being closed under a sender.
	sending sync.RWMutex
	closed  bool
	ops     chan op
	done    sync.WaitGroup

	repairedAt time.Time // used by the writer alone

	state     sync.Mutex
	fault     error
	faultAt   time.Time
	triedAt   time.Time // of the last opening
	forgotten uint64
}

// Open opens the store and starts its writer. It does not fail: what is wrong
// stands in Status. The caller must Close it.
func Open(opts Options) *Store {
	if opts.Now == nil {
		opts.Now = time.Now
	}
	if opts.Log == nil {
		opts.Log = slog.New(slog.DiscardHandler)
	}
	if opts.MaxBytes == 0 {
		opts.MaxBytes = defaultMaxBytes
	}
	opts.Retention = opts.Retention.orDefault()
	s := &Store{opts: opts, ops: make(chan op, queueLength)}
	if opts.Dir != "" {
		s.path = filepath.Join(opts.Dir, fileName)
	}
	s.hash.Store(&hasher{newKey()})
	s.reopen()
	s.done.Go(s.writeAll)
	return s
}

// Close waits for the writes that were accepted, then closes the file. The
// memory of a fault is lost with it, nothing else.
func (s *Store) Close() error {
	s.sending.Lock()
	if s.closed {
		s.sending.Unlock()
		return nil
	}
	s.closed = true
	close(s.ops)
	s.sending.Unlock()
	s.done.Wait()
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.files.close()
}

// Status is the store's health.
type Status struct {
	// Fault is what the last write or opening met, nil when all is well.
	Fault error
	// Since is when the fault was first seen.
	Since time.Time
	// Waiting is how many writes are queued.
	Waiting int
	// Forgotten counts the unacknowledged notes that could not be written.
	Forgotten uint64
	// Quarantined are the names of damaged files that were moved aside.
	Quarantined []string
}

// Status returns the store's health now.
func (s *Store) Status() Status {
	s.state.Lock()
	defer s.state.Unlock()
	return Status{
		Fault: s.fault, Since: s.faultAt, Waiting: len(s.ops),
		Forgotten: s.forgotten, Quarantined: quarantined(s.path),
	}
}

// setFault remembers err, nil for "all is well", and logs a change once.
func (s *Store) setFault(err error) {
	s.state.Lock()
	defer s.state.Unlock()
	before, now := Kind(s.fault), Kind(err)
	if err != nil && s.fault == nil {
		s.faultAt = s.opts.Now()
	}
	s.fault = err
	switch {
	case before == now:
	case err != nil:
		s.opts.Log.Error("store fault", "kind", now, "err", err)
	default:
		s.opts.Log.Info("store works again", "after", before, "took", s.opts.Now().Sub(s.faultAt))
	}
}

// forget counts a note that was given up.
func (s *Store) forget() {
	s.state.Lock()
	s.forgotten++
	s.state.Unlock()
}

// dueForRetry reports whether a faulty file may be tried again, and notes it.
func (s *Store) dueForRetry() bool {
	s.state.Lock()
	defer s.state.Unlock()
	now := s.opts.Now()
	if now.Sub(s.triedAt) < retryEvery {
		return false
	}
	s.triedAt = now
	return true
}

// read runs a query over the current file. A damaged file is handed to the
// writer for repair; the caller gets the error of this one query.
func (s *Store) read(ctx context.Context, do func(ctx context.Context, h handles) error) error {
	s.mu.RLock()
	err := classify(do(ctx, s.files))
	s.mu.RUnlock()
	if Kind(err) == "corrupt" {
		s.send(context.WithoutCancel(ctx), op{alone: func() error { return s.repair(err) }}, false)
	}
	if err != nil {
		return fmt.Errorf("read: %w", err)
	}
	return nil
}
