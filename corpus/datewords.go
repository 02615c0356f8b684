package corpus

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"time"
)

// monthNames by language, January first; short forms after a slash. Short
// forms that are words of another language ("ago", "set") are left out.
var monthNames = []string{
	"january/jan february/feb march/mar april/apr may june/jun july/jul august/aug september/sept/sep october/oct november/nov december/dec",
	"januar/jänner februar märz april mai juni juli august september oktober/okt november dezember/dez",
	"janvier/janv février/févr mars avril mai juin juillet août septembre octobre novembre décembre/déc",
	"enero febrero marzo abril mayo junio julio agosto septiembre/setiembre octubre noviembre diciembre",
	"janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
	"gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
}

// weekdayNames by language, Sunday first.
var weekdayNames = []string{
	"sunday monday tuesday wednesday thursday friday saturday",
	"sonntag montag dienstag mittwoch donnerstag freitag samstag",
	"dimanche lundi mardi mercredi jeudi vendredi samedi",
	"domingo lunes martes miércoles jueves viernes sábado",
}

// numberNames are the small numbers that news writes as words.
var numberNames = map[string]int{
	"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6,
	"seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
	"a couple of": 2, "einem": 1, "einer": 1, "zwei": 2, "drei": 3, "vier": 4, "fünf": 5, "sechs": 6,
	"sieben": 7, "acht": 8, "neun": 9, "zehn": 10, "un": 1, "une": 1, "deux": 2,
	"trois": 3, "quatre": 4, "cinq": 5, "sept": 7, "huit": 8, "neuf": 9, "dix": 10,
	"una": 1, "dos": 2, "tres": 3, "cuatro": 4, "cinco": 5, "seis": 6, "siete": 7,
	"ocho": 8, "nueve": 9, "diez": 10,
	"一": 1, "二": 2, "两": 2, "兩": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7,
	"八": 8, "九": 9, "十": 10,
}

// unitNames are the spans of time that dates are counted back in.
var unitNames = map[string]unit{
	"day": days, "days": days, "week": weeks, "weeks": weeks, "month": months, "months": months,
	"year": years, "years": years, "decade": decades, "decades": decades,
	"tag": days, "tagen": days, "woche": weeks, "wochen": weeks, "monat": months, "monats": months,
	"monaten": months, "jahr": years, "jahres": years, "jahren": years, "jahrzehnt": decades, "jahrzehnten": decades,
	"jour": days, "jours": days, "semaine": weeks, "semaines": weeks, "mois": months,
	"an": years, "ans": years, "année": years, "années": years, "décennie": decades, "décennies": decades,
	"día": days, "días": days, "semana": weeks, "semanas": weeks, "mes": months, "meses": months,
	"año": years, "años": years, "década": decades, "décadas": decades,
	"日": days, "天": days, "週間": weeks, "周": weeks, "週": weeks, "か月": months, "ヶ月": months,
	"カ月": months, "ケ月": months, "ヵ月": months, "个月": months, "個月": months, "年": years,
}

var (
	monthNumbers   = numbersOf(monthNames, 1)
	weekdayNumbers = numbersOf(weekdayNames, 0)
)

// numbersOf maps each name of each list to its place, counted from first.
func numbersOf(lists []string, first int) map[string]int {
	m := map[string]int{}
	for _, list := range lists {
		for i, names := range strings.Fields(list) {
			for _, name := range strings.Split(names, "/") {
				m[name] = first + i
			}
		}
	}
	return m
}

// parseMonth returns the month of a name or a number in any writing, 0 if none.
func parseMonth(s string) time.Month {
	if n := parseNumber(s); n >= 1 && n <= 12 {
		return time.Month(n)
	}
	return time.Month(monthNumbers[strings.TrimSuffix(strings.ToLower(s), ".")])
}

// parseNumber reads digits (full-width ones too), a number word or Chinese
// numerals below one hundred; 0 if it is none.
func parseNumber(s string) int {
	s = strings.ToLower(s)
	if n, ok := numberNames[s]; ok {
		return n
	}
	if before, after, ok := strings.Cut(s, "十"); ok {
		tens, ones := max(numberNames[before], 1), numberNames[after]
		return 10*tens + ones
	}
	n := 0
	for _, r := range s {
		if r >= '０' && r <= '９' {
			r -= '０' - '0'
		}
		if r < '0' || r > '9' || n > 9999 {
			return 0
		}
		n = 10*n + int(r-'0')
	}
	return n
}

// alternatives joins the keys of m to a regular expression, longest first.
func alternatives[V any](m map[string]V) string {
	keys := slices.SortedFunc(maps.Keys(m), func(a, b string) int {
		return cmp.Or(len(b)-len(a), strings.Compare(a, b))
	})
	return strings.Join(keys, "|")
}

// keysOf returns the keys of several maps.
func keysOf(ms ...map[string]int) []string {
	var keys []string
	for _, m := range ms {
		keys = slices.AppendSeq(keys, maps.Keys(m))
	}
	return keys
}
