package corpus

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// A bar marks where a sentence ends.
var splits = []struct{ language, text string }{
	{"en", "He left.| She stayed."},
	{"en", "Rep. A. B. Smith met Sen. Jones and Mr. Li in St. Louis.| Nobody else came."},
	{"en", "The U.S. Justice Department sued.| It won in the U.S.| The case is over."},
	{"en", "calling it “a state-organized, systematic crime.”| He further said so."},
	{"en", "He called it “a crime.” and left."},
	{"en", "“Is it true?” he asked.| “Yes!”| She nodded."},
	{"en", "titled “Do you know why?”, is now ranked No. 1 in search volume."},
	{"en", "The sum was 3.5 million.| It rose by 2.1 per cent."},
	{"en", "They met at 5 p.m. EST on Monday.| At 6 p.m.| Police came."},
	{"en", "They met at 5 p.m. on Monday."},
	{"en", "At 6 p.m.| Police came at 7."},
	{"en", "See https://example.com/a.b?c=D.E for more.| Or www.example.org.| Then stop."},
	{"en", "He paused ... and went on.| Then…| Nothing."},
	{"en", "It ended in 2018.| 36 messages were found."},
	{"en", "On Jan. 6 he left.| In Sept. 2018 he was held."},
	{"en", "GE Aviation Inc. sued Huawei Co. Ltd. of China.| It lost."},
	{"en", "J. Edgar Hoover led it.| So did William J. Burns."},
	{"en", "It was Plan B.| The rest failed."},
	{"en", "1. The first point.| 2. The second point."},
	{"en", "It is known.[1]| Another source says so.[2][3]| The end."},
	{"en", "(He said so.)| Then he left."},
	{"en", "Wait!?| What?!| Yes."},
	{"en", "His crime?| Attempting to steal."},
	{"de", "Am 3. Oktober kam Dr. Weber an.| Er blieb bis 1. Mai."},
	{"de", "Er fiel z. B. Müller auf.| Das ist u. a. in Kiel so, d. h. oft."},
	{"fr", "M. Dupont a vu Mme. Curie.| Il est parti."},
	{"es", "El Sr. García llegó.| ¿Quién lo vio?| ¡Nadie!"},
	{"ja", "逮捕は重要だ。|捜査は続く。|本当か？|はい！"},
	{"ja", "検事は「逮捕は重要だ。世界にとってもだ。」と述べた。|捜査は続く。"},
	{"ja", "売上は3.5億円だった。|「重要だ。」|彼は去った。"},
	{"zh", "他被捕了。|“这很重要。”|她不同意！"},
	{"hi", "वह गया। |वह आया।"},
}

func TestSplitSentences(t *testing.T) {
	for _, c := range splits {
		text := strings.ReplaceAll(c.text, "|", "")
		var want, got []string
		for _, s := range strings.Split(c.text, "|") {
			want = append(want, strings.TrimSpace(s))
		}
		for _, s := range splitSentences(text, Span{0, len(text)}, c.language) {
			got = append(got, text[s.Start:s.End])
		}
		if d := cmp.Diff(want, got); d != "" {
			t.Errorf("splitSentences(%q) -want +got:\n%s", text, d)
		}
	}
}
