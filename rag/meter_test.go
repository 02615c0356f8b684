package rag

import (
	"sync"
	"testing"
	"time"
)

// tally is a Meter that remembers.
type tally struct {
	mu    sync.Mutex
	count map[string]int
}

func (m *tally) add(name string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.count == nil {
		m.count = map[string]int{}
	}
	m.count[name]++
}

func (m *tally) Stage(name string, took time.Duration) {
	if took >= 0 {
		m.add(name)
	}
}
func (m *tally) DroppedCitation(reason string) { m.add(reason) }
func (m *tally) Cache(name string, hit bool) {
	if hit {
		m.add(name + " hit")
	} else {
		m.add(name + " miss")
	}
}

func TestMeterIsTold(t *testing.T) {
	m := &tally{}
	a := New(Options{Meter: m})
	a.timed("judge")()
	a.drop(2, droppedNotVerbatim)
	for name, want := range map[string]int{"judge": 1, droppedNotVerbatim: 2} {
		if m.count[name] != want {
			t.Errorf("%s is told %d times, want %d", name, m.count[name], want)
		}
	}
	if a.Dropped() != 2 {
		t.Errorf("Dropped() = %d, want 2", a.Dropped())
	}
	New(Options{}).drop(1, droppedNotVerbatim) // nobody counts
}
