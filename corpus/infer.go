package corpus

import (
	"slices"
	"strings"
	"unicode"
)

// maxTitleBytes is where a first sentence is cut that has to serve as title.
const maxTitleBytes = 120

// inferred notes that a field was guessed from the text.
func (m *Meta) inferred(guessed bool, field string) {
	if guessed && !slices.Contains(m.Inferred, field) {
		m.Inferred = append(m.Inferred, field)
	}
}

// inferMeta fills in what the metadata does not say: the title from the first
// line, dates from date lines, glued metadata and "dated ...".
func inferMeta(a *Article, parts []part) {
	inferLines(a, parts)
	if a.Meta.Title == "" {
		a.Meta.Title = guessTitle(a, parts)
		a.Meta.inferred(true, "title")
	}
	published, reported := guessDates(a, parts)
	if a.Meta.Published.IsZero() {
		a.Meta.Published = published
		a.Meta.inferred(!published.IsZero(), "published")
	}
	if a.Meta.Reported.IsZero() && reported != a.Meta.Published {
		a.Meta.Reported = reported
		a.Meta.inferred(!reported.IsZero(), "reported")
	}
	slices.Sort(a.Meta.Inferred)
}

// inferLines takes title, source and address from lines like "Source: NHK".
func inferLines(a *Article, parts []part) {
	fields := map[string]*string{"title": &a.Meta.Title, "headline": &a.Meta.Title, "source": &a.Meta.Source, "url": &a.Meta.URL}
	names := map[*string]string{&a.Meta.Title: "title", &a.Meta.Source: "source", &a.Meta.URL: "url"}
	for _, p := range parts {
		if p.reason != reasonMetadata && p.reason != reasonLink {
			continue
		}
		key, value, _ := strings.Cut(a.Slice(p.Span), ":")
		value = strings.TrimSpace(value)
		field := fields[strings.ToLower(strings.TrimSpace(key))]
		isURL := webAddress.MatchString(value)
		if field == &a.Meta.Source && isURL {
			field = &a.Meta.URL
		}
		if field == nil || *field != "" || isURL != (field == &a.Meta.URL) {
			continue
		}
		*field = value
		a.Meta.inferred(true, names[field])
	}
}

// guessTitle returns the first line that is not furniture, its beginning if
// it is long, the ID if there is none.
func guessTitle(a *Article, parts []part) string {
	for _, p := range parts {
		if p.reason != "" {
			continue
		}
		first := splitSentences(a.Text, p.Span, a.Meta.Language)[0]
		title := strings.Join(strings.Fields(a.Slice(first)), " ")
		if p.heading {
			title = strings.TrimSuffix(strings.Join(strings.Fields(a.Slice(p.Span)), " "), ".")
		}
		return shorten(title, maxTitleBytes)
	}
	return a.ID
}

// shorten cuts text to at most limit bytes at a word boundary and marks the
// cut.
func shorten(text string, limit int) string {
	if len(text) <= limit {
		return text
	}
	at := strings.LastIndexFunc(text[:limit], isSpace)
	if at < limit/2 {
		at = lastCharacter(text, limit)
	}
	return strings.TrimRight(text[:at], " ,;:") + " …"
}

// guessDates reads the dates that the text gives of itself. A dateline below
// a headline is when the news was reported; a line with a date elsewhere and
// glued metadata is when the text was published, the first of each.
func guessDates(a *Article, parts []part) (published, reported Date) {
	for i, p := range parts {
		if p.date.Precision != Day {
			continue
		}
		headline := p.reason == reasonDateline && !p.blankAbove && i > 0 && parts[i-1].heading
		switch {
		case (headline || p.key == "reported") && reported.IsZero():
			reported = p.date
		case !headline && published.IsZero() && !strings.Contains(p.key, "updated"):
			published = p.date
		}
	}
	return published, reported
}

// stopWords are the commonest short words of languages in Latin script.
var stopWords = map[string]map[string]bool{
	"en": set("the of and to in a is was that for with by from his has are"),
	"de": set("der die das und in den von zu mit ist im für auf dem ein eine nicht wurde"),
	"fr": set("le la les des et en un une est du dans que pour qui sur par au pas a été"),
	"es": set("el la los las de y en un una es que por con del se para al fue su"),
	"pt": set("o os as e em um uma que por com do da dos não foi para no na"),
	"it": set("il lo gli di e in un una che per con del della è non si nel sono"),
	"nl": set("de het een en van in op te dat is voor met zijn niet door werd"),
}

// languageSample is how much of a text is looked at to guess its language.
const languageSample = 4000

// guessLanguage returns the language of text by its script or, for Latin
// letters, by its stop words; "" if it cannot tell.
func guessLanguage(text string) string {
	if len(text) > languageSample {
		text = text[:lastCharacter(text, languageSample)]
	}
	letters, kana, han, hangul, cyrillic, arabic := 0, 0, 0, 0, 0, 0
	for _, r := range text {
		if !unicode.IsLetter(r) {
			continue
		}
		letters++
		switch {
		case unicode.In(r, unicode.Hiragana, unicode.Katakana):
			kana++
		case unicode.Is(unicode.Han, r):
			han++
		case unicode.Is(unicode.Hangul, r):
			hangul++
		case unicode.Is(unicode.Cyrillic, r):
			cyrillic++
		case unicode.Is(unicode.Arabic, r):
			arabic++
		}
	}
	switch half := letters / 2; {
	case letters == 0:
		return ""
	case kana+han > half && kana*20 >= kana+han:
		return "ja"
	case kana+han > half:
		return "zh"
	case hangul > half:
		return "ko"
	case cyrillic > half:
		return "ru"
	case arabic > half:
		return "ar"
	}
	return latinLanguage(text)
}

// latinLanguage returns the language whose stop words are most frequent, if
// one word in ten is among them.
func latinLanguage(text string) string {
	words := strings.Fields(fold(text))
	best, count := "", 0
	for _, language := range []string{"en", "de", "fr", "es", "pt", "it", "nl"} {
		n := 0
		for _, w := range words {
			if stopWords[language][w] {
				n++
			}
		}
		if n > count {
			best, count = language, n
		}
	}
	if 10*count < len(words) {
		return ""
	}
	return best
}
