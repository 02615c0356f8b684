package main

import (
	"fmt"
	"strings"

	"github.com/charmbracelet/lipgloss"

	"casebot/corpus"
	"casebot/rag"
)

// lowConfidence is below what an answer says that it is not sure.
const lowConfidence = 0.6

// show prints an answer: headline, passages, dates, notices.
func (t *terminal) show(a rag.Answer) {
	st := t.styles()
	fmt.Fprintln(t.out, t.wrap(st.headline.Render(corpus.Visible(marked(a))), ""))
	if a.Notice != "" {
		fmt.Fprintln(t.out, t.wrap(st.faint.Render(a.Notice), ""))
	}
	if a.Outcome == rag.Answered && a.Confidence < lowConfidence {
		fmt.Fprintln(t.out, st.faint.Render("Not certain: read the passages."))
	}
	for i, c := range a.Citations {
		fmt.Fprintln(t.out)
		t.showPassage(fmt.Sprintf("[%d]", i+1), c, st)
		for _, d := range a.Dates {
			if d.Citation == i {
				fmt.Fprintf(t.out, "    “%s” = %s\n", corpus.Visible(d.Phrase), d.Date)
			}
		}
	}
	if len(a.Closest) > 0 {
		fmt.Fprintln(t.out, "\nClosest, but not an answer:")
		for _, c := range a.Closest {
			fmt.Fprintln(t.out)
			t.showPassage("  ·", rag.Citation{Article: c.Article, Span: c.Span, Text: c.Text}, st)
		}
	}
}

// marked is the headline, with each sentence that a language model phrased
// followed by the numbers of its passages.
func marked(a rag.Answer) string {
	if len(a.Statements) == 0 {
		return a.Headline
	}
	var parts []string
	for _, s := range a.Statements {
		text := s.Text + " "
		for _, n := range s.Citations {
			text += fmt.Sprintf("[%d]", n+1)
		}
		parts = append(parts, text)
	}
	return strings.Join(parts, " ")
}

// showPassage prints one quote and where it stands.
func (t *terminal) showPassage(marker string, c rag.Citation, st styles) {
	quote := corpus.Visible(c.Text)
	if c.Focus != (corpus.Span{}) {
		from, to := c.Focus.Start-c.Start, c.Focus.End-c.Start
		quote = corpus.Visible(c.Text[:from]) + st.focus.Render(corpus.Visible(c.Text[from:to])) + corpus.Visible(c.Text[to:])
	}
	fmt.Fprintln(t.out, t.wrap(st.marker.Render(fmt.Sprintf("%-3s", marker))+" "+quote, "    "))
	fmt.Fprintln(t.out, t.wrap("    "+st.faint.Render(corpus.Visible(place(c))), "    "))
}

// longestTitle is how many characters of a title stand beside a passage.
const longestTitle = 60

// place says where a passage stands: title, date, heading, paragraph.
func place(c rag.Citation) string {
	title := c.Article.Meta.Title
	parts := []string{shorten(title, longestTitle)}
	if date := articleDate(c.Article); date != "" {
		parts = append(parts, date)
	}
	if heading := c.Article.HeadingOf(c.Span); heading != "" && strings.TrimRight(heading, ".") != strings.TrimRight(title, ".") {
		parts = append(parts, "under “"+strings.TrimRight(heading, ".")+"”")
	}
	parts = append(parts, fmt.Sprintf("paragraph %d", c.Article.ParagraphOf(c.Span)))
	return strings.Join(parts, " · ")
}

// shorten cuts a text before the word that goes beyond limit characters.
func shorten(text string, limit int) string {
	runes := []rune(text)
	if len(runes) <= limit {
		return text
	}
	cut := string(runes[:limit])
	if space := strings.LastIndexByte(cut, ' '); space > 0 {
		cut = cut[:space]
	}
	return strings.TrimRight(cut, " ,;:—–-") + "…"
}

// articleDate is when an article was reported, or else published.
func articleDate(a *corpus.Article) string {
	if !a.Meta.Reported.IsZero() {
		return a.Meta.Reported.String()
	}
	return a.Meta.Published.String()
}

// wrap breaks a text, which may hold colours, into lines; all but the first
// begin with indent.
func (t *terminal) wrap(text, indent string) string {
	lines := strings.Split(lipgloss.NewStyle().Width(t.width()-len(indent)).Render(text), "\n")
	for i, l := range lines {
		lines[i] = strings.TrimRight(l, " ")
	}
	return strings.Join(lines, "\n"+indent)
}
