package cases

import (
	"slices"
	"testing"
)

func TestMentions(t *testing.T) {
	set, _ := builtinCases(t)
	tests := []struct {
		question string
		want     []string
		name     string // of the first mention, as the question has it
	}{
		{"What happened to the GE spy in Belgium?", []string{"belgium-arrest"}, "GE spy"},
		{"季超群はいつ逮捕されましたか", []string{"ji-chaoqun"}, "季超群"},
		{"Did Xu Yanjun know Ji Chaoqun?", []string{"xu-yanjun", "ji-chaoqun"}, "Xu Yanjun"},
		{"How are the Chicago case and the Belgium case connected?", []string{"chicago-resident", "belgium-arrest"}, "the Chicago case"},
		{"What did the FBI find?", nil, ""},
		{"Who is the prime minister?", nil, ""},
		{"", nil, ""},
	}
	for _, tt := range tests {
		var got []string
		mentions := set.Mentions(tt.question)
		for _, m := range mentions {
			got = append(got, m.Case.ID)
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("Mentions(%q) = %v, want %v", tt.question, got, tt.want)
			continue
		}
		if len(mentions) > 0 {
			if said := tt.question[mentions[0].Span.Start:mentions[0].Span.End]; said != tt.name && "the "+said != tt.name {
				t.Errorf("Mentions(%q) stands at %q, want %q", tt.question, said, tt.name)
			}
		}
	}
}

func TestAsked(t *testing.T) {
	set, _ := builtinCases(t)
	for question, want := range map[string]string{
		"tell me about the Chicago case":               "chicago-resident",
		"Tell me about the Chicago case, please.":      "chicago-resident",
		"Summarise the case of Zheng Xiaoqing.":        "zheng-xiaoqing",
		"summarize 季超群":                                "ji-chaoqun",
		"季超群について教えてください":                               "ji-chaoqun",
		"请介绍一下季超群":                                     "ji-chaoqun",
		"Give me a brief overview of the MSS":          "ministry-of-state-security",
		"what do you know about Xu Yanjun?":            "xu-yanjun",
		"parle-moi de Ji Chaoqun":                      "ji-chaoqun",
		"fasse den Fall Ji Chaoqun zusammen":           "ji-chaoqun",
		"tell me about the ex-CIA officer":             "former-cia-employee-2018",
		"Tell me about Ji's sentence":                  "",
		"Tell me about Christopher Wray":               "",
		"Tell me about Ji Chaoqun's time in the Army":  "",
		"Who is Ji Chaoqun?":                           "",
		"Ji Chaoqun":                                   "",
		"tell me a joke":                               "",
		"summarise the articles":                       "",
		"What did the Chicago case have to do with GE": "",
		"": "",
	} {
		got := ""
		if c := set.Asked(question); c != nil {
			got = c.ID
		}
		if got != want {
			t.Errorf("Asked(%q) = %q, want %q", question, got, want)
		}
	}
}

func TestPlain(t *testing.T) {
	set, _ := builtinCases(t)
	for question, want := range map[string]string{
		"Where was the GE spy arrested?":  "Where was the deputy director of the Jiangsu state security department arrested?",
		"季超群はいつ逮捕されましたか":                  "Ji Chaoqun はいつ逮捕されましたか",
		"徐延军被判了多少年？":                      "Xu Yanjun 被判了多少年？",
		"Was Chaoqun Ji in the army?":     "Was Ji Chaoqun in the army?",
		"What did Wray say?":              "What did Wray say?",
		"When was Ji Chaoqun arrested?":   "When was Ji Chaoqun arrested?",
		"What of the Chicago case?":       "What of the Chicago case?",
		"Did 孟晚舟 know 季超群?":               "Did Meng Wanzhou know Ji Chaoqun?",
		"What is the capital of Belgium?": "What is the capital of Belgium?",
		"":                                "",
	} {
		if got := set.Plain(question); got != want {
			t.Errorf("Plain(%q) = %q, want %q", question, got, want)
		}
	}
	var empty Set
	if got := empty.Plain("季超群"); got != "季超群" {
		t.Errorf("an empty set makes %q of 季超群", got)
	}
}
