package bot

import (
	"context"
	"strings"

	"casebot/bot/discord"
	"casebot/bot/store"
)

func pressGood(ctx context.Context, t *task, _, _ int, state string) (discord.Post, error) {
	return t.vote(ctx, store.Good, state)
}

func pressBad(ctx context.Context, t *task, _, _ int, state string) (discord.Post, error) {
	return t.vote(ctx, store.Bad, state)
}

// vote stores a reader's verdict on the message with the button.
func (t *task) vote(ctx context.Context, verdict store.Verdict, state string) (discord.Post, error) {
	hash, version, ok := strings.Cut(state, ".")
	if !ok || t.i.Message == nil {
		return discord.Post{}, errOldButton
	}
	if t.bot.o.Store == nil {
		return note(blue, t.words.VoteKept), nil
	}
	err := t.bot.o.Store.AddFeedback(ctx, store.Feedback{
		Guild: t.i.GuildID, User: t.i.Asker().ID, Message: t.i.Message.ID,
		Question: hash, Version: version, Verdict: verdict, Passages: t.passages(),
	})
	if err != nil {
		t.log.Error("vote not stored", "err", err)
		t.bot.o.Metrics.StoreFailure(store.Kind(err))
		return note(amber, t.words.VoteLost), nil
	}
	return note(blue, t.words.VoteKept), nil
}

// passages are those that the message's Source buttons lead to.
func (t *task) passages() []store.Passage {
	var list []store.Passage
	t.i.Message.EachCustomID(func(id string) {
		kind, _, _, state, ok := parseButtonID(id)
		if !ok || kind != "source" {
			return
		}
		places, _ := decodePlaces(state)
		for _, p := range places {
			if c, err := p.find(t.bot.o.Library.Corpus()); err == nil {
				list = append(list, store.Passage{Article: c.Article.ID, Start: c.Start, End: c.End})
			}
		}
	})
	return list
}
