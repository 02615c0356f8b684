package rag

import "testing"

func TestSaysUnknown(t *testing.T) {
	for passage, want := range map[string]bool{
		"The mayor has not said how much the city will pay.":     true,
		"The guard, whose name was not published, was asleep.":   true,
		"Personnel numbers are scarcely known.":                  true,
		"He gave no reason for the delay.":                       true,
		"The company did not reply to questions.":                true,
		"Eine Antwort des Landes steht aus.":                     true,
		"運行会社は未定である。":                                            true,
		"He is known as a careful man.":                          false,
		"The report was published in June.":                      false,
		"She said that the vote had not been close.":             false,
		"The two companies have not worked together since 1974.": false,
	} {
		if got := saysUnknown(passage); got != want {
			t.Errorf("saysUnknown(%q) = %v, want %v", passage, got, want)
		}
	}
}
