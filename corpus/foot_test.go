package corpus

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
)

func TestFoot(t *testing.T) {
	const top = "Clerks held\n\n" + body + "\n\n"
	cases := []struct {
		name, text string
		want       []string // sentences below the first paragraph
	}{
		{"list below most read", "Most read\n1. Ferry late again\n2. Quiz: do you know the sea?\n3. Ten soups\n", nil},
		{"list without numbers", "Most read\n\nFerry late again\n\nTen soups for cold days\n", nil},
		{"strays between notices", "Leave a comment\nRequired fields are marked *\nThe Harbour Post on paper: 9 marks.\nSubscribe to the Post.\n", nil},
		{"japanese", "関連記事\n港の船が遅れる\n冬のスープ十選\n", nil},
		{"news below most read", "Most read\n1. Ferry late again\n\n" + body[:60] + ".\n", []string{"1. Ferry late again", body[:60] + "."}},
		{"short news below an advertisement", "Advertisement\n\nHe denies it.\n\nShare this article\n", []string{"He denies it."}},
		{"quotation at the end", "Leave a comment\n\nSubscribe to the Post.\n\n“It is over,” she said.\n", []string{"“It is over,” she said."}},
		{"newsletter amid the news", "Sign up for our newsletter.\n\nThe hearing is in May.\n", []string{"The hearing is in May."}},
		{"list below a newsletter", "Sign up for our newsletter.\n\n- 14 ships\n- 2 clerks\n", []string{"14 ships", "2 clerks"}},
		{"news that names comments", "The court closed the comments on its page in May.\n", []string{"The court closed the comments on its page in May."}},
		{"news beside a notice", "The hearing is in May. Subscribe to the Post for 9 marks a month.\n", []string{"The hearing is in May."}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			corpus, err := Load(fstest.MapFS{"a.txt": {Data: []byte(top + c.text)}})
			if err != nil {
				t.Fatal(err)
			}
			a := corpus.Articles[0]
			checkCover(t, a)
			var got []string
			for _, s := range a.Sentences {
				if text := a.Slice(s.Span); !strings.HasPrefix(text, body) {
					got = append(got, text)
				}
			}
			if d := cmp.Diff(c.want, got); d != "" {
				t.Errorf("sentences, -want +got:\n%s", d)
			}
		})
	}
}
