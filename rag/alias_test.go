package rag

import (
	"strings"
	"testing"

	"casebot/corpus"
)

func TestResolve(t *testing.T) {
	a := article(t, "a",
		"Last June it arrested a man of the Defense Intelligence Agency.",
		"The Ministry of State Security (MSS) sent Xu Yanjun.",
		"In May the MSS called him home.",
		"The clerk Li Anbo stayed.")
	s := NewSnapshot(&corpus.Corpus{Articles: []*corpus.Article{a}})
	for question, want := range map[string]string{
		"What did the DIA man do?":                    "What did the Defense Intelligence Agency man do?|",
		"Whom did the MSS send?":                      "Whom did the MSS send?|ministry state security",
		"What did the Ministry of State Security do?": "What did the Ministry of State Security do?|mss",
		"徐延军被判了多少年？":                                  "Xu Yanjun 被判了多少年？|",
		"李安波是谁？":                                      "Li Anbo 是谁？|", // as many bytes as in characters
		"徐は誰ですか":                                      "徐は誰ですか|",
		"Who are you and WHO is he?":                  "Who are you and WHO is he?|",
	} {
		resolved, others := s.resolve(question)
		if got := resolved + "|" + strings.Join(others, " "); got != want {
			t.Errorf("resolve(%q) = %q, want %q", question, got, want)
		}
	}
}
