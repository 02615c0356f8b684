package corpus

import (
	"regexp"
	"strings"
	"sync"
)

// A dateRule finds one form of date phrase. Placeholders stand for words of
// datewords.go: MONTH, WEEKDAY, UNIT and NUMBER. The named groups year, month,
// day, unit, n and weekday say what was found; unit and back say what to
// count when the phrase itself does not.
type dateRule struct {
	languages string // "" for all
	pattern   string
	unit      unit
	back      int // units back from the base date
	kind      ruleKind

	re func() *regexp.Regexp
}

type ruleKind int

const (
	absolute  ruleKind = iota
	counted            // back units before the base date, in a month of it if named
	vague              // relative, but nobody can say when
	duration           // "the last two years", a financial year: no date; hides what it covers
	lastMonth          // the latest month of that name before the base date
	pastDay            // the latest such day up to the base date, in sentences about the past only
	lastDay            // the latest such weekday before the base date
)

// dateRules in order of precedence among phrases of equal place and length.
var dateRules = compileDates([]dateRule{
	{pattern: `(?P<month>MONTH)\.? (?P<day>\d{1,2})(?:st|nd|rd|th)?,? (?P<year>\d{4})\b`},
	{pattern: `\b(?P<day>\d{1,2})(?:st|nd|rd|th|er|\.|º)? (?:of |de )?(?P<month>MONTH)\.?,? (?:of |de |del )?(?P<year>\d{4})\b`},
	{pattern: `\b(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})(?:T\d{2}:\d{2}(?::\d{2})?(?:Z|[+-]\d{2}:?\d{2})?)?\b`},
	{pattern: `\b(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4})\b`},
	{pattern: `(?P<year>[\d０-９]{4})年(?:(?P<month>[\d０-９]{1,2})月(?:(?P<day>[\d０-９]{1,2})日)?)?`},
	{pattern: `(?P<month>MONTH)\.?,? (?:of |de |del )?(?P<year>\d{4})\b`},
	{pattern: `(?:\bthe )?(?:\b(?:early|mid|late)[- ])?\b(?P<decade>(?:1[5-9]|20)\d0)(?:s|er|年代)(?: Jahren?)?`},
	{pattern: `\b(?P<decade>(?:1[5-9]|20)\d0)年代`},
	{pattern: `\b(?P<year>(?:1[89]|20)\d\d)\b`},

	{languages: "en", kind: duration, pattern: `\b(?:in|over|during|for|within|of) the (?:last|past|next) (?:(?:NUMBER|few|several) )?UNIT\b|\bthe (?:last|past) (?:NUMBER|few|several)? ?UNIT\b`},
	{languages: "en", kind: counted, unit: years, back: 2, pattern: `\bthe year before last\b`},
	{languages: "en", kind: counted, unit: months, back: 2, pattern: `\bthe month before last\b`},
	{languages: "en", kind: counted, unit: years, back: 1, pattern: `\b(?P<month>MONTH)\.?(?: (?P<day>\d{1,2})(?:st|nd|rd|th)?)?,?(?: of)? (?:last|the previous) year\b`},
	{languages: "en", kind: counted, unit: years, back: 1, pattern: `\b(?P<day>\d{1,2})(?:st|nd|rd|th)? (?P<month>MONTH),? last year\b`},
	{languages: "en", kind: counted, unit: years, back: 0, pattern: `\b(?P<month>MONTH)\.?(?: (?P<day>\d{1,2})(?:st|nd|rd|th)?)?,?(?: of)? this year\b`},
	{languages: "en", kind: counted, unit: years, back: -1, pattern: `\b(?P<month>MONTH)\.?,?(?: of)? next year\b`},
	{languages: "en", kind: lastMonth, pattern: `\b(?:last|this past) (?P<month>MONTH)\b`},
	{languages: "en", kind: counted, back: 1, pattern: `\b(?:(?:early|earlier|late|later|mid-) ?)?last (?P<unit>year|month|week)\b`},
	{languages: "en", kind: counted, back: 0, pattern: `\b(?:(?:early|earlier|late|later) )?this (?P<unit>year|month)\b`},
	{languages: "en", kind: counted, back: -1, pattern: `\bnext (?P<unit>year|month)\b`},
	{languages: "en", kind: vague, pattern: `\b(?:several|some|a few|many|more than NUMBER|over NUMBER) UNIT ago\b`},
	{languages: "en", kind: counted, pattern: `\b(?:(?:about|around|nearly|almost|roughly|some) )?(?P<n>NUMBER) (?P<unit>UNIT) ago\b`},
	{languages: "en", kind: counted, unit: days, back: 1, pattern: `\byesterday\b`},
	{languages: "en", kind: counted, unit: days, back: -1, pattern: `\btomorrow\b`},
	{languages: "en", kind: lastDay, pattern: `\blast (?P<weekday>WEEKDAY)\b`},
	{languages: "en", kind: pastDay, pattern: `\bon (?P<weekday>WEEKDAY)\b`},
	{languages: "en", kind: pastDay, pattern: `\bon (?:WEEKDAY,? )?(?P<month>MONTH)\.? (?P<day>\d{1,2})(?:st|nd|rd|th)?\b`},
	{languages: "en", kind: pastDay, pattern: `\bon (?:WEEKDAY,? )?(?P<day>\d{1,2})(?:st|nd|rd|th)? (?:of )?(?P<month>MONTH)\b`},

	{languages: "de", kind: counted, unit: years, back: 2, pattern: `\bvorletzte[nms]? Jahr(?:es)?\b`},
	{languages: "de", kind: counted, unit: years, back: 1, pattern: `\b(?P<month>MONTH) (?:des )?(?:letzten|vorigen|vergangenen) Jahres\b`},
	{languages: "de", kind: counted, back: 1, pattern: `\b(?:letzt|vorig|vergangen)e[nmrs]? (?P<unit>Jahr(?:es)?|Monats?|Woche)\b`},
	{languages: "de", kind: lastMonth, pattern: `\b(?:letzt|vergangen)e[nmrs]? (?P<month>MONTH)\b`},
	{languages: "de", kind: counted, back: 0, pattern: `\bdiese[nmsr]? (?P<unit>Jahr(?:es)?|Monats?)\b`},
	{languages: "de", kind: vague, pattern: `\bvor (?:einigen|mehreren|wenigen) UNIT\b`},
	{languages: "de", kind: counted, pattern: `\bvor (?:(?:etwa|rund|fast|gut) )?(?P<n>NUMBER) (?P<unit>UNIT)\b`},
	{languages: "de", kind: counted, unit: days, back: 1, pattern: `\bgestern\b`},
	{languages: "de", kind: counted, unit: days, back: 2, pattern: `\bvorgestern\b`},

	{languages: "fr", kind: counted, unit: years, back: 1, pattern: `\b(?P<month>MONTH) (?:de )?(?:l['’]an dernier|l['’]année dernière)`},
	{languages: "fr", kind: counted, unit: years, back: 1, pattern: `l['’]an (?:dernier|passé)|l['’]année (?:dernière|passée)`},
	{languages: "fr", kind: counted, unit: months, back: 1, pattern: `\b(?:le )?mois (?:dernier|passé)`},
	{languages: "fr", kind: lastMonth, pattern: `\b(?P<month>MONTH) dernier\b`},
	{languages: "fr", kind: counted, unit: years, back: 0, pattern: `\bcette année`},
	{languages: "fr", kind: counted, unit: months, back: 0, pattern: `\bce mois(?:-ci)?\b`},
	{languages: "fr", kind: vague, pattern: `\bil y a (?:plusieurs|quelques) UNIT\b`},
	{languages: "fr", kind: counted, pattern: `\bil y a (?:(?:environ|près de|presque) )?(?P<n>NUMBER) (?P<unit>UNIT)\b`},
	{languages: "fr", kind: counted, unit: days, back: 2, pattern: `\bavant-hier\b`},
	{languages: "fr", kind: counted, unit: days, back: 1, pattern: `\bhier\b`},

	{languages: "es", kind: counted, unit: years, back: 1, pattern: `\b(?P<month>MONTH) del año pasado\b`},
	{languages: "es", kind: counted, unit: years, back: 1, pattern: `\b(?:el )?(?:año pasado|pasado año)\b`},
	{languages: "es", kind: counted, unit: months, back: 1, pattern: `\b(?:el )?(?:mes pasado|pasado mes)\b`},
	{languages: "es", kind: lastMonth, pattern: `\b(?:el )?pasado (?:mes de )?(?P<month>MONTH)\b|\b(?P<month>MONTH) pasado\b`},
	{languages: "es", kind: counted, back: 0, pattern: `\beste (?P<unit>año|mes)\b`},
	{languages: "es", kind: vague, pattern: `\bhace (?:varios|varias|unos|unas|algunos|algunas) UNIT\b`},
	{languages: "es", kind: counted, pattern: `\bhace (?:(?:unos|casi|cerca de) )?(?P<n>NUMBER) (?P<unit>UNIT)\b`},
	{languages: "es", kind: counted, unit: days, back: 2, pattern: `\b(?:anteayer|antes de ayer)\b`},
	{languages: "es", kind: counted, unit: days, back: 1, pattern: `\bayer\b`},

	{languages: "ja", kind: duration, pattern: `[昨前今来翌]年度`},
	{languages: "ja", kind: counted, unit: years, back: 2, pattern: `(?:一昨年|おととし)(?:の?(?P<month>[\d０-９]{1,2})月(?:(?P<day>[\d０-９]{1,2})日)?)?`},
	{languages: "zh", kind: counted, unit: years, back: 2, pattern: `前年(?:(?P<month>[\d０-９]{1,2})月)?`},
	{languages: "ja zh", kind: counted, unit: years, back: 1, pattern: `(?:昨年|去年)(?:の?(?P<month>[\d０-９]{1,2})月(?:(?P<day>[\d０-９]{1,2})日)?)?`},
	{languages: "ja zh", kind: counted, unit: years, back: 0, pattern: `今年(?:の?(?P<month>[\d０-９]{1,2})月(?:(?P<day>[\d０-９]{1,2})日)?)?`},
	{languages: "ja zh", kind: counted, unit: years, back: -1, pattern: `来年|明年`},
	{languages: "ja", kind: counted, unit: months, back: 2, pattern: `先々月`},
	{languages: "ja", kind: counted, unit: months, back: 1, pattern: `先月`},
	{languages: "zh", kind: counted, unit: months, back: 1, pattern: `上[个個]?月`},
	{languages: "ja zh", kind: counted, unit: months, back: 0, pattern: `今月|本月|[这這][个個]月`},
	{languages: "ja", kind: counted, unit: days, back: 2, pattern: `一昨日|おととい`},
	{languages: "zh", kind: counted, unit: days, back: 2, pattern: `前天`},
	{languages: "ja zh", kind: counted, unit: days, back: 1, pattern: `昨日|昨天|きのう`},
	{languages: "ja zh", kind: vague, pattern: `[数數几幾](?:年|か月|ヶ月|カ月|个月|個月|日|天)前`},
	{languages: "ja zh", kind: counted, pattern: `[約约]?(?P<n>[\d０-９]{1,3}|[一二两兩三四五六七八九]?十?[一二三四五六七八九]?)(?P<unit>年|[かヶカケヵ个個]月|週間|周|日|天)(?:以)?前`},
})

// lazyRegexp compiles pattern when it is first needed: most programs that
// start need few of the many.
func lazyRegexp(pattern string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(pattern) })
}

// compileDates fills in the placeholders and compiles the patterns.
func compileDates(rules []dateRule) []dateRule {
	words := strings.NewReplacer(
		"MONTH", `(?:`+alternatives(monthNumbers)+`)`,
		"WEEKDAY", `(?:`+alternatives(weekdayNumbers)+`)`,
		"UNIT", `(?:`+alternatives(unitNames)+`)`,
		"NUMBER", `(?:\d{1,3}|`+alternatives(numberNames)+`)`,
	)
	for i := range rules {
		rules[i].re = lazyRegexp(`(?i)` + words.Replace(rules[i].pattern))
	}
	return rules
}

// noLanguage asks for the rules that hold in every language: absolute dates.
const noLanguage = "-"

// appliesTo reports whether the rule is for texts of that language; a text of
// unknown language is read as English.
func (r dateRule) appliesTo(language string) bool {
	if r.languages == "" || language == noLanguage {
		return r.languages == ""
	}
	language = base(language)
	if language == "" {
		language = "en"
	}
	for _, l := range strings.Fields(r.languages) {
		if l == language {
			return true
		}
	}
	return false
}
