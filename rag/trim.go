package rag

import "casebot/corpus"

// trimAbove is how many vectors beyond twice those in use are worth looking at.
const trimAbove = 4096

// Trim drops the vectors of sentences that stand in no corpus any more: neither
// in the one that is served nor in those that others returns, which is called
// only when the cache has become large. No corpus may be loading meanwhile. An
// error is about the cache's file or comes from others; nothing is lost by it.
func (a *Answerer) Trim(others func() ([]*corpus.Corpus, error)) error {
	s := a.snapshot.Load()
	if s == nil || a.cache.Len() <= 2*len(s.units)+trimAbove {
		return nil
	}
	kept, err := others()
	if err != nil {
		return err
	}
	var texts []string
	for _, c := range append(kept, s.corpus) {
		for _, article := range c.Articles {
			for _, sentence := range article.Sentences {
				texts = append(texts, article.Slice(sentence.Span))
			}
		}
	}
	return a.cache.Keep(texts)
}

// Len is how many vectors the cache holds.
func (c *VectorCache) Len() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return len(c.vectors)
}
