package rag

import (
	"strings"
	"unicode"

	"casebot/corpus"
)

// nameLinks are the small words that may stand inside a name.
var nameLinks = wordSet("of the de la van von der du des and for")

// capitalised finds the names of a text: runs of capitalised words, joined
// over small words ("Ministry of State Security"). The first word of a
// sentence counts only when more of the name follows or isName says so.
func capitalised(text string, isName func(word string) bool) []corpus.Span {
	return capitalisedAmong(text, terms(text), isName)
}

// capitalisedAmong finds them where the text is already cut into terms.
func capitalisedAmong(text string, ts []term, isName func(word string) bool) []corpus.Span {
	var out []corpus.Span
	for i := 0; i < len(ts); {
		if !ts[i].upper || isNumber(ts[i].word) || unspaced(firstRune(ts[i].word)) || questionWords[ts[i].word] {
			i++
			continue
		}
		end := i + 1
		for end < len(ts) {
			next := end
			for next < len(ts) && nameLinks[ts[next].word] && !ts[next].upper {
				next++
			}
			if next >= len(ts) || !ts[next].upper || isNumber(ts[next].word) || !adjacent(text, ts[end-1:next+1]) {
				break
			}
			end = next + 1
		}
		name := corpus.Span{Start: ts[i].Start, End: ts[end-1].End}
		if starts(text, ts[i].Start) && end == i+1 && !isName(ts[i].word) && !allUpper(text[name.Start:name.End]) {
			i = end
			continue
		}
		out = append(out, name)
		i = end
	}
	return out
}

// questionWords are capitalised only because a sentence begins with them.
var questionWords = wordSet(`who what when where why which whose whom how is are was were did does do has have had can
could would should will may and or but so if in on at by for from of to the a an i it he she they we you his her their
its this that these those there please tell give list summarise summarize explain describe compare name according
about no yes ok hi hello thanks not also then show find any some all`)

// adjacent reports whether only spaces, hyphens and dots of abbreviations part the words.
func adjacent(text string, ts []term) bool {
	for i := 1; i < len(ts); i++ {
		gap := text[ts[i-1].End:ts[i].Start]
		if strings.Trim(gap, " -‐–\t") != "" && gap != ". " && gap != "." {
			return false
		}
		if gap == ". " && ts[i-1].End-ts[i-1].Start > 3 {
			return false
		}
	}
	return true
}

// starts reports whether a sentence begins at offset.
func starts(text string, offset int) bool {
	before := strings.TrimRightFunc(text[:offset], func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(`"'“‘(`, r) })
	return before == "" || strings.ContainsRune(".?!:。？！", lastRune(before))
}

func lastRune(s string) rune {
	r := rune(0)
	for _, c := range s[max(0, len(s)-4):] {
		r = c
	}
	return r
}

// allUpper reports whether a word is an abbreviation: two letters or more, all capitals.
func allUpper(word string) bool {
	letters := 0
	for _, r := range word {
		if unicode.IsLower(r) {
			return false
		}
		if unicode.IsUpper(r) {
			letters++
		}
	}
	return letters >= 2
}
