package bot

import (
	"context"
	"fmt"
	"strings"

	"github.com/bwmarrin/discordgo"

	"casebot/bot/discord"
	"casebot/bot/markdown"
	"casebot/bot/words"
	"casebot/corpus/cases"
	"casebot/rag"
)

// showSummary lays out a page of a summary, with a button for each passage of
// the page and buttons that lead to the other pages. State says how to make
// the summary again, "" where it has one page only.
func showSummary(sum cases.Summary, page int, state string, w *words.Words) discord.Post {
	pages := summaryPages(sum)
	page = min(max(page, 1), len(pages))
	s := &sheet{colour: blue}
	s.add("%s", markdown.Bold(markdown.Line(sum.Title)))
	s.small(markdown.Line(sum.Notice))
	now := pages[page-1]
	s.blocks = append(s.blocks, now.text)
	var list []discordgo.Button
	for _, n := range now.refs {
		c := sum.Citations[n-1]
		list = append(list, sourceButton(n, rag.Citation{Article: c.Article, Span: c.Span, Text: c.Text}, w))
	}
	s.button(list...)
	if len(pages) > 1 {
		s.small(fill(w.Page, page, len(pages)))
		s.button(turn(page, len(pages), state, w)...)
	}
	return s.post()
}

// turn are the buttons to the pages before and after.
func turn(page, pages int, state string, w *words.Words) []discordgo.Button {
	if len(buttonID("list", 1, pages, state)) > discord.MaxCustomID {
		return nil
	}
	return []discordgo.Button{
		{Label: w.Previous, Style: discordgo.SecondaryButton, Disabled: page == 1, CustomID: buttonID("list", 0, page-1, state)},
		{Label: w.Next, Style: discordgo.PrimaryButton, Disabled: page == pages, CustomID: buttonID("list", 1, page+1, state)},
	}
}

type summaryPage struct {
	text string
	refs []int // numbers of citations, ascending
}

// maxPageRefs is how many Source buttons a page may have: three rows.
const maxPageRefs = 3 * discord.MaxButtons

func summaryPages(sum cases.Summary) []summaryPage {
	var pages []summaryPage
	var lines []string
	var refs []int
	flush := func() {
		if len(lines) > 0 {
			pages = append(pages, summaryPage{text: strings.Join(lines, "\n"), refs: refs})
		}
		lines, refs = nil, nil
	}
	for _, l := range sum.Lines {
		line := summaryLine(l)
		joined := strings.Join(append(lines, line), "\n")
		if len(lines) > 0 && (!(&sheet{}).room(joined) || len(union(refs, l.Refs)) > maxPageRefs) {
			flush()
		}
		lines = append(lines, line)
		refs = union(refs, l.Refs)
	}
	flush()
	if len(pages) == 0 {
		pages = []summaryPage{{text: "–"}}
	}
	return pages
}

func union(a, b []int) []int {
	out := append([]int(nil), a...)
	for _, n := range b {
		i := 0
		for i < len(out) && out[i] < n {
			i++
		}
		if i == len(out) || out[i] != n {
			out = append(out[:i], append([]int{n}, out[i:]...)...)
		}
	}
	return out
}

// summaryLine is one line of ours with the numbers of its passages; a passage
// itself, in a dossier, is a block quote.
func summaryLine(l cases.Line) string {
	text := markdown.Escape(markdown.Shorten(l.Text, pageChars/3))
	if l.Kind == cases.KindPassage {
		text = markdown.Quote(text)
	} else if l.Label != "" {
		text = markdown.Bold(markdown.Line(l.Label)) + ": " + text
	}
	for _, n := range l.Refs {
		text += fmt.Sprintf(" \\[%d\\]", n)
	}
	if l.When != "" && !l.Date.IsZero() {
		text += "\n-# " + markdown.Line(l.When)
	}
	if l.Kind == cases.KindPassage {
		return text
	}
	return "• " + text
}

// pressList turns the page of a list, in place.
func pressList(ctx context.Context, t *task, _, page int, state string) (discord.Post, error) {
	kind, rest, _ := strings.Cut(state, "|")
	switch kind {
	case "case":
		return t.showCase(ctx, rest, page)
	case "cases":
		return t.showCases(page)
	case "people":
		return t.showPeople(rest, page)
	case "timeline":
		parts := strings.SplitN(rest, "|", 3)
		if len(parts) == 3 {
			return t.showTimeline(parts[2], parts[0], parts[1], page)
		}
	case "sources":
		return t.showSources(page)
	}
	return discord.Post{}, errOldButton
}

// set is the cases in use, an empty set where there are none.
func (b *Bot) set() *cases.Set {
	if s := b.o.Library.Cases(); s != nil {
		return s
	}
	return &cases.Set{}
}
