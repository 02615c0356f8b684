package encoder

import "sync"

// barrier lets a fixed number of workers wait for one another, again and again.
type barrier struct {
	mu      sync.Mutex
	changed sync.Cond
	size    int
	waiting int
	round   int
}

// reset sets the number of workers; none may be waiting.
func (b *barrier) reset(size int) {
	b.size, b.waiting, b.changed.L = size, 0, &b.mu
}

// wait returns when all workers have called it.
func (b *barrier) wait() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.waiting++
	if b.waiting == b.size {
		b.waiting = 0
		b.round++
		b.changed.Broadcast()
		return
	}
	for round := b.round; round == b.round; {
		b.changed.Wait()
	}
}
