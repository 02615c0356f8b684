package claim

import "strings"

// lexicon is a list of words and phrases to look for, of all languages
// together: what is a hedge in one is hardly ever a common word of another.
type lexicon struct {
	exact    map[string][][]string // first word -> phrases
	prefixes []string              // "suspect*"
	unspaced []string              // Japanese and Chinese, found anywhere
}

// newLexicon reads phrases separated by commas, in folded form; a star ends a
// prefix.
func newLexicon(list string) lexicon {
	l := lexicon{exact: map[string][][]string{}}
	for entry := range strings.SplitSeq(list, ",") {
		entry = strings.TrimSpace(entry)
		switch words := strings.Fields(entry); {
		case entry == "":
		case scriptOf([]rune(entry)[0]).unspaced():
			l.unspaced = append(l.unspaced, entry)
		case strings.HasSuffix(entry, "*"):
			l.prefixes = append(l.prefixes, strings.TrimSuffix(entry, "*"))
		default:
			l.exact[words[0]] = append(l.exact[words[0]], words)
		}
	}
	return l
}

// match is a phrase found: words first to last, bytes [start, end).
type match struct{ first, last, start, end int }

// find gives the phrases of the lexicon that occur among words of text, in
// order of their first word.
func (l lexicon) find(text string, words []word) []match {
	var out []match
	for i, w := range words {
		if n := l.at(words[i:]); n > 0 {
			out = append(out, match{i, i + n - 1, w.start, words[i+n-1].end})
			continue
		}
		if !scriptOf([]rune(w.text)[0]).unspaced() {
			continue
		}
		for _, u := range l.unspaced {
			// A phrase may run over a change of script: look from the word's
			// every rune into the text.
			for off := range w.text {
				if strings.HasPrefix(text[w.start+off:], u) {
					start := w.start + off
					out = append(out, match{i, lastWord(words, i, start+len(u)), start, start + len(u)})
				}
			}
		}
	}
	return out
}

// lastWord gives the last word from i on that begins before end.
func lastWord(words []word, i, end int) int {
	for i+1 < len(words) && words[i+1].start < end {
		i++
	}
	return i
}

// at gives the number of words of the longest phrase that words begin with.
func (l lexicon) at(words []word) int {
	best := 0
	for _, phrase := range l.exact[words[0].fold] {
		if len(phrase) > best && startsWith(words, phrase) {
			best = len(phrase)
		}
	}
	if best > 0 {
		return best
	}
	for _, p := range l.prefixes {
		if strings.HasPrefix(words[0].fold, p) {
			return 1
		}
	}
	return 0
}

func startsWith(words []word, phrase []string) bool {
	if len(words) < len(phrase) {
		return false
	}
	for i, p := range phrase {
		if words[i].fold != p {
			return false
		}
	}
	return true
}
