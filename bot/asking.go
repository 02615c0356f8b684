package bot

import (
	"context"
	"fmt"
	"log/slog"
	"math"
	"runtime/debug"
	"time"

	"casebot/bot/discord"
	"casebot/bot/ratelimit"
	"casebot/bot/store"
	"casebot/bot/words"
	"casebot/rag"
)

// ask answers a question and lays the answer out.
func (b *Bot) ask(ctx context.Context, q rag.Question, guild string, w *words.Words) (discord.Post, error) {
	began := time.Now()
	a, err := b.o.Answerer.Answer(ctx, q)
	if err == nil {
		err = ctx.Err()
	}
	if err != nil {
		return discord.Post{}, err
	}
	b.o.Metrics.Question(a.Outcome)
	b.o.Metrics.Stage("answer", time.Since(began))
	b.log.Info("answered", "guild", guild, "outcome", a.Outcome, "citations", len(a.Citations), "took", time.Since(began))
	return showAnswer(q.Text, a, w, b.keep(q, a, guild)), nil
}

// keep notes an unanswered question and returns the hash that stands for the
// question in votes.
func (b *Bot) keep(q rag.Question, a rag.Answer, guild string) string {
	if b.o.Store == nil {
		return ""
	}
	hash := b.o.Store.HashQuestion(q.Text)
	if !a.Outcome.Refused() {
		return hash
	}
	u := store.Unanswered{Guild: guild, Question: hash, Outcome: a.Outcome.String(), Version: a.Version, Text: q.Text, User: q.User}
	if err := b.o.Store.NoteUnanswered(u); err != nil {
		b.o.Metrics.StoreFailure(store.Kind(err))
	}
	return hash
}

// recovered turns a panic into an error.
func recovered(log *slog.Logger, err *error) {
	if p := recover(); p != nil {
		log.Error("panic", "panic", p, "stack", string(debug.Stack()))
		*err = fmt.Errorf("panic: %v", p)
	}
}

// limit takes a question from the asker's and the channel's allowance, and
// returns the sentence that refuses it, "" if it may be asked.
func (t *task) limit() string {
	return t.bot.limit(t.i.Asker().ID, t.i.ChannelID, t.i.GuildID, t.words)
}

func (b *Bot) limit(user, channel, guild string, w *words.Words) string {
	own := b.settings(guild).Limits
	rules := []ratelimit.Rule{
		{Key: "user " + user, PerMinute: atMost(b.o.UserPerMinute, own.User)},
		{Key: "channel " + channel, PerMinute: atMost(b.o.ChannelPerMinute, own.Channel)},
	}
	if guild != "" {
		rules = append(rules, ratelimit.Rule{Key: "guild " + guild, PerMinute: own.Guild})
	}
	met, wait := b.limits.Allow(rules...)
	if met < 0 {
		return ""
	}
	b.o.Metrics.RateLimited([]string{"user", "channel", "guild"}[met])
	frame := w.TooFastHere
	if met == 0 {
		frame = w.TooFast
	}
	return fill(frame, int(math.Ceil(wait.Seconds())))
}

// atMost is the server's own bound where there is one, else the bot's.
func atMost(ours, own int) int {
	if own > 0 {
		return own
	}
	return ours
}
