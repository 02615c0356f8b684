package store

import (
	"context"
	"database/sql"
	"time"
)

// batchLength bounds how many writes share one transaction, and so one sync to
// disk.
const batchLength = 64

// op is one write. done is nil for a note that nobody waits for.
type op struct {
	do    func(tx *sql.Tx) error // inside a transaction with others
	after func()                 // once do is on disk
	alone func() error           // outside any transaction
	done  chan error
}

// put writes and waits until the row is on disk: nil is the acknowledgement.
// When ctx ends first its error is returned, and the row may yet be written.
func (s *Store) put(ctx context.Context, do func(tx *sql.Tx) error) error {
	return s.wait(ctx, op{do: do, done: make(chan error, 1)})
}

// note queues a write that must not keep an answer waiting. ErrBusy and
// ErrClosed are its only errors; whatever happens later is in Status.
func (s *Store) note(do func(tx *sql.Tx) error) error {
	err := s.send(context.Background(), op{do: do}, false)
	if err != nil {
		s.forget()
	}
	return err
}

// flush waits until the notes so far are written, or given up, or ctx ends.
func (s *Store) flush(ctx context.Context) {
	s.wait(ctx, op{alone: func() error { return nil }, done: make(chan error, 1)}) // what ctx cuts short is read as it is
}

func (s *Store) wait(ctx context.Context, o op) error {
	if err := s.send(ctx, o, true); err != nil {
		return err
	}
	select {
	case err := <-o.done:
		return err
	case <-ctx.Done():
		return ctx.Err()
	}
}

// send queues o. A full queue is waited for only when patient.
func (s *Store) send(ctx context.Context, o op, patient bool) error {
	s.sending.RLock()
	defer s.sending.RUnlock()
	if s.closed {
		return ErrClosed
	}
	if !patient {
		select {
		case s.ops <- o:
			return nil
		default:
			return ErrBusy
		}
	}
	select {
	case s.ops <- o:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// writeAll is the only writer. It ends when ops is closed and drained.
func (s *Store) writeAll() {
	s.prune()
	tick := time.NewTicker(pruneEvery)
	defer tick.Stop()
	for {
		select {
		case <-tick.C:
			s.prune()
		case o, open := <-s.ops:
			if !open {
				return
			}
			s.handle(o)
		}
	}
}

// handle writes first and what waits behind it, in order.
func (s *Store) handle(first op) {
	var batch []op
	for o, more := first, true; more; o, more = s.next(len(batch)) {
		if o.alone == nil {
			batch = append(batch, o)
			continue
		}
		s.writeBatch(batch)
		batch = nil
		s.finish(o, o.alone())
	}
	s.writeBatch(batch)
}

// next takes a waiting write, if there is one and the batch has room for it.
func (s *Store) next(batched int) (op, bool) {
	if batched == batchLength {
		return op{}, false
	}
	select {
	case o, open := <-s.ops:
		return o, open
	default:
		return op{}, false
	}
}

// writeBatch commits all of batch, or each alone where together they fail, so
// that one bad row costs no other.
func (s *Store) writeBatch(batch []op) {
	if len(batch) == 0 {
		return
	}
	if len(batch) > 1 {
		do := func(tx *sql.Tx) error {
			for _, o := range batch {
				if err := o.do(tx); err != nil {
					return err
				}
			}
			return nil
		}
		if s.transact(do) == nil {
			s.setFault(nil)
			for _, o := range batch {
				s.finish(o, nil)
			}
			return
		}
	}
	for _, o := range batch {
		s.finish(o, s.commit(o.do))
	}
}

// commit runs one transaction, tries again after a repair, and keeps Status.
func (s *Store) commit(do func(tx *sql.Tx) error) error {
	if !s.files.writable() && s.dueForRetry() {
		s.reopen()
	}
	if !s.files.writable() {
		return s.Status().Fault
	}
	err := s.transact(do)
	if Kind(err) == "corrupt" && s.repair(err) == nil {
		err = s.transact(do)
	}
	s.setFault(err)
	return err
}

func (s *Store) transact(do func(tx *sql.Tx) error) error {
	if !s.files.writable() {
		return ErrReadOnly
	}
	tx, err := s.files.write.Begin()
	if err != nil {
		return classify(err)
	}
	defer tx.Rollback() // after Commit it does nothing
	if err := do(tx); err != nil {
		return classify(err)
	}
	return classify(tx.Commit())
}

// finish tells whoever waits for o, or counts a note that was lost.
func (s *Store) finish(o op, err error) {
	if err == nil && o.after != nil {
		o.after()
	}
	if o.done != nil {
		o.done <- err
		return
	}
	if err != nil {
		s.forget()
	}
}
