package claim

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"casebot/corpus"
)

// Mention is a date that a text gives, or a time of day.
type Mention struct {
	// Date is what is known. Year is 0 where the text names only a month or a
	// day: "in September". The zero Date stands for a relative phrase or a time.
	Date corpus.Date
	// Relative is the phrase's meaning in one spelling for all languages:
	// "last year", "last september", "year before last"; "" if it is absolute.
	Relative string
	Clock    string // "19:00", "" if it is none
	Text     string // as written
	Start    int    // bytes [Start, End) of the text
	End      int

	other corpus.Date // the second reading of "1/6"
}

// Dates finds the dates, years, decades, relative dates and times of day of a
// text, in order. They do not overlap.
func Dates(text string) []Mention { return read(text).dates }

var months = reverse(map[string]string{
	"1":  "january jan januar janner janvier enero",
	"2":  "february feb februar fevrier febrero",
	"3":  "march mar marz maerz mars marzo",
	"4":  "april apr avril abril",
	"5":  "may mai mayo",
	"6":  "june jun juni juin junio",
	"7":  "july jul juli juillet julio",
	"8":  "august aug aout agosto",
	"9":  "september sep sept septembre septiembre setiembre",
	"10": "october oct oktober okt octobre octubre",
	"11": "november nov novembre noviembre",
	"12": "december dec dezember dez decembre diciembre",
})

// monthForms matches any month name as written, accents included.
var monthForms = func() string {
	forms := []string{"février", "août", "décembre", "märz", "jänner"}
	for f := range months {
		forms = append(forms, f)
	}
	slices.SortFunc(forms, func(a, b string) int { return len(b) - len(a) })
	return `(` + strings.Join(forms, "|") + `)\.?`
}()

const digitRun = `([0-9０-９]{1,2}|[一二三四五六七八九十]{1,3})`

// datePatterns in order of preference: a longer reading wins over the shorter
// that stands inside it.
var datePatterns = []struct {
	when func(s signs) bool // whether the text can match at all: most cannot
	re   *regexp.Regexp
	read func(m []string) Mention
}{
	{signs.digit, re(`\b(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})\b`), func(m []string) Mention { return day(m[1], m[2], m[3]) }},
	{signs.cjk, re(`([0-9０-９]{4}|[〇一二三四五六七八九]{4})年\s?` + digitRun + `月\s?` + digitRun + `[日号]`), func(m []string) Mention { return day(m[1], m[2], m[3]) }},
	{signs.cjk, re(`(令和|平成|昭和)([0-9０-９]{1,2}|元|[一二三四五六七八九十]{1,3})年(?:` + digitRun + `月)?(?:` + digitRun + `日)?`), func(m []string) Mention { return day(era(m[1], m[2]), m[3], m[4]) }},
	{signs.cjk, re(`([0-9０-９]{4}|[〇一二三四五六七八九]{4})年\s?` + digitRun + `月`), func(m []string) Mention { return day(m[1], m[2], "") }},
	{signs.cjk, re(`([0-9０-９]{4})年代`), func(m []string) Mention { return decade(m[1]) }},
	{signs.cjk, re(`([0-9０-９]{4}|[〇一二三四五六七八九]{4})年`), func(m []string) Mention { return day(m[1], "", "") }},
	{signs.cjk, re(`(昨年|去年|今年|一昨年|前年)の?` + digitRun + `月`), func(m []string) Mention { return relative(relatives[m[1]][:4]+" "+month(m[2]), m[0]) }},
	{signs.cjk, re(digitRun + `月\s?` + digitRun + `[日号]`), func(m []string) Mention { return day("", m[1], m[2]) }},
	{signs.cjk, re(digitRun + `月(?:中|末|初|に|の|、|，|，|以|か|$)`), func(m []string) Mention { return cut(day("", m[1], ""), m[0], "月") }},
	{signs.month, re(`\b(\d{1,2})(?:st|nd|rd|th|er|\.|º)?\s+(?:of\s+|de\s+)?` + monthForms + `,?\s+(?:de\s+|del\s+)?(\d{4})\b`), func(m []string) Mention { return day(m[3], m[2], m[1]) }},
	{signs.month, re(`\b` + monthForms + `\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})\b`), func(m []string) Mention { return day(m[3], m[1], m[2]) }},
	{signs.month, re(`\b` + monthForms + `,?\s+(?:of\s+|de\s+|del\s+)?(\d{4})\b`), func(m []string) Mention { return day(m[2], m[1], "") }},
	{signs.month, re(`\b(last|this|next)\s+` + monthForms + `\b`), func(m []string) Mention { return relative(strings.ToLower(m[1])+" "+month(m[2]), m[0]) }},
	{signs.month, re(`\b` + monthForms + `\s+(?:of\s+)?(last|this|next) year\b`), func(m []string) Mention { return relative(strings.ToLower(m[2])+" "+month(m[1]), m[0]) }},
	{signs.month, re(`\b(\d{1,2})(?:st|nd|rd|th|er|\.|º)?\s+(?:of\s+|de\s+)?` + monthForms + `\b`), func(m []string) Mention { return day("", m[2], m[1]) }},
	{signs.month, re(`\b` + monthForms + `\s+(\d{1,2})(?:st|nd|rd|th)?\b`), func(m []string) Mention { return day("", m[1], m[2]) }},
	{signs.digit, re(`\b(\d{4})(?:'s|s|er)\b`), func(m []string) Mention { return decade(m[1]) }},
	{signs.digit, re(`\b(\d{1,2}):(\d{2})(?::\d{2})?\b`), func(m []string) Mention { return Mention{Clock: strings.TrimLeft(m[1], "0") + ":" + m[2]} }},
	{signs.digit, re(`\b(\d{1,2})/(\d{1,2})\b`), func(m []string) Mention { d := day("", m[1], m[2]); d.other = day("", m[2], m[1]).Date; return d }},
	{signs.digit, re(`\b(1[0-9]{3}|20[0-9]{2})\b`), func(m []string) Mention { return day(m[1], "", "") }},
	{signs.relative, relativeRe, func(m []string) Mention { return relative(relatives[spell(m[0])], m[0]) }},
	{signs.month, re(`\b(?:in|of|last|since|until|by|next|early|late|mid|from|before|after|during|im|seit|en|de|depuis|desde)\s+(may|march|mars)\b`), func(m []string) Mention { return capitalMonth(m[1]) }},
	{signs.month, re(`\b` + monthForms + `\b`), func(m []string) Mention { return bareMonth(m[1]) }},
}

