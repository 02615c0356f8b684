package bot

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/bwmarrin/discordgo"

	"casebot/bot/discord"
	"casebot/bot/markdown"
	"casebot/bot/words"
	"casebot/corpus"
	"casebot/rag"
)

// Colours of the bar at a message's left.
const (
	green = 0x3ba55d
	amber = 0xfaa61a
	red   = 0xed4245
	grey  = 0x99aab5
	blue  = 0x5865f2
)

// A page holds this much text: less than Discord's limits, which leaves room
// for what stands around it.
const (
	pageChars = discord.MaxV2Text - 700
	pageBytes = discord.MaxV2Bytes - 1500
)

// sheet is a message being laid out: blocks of text, already escaped, then
// rows of buttons. The blocks are Discord text displays in one container.
type sheet struct {
	colour int
	blocks []string
	rows   [][]discordgo.Button
}

func (s *sheet) add(format string, args ...any) {
	if text := strings.TrimSpace(fmt.Sprintf(format, args...)); text != "" {
		s.blocks = append(s.blocks, text)
	}
}

// small adds a line in small print.
func (s *sheet) small(text string) {
	if text != "" {
		s.blocks = append(s.blocks, "-# "+strings.ReplaceAll(text, "\n", " "))
	}
}

// button adds buttons, up to five in a row; a new call begins a new row.
func (s *sheet) button(list ...discordgo.Button) {
	for len(list) > 0 {
		n := min(len(list), discord.MaxButtons)
		s.rows = append(s.rows, list[:n])
		list = list[n:]
	}
}

// room reports whether text still fits.
func (s *sheet) room(text string) bool {
	chars, bytes := utf8.RuneCountInString(text), len(text)
	for _, b := range s.blocks {
		chars += utf8.RuneCountInString(b)
		bytes += len(b)
	}
	return chars <= pageChars && bytes <= pageBytes
}

// post makes the message. Text that is too long for one message, which its
// makers prevent, is cut between blocks.
func (s *sheet) post() discord.Post {
	inside := []discordgo.MessageComponent{}
	whole := sheet{}
	for _, b := range s.blocks {
		if len(whole.blocks) > 0 && !whole.room(b) {
			break
		}
		whole.blocks = append(whole.blocks, b)
		inside = append(inside, discordgo.TextDisplay{Content: b})
	}
	if len(s.rows) > 0 && len(inside) > 0 {
		inside = append(inside, discordgo.Separator{})
	}
	for _, row := range s.rows {
		var buttons []discordgo.MessageComponent
		for _, b := range row {
			buttons = append(buttons, b)
		}
		inside = append(inside, discordgo.ActionsRow{Components: buttons})
	}
	return discord.Post{Components: []discordgo.MessageComponent{
		discordgo.Container{AccentColor: &s.colour, Components: inside},
	}}
}

// note is a message of one sentence.
func note(colour int, text string) discord.Post {
	s := sheet{colour: colour}
	s.add("%s", text)
	return s.post()
}

// fill puts values into a frame text.
func fill(frame string, values ...any) string {
	for i, v := range values {
		values[i] = fmt.Sprint(v)
	}
	return fmt.Sprintf(frame, values...)
}

// where says where a passage stands: title, date, heading, paragraph. Title
// and heading are shortened, so that it stays small on a phone.
func where(c rag.Citation, w *words.Words) string {
	parts := []string{markdown.Line(markdown.Shorten(title(c.Article), 60))}
	if date := reported(c.Article); date != "" {
		parts = append(parts, date)
	}
	if heading := c.Article.HeadingOf(c.Span); heading != "" {
		parts = append(parts, fill(w.Under, markdown.Line(markdown.Shorten(strings.TrimRight(heading, "."), 40))))
	}
	parts = append(parts, fmt.Sprintf("%s %d", w.Paragraph, c.Article.ParagraphOf(c.Span)))
	return strings.Join(parts, " · ")
}

func title(a *corpus.Article) string {
	if a.Meta.Title == "" {
		return a.ID
	}
	return markdown.Shorten(a.Meta.Title, 120)
}

func reported(a *corpus.Article) string {
	if !a.Meta.Reported.IsZero() {
		return a.Meta.Reported.String()
	}
	return a.Meta.Published.String()
}

// quoted is a passage as a block quote, with its focus in bold.
func quoted(c rag.Citation, marker string) string {
	text := markdown.Escape(c.Text)
	if f := c.Focus; f.Start >= c.Start && f.End <= c.End && f.Start < f.End {
		from, to := f.Start-c.Start, f.End-c.Start
		text = markdown.Escape(c.Text[:from]) + markdown.Bold(markdown.Escape(c.Text[from:to])) + markdown.Escape(c.Text[to:])
	}
	return markdown.Quote(marker + text)
}
