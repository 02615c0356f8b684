package corpus

import (
	"maps"
	"slices"
	"strings"
)

// Changes is what differs between two corpora, in order of article IDs.
type Changes struct {
	Added   []*Article // only in the new one
	Removed []*Article // only in the old one
	Changed []ArticleChange
}

// Empty reports whether nothing differs.
func (c Changes) Empty() bool { return len(c.Added)+len(c.Removed)+len(c.Changed) == 0 }

// ArticleChange is what differs in one article. All lists may be empty: then
// only headings or page furniture have changed.
type ArticleChange struct {
	Old, New *Article
	Meta     []string   // names of the metadata that differ, lower case
	Added    []Sentence // of New, in its order
	Removed  []Sentence // of Old, in its order
	Reworded []Rewording
}

// Rewording is a sentence that was changed rather than replaced: at least half
// of its words stayed.
type Rewording struct{ Old, New Sentence }

// Diff compares two corpora. A sentence that only moved within its article has
// not changed; an article whose file was renamed is one removed and one added.
// Either corpus may be nil, which counts as empty.
func Diff(before, after *Corpus) Changes {
	var c Changes
	old, fresh := byID(before), byID(after)
	for _, id := range slices.Sorted(maps.Keys(old)) {
		if fresh[id] == nil {
			c.Removed = append(c.Removed, old[id])
		}
	}
	for _, id := range slices.Sorted(maps.Keys(fresh)) {
		if old[id] == nil {
			c.Added = append(c.Added, fresh[id])
			continue
		}
		meta := metaChanges(old[id].Meta, fresh[id].Meta)
		if old[id].Hash == fresh[id].Hash && len(meta) == 0 {
			continue
		}
		change := ArticleChange{Old: old[id], New: fresh[id], Meta: meta}
		change.compareSentences()
		c.Changed = append(c.Changed, change)
	}
	return c
}

func byID(c *Corpus) map[string]*Article {
	found := map[string]*Article{}
	if c == nil {
		return found
	}
	for _, a := range c.Articles {
		found[a.ID] = a
	}
	return found
}

// compareSentences takes equal sentences out, as often as both sides have
// them, and pairs of the rest those that resemble each other.
func (c *ArticleChange) compareSentences() {
	removed := unmatched(c.Old, c.New)
	added := unmatched(c.New, c.Old)
	// A rewritten article is not worth comparing every sentence with every other.
	const maxPairs = 100_000
	if len(removed)*len(added) > maxPairs {
		c.Removed, c.Added = removed, added
		return
	}
	words := make([]map[string]bool, len(added))
	for i, s := range added {
		words[i] = wordSet(c.New.Slice(s.Span))
	}
	taken := make([]bool, len(added))
	for _, s := range removed {
		best, score := -1, 0.5
		before := wordSet(c.Old.Slice(s.Span))
		for i := range added {
			if alike := overlap(before, words[i]); !taken[i] && alike >= score {
				best, score = i, alike+1e-9 // of equals the first
			}
		}
		if best < 0 {
			c.Removed = append(c.Removed, s)
			continue
		}
		taken[best] = true
		c.Reworded = append(c.Reworded, Rewording{s, added[best]})
	}
	for i, s := range added {
		if !taken[i] {
			c.Added = append(c.Added, s)
		}
	}
}

// unmatched returns the sentences of a that b does not have, or has less often.
func unmatched(a, b *Article) []Sentence {
	there := map[string]int{}
	for _, s := range b.Sentences {
		there[b.Slice(s.Span)]++
	}
	var rest []Sentence
	for _, s := range a.Sentences {
		text := a.Slice(s.Span)
		if there[text] > 0 {
			there[text]--
			continue
		}
		rest = append(rest, s)
	}
	return rest
}

func wordSet(text string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(text) {
		set[strings.ToLower(strings.Trim(w, `.,;:!?()"“”‘’'`))] = true
	}
	return set
}

// overlap is the share of the larger set's words that both have.
func overlap(a, b map[string]bool) float64 {
	both := 0
	for w := range a {
		if b[w] {
			both++
		}
	}
	return float64(both) / float64(max(len(a), len(b), 1))
}

func metaChanges(a, b Meta) []string {
	var names []string
	for name, same := range map[string]bool{
		"title": a.Title == b.Title, "source": a.Source == b.Source, "url": a.URL == b.URL,
		"language": a.Language == b.Language, "published": a.Published == b.Published, "reported": a.Reported == b.Reported,
	} {
		if !same {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}
