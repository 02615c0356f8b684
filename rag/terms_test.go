package rag

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestTermsStems(t *testing.T) {
	for text, want := range map[string]string{
		"The spies' arrested agents": "the spi arrest agent",
		"U.S. and US, not us":        "usa and usa not us",
		"eight years, 8 years":       "8 year 8 year",
		"China’s 36 messages":        "china 36 messag",
		"Müller in São Paulo":        "muller in sao paulo",
		"3.5 million":                "3.5 million",
		"徐延軍":                        "徐延 延軍",
		"FBIがiCloud":                 "fbi が icloud",
		"":                           "",
	} {
		if diff := cmp.Diff(want, strings.Join(stems(terms(text)), " ")); diff != "" {
			t.Errorf("terms(%q): %s", text, diff)
		}
	}
}

func FuzzTerms(f *testing.F) {
	for _, seed := range []string{"", "U.S.", "a'b", "徐延軍ー", "\xff\xfe", "é́́", "1,2.3"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for _, x := range terms(text) {
			if x.Start < 0 || x.Start >= x.End || x.End > len(text) {
				t.Fatalf("terms(%q): span %v outside", text, x.Span)
			}
		}
	})
}
