package eval

import "testing"

func TestNormalize(t *testing.T) {
	tests := map[string]string{
		"  The\u00a0 “Cold\tWar”\n": `the "cold war"`,
		"public–private":            "public-private",
		"GE’s":                      "ge's",
		"soft\u00adhyphen":          "softhyphen",
		"３６通 　ÄÖ":                   "３６通 äö",
		"":                          "",
	}
	for in, want := range tests {
		if got := normalize(in); got != want {
			t.Errorf("normalize(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestContainsWords(t *testing.T) {
	tests := []struct {
		text, words string
		want        bool
	}{
		{"the cia spied", "cia", true},
		{"an official said", "cia", false},
		{"special, cia.", "cia", true},
		{"xu's crime", "xu", true},
		{"an eight-year term", "eight", true},
		{"36 messages", "36", true},
		{"361 messages", "36", false},
		{"1,200 people", "200", false},
		{"1.200 people", "1", false},
		{"in 2017, 200 people", "200", true},
		{"it was 2017.", "2017", true},
		{"メッセージは36通", "36", true},
		{"メッセージは136通", "36通", false},
		{"懲役二十年", "二十年", true},
		{"百二十年", "二十年", false},
		{"ベルギーで逮捕", "ベルギー", true},
		{"벨기에에서", "벨기에", true},
		{"official, then cia", "cia", true},
		{"anything", "", false},
		{"", "a", false},
	}
	for _, tt := range tests {
		if got := containsWords(tt.text, tt.words); got != tt.want {
			t.Errorf("containsWords(%q, %q) = %v, want %v", tt.text, tt.words, got, tt.want)
		}
	}
}

func FuzzContainsWords(f *testing.F) {
	f.Add("メッセージは136通, 1,200", "36")
	f.Add("ab", "b")
	f.Fuzz(func(t *testing.T, text, words string) {
		text, words = normalize(text), normalize(words)
		if words != "" && !containsWords("x "+words+" y", words) {
			t.Errorf("%q is not found between spaces", words)
		}
		if again := normalize(text); again != text {
			t.Errorf("normalize(%q) = %q, want no change", text, again)
		}
		containsWords(text, words)
	})
}
