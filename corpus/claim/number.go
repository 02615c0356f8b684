package claim

import (
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// Bound says how a number is qualified.
type Bound int

// "eight", "about eight", "at least eight" or "more than eight", "up to eight".
const (
	Exact Bound = iota
	About
	AtLeast
	AtMost
)

// Quantity is a number that a text gives in digits or words.
type Quantity struct {
	Value   float64
	Unit    string // "year", "month", ..., "percent", "usd", ... or ""
	Ordinal bool   // "third", "11th"
	Bound   Bound
	Text    string // as written, with its unit
	Start   int    // bytes [Start, End) of the text
	End     int

	bare bool // nothing counted follows: "it took nineteen"
}

// Numbers finds the quantities of a text, in order. Years, dates and times of
// day are left to Dates. "One" counts only before a unit: elsewhere it is
// mostly a pronoun or an article.
func Numbers(text string) []Quantity {
	s := read(text)
	return s.numbers
}

// quantities finds the numbers among words that stand in no date.
func quantities(text string, words []word, lang string, dates []Mention) []Quantity {
	var out []Quantity
	free := func(w word) bool {
		return !slices.ContainsFunc(dates, func(d Mention) bool { return w.start < d.End && w.end > d.Start })
	}
	for i := 0; i < len(words); {
		if !free(words[i]) {
			i++
			continue
		}
		q, n := quantityAt(text, words[i:], lang)
		if n == 0 {
			i++
			continue
		}
		q.Bound = boundBefore(text, words[:i], text[q.End:])
		out = append(out, q)
		i += n
	}
	return out
}

// quantityAt reads the quantity that words begin with, and of how many words.
func quantityAt(text string, words []word, lang string) (Quantity, int) {
	value, ordinal, spoken, n := numeral(words, lang)
	if n == 0 {
		return Quantity{}, 0
	}
	q := Quantity{Value: value, Ordinal: ordinal, Start: words[0].start, End: words[n-1].end}
	if c, ok := currencyBefore(text[:q.Start]); ok {
		q.Unit = c
	}
	if n < len(words) {
		if u := unitOf(words[n]); u != "" && q.Unit == "" {
			q.Unit, q.End = u, words[n].start+unitLen(words[n])
		}
	}
	if strings.HasPrefix(text[q.End:], "%") || strings.HasPrefix(text[q.End:], " %") {
		q.Unit = "percent"
	}
	q.Text = text[q.Start:q.End]
	q.bare = q.Unit == "" && (n == len(words) || words[n].clause || functionWords[lang][words[n].fold])
	counted := n < len(words) && counter(words[n].text)
	switch {
	case spoken && value == 1 && !ordinal && q.Unit == "" && !counted:
		return Quantity{}, 0
	case spoken && scriptOf([]rune(words[0].text)[0]) == hanDigit && q.Unit == "" && !counted:
		return Quantity{}, 0 // 一般, 千葉: part of a word
	}
	return q, n
}

// numeral reads the number that words begin with. Spoken means written in
// words; n is how many words it takes, 0 if there is none.
func numeral(words []word, lang string) (value float64, ordinal, spoken bool, n int) {
	w := words[0]
	if v, ord, ok := digits(w.fold, lang); ok {
		value, ordinal, n = v, ord, 1
		for n < len(words) { // "1.2 million", "3万"
			m, ok := scale(words[n].fold)
			if !ok {
				break
			}
			value, n = value*m, n+1
		}
		return value, ordinal, false, n
	}
	if v, ok := kanji(w.text); ok {
		return v, false, true, 1
	}
	value, ordinal, n = wordNumeral(words, lang)
	return value, ordinal, true, n
}

var digitsRe = regexp.MustCompile(`^(\d+(?:[.,]\d+)*)(st|nd|rd|th|er|eme|e|k|m|bn|%)?$`)

// digits reads "36", "1,200", "11th", "20k".
func digits(s, lang string) (value float64, ordinal, ok bool) {
	m := digitsRe.FindStringSubmatch(s)
	if m == nil {
		return 0, false, false
	}
	v, err := strconv.ParseFloat(plain(m[1], lang), 64)
	if err != nil {
		return 0, false, false
	}
	switch m[2] {
	case "k":
		v *= 1e3
	case "m":
		v *= 1e6
	case "bn":
		v *= 1e9
	case "st", "nd", "rd", "th", "er", "eme", "e":
		ordinal = true
	}
	return v, ordinal, true
}

// plain removes separators of thousands and writes the decimal mark as a dot.
func plain(s, lang string) string {
	comma := lang == "de" || lang == "fr" || lang == "es"
	if i := strings.LastIndexAny(s, ".,"); i >= 0 && len(s)-i != 4 {
		comma = s[i] == ',' // not three digits after it: a decimal mark
	}
	if comma {
		return strings.ReplaceAll(strings.ReplaceAll(s, ".", ""), ",", ".")
	}
	return strings.ReplaceAll(s, ",", "")
}

var scales = map[string]float64{
	"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12,
	"tausend": 1e3, "millionen": 1e6, "milliarde": 1e9, "milliarden": 1e9,
	"mille": 1e3, "millions": 1e6, "milliard": 1e9, "milliards": 1e9,
	"mil": 1e3, "millon": 1e6, "millones": 1e6,
	"万": 1e4, "萬": 1e4, "亿": 1e8, "億": 1e8, "兆": 1e12,
}

func scale(fold string) (float64, bool) { v, ok := scales[fold]; return v, ok }

// cardinals and ordinals by language. Longer numbers are put together by
// wordNumeral. German compounds are taken apart by germanNumeral.
var cardinals = map[string]map[string]float64{
	"en": numberList("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty", "thirty 30 forty 40 fifty 50 sixty 60 seventy 70 eighty 80 ninety 90 dozen 12 half 0.5"),
	"de": numberList("null eins zwei drei vier funf sechs sieben acht neun zehn elf zwolf dreizehn vierzehn funfzehn sechzehn siebzehn achtzehn neunzehn zwanzig", "ein 1 eine 1 einem 1 einen 1 einer 1 eines 1 zwo 2 dreissig 30 vierzig 40 funfzig 50 sechzig 60 siebzig 70 achtzig 80 neunzig 90 hundert 100 dutzend 12"),
	"fr": numberList("zero un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit dix-neuf vingt", "une 1 trente 30 quarante 40 cinquante 50 soixante 60 septante 70 nonante 90 cent 100 cents 100 vingts 20 douzaine 12 vingtaine 20"),
	"es": numberList("cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciseis diecisiete dieciocho diecinueve veinte", "un 1 una 1 veintiuno 21 veintiun 21 veintidos 22 veintitres 23 veinticuatro 24 veinticinco 25 veintiseis 26 veintisiete 27 veintiocho 28 veintinueve 29 treinta 30 cuarenta 40 cincuenta 50 sesenta 60 setenta 70 ochenta 80 noventa 90 cien 100 ciento 100 doscientos 200 trescientos 300 quinientos 500 docena 12"),
}

var ordinals = map[string]map[string]float64{
	"en": numberList("zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth", ""),
	"de": numberList("nullte erste zweite dritte vierte funfte sechste siebte achte neunte zehnte", "ersten 1 erster 1 erstes 1 zweiten 2 zweiter 2 dritten 3 dritter 3 vierten 4 funften 5 sechsten 6 zehnten 10"),
	"fr": numberList("zeroieme premier deuxieme troisieme quatrieme cinquieme sixieme septieme huitieme neuvieme dixieme", "premiere 1 premiers 1 premieres 1"),
	"es": numberList("cero primero segundo tercero cuarto quinto sexto septimo octavo noveno decimo", "primer 1 primera 1 segunda 2 tercer 3 tercera 3 cuarta 4 quinta 5 sexta 6"),
}

// numberList reads words counted from 0, then pairs of a word and its value.
func numberList(counted, pairs string) map[string]float64 {
	out := map[string]float64{}
	for i, w := range strings.Fields(counted) {
		out[w] = float64(i)
	}
	p := strings.Fields(pairs)
	for i := 0; i+1 < len(p); i += 2 {
		out[p[i]], _ = strconv.ParseFloat(p[i+1], 64)
	}
	return out
}

// wordNumeral reads a number written in words: "twenty-one", "three hundred
// and six", "quatre-vingt-dix", "treinta y seis", "einundzwanzig".
func wordNumeral(words []word, lang string) (value float64, ordinal bool, n int) {
	total, group := 0.0, 0.0
	for n < len(words) {
		f := words[n].fold
		if n > 0 && words[n].clause {
			break
		}
		if v, ok := ordinals[lang][f]; ok && !(n == 0 && f == "second" && len(words) > 1 && unitOf(words[1]) != "") {
			if n > 0 && !words[n].hyphen {
				break
			}
			return total + group + v, true, n + 1
		}
		if v, ok := cardinal(f, lang); ok && addable(group, v) {
			if v == 100 && group > 0 || lang == "fr" && v == 20 && group == 4 {
				group *= v
			} else {
				group += v
			}
			n++
			continue
		}
		if m, ok := scale(f); ok && n > 0 {
			if m == 100 {
				group *= 100
			} else {
				total, group = total+group*m, 0
			}
			n++
			continue
		}
		if n > 0 && n+1 < len(words) && linking(f, lang) {
			if v, ok := cardinal(words[n+1].fold, lang); ok && v < 100 && (group >= 20 || total > 0) && addable(group, v) {
				n++
				continue
			}
		}
		break
	}
	return total + group, false, n
}

// addable reports whether v can follow a group: 20 takes 6, 100 takes 36.
func addable(group, v float64) bool {
	switch {
	case group == 0:
		return true
	case group >= 100 && math.Mod(group, 100) == 0:
		return v < 100
	case v == 100:
		return group < 10
	case group == 4 && v == 20: // quatre-vingts
		return true
	case group == 60 || group == 80: // soixante-dix, quatre-vingt-dix
		return v < 20
	case group >= 20 && math.Mod(group, 10) == 0:
		return v < 10
	case group == 10: // dix-sept
		return v >= 7 && v < 10
	}
	return false
}

// linking lists the "and" inside numbers.
func linking(fold, lang string) bool {
	return fold == map[string]string{"en": "and", "de": "und", "fr": "et", "es": "y"}[lang]
}

func cardinal(fold, lang string) (float64, bool) {
	if v, ok := cardinals[lang][fold]; ok {
		return v, true
	}
	if lang == "de" {
		return germanNumeral(fold)
	}
	return 0, false
}

// germanNumeral reads compounds: "einundzwanzig", "dreihundertsechs".
func germanNumeral(s string) (float64, bool) {
	de := cardinals["de"]
	for _, m := range []struct {
		word  string
		value float64
	}{{"tausend", 1000}, {"hundert", 100}} {
		if head, tail, ok := strings.Cut(s, m.word); ok {
			h, hok := germanNumeral(head)
			t, tok := germanNumeral(tail)
			if (hok || head == "") && (tok || tail == "") {
				return max(h, 1)*m.value + t, true
			}
		}
	}
	if one, ten, ok := strings.Cut(s, "und"); ok && de[one] > 0 && de[one] < 10 && de[ten] >= 20 {
		return de[one] + de[ten], true
	}
	v, ok := de[s]
	return v, ok
}

// kanji reads a number in Chinese characters: 二十, 三十六, 二〇一八, 十二万.
func kanji(s string) (float64, bool) {
	var total, group, last float64
	positional := 0.0
	for _, r := range s {
		switch i := strings.IndexRune("〇一二三四五六七八九", r); {
		case i >= 0:
			last = float64(i / 3)
			positional = positional*10 + last
			continue
		case r == '零':
			last, positional = 0, positional*10
			continue
		case r == '两' || r == '両':
			last = 2
			continue
		}
		switch r {
		case '十':
			group += max(last, 1) * 10
		case '百':
			group += max(last, 1) * 100
		case '千':
			group += max(last, 1) * 1000
		case '万', '萬':
			total, group = total+(group+last)*1e4, 0
		case '億', '亿':
			total, group = total+(group+last)*1e8, 0
		default:
			return 0, false
		}
		last, positional = 0, math.NaN()
	}
	if !math.IsNaN(positional) {
		return positional, s != "" && s != "両"
	}
	return total + group + last, true
}

// units brings the units of six languages to one name.
var units = reverse(map[string]string{
	"second":  "seconds sekunde sekunden seconde secondes segundo segundos 秒",
	"minute":  "minute minutes minuten minuto minutos 分",
	"hour":    "hour hours stunde stunden heure heures hora horas 時間 小时",
	"day":     "day days tag tage tagen tages jour jours dia dias 日 日間 天",
	"week":    "week weeks woche wochen semaine semaines semana semanas 週 週間 周",
	"month":   "month months monat monate monaten monats mois mes meses か月 カ月 ヶ月 ヵ月 个月",
	"year":    "year years jahr jahre jahren jahres jahrige jahriger an ans annee annees ano anos 年 年間",
	"decade":  "decade decades jahrzehnt jahrzehnte jahrzehnten decennie decennies decada decadas",
	"percent": "percent prozent pourcent パーセント",
	"usd":     "dollar dollars dolares ドル 美元",
	"eur":     "euro euros ユーロ 欧元",
	"jpy":     "yen 円 日元",
	"cny":     "yuan renminbi 元 人民元",
	"gbp":     "pounds pfund livres libras ポンド 英镑",
})

func reverse(m map[string]string) map[string]string {
	out := map[string]string{}
	for unit, forms := range m {
		for _, f := range strings.Fields(forms) {
			out[f] = unit
		}
	}
	return out
}

// unitOf gives the unit a word names or, in scripts without spaces, begins with.
func unitOf(w word) string { return units[unitForm(w)] }

func unitLen(w word) int { return len(unitForm(w)) }

// unitForm gives the part of w that is a unit, "" if it is none.
func unitForm(w word) string {
	if _, ok := units[w.fold]; ok && !w.clause {
		return w.fold
	}
	if !scriptOf([]rune(w.text)[0]).unspaced() {
		return ""
	}
	for i := len(w.text); i > 0; i-- { // longest first; cuts inside a rune match nothing
		if _, ok := units[w.text[:i]]; ok {
			return w.text[:i]
		}
	}
	return ""
}

// counter reports whether a Japanese or Chinese word counts what came before.
func counter(s string) bool {
	for _, c := range strings.Fields("人 名 通 件 社 回 個 个 つ 歳 岁 か ヶ カ 条 位 起 次 家 封 番 部局 カ国 か国 ヶ国") {
		if strings.HasPrefix(s, c) {
			return true
		}
	}
	return false
}

func currencyBefore(s string) (string, bool) {
	for sign, unit := range map[string]string{"$": "usd", "€": "eur", "£": "gbp", "¥": "jpy", "￥": "jpy"} {
		if strings.HasSuffix(strings.TrimRight(s, " "), sign) {
			return unit, true
		}
	}
	return "", false
}

var (
	boundsBefore = map[Bound]lexicon{
		AtLeast: newLexicon("at least, more than, over, no fewer than, no less than, mehr als, mindestens, uber, plus de, au moins, mas de, al menos, por lo menos, 少なくとも, 至少, 超过, 超過"),
		AtMost:  newLexicon("at most, less than, fewer than, up to, under, no more than, weniger als, hochstens, bis zu, moins de, au plus, jusqu'a, menos de, hasta, 最多, 不到, 最大"),
		About:   newLexicon("about, around, roughly, approximately, nearly, almost, some, etwa, rund, ungefahr, fast, environ, presque, unos, unas, cerca de, casi, aproximadamente, 約, 大約, 大约, およそ"),
	}
	boundsAfter = map[Bound]*regexp.Regexp{
		AtLeast: regexp.MustCompile(`^[人名通件社回年]*(以上|あまり|余|多|超|or more| or more)`),
		AtMost:  regexp.MustCompile(`^[人名通件社回年]*(以下|未満|以内| or fewer| or less)`),
		About:   regexp.MustCompile(`^[人名通件社回年]*(ほど|程度|前後|左右|くらい)`),
	}
)

var articles = set("a an the ein eine einem einer un une una")

// boundBefore reads how a number is qualified by the words before and after it.
func boundBefore(text string, before []word, after string) Bound {
	near := before[max(0, len(before)-4):]
	for b := AtLeast; b > Exact; b = nextBound(b) {
		for _, m := range boundsBefore[b].find(text, near) {
			if rest := near[m.last+1:]; len(rest) == 0 || len(rest) == 1 && articles[rest[0].fold] {
				return b
			}
		}
		if boundsAfter[b].MatchString(after) {
			return b
		}
	}
	return Exact
}

// nextBound goes through the bounds with the more telling first.
func nextBound(b Bound) Bound {
	return map[Bound]Bound{AtLeast: AtMost, AtMost: About, About: Exact}[b]
}

// supports reports whether evidence that gives e lets one write q.
func (e Quantity) supports(q Quantity) bool {
	if e.Ordinal != q.Ordinal || math.Abs(e.Value-q.Value) > 1e-9*math.Abs(q.Value) {
		return false
	}
	if e.Unit != q.Unit && q.Unit != "" && !e.bare {
		return false
	}
	switch q.Bound {
	case Exact:
		return e.Bound == Exact
	case About:
		return e.Bound == Exact || e.Bound == About
	}
	return e.Bound == q.Bound
}
