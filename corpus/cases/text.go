package cases

import (
	"fmt"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"

	"casebot/corpus"
)

// minWidth keeps text readable in a very narrow terminal.
const minWidth = 40

// WriteText writes the summary as plain text of at most width columns: the
// lines with their [n], then the passages.
func (s Summary) WriteText(w io.Writer, width int) error {
	p := &printer{width: max(width, minWidth)}
	p.line(s.Title)
	if s.Notice != "" {
		p.wrap(s.Notice, "  ", "  ")
	}
	heading := map[Kind]string{
		KindPerson: "People", KindOrganisation: "Organisations", KindFact: "What the articles say",
		KindSide: "Side by side", KindRelated: "Other cases", KindPassage: "Passages",
	}
	var last Line
	for _, l := range s.Lines {
		if h := heading[l.Kind]; h != "" && l.Kind != last.Kind {
			p.line("", h)
		}
		if l.Kind == KindSide && l.Label != last.Label {
			p.wrap(l.Label+":", "  ", "  ")
		}
		p.wrap(s.lineText(l), "  • ", "    ")
		last = l
	}
	p.sources(s.Citations)
	return p.flush(w)
}

// lineText puts a line in words: label or date, text, numbers.
func (s Summary) lineText(l Line) string {
	text := l.Text
	switch l.Kind {
	case KindStatus:
		text = "Status: " + text
	case KindPerson, KindOrganisation, KindRelated:
		text = l.Label + " — " + text
	case KindSide:
		text = s.Citations[l.Refs[0]-1].heading() + " — " + dated(l)
	case KindFact, KindPassage:
		text = dated(l)
	}
	return text + refs(l.Refs)
}

// dated puts the date before the text of a line that has one.
func dated(l Line) string {
	if l.Date.IsZero() {
		return l.Text
	}
	return l.When + ": " + l.Text
}

// WriteTimeline draws the facts of a summary along an axis, from top to
// bottom. The mark says how much of a date is known.
func (s Summary) WriteTimeline(w io.Writer, width int) error {
	p := &printer{width: max(width, minWidth)}
	p.line(s.Title)
	if s.Notice != "" {
		p.wrap(s.Notice, "  ", "  ")
	}
	p.line("")
	var last corpus.Date
	for i, l := range s.Lines {
		if gap := l.Date.Year - last.Year; i > 0 && !l.Date.IsZero() && gap > 1 {
			p.line(fmt.Sprintf("%10s  ┊  %d years", "", gap))
		} else if i > 0 && l.Date.IsZero() && !last.IsZero() {
			p.line("")
		}
		label := shortDate(l.Date.Date)
		if i > 0 && l.Date.Date == last {
			label = ""
		}
		p.wrap(l.Text+refs(l.Refs), fmt.Sprintf("%10s  %s  ", label, marks[l.Date.Precision]), fmt.Sprintf("%10s  %s  ", "", axis(l.Date.Date)))
		p.wrap("("+origin(l)+l.Label+")", fmt.Sprintf("%10s  %s  ", "", axis(l.Date.Date)), fmt.Sprintf("%10s  %s  ", "", axis(l.Date.Date)))
		last = l.Date.Date
	}
	p.line("", "Known to the day "+marks[corpus.Day]+", month "+marks[corpus.Month]+", year "+marks[corpus.Year]+", decade "+marks[corpus.Decade]+"; no date given "+marks[corpus.Unknown])
	p.sources(s.Citations)
	return p.flush(w)
}

// origin says how the date is known where that is not plain.
func origin(l Line) string {
	if l.When == l.Date.String() {
		return ""
	}
	return l.When + "; "
}

var marks = [...]string{corpus.Unknown: "·", corpus.Decade: "◌", corpus.Year: "○", corpus.Month: "◐", corpus.Day: "●"}

func axis(d corpus.Date) string {
	if d.IsZero() {
		return " "
	}
	return "│"
}

// shortDate gives a date in ten columns: "6 Jan 2019", "Apr 2018", "2017".
func shortDate(d corpus.Date) string {
	switch d.Precision {
	case corpus.Day:
		return fmt.Sprintf("%d %.3s %d", d.Day, d.Month, d.Year)
	case corpus.Month:
		return fmt.Sprintf("%.3s %d", d.Month, d.Year)
	case corpus.Decade:
		return fmt.Sprintf("%ds", d.Year/10*10)
	case corpus.Year:
		return fmt.Sprint(d.Year)
	}
	return ""
}

// refs gives " [1][2]".
func refs(numbers []int) string {
	var b strings.Builder
	for i, n := range numbers {
		if i == 0 {
			b.WriteByte(' ')
		}
		fmt.Fprintf(&b, "[%d]", n)
	}
	return b.String()
}

// heading names the citation's article: its title and the day it was reported
// or posted.
func (c Citation) heading() string {
	title := c.Article.Meta.Title
	if title == "" {
		title = c.Article.ID
	}
	date := c.Article.Meta.Reported
	if date.IsZero() {
		date = c.Article.Meta.Published
	}
	if date.IsZero() {
		return title
	}
	return title + ", " + date.String()
}

// printer gathers lines of text.
type printer struct {
	b     strings.Builder
	width int
}

func (p *printer) line(lines ...string) {
	for _, l := range lines {
		p.b.WriteString(strings.TrimRight(visible(l), " ") + "\n")
	}
}

// wrap breaks text at spaces; the first line begins with first, others with
// next. A word longer than the width stands alone.
func (p *printer) wrap(text, first, next string) {
	line, empty := first, true
	for word := range strings.FieldsSeq(visible(text)) {
		if !empty && columns(line)+1+columns(word) > p.width {
			p.line(line)
			line, empty = next, true
		}
		if !empty {
			line += " "
		}
		line, empty = line+word, false
	}
	p.line(line)
}

// sources lists the passages with the articles they stand in.
func (p *printer) sources(cited []Citation) {
	if len(cited) == 0 {
		return
	}
	p.line("", "Passages")
	for i, c := range cited {
		mark := fmt.Sprintf("  [%d] ", i+1)
		indent := strings.Repeat(" ", columns(mark))
		p.wrap("“"+c.Text+"”", mark, indent)
		p.wrap("— "+c.heading(), indent, indent+"  ")
	}
}

func (p *printer) flush(w io.Writer) error {
	_, err := io.WriteString(w, p.b.String())
	return err
}

// visible leaves out control characters: an article must not steer a terminal.
func visible(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && r != '\n' && r != '\t' {
			return -1
		}
		return r
	}, text)
}

// columns counts terminal columns; runes of Chinese and Japanese take two.
func columns(text string) int {
	n := utf8.RuneCountInString(text)
	for _, r := range text {
		if isolated(r) {
			n++
		}
	}
	return n
}
