package corpus

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"time"
)

// DateMention is a date phrase of an article and what it means.
type DateMention struct {
	// Span is where the phrase stands in the article's text.
	Span
	// Date is what it means, unknown where nobody can say ("several years
	// ago") or where the article has no date to count from.
	Date Date
	// Relative says that Date was counted from the article's own date.
	Relative bool
}

// ResolveDates returns the date phrases within s in order, without overlap.
// Relative ones count from the day the news was reported, else from the day
// the text was published. The result is nil if there are none.
func (a *Article) ResolveDates(s Span) []DateMention {
	mentions := findDates(a.Slice(s), a.Meta.Language, a.Meta.now())
	for i := range mentions {
		m := &mentions[i]
		m.Start += s.Start
		m.End += s.Start
		if m.Relative && weekday.MatchString(a.Slice(m.Span)) && a.namesDay(s) {
			m.Date = Date{}
		}
	}
	return mentions
}

// now is the date that relative dates count from.
func (m Meta) now() Date {
	if m.Reported.IsZero() {
		return m.Published
	}
	return m.Reported
}

// weekday matches a phrase that ends in the name of a weekday.
var weekday = regexp.MustCompile(`(?i)(?:` + alternatives(weekdayNumbers) + `)$`)

// namesDay reports whether a paragraph that s touches names a day of the
// calendar: its weekdays may then belong to the week of that day, so nobody
// can say which they are.
func (a *Article) namesDay(s Span) bool {
	for _, sentence := range a.Sentences {
		if sentence.Start >= s.End || s.Start >= sentence.End {
			continue
		}
		text := a.Slice(sentence.Paragraph)
		for _, m := range findDates(text, a.Meta.Language, a.Meta.now()) {
			if m.Date.Precision == Day && strings.ContainsAny(text[m.Start:m.End], "0123456789") {
				return true
			}
		}
	}
	return false
}

// future marks sentences in which a bare weekday may lie ahead.
var future = regexp.MustCompile(`(?i)\b(?:will|would|shall|scheduled|expected|due|next|plans?|upcoming|set to|going to|is to|are to|until|by)\b`)

// findDates does the work of ResolveDates on one piece of text.
func findDates(text, language string, from Date) []DateMention {
	type match struct {
		DateMention
		rule int
	}
	var found []match
	for i, rule := range dateRules {
		if !rule.appliesTo(language) {
			continue
		}
		for _, loc := range rule.re().FindAllStringSubmatchIndex(text, -1) {
			d, ok := rule.resolve(text, loc, from)
			if !ok {
				continue
			}
			found = append(found, match{DateMention{Span{loc[0], loc[1]}, d, rule.kind != absolute}, i})
		}
	}
	// The longest phrase wins over those it overlaps.
	slices.SortStableFunc(found, func(a, b match) int {
		return cmp.Or((b.End-b.Start)-(a.End-a.Start), a.Start-b.Start, a.rule-b.rule)
	})
	var taken, mentions []DateMention
	for _, m := range found {
		if slices.ContainsFunc(taken, func(t DateMention) bool { return m.Start < t.End && t.Start < m.End }) {
			continue
		}
		taken = append(taken, m.DateMention)
		if dateRules[m.rule].kind != duration {
			mentions = append(mentions, m.DateMention)
		}
	}
	slices.SortFunc(mentions, func(a, b DateMention) int { return a.Start - b.Start })
	return mentions
}

// resolve turns one match into a date. It is false where the match is no date
// after all.
func (r dateRule) resolve(text string, loc []int, from Date) (Date, bool) {
	group := func(name string) string {
		for i, n := range r.re().SubexpNames() {
			if n == name && loc[2*i] >= 0 {
				return text[loc[2*i]:loc[2*i+1]]
			}
		}
		return ""
	}
	month, day := parseMonth(group("month")), parseNumber(group("day"))
	if group("day") != "" && (day < 1 || day > 31) || group("month") != "" && month == 0 {
		return Date{}, false
	}
	u, back := r.unit, r.back
	if name := group("unit"); name != "" {
		u = unitNames[strings.ToLower(name)]
	}
	if n := group("n"); n != "" {
		back = parseNumber(n)
	}
	switch r.kind {
	case absolute:
		if decade := parseNumber(group("decade")); decade != 0 {
			return Date{Year: decade, Precision: Decade}, true
		}
		if group("month") == "" && !isYear(text, loc[0], loc[1]) {
			return Date{}, false
		}
		return makeDate(parseNumber(group("year")), month, day)
	case counted:
		if month == 0 {
			return from.back(back, u), true
		}
		if from.IsZero() || from.Precision == Decade {
			return Date{}, true
		}
		return makeDate(from.Year-back, month, day)
	case lastMonth:
		return from.lastMonth(month), true
	case lastDay, pastDay:
		if r.kind == pastDay && future.MatchString(text) {
			return Date{}, false
		}
		if name := group("weekday"); name != "" {
			return from.lastWeekday(time.Weekday(weekdayNumbers[strings.ToLower(name)]), r.kind == pastDay), true
		}
		return from.lastDay(month, day), true
	}
	return Date{}, true
}

// notYear follows four digits that are an amount and no year.
var notYear = regexp.MustCompile(`^(?:[,.]\d|%| ?(?:percent|per cent|people|persons|dollars|euros?|pounds?|yen|yuan|won|km|kg|miles|meters|metres|tons|tonnes|times|employees|troops|soldiers|men|women|copies|pages|words|hours|o['’]clock|million|billion|人|円|元|年前|億|万)\b)`)

// isYear reports whether the digits in text[start:end] can be a year where
// they stand.
func isYear(text string, start, end int) bool {
	if before := strings.TrimRight(text[:start], " "); before != "" {
		if strings.ContainsAny(before[len(before)-1:], "$#+") || strings.HasSuffix(before, "€") || strings.HasSuffix(before, "£") || strings.HasSuffix(before, "¥") {
			return false
		}
		if last := text[start-1]; strings.IndexByte(".,:/-_", last) >= 0 && start > 1 && text[start-2] >= '0' && text[start-2] <= '9' {
			return false
		}
	}
	return !notYear.MatchString(text[end:])
}
