package rag

import "testing"

func TestSmalltalk(t *testing.T) {
	for _, message := range []string{"Hi!", "hello there", "Thanks a lot!", "thank you :)", "", "  ", "???", "Good morning", "ok", "こんにちは", "who are you?"} {
		if smalltalk(message) == "" {
			t.Errorf("smalltalk(%q) is taken for a question", message)
		}
	}
	for _, question := range []string{"Hi, who is the prosecutor?", "thanks, and when was that?", "Who thanked the court?", "hello kitty", "iCloud evidence", "help the engineer"} {
		if reply := smalltalk(question); reply != "" {
			t.Errorf("smalltalk(%q) = %q, want a question", question, reply)
		}
	}
}
