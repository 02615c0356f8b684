package markdown

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestEscape(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"plain words, 3.5 % (of them)", "plain words, 3.5 % (of them)"},
		{"**bold** and __under__", `\*\*bold\*\* and \_\_under\_\_`},
		{"[click](https://evil.example)", `\[click\](https\:\/\/evil.example)`},
		{"join discord.gg/abc", `join discord.gg\/abc`},
		{"||spoiler||", `\|\|spoiler\|\|`},
		{"@everyone <@123> <#4> <t:1>", `\@everyone \<\@123\> \<\#4\> \<t\:1\>`},
		{"```go\nfence", "\\`\\`\\`go\nfence"},
		{"# head\n- item\n1. first\n-# small", "\\# head\n\\- item\n1\\. first\n\\-\\# small"},
		{"in 2018. Then - later", "in 2018. Then - later"},
		{`back\slash`, `back\\slash`},
		{"a\u202eb\x00c\x7f", "abc"},
		{"日本の<産業>スパイ", `日本の\<産業\>スパイ`},
	} {
		if got := Escape(c.text); got != c.want {
			t.Errorf("Escape(%q) = %q, want %q", c.text, got, c.want)
		}
	}
}

func TestBold(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"word", "**word**"},
		{" word ", " **word** "},
		{"one\n\ntwo", "**one**\n\n**two**"},
		{"  ", "  "},
	} {
		if got := Bold(c.text); got != c.want {
			t.Errorf("Bold(%q) = %q, want %q", c.text, got, c.want)
		}
	}
}

func TestShorten(t *testing.T) {
	for _, c := range []struct {
		text string
		n    int
		want string
	}{
		{"short", 10, "short"},
		{"one two three four", 12, "one two…"},
		{"日本語日本語", 4, "日本語…"},
		{"e\u0301e\u0301e\u0301", 4, "e\u0301…"},
	} {
		if got := Shorten(c.text, c.n); got != c.want {
			t.Errorf("Shorten(%q, %d) = %q, want %q", c.text, c.n, got, c.want)
		}
	}
}

// No character that could begin markup stands without a backslash, and what is
// shown is the text.
func FuzzEscape(f *testing.F) {
	for _, s := range []string{"", "a*b", "\\", "\\*", "1. x\n2) y", "-#", "[a](b)", "\xff", "a\\\n> b", "12-3", "\u202eabc"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		e := Escape(s)
		if got := Unescape(e); got != Clean(s) {
			t.Fatalf("Unescape(Escape(%q)) = %q, want %q", s, got, Clean(s))
		}
		for i := 0; i < len(e); i++ {
			if e[i] == '\\' {
				if i+1 == len(e) || e[i+1] >= utf8.RuneSelf || e[i+1] == '\n' {
					t.Fatalf("Escape(%q) = %q: a backslash that would be shown", s, e)
				}
				i++
				continue
			}
			if strings.IndexByte(active, e[i]) >= 0 {
				t.Fatalf("Escape(%q) = %q: %q stands bare", s, e, e[i])
			}
		}
		for line := range strings.Lines(e) {
			if line = strings.TrimLeft(line, " "); strings.HasPrefix(line, "-") || strings.HasPrefix(line, "+") {
				t.Fatalf("Escape(%q) = %q: a list", s, e)
			}
		}
	})
}

func FuzzSplit(f *testing.F) {
	f.Add("One sentence. Another one.\nA paragraph.", 10, 40)
	f.Add("日本語の長い文章。つぎの文。", 5, 12)
	f.Add(strings.Repeat("e\u0301", 50), 7, 30)
	f.Add(strings.Repeat("x", 100), 4, 4)
	f.Fuzz(func(t *testing.T, s string, n, maxBytes int) {
		s = strings.ToValidUTF8(s, "?")
		n, maxBytes = 4+abs(n)%100, 4+abs(maxBytes)%400
		pieces := Split(s, n, maxBytes)
		if got := strings.Join(pieces, ""); got != s {
			t.Fatalf("the pieces of %q are %q", s, got)
		}
		for _, p := range pieces {
			if p == "" || utf8.RuneCountInString(p) > n || len(p) > maxBytes || !utf8.ValidString(p) {
				t.Fatalf("Split(%q, %d, %d): piece %q", s, n, maxBytes, p)
			}
		}
	})
}

func abs(n int) int {
	if n < 0 {
		return -(n + 1)
	}
	return n
}
