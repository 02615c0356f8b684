package generate

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

func TestParse(t *testing.T) {
	one := reply{Answered: true, Sentences: []said{{"He got eight years.", []string{"S1", "S3"}}}}
	for text, want := range map[string]reply{
		`{"answered":true,"reason":"","sentences":[{"text":"He got eight years.","ids":["S1","S3"]}]}`:                      one,
		"Here it is:\n```json\n{\"answered\": true, \"sentences\": [{\"text\": \"He got eight years.\", \"ids\": [1, 3]}]}": one,
		`{} {"sentences":[{"text":"He got eight years. [S1]","ids":"S1, S3"}]} and more`:                                    one,
		"ANSWERED: yes\nREASON:\nSENTENCE: He got eight years. [S1, S3]":                                                    one,
		"**Answered:** Yes.\n- Sentence: He got eight years. (S1 and S3).\nbye":                                             one,
		"SENTENCE: He got\u202e eight\tyears. [s01, 3]":                                                                     one,
		"{\"sentences\":[{\"text\":\"He got\n\teight years.\",\"ids\":[\"S1\",\"S3\"]}],\n\"answered\":true}":               one,
		`{"answered":false,"reason":"Not there.","sentences":[]}`:                                                           {Reason: "Not there."},
		"ANSWERED: no\nREASON: Not there.":                                                                                  {Reason: "Not there."},
		"ANSWERED: no\nSENTENCE: He got eight years. [S1, S3]":                                                              {Sentences: one.Sentences},
		`{"answered":true,"sentences":[{"text":"He got eight years.","ids":{"a":"S1","b":"S3"}}]}`:                          one,
		`{"answered":true,"sentences":[{"text":"","ids":["S1"]},{"text":"No ID.","ids":null}]}`:                             {Answered: true, Sentences: []said{{"No ID.", nil}}},
	} {
		got, err := parse(text)
		if diff := cmp.Diff(want, got, cmp.Transformer("ids", func(s said) []string { return append([]string{s.Text}, s.IDs...) })); diff != "" || err != nil {
			t.Errorf("parse(%q): %v %s", text, err, diff)
		}
	}
	for _, text := range []string{"", "Sure!", "{", `{"answer":"eight"}`, `{"answered":"maybe"}`, "[]", strings.Repeat("{", 1000)} {
		if got, err := parse(text); err == nil {
			t.Errorf("parse(%q) = %+v, want an error", text, got)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{
		`{"answered":true,"reason":"","sentences":[{"text":"He got eight years.","ids":["S1","S3"]}]}`,
		"ANSWERED: yes\nREASON:\nSENTENCE: He got eight years. [S1, S3]",
		"```json\n{\"sentences\":[{\"text\":\"a\\u0000\\ud800b\",\"ids\":[1e3]}]}```",
		"SENTENCE: \xff\xfe [S1",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		r, err := parse(text)
		if err != nil {
			return
		}
		if len(r.Sentences) > maxSentences || len(r.Reason) > maxReasonBytes {
			t.Errorf("parse(%q) is not bounded: %+v", text, r)
		}
		for _, s := range append(r.Sentences, said{Text: r.Reason}) {
			if !utf8.ValidString(s.Text) || strings.ContainsFunc(s.Text, func(r rune) bool { return unicode.Is(unicode.C, r) }) {
				t.Errorf("parse(%q) lets %q through", text, s.Text)
			}
			if len(s.IDs) > maxSentenceIDs {
				t.Errorf("parse(%q) gives %d IDs", text, len(s.IDs))
			}
		}
	})
}