// signs tells cheaply which patterns a text may match.
type signs struct {
	text  string
	words []word
}

func (s signs) digit() bool { return strings.ContainsAny(s.text, "0123456789") }
func (s signs) cjk() bool   { return strings.ContainsAny(s.text, "年月") }
func (s signs) month() bool {
	return slices.ContainsFunc(s.words, func(w word) bool { _, ok := months[w.fold]; return ok })
}
func (s signs) relative() bool {
	return slices.ContainsFunc(s.words, func(w word) bool { return relativeHeads[w.fold] || scriptOf([]rune(w.text)[0]).unspaced() })
}

// relativeHeads are the words that every relative date has one of.
var relativeHeads = set("year month week yesterday today jahr jahres vorjahr monat woche gestern heute annee an ans mois semaine hier aujourd'hui ano mes semana ayer hoy")

func re(s string) *regexp.Regexp { return regexp.MustCompile(`(?i)` + s) }

// relatives are the commonest relative dates and one spelling for each.
var relatives = func() map[string]string {
	out := map[string]string{}
	for meaning, forms := range map[string]string{
		"last year":        "last year, the previous year, letztes jahr, letzten jahres, vergangenes jahr, vergangenen jahres, im vorjahr, l'annee derniere, l'an dernier, el ano pasado, 昨年, 去年",
		"this year":        "this year, dieses jahr, in diesem jahr, cette annee, este ano, 今年",
		"next year":        "next year, nachstes jahr, l'annee prochaine, el proximo ano, 来年, 明年",
		"year before last": "the year before last, vorletztes jahr, il y a deux ans, 一昨年, 前年",
		"last month":       "last month, letzten monat, vergangenen monat, le mois dernier, el mes pasado, 先月, 上个月",
		"this month":       "this month, diesen monat, ce mois-ci, este mes, 今月, 本月",
		"last week":        "last week, letzte woche, la semaine derniere, la semana pasada, 先週, 上周",
		"yesterday":        "yesterday, gestern, hier soir, ayer, 昨日, 昨天",
		"today":            "today, heute, aujourd'hui, hoy, 今日, 今天",
	} {
		for f := range strings.SplitSeq(forms, ", ") {
			out[f] = meaning
		}
	}
	return out
}()

// relativeRe matches the relatives as written, accents included.
var relativeRe = func() *regexp.Regexp {
	var spaced, unspaced []string
	for f := range relatives {
		if scriptOf([]rune(f)[0]).unspaced() {
			unspaced = append(unspaced, f)
			continue
		}
		f = strings.NewReplacer("ano", "a[nñ]o", "annee", "ann[eé]e", "derniere", "derni[eè]re", "proximo", "pr[oó]ximo", "nachstes", "n[aä]chstes", "'", "['’]").Replace(f)
		spaced = append(spaced, f)
	}
	longest := func(a, b string) int { return len(b) - len(a) }
	slices.SortFunc(spaced, longest)
	slices.SortFunc(unspaced, longest)
	return re(`\b(?:` + strings.Join(spaced, "|") + `)\b|` + strings.Join(unspaced, "|"))
}()

