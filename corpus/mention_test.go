package corpus

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// Each case gives the mentions as "phrase = date", relative ones with "~".
var mentions = []struct {
	reported, language, text string
	want                     []string
}{
	{"2019-01-06", "en", "The FBI arrested a man in Belgium last April, suspecting him.", []string{"last April ~ April 2018"}},
	{"2023-01-26", "en", "He was convicted last September.", []string{"last September ~ September 2022"}},
	{"2019-01-06", "en", "Last January, it arrested one man and last June another.", []string{"Last January ~ January 2018", "last June ~ June 2018"}},
	{"2019-01-06", "en", "Also, last month, it announced indictments.", []string{"last month ~ December 2018"}},
	{"2019-01-06", "en", "In addition, the year before last, it arrested others.", []string{"the year before last ~ 2017"}},
	{"2019-01-06", "en", "Furthermore, in October last year, the FBI announced it.", []string{"October last year ~ October 2018"}},
	{"2019-01-06", "en", "It uncovered three cases last year.", []string{"last year ~ 2018"}},
	{"2019-01-06", "en", "They were executed several years ago.", []string{"several years ago ~ "}},
	{"2023-01-26", "en", "He came about a decade ago.", []string{"about a decade ago ~ the 2010s"}},
	{"2023-01-26", "en", "He had no contact in the last seven years, nor over the past year.", nil},
	{"2019-01-06", "en", "It happened two months ago, three years ago, yesterday and earlier this year.", []string{"two months ago ~ November 2018", "three years ago ~ 2016", "yesterday ~ 5 January 2019", "earlier this year ~ 2019"}},
	{"2019-01-06", "en", "He was held on Friday.", []string{"on Friday ~ 4 January 2019"}},
	{"2019-01-06", "en", "He was charged on January 3.", []string{"on January 3 ~ 3 January 2019"}},
	{"2019-01-06", "en", "He was held on December 20.", []string{"on December 20 ~ 20 December 2018"}},
	{"2019-01-06", "en", "He will be sentenced on Friday.", nil},
	{"2019-01-06", "en", "He was stopped on 30 January 2018 and on March 3, 2018.", []string{"30 January 2018 = 30 January 2018", "March 3, 2018 = 3 March 2018"}},
	{"2021-08-19", "en", "It rose on Friday 6 August and was found on Monday.", []string{"on Friday 6 August ~ 6 August 2021", "on Monday ~ "}},
	{"2021-08-19", "en", "The corer is to go down on Friday.", nil},
	{"2024-09-20", "ja", "昨年度は138人、昨年は140人。", []string{"昨年 ~ 2023"}},
	{"2019-01", "en", "It was yesterday, last month and last year.", []string{"yesterday ~ ", "last month ~ December 2018", "last year ~ 2018"}},
	{"", "en", "It was last April, or in April 2018.", []string{"last April ~ ", "April 2018 = April 2018"}},
	{"2019-01-06", "en", "The report of January 6, 2019 and 6 January 2019, 2019-01-06, Jan. 6, 2019.", []string{"January 6, 2019 = 6 January 2019", "6 January 2019 = 6 January 2019", "2019-01-06 = 6 January 2019", "Jan. 6, 2019 = 6 January 2019"}},
	{"2019-01-06", "en", "In September 2018, in 1983 and since at least 2013.", []string{"September 2018 = September 2018", "1983 = 1983", "2013 = 2013"}},
	{"2019-01-06", "en", "China’s 2017 law cost $2000, killed 2000 people and had 1,983 pages in the 1990s.", []string{"2017 = 2017", "the 1990s = the 1990s"}},
	{"2019-03-31", "en", "It came one month ago.", []string{"one month ago ~ February 2019"}},
	{"2020-02-29", "en", "It came a year ago, in March this year or 20 years ago.", []string{"a year ago ~ 2019", "March this year ~ March 2020", "20 years ago ~ the 2000s"}},
	{"2019-01-16", "en", "He left last week.", []string{"last week ~ January 2019"}},
	{"2019-01-06", "en", "He left last week.", []string{"last week ~ December 2018"}},
	{"2019-01-10", "en", "He left last week.", []string{"last week ~ "}},
	{"2019-01-06", "ja", "去年4月にベルギーで逮捕した。昨年10月、先月、おととし、1983年、2019年1月6日。", []string{"去年4月 ~ April 2018", "昨年10月 ~ October 2018", "先月 ~ December 2018", "おととし ~ 2017", "1983年 = 1983", "2019年1月6日 = 6 January 2019"}},
	{"2019-01-06", "ja", "10年前と2か月前、数年前に。", []string{"10年前 ~ the 2000s", "2か月前 ~ November 2018", "数年前 ~ "}},
	{"2019-01-06", "zh", "去年四月他被捕,上个月被起诉,前年,三年前。", []string{"去年 ~ 2018", "上个月 ~ December 2018", "前年 ~ 2017", "三年前 ~ 2016"}},
	{"2019-01-06", "es", "Fue detenido en abril del año pasado, el mes pasado y hace dos años; el 6 de enero de 2019.", []string{"abril del año pasado ~ April 2018", "el mes pasado ~ December 2018", "hace dos años ~ 2017", "6 de enero de 2019 = 6 January 2019"}},
	{"2019-01-06", "de", "Er wurde letzten Monat, im vergangenen April, gestern und vor zwei Jahren gesehen, am 6. Januar 2019.", []string{"letzten Monat ~ December 2018", "vergangenen April ~ April 2018", "gestern ~ 5 January 2019", "vor zwei Jahren ~ 2017", "6. Januar 2019 = 6 January 2019"}},
	{"2019-01-06", "fr", "Le mois dernier, l’année dernière, en avril dernier, il y a deux ans, le 6 janvier 2019.", []string{"Le mois dernier ~ December 2018", "l’année dernière ~ 2018", "avril dernier ~ April 2018", "il y a deux ans ~ 2017", "6 janvier 2019 = 6 January 2019"}},
}

func TestResolveDates(t *testing.T) {
	for _, c := range mentions {
		reported, err := ParseDate(c.reported)
		if err != nil {
			t.Fatal(err)
		}
		a := &Article{Text: "Not here in 1999. " + c.text, Meta: Meta{Reported: reported, Language: c.language}}
		a.Sentences = []Sentence{{Span: Span{18, len(a.Text)}, Paragraph: Span{18, len(a.Text)}}}
		var got []string
		for _, m := range a.ResolveDates(Span{strings.Index(a.Text, c.text), len(a.Text)}) {
			sign := " = "
			if m.Relative {
				sign = " ~ "
			}
			got = append(got, a.Slice(m.Span)+sign+m.Date.String())
		}
		if d := cmp.Diff(c.want, got); d != "" {
			t.Errorf("%q in %q reported %s, -want +got:\n%s", c.text, c.language, c.reported, d)
		}
	}
}

func TestResolveDatesCountsFromPublished(t *testing.T) {
	a := &Article{Text: "It was last year.", Meta: Meta{Published: Date{Year: 2020, Precision: Year}}}
	got := a.ResolveDates(Span{0, len(a.Text)})
	if len(got) != 1 || got[0].Date.Year != 2019 {
		t.Errorf("ResolveDates = %v, want 2019", got)
	}
}
