package bot

import "sync"

// recent remembers the last things put into it, at most size of them. It may
// be used concurrently.
type recent[V any] struct {
	mu    sync.Mutex
	size  int
	items map[string]V
	order []string // oldest first
}

func newRecent[V any](size int) *recent[V] {
	return &recent[V]{size: size, items: map[string]V{}}
}

// put remembers v under a key and reports whether the key was new.
func (r *recent[V]) put(key string, v V) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	_, known := r.items[key]
	r.items[key] = v
	if known {
		return false
	}
	r.order = append(r.order, key)
	if len(r.order) > r.size {
		delete(r.items, r.order[0])
		r.order = r.order[1:]
	}
	return true
}

// drop forgets a key.
func (r *recent[V]) drop(key string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	delete(r.items, key)
}

func (r *recent[V]) get(key string) (V, bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	v, ok := r.items[key]
	return v, ok
}
