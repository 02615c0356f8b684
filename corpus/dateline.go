package corpus

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

var byline = regexp.MustCompile(`^(?:By|BY|Von|Par|Por|Reporting by|Written by|Edited by) (?:\p{Lu}[\pL.'’-]*[ ,&]*|(?:and|und|et|y|de|van|von|in|for) )+(?:, ?(?:[\pL-]+ ){1,4})?$`)

// isByline reports whether a line names the author and nothing else.
func isByline(line string) bool {
	return len(line) <= 120 && byline.MatchString(strings.TrimRight(line, " |·,.")+" ")
}

// datelineWords are the words that may stand beside the date of a dateline.
var datelineWords = set(`published posted updated reported last modified created date dated on at of the
	am um uhr le el de à publié publicado veröffentlicht aktualisiert a p m pm h st nd rd th t z
	est edt cst cdt mst mdt pst pdt et pt gmt utc bst cet cest jst kst ist hkt
	mon tue tues wed thu thur thurs fri sat sun ` + strings.Join(keysOf(weekdayNumbers, monthNumbers), " "))

// datelineRest is what a dateline may hold beside its date and words: times,
// and in Japanese and Chinese weekdays and labels.
var datelineRest = lazyRegexp(`\d{1,2}[:h時点][0-5]\d(?:[:分][0-5]\d)?分?|\d{1,2}\s*[ap]\.?m\b|[（(]?[月火水木金土日]曜?日?[）)]?|星期[一二三四五六日天]|発行|更新|公開|投稿|掲載|日付|日|发布(?:时间|于)?|更新时间|日期|时间`)

// maxDatelineBytes is the longest line that is looked at for a dateline.
const maxDatelineBytes = 120

// datelinePlace is a place, perhaps with its country and an agency, before the
// date of a dateline: "Sankt Olm, 2. Mai 2025", "PARIS (AFP) - 2 May 2025".
var datelinePlace = regexp.MustCompile(`^\p{Lu}[\pL.'’-]*(?: \p{Lu}[\pL.'’-]*){0,3}(?:, \p{Lu}[\pL.'’-]*(?: \p{Lu}[\pL.'’-]*){0,2})?(?: ?\([^()]{1,40}\))?(?:,| ?[|–—-])\s+`)

// datelineAgency is an agency at the end of a dateline; datelineAlone is a
// dateline that has one but no date.
var (
	datelineAgency = regexp.MustCompile(` ?\([^()\d]{1,40}\)$`)
	datelineAlone  = regexp.MustCompile(`^\p{Lu}[\p{Lu} .'’-]{2,30}(?:, \p{Lu}[\pL .'’-]{1,30})? \((?:[A-Z]{2,5}|dpa|Reuters|Xinhua|Kyodo|[^()]{1,30} (?:Wire|Press|News|Agency|Service))\)$`)
)

// datelineDate returns the date of a line that holds nothing else but a time,
// a place or an agency, or that sets a date apart by marks: "World · 2 May 2025".
func datelineDate(line string) (Date, bool) {
	for piece := range strings.FieldsFuncSeq(line, func(r rune) bool { return strings.ContainsRune("·•|", r) }) {
		if d, ok := bareDate(strings.TrimSpace(piece)); ok && len(line) <= maxDatelineBytes {
			return d, true
		}
	}
	place := datelinePlace.FindString(line)
	if place == "" {
		return Date{}, datelineAlone.MatchString(line)
	}
	rest := line[len(place):]
	if d, ok := bareDate(datelineAgency.ReplaceAllString(rest, "")); ok {
		return d, true
	}
	return Date{}, datelineAlone.MatchString(line)
}

