package cases

import (
	"fmt"
	"io"
	"strings"
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
		if h := heading[l.Kind]; h != "" && h != s.Title && l.Kind != last.Kind {
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
		if l.When != "" {
			text = l.When + ": " + text
		}
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
		p.gap(i, last, l.Date.Date)
		label := shortDate(l.Date.Date)
		if i > 0 && l.Date.Date == last {
			label = ""
		}
		beside := fmt.Sprintf("%10s  %s  ", "", axis(l.Date.Date))
		p.wrap(l.Text+refs(l.Refs), fmt.Sprintf("%10s  %s  ", label, marks[l.Date.Precision]), beside)
		if note := s.note(l); note != "" {
			p.wrap("("+note+")", beside, beside)
		}
		last = l.Date.Date
	}
	p.line("", "Known to the day "+marks[corpus.Day]+", month "+marks[corpus.Month]+", year "+marks[corpus.Year]+", decade "+marks[corpus.Decade]+"; no date given "+marks[corpus.Unknown])
	p.sources(s.Citations)
	return p.flush(w)
}

// note says how the date is known where that is not plain, and which case
// tells the line where the title does not.
func (s Summary) note(l Line) string {
	var parts []string
	if l.When != l.Date.String() {
		parts = append(parts, l.When)
	}
	if l.Label != s.Title {
		parts = append(parts, l.Label)
	}
	return strings.Join(parts, "; ")
}

// gap shows years in which nothing is told.
func (p *printer) gap(i int, last, next corpus.Date) {
	years := next.Year - last.Year
	switch {
	case i == 0:
	case next.IsZero() && !last.IsZero():
		p.line("")
	case years > 1 && last.Precision >= corpus.Year && next.Precision >= corpus.Year:
		p.line(fmt.Sprintf("%10s  ┊  %d years", "", years))
	}
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
		p.b.WriteString(strings.TrimRight(corpus.Visible(l), " ") + "\n")
	}
}

// wrap breaks text at spaces; the first line begins with first, others with
// next. A word longer than the width stands alone.
func (p *printer) wrap(text, first, next string) {
	line, empty := first, true
	for word := range strings.FieldsSeq(corpus.Visible(text)) {
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

// sources lists the passages under the articles they stand in.
func (p *printer) sources(cited []Citation) {
	var last *corpus.Article
	for i, c := range cited {
		if c.Article != last {
			p.line("")
			p.wrap("Passages from "+c.heading(), "", "  ")
			last = c.Article
		}
		mark := fmt.Sprintf("  [%d] ", i+1)
		p.wrap("“"+c.Text+"”", mark, strings.Repeat(" ", columns(mark)))
	}
}

func (p *printer) flush(w io.Writer) error {
	_, err := io.WriteString(w, p.b.String())
	return err
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
