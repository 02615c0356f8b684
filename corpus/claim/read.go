package claim

// sentence is a text with all that is read from it once.
type sentence struct {
	text    string
	lang    string
	words   []word
	stems   []string // of each word; "" for function words and numbers
	dates   []Mention
	numbers []Quantity
}

func read(text string) *sentence {
	s := &sentence{text: text, words: split(text)}
	s.dates = mentions(text, s.words)
	s.lang = languageOf(s.words)
	s.numbers = quantities(text, s.words, s.lang, s.dates)
	s.stems = make([]string, len(s.words))
	for i, w := range s.words {
		if s.content(w) {
			s.stems[i] = stem(w.fold, s.lang)
		}
	}
	return s
}

func readAll(texts []string) []*sentence {
	out := make([]*sentence, len(texts))
	for i, text := range texts {
		out[i] = read(text)
	}
	return out
}

// content reports whether a word carries meaning of its own.
func (s *sentence) content(w word) bool {
	sc := scriptOf([]rune(w.text)[0])
	switch {
	case sc == digit, sc == hanDigit, sc == hiragana, functionWords[s.lang][w.fold], len(w.fold) < 2:
		return false
	}
	for _, d := range s.dates {
		if w.start < d.End && w.end > d.Start {
			return false
		}
	}
	return true
}

// has reports whether the sentence holds a stem.
func (s *sentence) has(stem string) bool {
	for _, t := range s.stems {
		if t == stem {
			return true
		}
	}
	return false
}

// overlap counts the content words of s that occur in e.
func (s *sentence) overlap(e *sentence) int {
	n := 0
	for _, t := range s.stems {
		if t != "" && e.has(t) {
			n++
		}
	}
	return n
}

// closest gives the evidence that shares most content words with s, and what
// shares nearly as many; none where nothing is shared.
func (s *sentence) closest(evidence []*sentence) []*sentence {
	most := 0
	for _, e := range evidence {
		most = max(most, s.overlap(e))
	}
	var out []*sentence
	for _, e := range evidence {
		if n := s.overlap(e); n > 0 && 4*n >= 3*most {
			out = append(out, e)
		}
	}
	return out
}

// Coverage gives the share of a statement's content words whose stems occur in
// the evidence, and those that do not. Words of another language than the
// evidence's are never covered: ask Language first. A statement without
// content words is covered.
func Coverage(statement string, evidence []string) (share float64, novel []string) {
	s := read(statement)
	known := map[string]bool{}
	for _, text := range evidence {
		for _, t := range read(text).stems {
			known[t] = true
		}
	}
	all := 0
	for i, t := range s.stems {
		if t == "" {
			continue
		}
		all++
		if !known[t] {
			novel = append(novel, s.words[i].text)
		}
	}
	if all == 0 {
		return 1, nil
	}
	return 1 - float64(len(novel))/float64(all), novel
}
