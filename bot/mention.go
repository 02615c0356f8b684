package bot

import (
	"context"
	"regexp"
	"slices"
	"strings"
	"time"

	"casebot/bot/discord"
	"casebot/bot/markdown"
	"casebot/bot/ratelimit"
	"casebot/bot/words"
	"casebot/rag"
)

// HandleMessage answers what is said to the bot: a mention, a direct message,
// a reply to one of its answers, a line in a thread that it answers in.
func (b *Bot) HandleMessage(_ context.Context, m *discord.Message) {
	if m.Author.Bot || m.WebhookID != "" || m.Author.ID == b.self.UserID || !b.begin() {
		return
	}
	defer b.work.Done()
	ctx, cancel := context.WithTimeout(b.life, b.o.Patience)
	defer cancel()
	if !b.addressed(ctx, m) || !b.seen.put(m.ID, true) {
		return
	}
	text := b.said(m)
	w := words.For(words.Detect(text))
	if l := b.settings(m.GuildID).Language; l != "" {
		w = words.For(l)
	}
	log := b.log.With("message", m.ID, "guild", m.GuildID)
	if !b.answersIn(ctx, m) {
		b.remark(ctx, m, w.Elsewhere)
		return
	}
	if why := b.limit(m.Author.ID, m.ChannelID, m.GuildID, w); why != "" {
		b.remark(ctx, m, why)
		return
	}
	defer b.typing(ctx, m.ChannelID)()

	post, err := b.reply(ctx, m, text, w)
	if err != nil {
		post = note(amber, b.sentence(err, w, log))
	}
	post.ReplyTo = m.ID
	ctx, cancel = context.WithTimeout(context.WithoutCancel(ctx), 9*time.Second)
	defer cancel()
	if sent := b.deliver(ctx, m, post); sent != nil && err == nil && text != "" {
		b.link(m, sent, text)
	}
}

func (b *Bot) reply(ctx context.Context, m *discord.Message, text string, w *words.Words) (p discord.Post, err error) {
	defer recovered(b.log, &err)
	if text == "" {
		return note(blue, b.introduction(w)), nil
	}
	if err := b.enter(ctx); err != nil {
		return p, err
	}
	defer b.leave()
	q := rag.Question{Text: text, History: b.history(ctx, m), User: m.Author.ID}
	return b.ask(ctx, q, m.GuildID, w)
}

// addressed reports whether a message is for the bot.
func (b *Bot) addressed(ctx context.Context, m *discord.Message) bool {
	switch {
	case m.GuildID == "", m.Mentioned(b.self.UserID), b.ours(m.Referenced):
		// Without the message content intent a reply that does not ping has no text.
		return m.Content != "" || m.Mentioned(b.self.UserID)
	case !b.o.MessageContent, m.Content == "", len(m.Mentions) > 0, m.Referenced != nil:
		return false
	}
	return b.follows(ctx, m.ChannelID)
}

func (b *Bot) ours(m *discord.Message) bool {
	return m != nil && m.Author != nil && m.Author.ID == b.self.UserID
}

// follows reports whether a channel is a thread that the bot has answered in.
func (b *Bot) follows(ctx context.Context, channelID string) bool {
	if yes, known := b.followed.get(channelID); known || !b.channel(ctx, channelID).Thread() {
		return yes
	}
	// A thread whose history cannot be read is not asked for again.
	list, _ := b.client.History(ctx, channelID, "", historyPage)
	yes := slices.ContainsFunc(list, b.ours)
	b.followed.put(channelID, yes)
	return yes
}

// channel is what Discord says of a channel, the zero value if it says nothing.
func (b *Bot) channel(ctx context.Context, id string) discord.Channel {
	if ch, known := b.channels.get(id); known {
		return ch
	}
	ch, err := b.client.Channel(ctx, id)
	if err == nil {
		b.channels.put(id, ch)
	}
	return ch
}

var pings = regexp.MustCompile(`<(@[!&]?|#)\d+>`)

// said is what a person asks, without mentions. A bare mention in reply to
// somebody else's message asks about that message.
func (b *Bot) said(m *discord.Message) string {
	text := strings.TrimSpace(pings.ReplaceAllString(m.Content, " "))
	if text == "" && m.Referenced != nil && !b.ours(m.Referenced) {
		text = strings.TrimSpace(pings.ReplaceAllString(m.Referenced.Content, " "))
	}
	return markdown.Shorten(text, maxQuestion)
}

// answersIn reports whether the server's admin wants answers in the channel; a
// thread counts as its parent.
func (b *Bot) answersIn(ctx context.Context, m *discord.Message) bool {
	set := b.settings(m.GuildID)
	if set.AnswersIn(m.ChannelID) {
		return true
	}
	parent := b.channel(ctx, m.ChannelID).ParentID
	return parent != "" && set.AnswersIn(parent)
}

// remark replies with a short sentence, at most one a minute to each person.
func (b *Bot) remark(ctx context.Context, m *discord.Message, sentence string) {
	if met, _ := b.limits.Allow(ratelimit.Rule{Key: "remark " + m.Author.ID, PerMinute: 1}); met >= 0 {
		return
	}
	p := note(amber, sentence)
	p.ReplyTo = m.ID
	b.deliver(ctx, m, p)
}

// typing shows that the bot is typing until the returned function is called.
func (b *Bot) typing(ctx context.Context, channelID string) (stop func()) {
	ctx, cancel := context.WithCancel(ctx)
	done := make(chan struct{})
	go func() {
		defer close(done)
		for ctx.Err() == nil {
			if err := b.client.Type(ctx, channelID); err != nil {
				return // it is only a courtesy
			}
			select {
			case <-time.After(discord.TypingTime - 2*time.Second):
			case <-ctx.Done():
			}
		}
	}()
	return func() {
		cancel()
		<-done
	}
}

// deliver sends a reply. What cannot be delivered is logged and given up: the
// question was deleted, the thread archived, the direct message closed, or the
// bot may not write there. It
// returns the message, nil if there is none.
func (b *Bot) deliver(ctx context.Context, m *discord.Message, p discord.Post) *discord.Message {
	follow := b.o.MessageContent && m.GuildID != "" && b.channel(ctx, m.ChannelID).Thread()
	if follow { // before sending: people may write on at once
		b.followed.put(m.ChannelID, true)
	}
	sent, err := b.client.Send(ctx, m.ChannelID, p)
	if err == nil {
		return sent
	}
	if follow {
		b.followed.drop(m.ChannelID)
	}
	reason := "fault"
	switch discord.Code(err) {
	case discord.CodeMissingAccess, discord.CodeMissingPermissions:
		reason = "permissions"
	case discord.CodeArchived:
		reason = "archived"
	case discord.CodeDMClosed:
		reason = "closed"
	case discord.CodeUnknownChannel:
		reason = "deleted"
	case discord.CodeInvalidForm:
		if _, err := b.client.Message(ctx, m.ChannelID, m.ID); discord.Code(err) == discord.CodeUnknownMessage {
			reason = "deleted"
		}
	}
	b.o.Metrics.Failure("deliver")
	b.log.Warn("reply not delivered", "message", m.ID, "channel", m.ChannelID, "reason", reason, "err", err)
	return nil
}
