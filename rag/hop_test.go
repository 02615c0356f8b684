package rag

import "testing"

func TestDescribed(t *testing.T) {
	for question, want := range map[string]bool{
		"How long did the man who paid the guard get?":             true,
		"The person whose orders she followed works for whom?":     true,
		"What did the old lady that found the key tell the press?": true,
		"Who paid the guard?":                                      false,
		"What does the article say about the arrest?":              false,
	} {
		if got := described.MatchString(question); got != want {
			t.Errorf("described(%q) = %v, want %v", question, got, want)
		}
	}
}
