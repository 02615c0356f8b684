package bot

import (
	"fmt"
	"strings"

	"github.com/bwmarrin/discordgo"

	"casebot/bot/discord"
	"casebot/bot/markdown"
	"casebot/bot/words"
	"casebot/rag"
)

const (
	// asked begins an answer's first line, which repeats the question: replies
	// find it there, also after a restart.
	asked = "-# 💬 "
	// maxAsked is how much of the question is repeated.
	maxAsked = 200
	// maxCited is how many passages one answer shows.
	maxCited = 8
	// maxPhrased is how many characters of a language model's are shown.
	maxPhrased = 1500
	// lowConfidence is below what an answer says that it is not certain.
	lowConfidence = 0.6
)

var outcomeColours = map[rag.Outcome]int{
	rag.Answered: green, rag.Corrected: amber, rag.Unsure: amber, rag.Refused: grey, rag.Smalltalk: blue,
}

// showAnswer lays out the first page of an answer. questionHash goes with the
// votes, "" where none are kept.
func showAnswer(question string, a rag.Answer, w *words.Words, questionHash string) discord.Post {
	s := &sheet{colour: outcomeColours[a.Outcome]}
	if a.Outcome != rag.Smalltalk {
		s.blocks = append(s.blocks, asked+markdown.Line(markdown.Shorten(question, maxAsked)))
	}
	s.add("%s", headline(a, w))
	if a.Outcome == rag.Answered && a.Confidence < lowConfidence {
		s.small(w.NotCertain)
	}
	s.small(markdown.Line(a.Notice))

	cited := a.Citations[:min(len(a.Citations), maxCited)]
	shown := 0
	for shown < len(cited) {
		blocks := passage(shown+1, cited[shown], w)
		if len(blocks) > 1 || !s.room(blocks[0]) {
			break
		}
		s.blocks = append(s.blocks, blocks[0])
		shown++
	}
	sources(s, cited, w)
	s.button(below(a, cited, shown, w, questionHash)...)
	return s.post()
}

func headline(a rag.Answer, w *words.Words) string {
	if len(a.Statements) > 0 {
		return statements(a.Statements)
	}
	text := a.Headline
	switch {
	case a.Headline == rag.TooLong:
	case a.Outcome == rag.Refused:
		text = w.Refused
	case a.Outcome == rag.Unsure:
		text = w.Unsure
	case a.Outcome == rag.Smalltalk && w.Smalltalk != "":
		text = w.Smalltalk
	}
	line := markdown.Line(markdown.Shorten(text, 1000))
	if a.Outcome == rag.Smalltalk {
		return line
	}
	return markdown.Bold(line)
}

// statements are the sentences of a language model, each followed by the
// numbers of its passages, whole ones as many as have room.
func statements(list []rag.Statement) string {
	var parts []string
	left := maxPhrased
	for i, s := range list {
		if left -= len([]rune(s.Text)); left < 0 && i > 0 {
			break
		}
		text := markdown.Line(markdown.Shorten(s.Text, maxPhrased))
		for _, n := range s.Citations {
			text += fmt.Sprintf(" \\[%d\\]", n+1)
		}
		parts = append(parts, text)
	}
	return strings.Join(parts, " ")
}

// passagePages lays out passages, numbered from n, over as many pages as they
// need. There is always a first page.
func passagePages(list []rag.Citation, n int, w *words.Words) [][]string {
	var pages [][]string
	now := &sheet{}
	for i, c := range list {
		for _, block := range passage(n+i, c, w) {
			if !now.room(block) {
				pages = append(pages, now.blocks)
				now = &sheet{}
			}
			now.blocks = append(now.blocks, block)
		}
	}
	return append(pages, now.blocks)
}

// passage is a numbered quote with the line that says where it stands; one
// that is too long for a page comes in several blocks.
func passage(n int, c rag.Citation, w *words.Words) []string {
	marker := fmt.Sprintf("**\\[%d\\]** ", n)
	foot := "\n-# " + where(c, w)
	for _, d := range c.Article.ResolveDates(c.Span) {
		if d.Relative && !d.Date.IsZero() {
			foot += fmt.Sprintf("\n-# “%s” = %s", markdown.Line(c.Article.Slice(d.Span)), d.Date)
		}
	}
	if whole := quoted(c, marker) + foot; (&sheet{}).room(whole) {
		return []string{whole}
	}
	var blocks []string
	for _, piece := range markdown.Split(c.Text, pageChars/3, pageBytes/3) {
		blocks = append(blocks, markdown.Quote(marker+markdown.Escape(strings.TrimSpace(piece))))
		marker = w.Continued + " "
	}
	return append(blocks, strings.TrimSpace(foot))
}

// sources adds a button for each passage.
func sources(s *sheet, cited []rag.Citation, w *words.Words) {
	var list []discordgo.Button
	for i, c := range cited {
		list = append(list, sourceButton(i+1, c, w))
	}
	s.button(list...)
}

func sourceButton(n int, c rag.Citation, w *words.Words) discordgo.Button {
	return discordgo.Button{
		Label: fmt.Sprintf("%s %d", w.Source, n), Style: discordgo.SecondaryButton,
		CustomID: buttonID("source", n, 1, encodePlaces([]place{placeOf(c)})),
	}
}

// below are the buttons under an answer.
func below(a rag.Answer, cited []rag.Citation, shown int, w *words.Words, questionHash string) []discordgo.Button {
	var list []discordgo.Button
	if shown < len(cited) {
		list = append(list, discordgo.Button{
			Label: w.More, Style: discordgo.PrimaryButton,
			CustomID: buttonID("more", shown+1, 1, encodePlaces(places(fitting(cited[shown:])))),
		})
	}
	if len(a.Closest) > 0 {
		closest := a.Closest[:min(len(a.Closest), maxCited)]
		list = append(list, discordgo.Button{
			Label: w.Closest, Style: discordgo.SecondaryButton, CustomID: buttonID("closest", 0, 1, encodePlaces(places(fitting(closest)))),
		})
	}
	if a.Outcome == rag.Smalltalk {
		return list
	}
	version := a.Version[:min(len(a.Version), 12)]
	for _, v := range []struct{ id, emoji string }{{"good", "👍"}, {"bad", "👎"}} {
		list = append(list, discordgo.Button{
			Emoji: &discordgo.ComponentEmoji{Name: v.emoji}, Style: discordgo.SecondaryButton,
			CustomID: buttonID(v.id, 0, 0, questionHash+"."+version),
		})
	}
	return list
}

// fitting are the first passages, as many as a button's ID has room for: five
// at least. The others still have their own buttons.
func fitting(list []rag.Citation) []rag.Citation {
	for len(buttonID("closest", 10, 10, encodePlaces(places(list)))) > discord.MaxCustomID {
		list = list[:len(list)-1]
	}
	return list
}

func places(list []rag.Citation) []place {
	var out []place
	for _, c := range list {
		out = append(out, placeOf(c))
	}
	return out
}
