package claim

import (
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestLanguage(t *testing.T) {
	for text, want := range map[string]string{
		"The man was arrested in Belgium.":           "en",
		"Der Mann wurde in Belgien verhaftet.":       "de",
		"L'homme a été arrêté en Belgique.":          "fr",
		"El hombre fue detenido en Bélgica.":         "es",
		"男はベルギーで逮捕された。":                              "ja",
		"该男子在比利时被捕。":                                 "zh",
		"FBIは36通のメッセージを見つけました。":                      "ja",
		"The word 間諜 means spy in the old language.": "en",
		"":    "en",
		"MSS": "en",
	} {
		if got := Language(text); got != want {
			t.Errorf("Language(%q) = %q, want %q", text, got, want)
		}
	}
}

func TestNumbers(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		{"eight years in prison", "8 year"},
		{"an eight-year sentence", "8 year"},
		{"twenty-one people and three hundred and six messages", "21; 306"},
		{"more than 20 cooperators", ">=20"},
		{"about a dozen men", "~12"},
		{"1,200 files and 2.5 million dollars", "1200; 2.5e+06 usd"},
		{"$1.2 million", "1.2e+06 usd"},
		{"ranked 11th, the third time", "11th; 3th"},
		{"one of the two", "2"},
		{"one year later", "1 year"},
		{"9 percent or 9%", "9 percent; 9 percent"},
		{"No. 1", "1"},
		{"at 19:00 on 6 January 2019", ""},
		{"MI6, iCloud and 5G", ""},
		{"acht Jahre und einundzwanzig Tage für eine Frau", "8 year; 21 day"},
		{"dreihundertsechs Seiten mit 1.200 Namen in der Akte", "306; 1200"},
		{"la peine est de quatre-vingt-dix ans et vingt et un jours", "90 year; 21 day"},
		{"once años y treinta y seis meses para los dos", "11 year; 36 month; 2"},
		{"懲役八年と罰金三十六万円です", "8 year; 360000 jpy"},
		{"二十人以上が拘束された", ">=20"},
		{"一般に３か国で10人を", "3; 10"},
		{"他被判处十二年徒刑", "12 year"},
	} {
		var got []string
		for _, q := range Numbers(tt.text) {
			s := strings.TrimSpace(fmt.Sprintf("%s%v%s %s", []string{"", "~", ">=", "<="}[q.Bound], q.Value, map[bool]string{true: "th"}[q.Ordinal], q.Unit))
			got = append(got, s)
			if tt.text[q.Start:q.End] != q.Text {
				t.Errorf("Numbers(%q): Text %q does not stand at [%d, %d)", tt.text, q.Text, q.Start, q.End)
			}
		}
		if diff := cmp.Diff(tt.want, strings.Join(got, "; ")); diff != "" {
			t.Errorf("Numbers(%q): %s", tt.text, diff)
		}
	}
}

func TestDates(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		{"on 6 January 2019 and January 6th, 2019", "6 January 2019; 6 January 2019"},
		{"2019-01-06, in April 2018, in 1983", "6 January 2019; April 2018; 1983"},
		{"in the 2010s at 19:00", "the 2010s; 19:00"},
		{"in September; he may march in May", "September 0; May 0"},
		{"last September and last year", "<last 9>; <last year>"},
		{"the year before last", "<year before last>"},
		{"am 6. Januar 2019 und im März 2020", "6 January 2019; March 2020"},
		{"le 1er février 2019, en août", "1 February 2019; August 0"},
		{"el 6 de enero de 2019, el año pasado", "6 January 2019; <last year>"},
		{"2019年1月6日と２０１８年４月、二〇一七年", "6 January 2019; April 2018; 2017"},
		{"令和元年5月、昨年10月、去年", "May 2019; <last 10>; <last year>"},
		{"8年の刑", ""},
		{"2018年代", "the 2010s"},
		{"20 people, 300 files", ""},
		{"32 January 2019", "January 2019"},
	} {
		var got []string
		for _, d := range Dates(tt.text) {
			switch {
			case d.Clock != "":
				got = append(got, d.Clock)
			case d.Relative != "":
				got = append(got, "<"+d.Relative+">")
			default:
				got = append(got, d.Date.String())
			}
			if tt.text[d.Start:d.End] != d.Text {
				t.Errorf("Dates(%q): Text %q does not stand at [%d, %d)", tt.text, d.Text, d.Start, d.End)
			}
		}
		if diff := cmp.Diff(tt.want, strings.Join(got, "; ")); diff != "" {
			t.Errorf("Dates(%q): %s", tt.text, diff)
		}
	}
}

