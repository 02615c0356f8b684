package rag

import "testing"

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
