package bot

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"strings"

	"github.com/bwmarrin/discordgo"

	"casebot/bot/discord"
	"casebot/bot/markdown"
	"casebot/bot/words"
	"casebot/corpus"
	"casebot/rag"
)

// pressSource shows a passage in its paragraph, with the sentences before and
// after it, to the person who pressed.
func pressSource(_ context.Context, t *task, n, page int, state string) (discord.Post, error) {
	list, ok := decodePlaces(state)
	if !ok || len(list) != 1 {
		return discord.Post{}, errOldButton
	}
	c, err := list[0].find(t.bot.o.Library.Corpus())
	if err != nil {
		return note(amber, lost(err, t.words)), nil
	}
	pages := sourcePages(c, t.words)
	page = min(max(page, 1), len(pages))
	s := &sheet{colour: blue}
	s.add("%s", markdown.Bold(fmt.Sprintf("%s %d: ", t.words.Source, n)+markdown.Line(title(c.Article))))
	s.blocks = append(s.blocks, pages[page-1])
	s.small(where(c, t.words))
	s.button(sourceButtons(c, n, page, len(pages), state, t.words)...)
	return s.post(), nil
}

func sourceButtons(c rag.Citation, n, page, pages int, state string, w *words.Words) []discordgo.Button {
	var list []discordgo.Button
	if page < pages {
		list = append(list, discordgo.Button{
			Label: w.More, Style: discordgo.PrimaryButton, CustomID: buttonID("source", n, page+1, state),
		})
	}
	if link := safeLink(c.Article.Meta.URL); link != "" {
		list = append(list, discordgo.Button{Label: w.OpenLink, Style: discordgo.LinkButton, URL: link})
	}
	return list
}

// safeLink is an article's address, "" unless a button can lead there.
func safeLink(s string) string {
	u, err := url.Parse(s)
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" || len(s) > discord.MaxButtonURL {
		return ""
	}
	return s
}

// lost says why a passage cannot be shown.
func lost(err error, w *words.Words) string {
	if errors.Is(err, errChanged) {
		return w.Changed
	}
	return w.Gone
}

// sourcePages is the sentence before the passage's paragraph, the paragraph
// with the passage in bold, and the sentence after, as block quotes, a page
// each that fits a message.
func sourcePages(c rag.Citation, w *words.Words) []string {
	a := c.Article
	around, before, after := surroundings(c)
	var parts []string
	if before != (corpus.Span{}) {
		parts = append(parts, markdown.Escape(a.Slice(before)))
	}
	parts = append(parts, markdown.Escape(a.Text[around.Start:c.Start])+
		markdown.Bold(markdown.Escape(c.Text))+markdown.Escape(a.Text[c.End:around.End]))
	if after != (corpus.Span{}) {
		parts = append(parts, markdown.Escape(a.Slice(after)))
	}
	if whole := markdown.Quote(strings.Join(parts, "\n\n")); (&sheet{}).room(whole) {
		return []string{whole}
	}
	var pages []string
	for i, piece := range markdown.Split(a.Slice(around), pageChars/2, pageBytes/2) {
		text := markdown.Escape(strings.TrimSpace(piece))
		if i > 0 {
			text = w.Continued + " " + text
		}
		pages = append(pages, markdown.Quote(text))
	}
	return pages
}

// surroundings are a passage's paragraph and the sentences next to it, zero
// where there is none.
func surroundings(c rag.Citation) (around, before, after corpus.Span) {
	around = c.Span
	sentences := c.Article.Sentences
	for _, s := range sentences {
		if s.Start <= c.Start && c.Start < s.End || s.Start < c.End && c.Start <= s.Start {
			around.Start = min(around.Start, s.Paragraph.Start)
			around.End = max(around.End, s.Paragraph.End)
		}
	}
	for _, s := range sentences {
		if s.End <= around.Start {
			before = s.Span
		}
		if s.Start >= around.End {
			after = s.Span
			break
		}
	}
	return around, before, after
}

// pressMore shows the next page of an answer's passages.
func pressMore(_ context.Context, t *task, n, page int, state string) (discord.Post, error) {
	cited, why := t.bot.findAll(state, t.words)
	if why != nil {
		return *why, nil
	}
	pages := passagePages(cited, n, t.words)
	page = min(max(page, 1), len(pages))
	s := &sheet{colour: green}
	s.blocks = append(s.blocks, pages[page-1]...)
	s.small(fill(t.words.Page, page, len(pages)))
	if page < len(pages) {
		s.button(discordgo.Button{Label: t.words.More, Style: discordgo.PrimaryButton, CustomID: buttonID("more", n, page+1, state)})
	}
	return s.post(), nil
}

// pressClosest shows the passages nearest to a question that the articles do
// not answer.
func pressClosest(_ context.Context, t *task, _, page int, state string) (discord.Post, error) {
	near, why := t.bot.findAll(state, t.words)
	if why != nil {
		return *why, nil
	}
	s := &sheet{colour: grey}
	s.add("%s", markdown.Bold(t.words.Closest))
	pages := passagePages(near, 1, t.words)
	page = min(max(page, 1), len(pages))
	s.blocks = append(s.blocks, pages[page-1]...)
	sources(s, near, t.words)
	if page < len(pages) {
		s.button(discordgo.Button{Label: t.words.More, Style: discordgo.PrimaryButton, CustomID: buttonID("closest", 0, page+1, state)})
	}
	return s.post(), nil
}

// findAll returns the passages of a button's state, or the message that says
// why they cannot be shown.
func (b *Bot) findAll(state string, w *words.Words) ([]rag.Citation, *discord.Post) {
	list, ok := decodePlaces(state)
	if !ok {
		p := note(amber, w.OldButton)
		return nil, &p
	}
	var found []rag.Citation
	for _, p := range list {
		c, err := p.find(b.o.Library.Corpus())
		if err != nil {
			p := note(amber, lost(err, w))
			return nil, &p
		}
		found = append(found, c)
	}
	return found, nil
}
