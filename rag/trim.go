package rag

import "casebot/corpus"

// trimAbove is how many vectors beyond twice those in use are worth looking at.
const trimAbove = 4096

// Trim drops the vectors of texts that stand in no corpus any more: neither in
// the one that is served nor in those that others returns, which is called only
// when a cache has become large. No corpus may be loading meanwhile. An error
// is about a cache's file or comes from others; nothing is lost by it.
func (a *Answerer) Trim(others func() ([]*corpus.Corpus, error)) error {
	s := a.snapshot.Load()
	if s == nil {
		return nil
	}
	var texts []string
	for _, cache := range []*VectorCache{a.cache, a.remoteCache} {
		if cache == nil || cache.Len() <= 2*len(s.units)+trimAbove {
			continue
		}
		if texts == nil {
			kept, err := others()
			if err != nil {
				return err
			}
			for _, c := range append(kept, s.corpus) {
				texts = append(texts, textsOf(c).all()...)
			}
		}
		if err := cache.Keep(texts); err != nil {
			return err
		}
	}
	return nil
}

// Len is how many vectors the cache holds.
func (c *VectorCache) Len() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return len(c.vectors)
}