// bareDate returns the date of a line that holds nothing else but a time.
func bareDate(line string) (Date, bool) {
	if len(line) > maxDatelineBytes || strings.IndexFunc(line, unicode.IsDigit) < 0 {
		return Date{}, false
	}
	for word := range strings.FieldsFuncSeq(line, func(r rune) bool { return !unicode.IsLetter(r) }) {
		if !hasWideScript(word) && !datelineWords[strings.ToLower(word)] {
			return Date{}, false
		}
	}
	mentions := findDates(line, noLanguage, Date{})
	if len(mentions) == 0 || mentions[0].Relative || mentions[0].Date.Precision != Day {
		return Date{}, false
	}
	rest := line
	for i := len(mentions) - 1; i >= 0; i-- {
		rest = rest[:mentions[i].Start] + " " + rest[mentions[i].End:]
	}
	rest = datelineRest().ReplaceAllString(rest, " ")
	return mentions[0].Date, strings.IndexFunc(rest, func(r rune) bool { return unicode.IsDigit(r) || isWide(r) && isWord(r) }) < 0
}

var (
	gluedDate   = lazyRegexp(`(?i)^(?:(date|dated|published|posted|updated|last updated|reported|created|datum|fecha|公開日|投稿日|更新日|发布时间)(?: on| at)?\s*[:：]?\s*)?(\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|(?:` + alternatives(monthNumbers) + `)\.? \d{1,2},? \d{4}|\d{1,2} (?:` + alternatives(monthNumbers) + `) \d{4})(?:[T,]?\s*\d{1,2}:\d{2}(?::\d{2})?(?:\s*(?:[ap]\.?m\.?|utc|gmt|jst|z))?)?\s*([|·:—–-]*)\s+`)
	gluedByline = lazyRegexp(`^(?:By|BY|Von|Par|Por) \p{Lu}[\pL.'’-]*(?: \p{Lu}[\pL.'’-]*){0,4}\s*[|·•—]\s+`)
	gluedPlace  = lazyRegexp(`^\p{Lu}[\p{Lu} .'’-]{2,30}(?:, \p{Lu}[\pL. ]{1,20})?(` + gluedSource + `) ?[—–-]{1,2} `)
	gluedTown   = lazyRegexp(`^\p{Lu}[\pL.'’-]*(?: \p{Lu}[\pL.'’-]*){0,3}(, ?` + gluedDay + gluedAgency + `) ?[—–-]{1,2} `)
	// gluedBare is a place without day and agency; only in the head of an
	// article is it told from other words in capitals.
	gluedBare = lazyRegexp(`^(?:\p{Lu}{4,20}|\p{Lu}{2,20}(?:[ -]\p{Lu}{2,20}){1,3})(?:[.:]|(?:, \p{Lu}\pL+(?: \p{Lu}\pL+)?)? [—–-]) `)
)

// What may stand between place and dash: a day and an agency, or one of them.
var (
	gluedMonth  = `(?i:` + alternatives(monthNumbers) + `)`
	gluedDay    = `(?:` + gluedMonth + `\.? \d{1,2}|\d{1,2}\.? ` + gluedMonth + `\.?)(?:,? \d{4})?`
	gluedAgency = ` ?\(\pL[\pL .&'’/-]{1,30}\)`
	gluedSource = `, ?` + gluedDay + `(?:` + gluedAgency + `)?|` + gluedAgency + `(?:,? ` + gluedDay + `)?`
)

// minAfterGlued is how much text must follow metadata for it to be glued to a
// sentence.
const minAfterGlued = 20

// minAfterBare is the same for a bare place.
const minAfterBare = 100

