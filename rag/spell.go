package rag

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"
)

// lexicon holds the words of a corpus for matching misspelt words of a
// question. It is immutable once built.
type lexicon struct {
	byLength map[int][]entry   // runes -> words
	words    map[string]int    // folded word -> occurrences
	names    map[string]bool   // folded words that stand capitalised wherever they occur inside a sentence
	written  map[string]string // names as the corpus writes them
}

type entry struct {
	word  string
	count int
}

// newLexicon collects the words of sentences, each cut into terms.
func newLexicon(sentences [][]term, texts []string) *lexicon {
	l := &lexicon{byLength: map[int][]entry{}, words: map[string]int{}, names: map[string]bool{}, written: map[string]string{}}
	inside, capital := map[string]int{}, map[string]int{}
	for n, ts := range sentences {
		for i, t := range ts {
			l.words[t.word]++
			if i == 0 {
				continue
			}
			inside[t.word]++
			if t.upper {
				capital[t.word]++
				l.written[t.word] = strings.TrimSuffix(strings.TrimSuffix(texts[n][t.Start:t.End], "'s"), "’s")
			}
		}
	}
	for w, n := range l.words {
		runes := utf8.RuneCountInString(w)
		l.byLength[runes] = append(l.byLength[runes], entry{w, n})
		l.names[w] = inside[w] > 0 && capital[w] == inside[w] && !isStop(w) && !isNumber(w)
	}
	for _, list := range l.byLength {
		slices.SortFunc(list, func(a, b entry) int { return cmp.Compare(a.word, b.word) })
	}
	return l
}

// spelling returns a folded word as the corpus writes it.
func (l *lexicon) spelling(word string) string {
	if l.names[word] {
		return l.written[word]
	}
	return word
}

func isNumber(word string) bool {
	return word != "" && word[0] >= '0' && word[0] <= '9'
}

// correct returns the word of the corpus that a misspelt folded word most
// likely stands for, or "" where none is near: at most one edit in words of
// four to seven letters, two in longer ones (Damerau 1964). Of equally near
// words a name wins, then the more frequent, then the alphabetically first.
func (l *lexicon) correct(word string) string {
	n := utf8.RuneCountInString(word)
	if n < 4 || l.words[word] > 0 || isNumber(word) || unspaced(firstRune(word)) {
		return ""
	}
	limit := 1
	if n >= 8 {
		limit = 2
	}
	best, bestDistance := entry{}, limit+1
	for length := n - limit; length <= n+limit; length++ {
		for _, e := range l.byLength[length] {
			d := editDistance([]rune(word), []rune(e.word), bestDistance)
			if d > limit || d > bestDistance || firstRune(e.word) != firstRune(word) && d > 1 {
				continue
			}
			if d < bestDistance || l.better(e, best) {
				best, bestDistance = e, d
			}
		}
	}
	return best.word
}

func (l *lexicon) better(a, b entry) bool {
	if l.names[a.word] != l.names[b.word] {
		return l.names[a.word]
	}
	return a.count > b.count
}

// editDistance is the optimal string alignment distance: insertions,
// deletions, substitutions and swaps of neighbours. It stops counting above
// limit and then returns limit+1.
func editDistance(a, b []rune, limit int) int {
	rows := [3][]int{make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)}
	before, last, now := rows[0], rows[1], rows[2]
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		now[0] = i
		smallest := i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			d := min(last[j]+1, now[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				d = min(d, before[j-2]+1)
			}
			now[j] = d
			smallest = min(smallest, d)
		}
		if smallest > limit {
			return limit + 1
		}
		before, last, now = last, now, before
	}
	return last[len(b)]
}
