package llm

import (
	"errors"
	"sync"
	"time"
)

// errOpen is returned while the breaker keeps calls away from the service.
var errOpen = errors.New("circuit breaker is open")

const (
	breakerFailures = 5
	breakerRest     = 30 * time.Second
)

// breaker stops calling a service that failed several times in a row, and lets
// one call through after a rest to see whether it is back.
type breaker struct {
	clock Clock

	mu       sync.Mutex
	failures int
	openedAt time.Time
	probing  bool
}

// allow returns errOpen if a call must not be made now. A call that it allows
// must be reported.
func (b *breaker) allow() error {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.failures < breakerFailures {
		return nil
	}
	if b.probing || b.clock.Now().Sub(b.openedAt) < breakerRest {
		return errOpen
	}
	b.probing = true
	return nil
}

// report tells how a call went.
func (b *breaker) report(failed bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.probing = false
	if !failed {
		b.failures = 0
		return
	}
	b.failures++
	b.openedAt = b.clock.Now()
}