// spell folds a relative phrase to the key of relatives.
func spell(s string) string { return fold(strings.ReplaceAll(s, "’", "'")) }

// mentions finds the dates of a text. Patterns are tried in order; what one
// has taken no later one may.
func mentions(text string, words []word) []Mention {
	var out []Mention
	for _, p := range datePatterns {
		if !p.when(signs{text, words}) {
			continue
		}
		for _, m := range p.re.FindAllStringSubmatchIndex(text, -1) {
			d := p.read(submatches(text, m))
			if d.Date.IsZero() && d.Relative == "" && d.Clock == "" {
				continue
			}
			d.Start, d.End = m[0], m[1]
			if n := len(d.Text); n > 0 && n < m[1]-m[0] {
				d.End = d.Start + n
			}
			d.Text = text[d.Start:d.End]
			if !slices.ContainsFunc(out, func(e Mention) bool { return d.Start < e.End && d.End > e.Start }) {
				out = append(out, d)
			}
		}
	}
	slices.SortFunc(out, func(a, b Mention) int { return a.Start - b.Start })
	return out
}

func submatches(text string, m []int) []string {
	out := make([]string, len(m)/2)
	for i := range out {
		if m[2*i] >= 0 {
			out[i] = text[m[2*i]:m[2*i+1]]
		}
	}
	return out
}

// day makes a date of its parts; each may be empty. A part out of range makes
// the zero Mention.
func day(y, m, d string) Mention {
	year, mon, dd := number(y), number(month(m)), number(d)
	if mon > 12 || dd > 31 || d != "" && dd == 0 || m != "" && mon == 0 {
		return Mention{}
	}
	p := corpus.Year
	switch {
	case dd > 0:
		p = corpus.Day
	case mon > 0:
		p = corpus.Month
	case year == 0:
		return Mention{}
	}
	return Mention{Date: corpus.Date{Year: year, Month: time.Month(mon), Day: dd, Precision: p}}
}

func decade(y string) Mention {
	return Mention{Date: corpus.Date{Year: number(y) / 10 * 10, Precision: corpus.Decade}}
}

func relative(meaning, text string) Mention { return Mention{Relative: meaning, Text: text} }

// cut keeps of a match what stands up to and with mark.
func cut(d Mention, text, mark string) Mention {
	d.Text = text[:strings.Index(text, mark)+len(mark)]
	return d
}

// bareMonth reads a month that stands alone. Words that are mostly something
// else ("may", "march", "mar") do not count, nor short forms.
func bareMonth(s string) Mention {
	switch f := fold(s); {
	case f == "may" || f == "march" || f == "mars" || len(f) <= 4 && f != "june" && f != "july" && f != "juni" && f != "juli" && f != "aout" && f != "juin" && f != "mayo":
		return Mention{}
	}
	return day("", s, "")
}

// capitalMonth reads a month whose name is mostly something else, after a word
// that makes it one.
func capitalMonth(s string) Mention {
	if s[0] < 'A' || s[0] > 'Z' {
		return Mention{}
	}
	return day("", s, "")
}

// month gives the number of a month's name, or s itself.
func month(s string) string {
	if n, ok := months[fold(s)]; ok {
		return n
	}
	return s
}

// era gives the Common Era year of a Japanese era's year.
func era(name, year string) string {
	n := number(year)
	if year == "元" {
		n = 1
	}
	return strconv.Itoa(map[string]int{"令和": 2018, "平成": 1988, "昭和": 1925}[name] + n)
}

// number reads ASCII, full-width and Chinese digits; 0 if there are none.
func number(s string) int {
	s = fold(s)
	if n, err := strconv.Atoi(s); err == nil {
		return n
	}
	v, _ := kanji(s)
	return int(v)
}

// supports reports whether evidence that gives e lets one write d: every part
// of d that is given is given by e, and equal.
func (e Mention) supports(d Mention) bool {
	if d.Clock != "" || e.Clock != "" {
		return d.Clock == e.Clock
	}
	if d.Relative != "" || e.Relative != "" {
		return d.Relative == e.Relative || d.Relative == "" && d.Date.Year == 0 && d.Date.Day == 0 && e.Relative != "" && strings.HasSuffix(e.Relative, " "+strconv.Itoa(int(d.Date.Month)))
	}
	return covers(e.Date, d.Date) || d.other != (corpus.Date{}) && covers(e.Date, d.other) || e.other != (corpus.Date{}) && covers(e.other, d.Date)
}

// covers reports whether every part of d is known in e and equal.
func covers(e, d corpus.Date) bool {
	if d.Precision == corpus.Decade {
		return e.Year/10 == d.Year/10
	}
	return e.Precision >= d.Precision &&
		(d.Year == 0 || d.Year == e.Year) &&
		(d.Month == 0 || d.Month == e.Month) &&
		(d.Day == 0 || d.Day == e.Day)
}