// gluedPrefix returns the length of the metadata that text begins with before
// its first sentence, and the date in it with the key it stands under. In the
// head of an article a bare place is metadata too.
func gluedPrefix(text string, head bool) (n int, key string, date Date) {
	if m := gluedBare().FindString(text); head && m != "" && len(text) >= len(m)+minAfterBare && endsSentence(text) && startsSentence(text[len(m):]) {
		return len(m), "", Date{}
	}
	for range 4 {
		rest := text[n:]
		var m []string
		for _, re := range []func() *regexp.Regexp{gluedDate, gluedByline, gluedPlace, gluedTown} {
			if m = re().FindStringSubmatch(rest); m != nil {
				break
			}
		}
		if m == nil || !startsSentence(rest[len(m[0]):]) {
			break
		}
		source := "" // what may hold a date
		switch len(m) {
		case 4: // gluedDate
			if isoLike := unicode.IsDigit(rune(m[2][0])); date.IsZero() && m[1] == "" && m[3] == "" && !isoLike {
				return n, key, date
			}
			source = m[2]
		case 2: // gluedPlace
			source = m[1]
		}
		if found := findDates(source, noLanguage, Date{}); date.IsZero() && len(found) > 0 && found[0].Date.Precision == Day {
			date = found[0].Date
			if len(m) == 4 {
				key = strings.ToLower(m[1])
			}
		}
		n += len(m[0])
	}
	return n, key, date
}

// startsSentence reports whether text looks like the beginning of a sentence.
func startsSentence(text string) bool {
	text = strings.TrimLeftFunc(text, func(r rune) bool { return isSpace(r) || isOpener(r) })
	r, _ := utf8.DecodeRuneInString(text)
	return len(text) >= minAfterGlued && (unicode.IsUpper(r) || unicode.IsTitle(r) || unicode.Is(unicode.Lo, r) || unicode.IsDigit(r))
}

// maxCreditBytes is the longest paragraph that is looked at for a credit.
const maxCreditBytes = 160

// creditParts separate what a credit is made of; creditYear and creditByline
// are what it cannot do without, the second outside the head of an article.
var (
	creditParts  = regexp.MustCompile(`[|·•–—,;]|\.(?: |$)| - `)
	creditYear   = regexp.MustCompile(`(?:19|20)\d\d`)
	creditByline = regexp.MustCompile(`\b(?:By|BY|Von|Par|Por) `)
)

// creditDate returns the day in a paragraph that holds nothing else but
// names, notices and words such as "updated": who published it when. Names
// alone are trusted in the head of an article only, below its title.
func creditDate(text string, head bool) (Date, bool) {
	if len(text) > maxCreditBytes || !creditYear.MatchString(text) || !head && !creditByline.MatchString(text) {
		return Date{}, false
	}
	for _, s := range slices.Backward(splitSentences(text, Span{0, len(text)}, "")) {
		if sentenceFurniture(text[s.Start:s.End]) != "" {
			text = text[:s.Start] + text[s.End:]
		}
	}
	found := findDates(text, noLanguage, Date{})
	if len(found) != 1 || found[0].Date.Precision != Day {
		return Date{}, false
	}
	for _, credit := range creditParts.Split(text[:found[0].Start]+"|"+text[found[0].End:], -1) {
		switch credit = trimDateWords(credit); {
		case credit == "":
		case isByline(credit):
			head = true
		case !isName(credit) && lineFurniture(credit) == "":
			return Date{}, false
		}
	}
	return found[0].Date, head
}

// trimDateWords removes space and the words of a dateline from both ends.
func trimDateWords(text string) string {
	words := strings.Fields(text)
	isDateWord := func(w string) bool { return datelineWords[strings.ToLower(strings.TrimRight(w, ".:"))] }
	for len(words) > 0 && isDateWord(words[len(words)-1]) {
		words = words[:len(words)-1]
	}
	for len(words) > 0 && isDateWord(words[0]) {
		words = words[1:]
	}
	return strings.Join(words, " ")
}

// maxNameWords is the longest name of an author or a newspaper.
const maxNameWords = 6

// nameWords may stand in a name without a capital.
var nameWords = set("of the and for in de du la le el der die das des von van und et y &")

// isName reports whether text is written like a name.
func isName(text string) bool {
	words := strings.Fields(text)
	for i, w := range words {
		r, _ := utf8.DecodeRuneInString(w)
		if !unicode.IsUpper(r) && (i == 0 || !nameWords[w]) {
			return false
		}
	}
	return len(words) > 0 && len(words) <= maxNameWords
}
