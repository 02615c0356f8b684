package rag

import (
	"slices"
	"strings"
	"unicode"

	"github.com/mozillazg/go-pinyin"
)

// aliases are other ways to write the names of a corpus: by their initials,
// and in Chinese characters where the corpus has them in pinyin. They are
// immutable once collected.
type aliases struct {
	initials map[string]string // "DIA" -> "Defense Intelligence Agency"
	sounds   map[string]string // "xuyanjun" -> "Xu Yanjun"
}

const (
	// fewestInitials and mostInitials bound an abbreviation.
	fewestInitials, mostInitials = 2, 6
	// longestSound is the number of letters of a long name in pinyin.
	longestSound = 18
	// mostCharacters is the number of characters of a long Chinese name.
	mostCharacters = 4
)

// newAliases collects the aliases of the names in sentences, each also cut into
// terms.
func newAliases(sentences [][]term, texts []string, isName func(string) bool) *aliases {
	a := &aliases{map[string]string{}, map[string]string{}}
	counts := map[string]int{} // by name, however much of what stands before belongs to it
	var order []string
	for n, text := range texts {
		for _, span := range capitalisedAmong(text, sentences[n], isName) {
			words := strings.Fields(text[span.Start:span.End])
			for i := range words {
				if name := strings.Join(words[i:], " "); len(words)-i > 1 && !nameLinks[words[i]] {
					if counts[name]++; counts[name] == 1 {
						order = append(order, name)
					}
				}
			}
		}
	}
	for _, name := range order {
		if sound := letters(name); len(sound) <= longestSound && a.sounds[sound] == "" {
			a.sounds[sound] = name
		}
		short := initials(name)
		if n := len(short); n < fewestInitials || n > mostInitials {
			continue
		}
		if counts[name] > counts[a.initials[short]] {
			a.initials[short] = name
		}
	}
	return a
}

// letters are the letters of a name as pinyin writes them, without its marks.
func letters(name string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == 'v':
			return 'u' // stands for ü
		case unicode.IsLetter(r):
			return r
		}
		return -1
	}, fold(name))
}

// resolve writes the names of a question as the corpus does: those in Chinese
// characters, and those by initials that the corpus writes out. What else the
// corpus may call them is returned as words.
func (s *Snapshot) resolve(text string) (resolved string, others []string) {
	text = s.aliases.romanise(text)
	resolved = rewrite(text, func(t term, short string) string {
		full := s.aliases.initials[short]
		if full == "" || s.lexicon.words[t.word] == 0 {
			return full
		}
		for _, w := range content(terms(full)) {
			others = append(others, w.word)
		}
		return ""
	})
	for _, name := range s.namesOf(text) {
		if short := initials(name); len(short) >= fewestInitials && s.lexicon.words[strings.ToLower(short)] > 0 {
			others = append(others, strings.ToLower(short))
		}
	}
	return resolved, others
}

// romanise writes the Chinese names of a text in pinyin, as the corpus does.
func (a *aliases) romanise(text string) string {
	characters := []rune(text)
	var b strings.Builder
	found := false
	for i := 0; i < len(characters); {
		n, name := a.spoken(characters[i:])
		if n == 0 {
			b.WriteRune(characters[i])
			i++
			continue
		}
		b.WriteString(" " + name + " ")
		i += n
		found = true
	}
	if !found {
		return text
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// spoken finds the longest name that characters begin with, and how many they are.
func (a *aliases) spoken(characters []rune) (n int, name string) {
	sounds := []string{""}
	for i, r := range characters[:min(mostCharacters, len(characters))] {
		if !unicode.Is(unicode.Han, r) {
			break
		}
		sounds = said(sounds, r)
		for _, sound := range sounds {
			if found := a.sounds[sound]; found != "" {
				n, name = i+1, found
			}
		}
	}
	return n, name
}

// said puts each reading of a character after each of the sounds before it.
func said(before []string, r rune) []string {
	args := pinyin.NewArgs()
	args.Heteronym = true
	var out []string
	for _, reading := range pinyin.SinglePinyin(r, args) {
		for _, sound := range before {
			if s := sound + letters(reading); !slices.Contains(out, s) {
				out = append(out, s)
			}
		}
	}
	return out
}
