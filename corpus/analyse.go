package corpus

import (
	"slices"
	"unicode/utf8"
)

// analyse finds headings, furniture and sentences in a.Text, whose blocks are
// given, and what the text says of itself. a.Meta holds what is known before.
func analyse(a *Article, blocks []block) {
	if a.Meta.Language == "" {
		a.Meta.Language = guessLanguage(a.Text)
		a.Meta.inferred(a.Meta.Language != "", "language")
	}
	parts := strip(a, blocks)
	markFoot(a, parts)
	markHeadings(a, parts)
	inferMeta(a, parts)
	heading := ""
	seen := map[string]bool{}
	for i, p := range parts {
		switch {
		case p.reason != "":
			a.Furniture = append(a.Furniture, Furniture{p.Span, p.reason})
		case p.heading:
			a.Headings = append(a.Headings, p.Span)
			heading = a.Slice(p.Span)
		default:
			a.addSentences(&parts[i], heading, seen)
		}
	}
	slices.SortFunc(a.Furniture, func(f, g Furniture) int { return f.Start - g.Start })
}

// A part is a block that has been looked at: furniture if reason is set.
type part struct {
	block
	reason  string
	heading bool
	date    Date   // of a dateline or glued metadata
	key     string // under which a glued date stands

	// sentences and why each is furniture, once a.judge has been asked.
	sentences []Span
	reasons   []string
}

// strip separates whole lines of furniture, list markers and glued metadata
// from the blocks.
func strip(a *Article, blocks []block) []part {
	var parts []part
	// The head is what stands above the first paragraph of the news; titled
	// says that a line of text has been seen, which may be the title.
	titled, head := false, true
	for _, b := range blocks {
		text := a.Slice(b.Span)
		if n := markLength(text); n > 0 && hasWord(text[n:]) {
			mark := part{block: b, reason: reasonListMarker}
			mark.Span = trim(a.Text, Span{b.Start, b.Start + n})
			parts = append(parts, mark)
			if b.kind = item; text[0] == '#' {
				b.kind = title
			}
			b.Span = trim(a.Text, Span{b.Start + n, b.End})
			text = a.Slice(b.Span)
		}
		if n, key, date := gluedPrefix(text, head); n > 0 {
			glued := part{block: b, reason: reasonGlued, date: date, key: key}
			glued.Span = trim(a.Text, Span{b.Start, b.Start + n})
			parts = append(parts, glued)
			b.Span = trim(a.Text, Span{b.Start + n, b.End})
			text = a.Slice(b.Span)
		}
		p := part{block: b}
		p.reason, p.date = wholeReason(text, titled && head && b.kind == paragraph)
		if p.reason == "" {
			head = head && !isNews(text, titled)
			titled = true
		}
		parts = append(parts, p)
	}
	return parts
}

// isNews reports whether a paragraph begins the text of the article: a long
// one does, below the title a short one too that is no notice.
func isNews(text string, titled bool) bool {
	return utf8.RuneCountInString(text) > maxHeadingRunes || titled && endsSentence(text) && sentenceFurniture(text) == ""
}

// wholeReason returns why a whole block is furniture, "" if it is not, and
// the date that it gives of the article. below says that it stands between
// the title and the text.
func wholeReason(text string, below bool) (string, Date) {
	if date, ok := datelineDate(text); ok {
		return reasonDateline, date
	}
	if date, ok := creditDate(text, below); ok {
		return reasonByline, date
	}
	return lineFurniture(text), Date{}
}

// markLength returns the length of the list or heading mark a line begins
// with, 0 if there is none. Numbers stay: they may be quoted.
func markLength(line string) int {
	if m := headingMark.FindString(line); m != "" {
		return len(m)
	}
	if m := listMarker.FindString(line); m != "" && !hasWord(m) {
		return len(m)
	}
	return 0
}

// markHeadings decides which parts are headings.
func markHeadings(a *Article, parts []part) {
	var body []int
	blanks, paragraphs, stopless := 0, 0, 0
	for i, p := range parts {
		if p.reason != "" {
			continue
		}
		body = append(body, i)
		if p.blankBelow {
			blanks++
		}
		if p.kind == paragraph {
			paragraphs++
			if !endsSentence(a.Slice(p.Span)) {
				stopless++
			}
		}
	}
	beside := func(i int) *neighbour {
		if i < 0 || i >= len(body) {
			return nil
		}
		p := parts[body[i]]
		text := a.Slice(p.Span)
		return &neighbour{utf8.RuneCountInString(text), p.heading, p.kind == item, endsSentence(text)}
	}
	for n, i := range body {
		p := &parts[i]
		c := candidate{
			text: a.Slice(p.Span), block: p.block, prev: beside(n - 1), next: beside(n + 1),
			first: n == 0, title: fold(a.Meta.Title), language: a.Meta.Language,
			stopless: paragraphs >= 4 && 2*stopless > paragraphs,
			setOff:   p.blankBelow && 3*blanks <= len(body),
		}
		c.dateBelow = !p.blankBelow && i+1 < len(parts) && parts[i+1].reason == reasonDateline
		if n+1 < len(body) {
			last := body[min(n+sectionBlocks, len(body)-1)]
			c.section = a.Text[parts[body[n+1]].Start:parts[last].End]
		}
		p.heading = c.isHeading()
	}
}

// addSentences adds the sentences of a paragraph and leaves out those that are
// furniture or have been seen before.
func (a *Article) addSentences(p *part, heading string, seen map[string]bool) {
	a.judge(p)
	for i, s := range p.sentences {
		reason := p.reasons[i]
		if key := fold(a.Slice(s)); reason == "" && utf8.RuneCountInString(key) >= minRepeatedRunes {
			if seen[key] {
				reason = reasonRepeated
			}
			seen[key] = true
		}
		if reason != "" {
			a.addFurniture(Furniture{s, reason}, p.Span)
			continue
		}
		a.Sentences = append(a.Sentences, Sentence{Span: s, Paragraph: p.Span, Heading: heading})
	}
}

// judge cuts a paragraph into sentences and finds out which are furniture.
// Beside a notice, what a rule for lines knows and a name alone are furniture
// too: the page's buttons and its own name.
func (a *Article) judge(p *part) {
	if p.sentences != nil {
		return
	}
	p.sentences = splitSentences(a.Text, p.Span, a.Meta.Language)
	p.reasons = make([]string, len(p.sentences))
	found := false
	for i, s := range p.sentences {
		p.reasons[i] = sentenceFurniture(a.Slice(s))
		found = found || p.reasons[i] != ""
	}
	for i, s := range p.sentences {
		if !found || p.reasons[i] != "" {
			continue
		}
		text := a.Slice(s)
		if p.reasons[i] = lineFurniture(text); p.reasons[i] == "" && isName(text) {
			p.reasons[i] = reasonMetadata
		}
	}
}

// minRepeatedRunes is how long a sentence must be for its repetition to be an
// accident of the page: "Yes." may well be said twice.
const minRepeatedRunes = 20

// addFurniture adds f, joined to the furniture just before it if both stand
// in one paragraph for one reason.
func (a *Article) addFurniture(f Furniture, paragraph Span) {
	if n := len(a.Furniture); n > 0 {
		last := &a.Furniture[n-1]
		between := a.Text[min(last.End, f.Start):f.Start]
		if last.Reason == f.Reason && last.Start >= paragraph.Start && trim(between, Span{0, len(between)}).isEmpty() {
			last.End = f.End
			return
		}
	}
	a.Furniture = append(a.Furniture, f)
}
