package rag

import (
	"testing"

	"casebot/corpus"
)

func TestCorrect(t *testing.T) {
	texts := []string{"The engineer Zheng Xiaoqing met Ji Chaoqun in prison after the sentence"}
	l := newLexicon([][]term{terms(texts[0])}, texts)
	for word, want := range map[string]string{
		"chaoqan":    "chaoqun",
		"xiaoqin":    "xiaoqing",
		"zhegn":      "zheng", // swapped neighbours are one edit
		"sentance":   "sentence",
		"enginer":    "engineer",
		"prison":     "",
		"appeal":     "",
		"ji":         "",
		"lighthouse": "",
	} {
		if got := l.correct(word); got != want {
			t.Errorf("correct(%q) = %q, want %q", word, got, want)
		}
	}
	if got := l.spelling("chaoqun"); got != "Chaoqun" {
		t.Errorf("spelling = %q", got)
	}
}

// TestMend checks that only what can be nothing but a name is replaced.
func TestMend(t *testing.T) {
	c := &corpus.Corpus{Articles: []*corpus.Article{article(t, "a", "In Velmora the judge Oskar Tellmund met Dost and Quiz.", "They left Ribe at night.")}}
	s := NewSnapshot(c)
	unknown := func(string) bool { return false }
	for question, want := range map[string]string{
		"did telmund leave":     "did Tellmund leave",
		"who was Tellmnud?":     "who was Tellmund?",
		"they don't quit":       "they don't quit", // not Dost and Quiz
		"who took the bribe?":   "who took the bribe?",
		"what did he judgee on": "what did he judge on",
		"they lfet at nihgt":    "they lfet at night",   // too short to be sure
		"what did he judgo on":  "what did he judgo on", // no name and no slip
	} {
		if got, _ := s.mend(question, unknown); got != want {
			t.Errorf("mend(%q) = %q, want %q", question, got, want)
		}
	}
	known := func(string) bool { return true }
	if got, _ := s.mend("did telmund leave", known); got != "did telmund leave" {
		t.Errorf("a word of some language was mended: %q", got)
	}
}