func TestNames(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		{"The FBI arrested Lars Holm in Belgium.", "FBI; Lars Holm; Belgium"},
		{"Prosecutors said China's Ministry of State Security did it.", "China; Ministry; State Security"},
		{"Jonas was arrested.", "Jonas"},
		{"Espionage cases were found by officials.", ""},
		{"In April 2018 he met Anna.", "Anna"},
		{"Der Agent Lars Holm wurde im Gefängnis von Herrn Dahl besucht.", "Agent Lars Holm; Herrn Dahl"},
		{"クリストファー・レイ長官と田中氏は", "クリストファー・レイ; 田中"},
	} {
		var got []string
		for _, n := range Names(tt.text) {
			got = append(got, n.Text)
		}
		if diff := cmp.Diff(tt.want, strings.Join(got, "; ")); diff != "" {
			t.Errorf("Names(%q): %s", tt.text, diff)
		}
	}
}

var sentenceEnd = regexp.MustCompile(`[a-z][.?!]”?\s`)

// articleSentences cuts the built-in articles roughly: good enough to check
// sentences against themselves.
func articleSentences(t testing.TB) []string {
	t.Helper()
	var out []string
	for _, name := range []string{"000_62d8144fe86f8dca", "001_63a8e6dbe434261b"} {
		text, err := os.ReadFile("../articles/" + name + ".txt")
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(string(text)) {
			for len(line) > 0 {
				end := len(line)
				if m := sentenceEnd.FindStringIndex(line[min(60, len(line)):]); m != nil {
					end = min(60, len(line)) + m[1]
				}
				if s := strings.TrimSpace(line[:end]); len(s) > 40 {
					out = append(out, s)
				}
				line = line[end:]
			}
		}
	}
	return out
}

func TestSentencesSupportThemselves(t *testing.T) {
	all := articleSentences(t)
	if len(all) < 60 {
		t.Fatalf("only %d sentences", len(all))
	}
	for i, s := range all {
		if p := Check(s, []string{s}, Options{}); len(p) > 0 {
			t.Errorf("Check(%q) against itself = %v", s, p)
		}
		next := all[(i+1)%len(all)]
		if p := Check(s, []string{next, s}, Options{}); len(p) > 0 {
			t.Errorf("Check(%q) with a second passage = %v", s, p)
		}
	}
}

func FuzzCheck(f *testing.F) {
	f.Add("Lars Holm was sentenced to eight years.", sentenced)
	f.Add("二〇一八年九月、36通の", "l'an dernier $1,200.50 U.S.'s")
	f.Add("\xff\xfe 1/2/3 99:99 令和年", "'’.,")
	f.Fuzz(func(t *testing.T, say, evidence string) {
		for _, p := range Check(say, []string{evidence}, Options{Aliases: []string{evidence}}) {
			if p.Start < 0 || p.End > len(say) || p.Start > p.End || say[p.Start:p.End] != p.Text {
				t.Errorf("Check(%q): %v does not stand at [%d, %d)", say, p, p.Start, p.End)
			}
		}
	})
}

func BenchmarkCheck(b *testing.B) {
	all := articleSentences(b)
	Check(all[0], all[:1], Options{})
	for i := 0; b.Loop(); i++ {
		Check(all[i%len(all)], []string{all[i%len(all)], all[(i+1)%len(all)]}, Options{})
	}
}
