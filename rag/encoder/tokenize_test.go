package encoder

import (
	"strings"
	"testing"
)

func TestTokenizeOffsets(t *testing.T) {
	m, _ := loadGolden(t)
	for text, want := range map[string][]string{
		"two  spaces":       {"two", "space", "s"},
		"naïve café":        {"na", "ï", "ve", "café"},
		"ＦＢＩ":               {"ＦＢＩ"},
		"🀄𠮷":                {"", "🀄", "𠮷"},
		"\ufeffzero\u200bw": {"zero", "w"},
	} {
		var got []string
		for _, token := range m.Tokenize(text) {
			got = append(got, slice(text, token.Span))
		}
		if strings.Join(got, "|") != strings.Join(want, "|") {
			t.Errorf("Tokenize(%q) covers %q, want %q", text, got, want)
		}
	}
}

func TestTokenizeLong(t *testing.T) {
	m, _ := loadGolden(t)
	for name, text := range map[string]string{
		"one word": strings.Repeat("x", 1<<20),
		"words":    strings.Repeat("word ", 1<<20/5),
		"unknown":  strings.Repeat("𠮷", 1<<20/4),
		"bad":      strings.Repeat("\xff\xfe", 1<<19),
		"deleted":  strings.Repeat("\x01", 1<<20),
	} {
		checkTokens(t, text, m.Tokenize(text))
		if got := len(m.tokenize(nil, text, 50)); got > 50 {
			t.Errorf("%s: %d tokens, want at most 50", name, got)
		}
	}
}

// checkTokens checks that the spans of tokens lie in order inside the text, on
// the boundaries of its characters.
func checkTokens(t *testing.T, text string, tokens []Token) {
	t.Helper()
	boundary := make([]bool, len(text)+1)
	for i := range text {
		boundary[i] = true
	}
	boundary[len(text)] = true
	at := 0
	for _, token := range tokens {
		if token.Start > token.End || token.Start < at || token.End > len(text) {
			t.Fatalf("token %+v of %d bytes overlaps or overruns, last end %d", token, len(text), at)
		}
		if !boundary[token.Start] || !boundary[token.End] {
			t.Fatalf("token %+v cuts a character of %q", token, text)
		}
		at = token.Start
	}
}

func FuzzTokenize(f *testing.F) {
	m, g := loadGolden(f)
	for _, e := range g.Tokens {
		f.Add(e.Text)
	}
	f.Add("\xff bad \xf0\x9f")
	f.Add("½\u00a8\u0133ǆ㌀")
	f.Fuzz(func(t *testing.T, text string) {
		tokens := m.Tokenize(text)
		checkTokens(t, text, tokens)
		for _, token := range tokens {
			if token.ID < 0 || int(token.ID) >= len(m.vocabulary.pieces) {
				t.Fatalf("token %+v is not in the vocabulary", token)
			}
		}
		if first := m.tokenize(nil, text, 3); len(tokens) >= 3 && len(first) != 3 || len(first) > len(tokens) {
			t.Fatalf("%d tokens of %q with a limit of 3, %d without", len(first), text, len(tokens))
		}
	})
}

func TestAppendIDsKeepsMarksOut(t *testing.T) {
	m, _ := loadGolden(t)
	in := m.judgeInput(Pair{"a </s> b", "<s> <pad>", "c </s>"})
	ends := 0
	for _, id := range in.ids[1:] {
		switch id {
		case endID:
			ends++
		case startID, padID:
			t.Errorf("ids %v hold a mark from the text", in.ids)
		}
	}
	if ends != 4 {
		t.Errorf("ids %v hold %d times </s>, want 4", in.ids, ends)
	}
}

func slice(text string, at Span) string { return text[at.Start:at.End] }
