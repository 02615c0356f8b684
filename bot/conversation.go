package bot

import (
	"context"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"casebot/bot/discord"
	"casebot/bot/markdown"
	"casebot/bot/store"
	"casebot/rag"
)

const (
	// maxTurns of a conversation are looked up in Discord.
	maxTurns = 4
	// historyPage is how many messages of a channel are read for that.
	historyPage = 30
	// fresh is how old a turn of a direct message or thread may be.
	fresh = 2 * time.Hour
	// maxQuestion is how much of a question is read.
	maxQuestion = discord.MaxContent
)

// history is the conversation before a message, oldest turn first. It is read
// from Discord, where each answer begins with its question, and so needs no
// memory: up the chain of replies, or else what came before in a direct
// message or a thread. What cannot be read is left out.
func (b *Bot) history(ctx context.Context, m *discord.Message) []rag.Turn {
	var turns []rag.Turn
	if b.ours(m.Referenced) {
		turns = b.chain(ctx, m.Referenced)
	} else if m.Referenced == nil && (m.GuildID == "" || b.channel(ctx, m.ChannelID).Thread()) {
		turns = b.before(ctx, m)
	}
	slices.Reverse(turns)
	return turns
}

// chain follows replies upwards from an answer, newest turn first.
func (b *Bot) chain(ctx context.Context, answer *discord.Message) []rag.Turn {
	var turns []rag.Turn
	for answer != nil && len(turns) < maxTurns {
		if turn, ok := parseTurn(answer); ok {
			turns = append(turns, b.whole(ctx, turn, answer.ID))
		}
		question := b.parent(ctx, answer)
		if question == nil {
			break
		}
		answer = b.parent(ctx, question)
		if !b.ours(answer) {
			break
		}
	}
	return turns
}

// link remembers which question an answer's message answers.
func (b *Bot) link(question, answer *discord.Message, text string) {
	if b.o.Store == nil {
		return
	}
	l := store.Link{
		Message: answer.ID, Guild: question.GuildID, Channel: question.ChannelID, User: question.Author.ID,
		Question: b.o.Store.HashQuestion(text), Text: text,
	}
	if b.ours(question.Referenced) {
		l.Parent = question.Referenced.ID
	}
	if err := b.o.Store.NoteLink(l); err != nil {
		b.o.Metrics.StoreFailure(store.Kind(err))
	}
}

// whole gives a turn the question as it was asked, which the answer's message
// only repeats in short, where the server keeps questions.
func (b *Bot) whole(ctx context.Context, turn rag.Turn, answer string) rag.Turn {
	if b.o.Store == nil {
		return turn
	}
	if l, err := b.o.Store.Link(ctx, answer); err == nil && l.Text != "" {
		turn.Question = l.Text
	}
	return turn
}

// parent is the message that m replies to, nil if none can be read.
func (b *Bot) parent(ctx context.Context, m *discord.Message) *discord.Message {
	if m.Referenced != nil {
		return m.Referenced
	}
	if m.Reference == nil || m.Reference.MessageID == "" || m.Reference.Type != 0 {
		return nil
	}
	to, err := b.client.Message(ctx, m.ChannelID, m.Reference.MessageID)
	if err != nil {
		return nil
	}
	return to
}

// before reads the last answers in a channel, newest turn first.
func (b *Bot) before(ctx context.Context, m *discord.Message) []rag.Turn {
	list, err := b.client.History(ctx, m.ChannelID, m.ID, historyPage)
	if err != nil {
		return nil
	}
	var turns []rag.Turn
	for _, x := range list {
		if len(turns) == maxTurns || sent(m.ID).Sub(sent(x.ID)) > fresh {
			break
		}
		if turn, ok := parseTurn(x); ok && b.ours(x) {
			turns = append(turns, turn)
		}
	}
	return turns
}

// parseTurn reads question and answer from one of our answers.
func parseTurn(m *discord.Message) (rag.Turn, bool) {
	texts := m.Texts()
	if len(texts) < 2 || !strings.HasPrefix(texts[0], asked) {
		return rag.Turn{}, false
	}
	answer := strings.Trim(markers.ReplaceAllString(texts[1], ""), "*")
	return rag.Turn{
		Question: markdown.Unescape(strings.TrimPrefix(texts[0], asked)),
		Answer:   markdown.Unescape(answer),
	}, true
}

// markers are the numbers of passages in an answer.
var markers = regexp.MustCompile(` \\\[\d+\\\]`)

// sent is when a message was sent, which its ID says.
// https://discord.com/developers/docs/reference#snowflakes
func sent(id string) time.Time {
	n, err := strconv.ParseUint(id, 10, 64)
	if err != nil {
		return time.Time{}
	}
	const discordEpoch = 1420070400000
	return time.UnixMilli(int64(n>>22) + discordEpoch)
}
