package cases

import (
	"math"
	"testing"
)

func TestFind(t *testing.T) {
	set, _ := builtinCases(t)
	for typed, want := range map[string]string{
		"ji-chaoqun":                 "ji-chaoqun",
		"Ji Chaoqun":                 "ji-chaoqun",
		"chaoqun JI":                 "ji-chaoqun",
		"季超群":                        "ji-chaoqun",
		"Ji":                         "ji-chaoqun",
		"the GE spy":                 "belgium-arrest",
		"GE spy":                     "belgium-arrest",
		"chicago":                    "chicago-resident",
		"two hack":                   "two-hackers-2018",
		"MSS":                        "ministry-of-state-security",
		"the MSS":                    "ministry-of-state-security",
		"国家安全部":                      "ministry-of-state-security",
		"孟晚舟":                        "two-canadians-2018",
		"Huawei":                     "two-canadians-2018",
		"Defense Intelligence":       "former-dia-employee-2018",
		"Wray":                       "ministry-of-state-security",
		"  Zheng   Xiaoqing's  case": "zheng-xiaoqing",
	} {
		if c, near, _ := set.Find(typed, 5); c == nil || c.ID != want {
			t.Errorf("Find(%q) = %v, %v, want %s", typed, c, near, want)
		}
	}
}

func TestFindNothing(t *testing.T) {
	set, _ := builtinCases(t)
	tests := []struct {
		typed   string
		several bool
		nearest string // the first suggestion, "" for none
	}{
		{"FBI", true, "belgium-arrest"},
		{"General Electric", true, "belgium-arrest"},
		{"ji chaoqum", false, "ji-chaoqun"},
		{"wrya", false, "ministry-of-state-security"},
		{"chigaco", false, "chicago-resident"},
		{"季超郡", false, "ji-chaoqun"},
		{"quark", false, ""},
		{"?!", false, ""},
		{"", false, ""},
	}
	for _, tt := range tests {
		c, near, several := set.Find(tt.typed, 3)
		if c != nil || several != tt.several || len(near) > 3 {
			t.Errorf("Find(%q) = %v, %v, %v, want no case, several %v", tt.typed, c, near, several, tt.several)
		}
		first := ""
		if len(near) > 0 {
			first = near[0].Case.ID
		}
		if first != tt.nearest {
			t.Errorf("Find(%q) suggests %v, want %q first", tt.typed, near, tt.nearest)
		}
	}
}

func TestSuggestWhileTyping(t *testing.T) {
	set, _ := builtinCases(t)
	if got := set.Suggest("", 25); len(got) != len(set.Cases()) {
		t.Errorf("Suggest of nothing gives %d cases, want all %d", len(got), len(set.Cases()))
	}
	if got := set.Suggest("the", 2); len(got) != 2 {
		t.Errorf("Suggest gives %d cases, want 2", len(got))
	}
	got := set.Suggest("zhe", 25)
	if len(got) == 0 || got[0].Case.ID != "zheng-xiaoqing" || got[0].Name != "Zheng Xiaoqing" {
		t.Errorf("Suggest(zhe) = %v", got)
	}
	var empty Set
	if got := empty.Suggest("x", 5); len(got) != 0 {
		t.Errorf("an empty set suggests %v", got)
	}
}

func TestAlike(t *testing.T) {
	tests := []struct {
		a, b string
		want float64
	}{
		{"wray", "wray", 1}, {"wray", "wrya", 0.75}, {"chaoqun", "chaoqum", 1 - 1.0/7}, {"ji", "xi", 0.5},
		{"", "", 0}, {"a", "abcdef", 0}, {"季超群", "季超郡", 1 - 1.0/3},
	}
	for _, tt := range tests {
		if got := alike(tt.a, tt.b); math.Abs(got-tt.want) > 1e-9 {
			t.Errorf("alike(%q, %q) = %v, want %v", tt.a, tt.b, got, tt.want)
		}
	}
}
