package bot

import (
	"context"
	"crypto/rand"
	"errors"
	"log/slog"
	"strings"
	"time"

	"casebot/bot/discord"
	"casebot/bot/markdown"
	"casebot/bot/words"
	"casebot/rag"
)

// task is one interaction being answered.
type task struct {
	bot   *Bot
	i     *discord.Interaction
	words *words.Words
	log   *slog.Logger
}

var (
	errOldButton = errors.New("a button that this version does not know")
	errBusy      = errors.New("no slot became free in time")
)

// sayError is an error whose sentence is for the person who asked.
type sayError string

func (e sayError) Error() string { return string(e) }

// HandleInteraction answers a command, a button or a completion: it
// acknowledges at once and ends with an answer or an apology.
func (b *Bot) HandleInteraction(_ context.Context, i *discord.Interaction) {
	if !b.seen.put(i.ID, true) {
		return
	}
	t := &task{
		bot: b, i: i, words: b.wordsFor(i),
		log: b.log.With("interaction", i.ID, "guild", i.GuildID, "name", i.Data.Name+i.Data.CustomID),
	}
	if !b.begin() {
		t.turnAway()
		return
	}
	defer b.work.Done()
	switch i.Kind {
	case discord.Autocomplete:
		t.complete()
	case discord.Component:
		t.press()
	case discord.Command:
		t.command()
	}
}

// turnAway answers what comes while the bot ends.
func (t *task) turnAway() {
	if t.i.Kind == discord.Autocomplete {
		t.suggest(nil)
		return
	}
	t.respond(note(amber, t.words.Stopping))
}

// wordsFor follows the server's choice, else the person's own language.
func (b *Bot) wordsFor(i *discord.Interaction) *words.Words {
	if l := b.settings(i.GuildID).Language; l != "" {
		return words.For(l)
	}
	return words.For(i.Locale)
}

func (t *task) complete() {
	var list []discord.Choice
	if c := t.bot.commands[t.i.Data.Name]; c != nil && c.complete != nil {
		_, typed := t.i.Typed()
		list = c.complete(t.bot, typed)
	}
	t.suggest(list)
}

func (t *task) suggest(list []discord.Choice) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(t.bot.life), discord.AckTimeout)
	defer cancel()
	if err := t.bot.client.Suggest(ctx, t.i, list); err != nil {
		t.log.Warn("no completions sent", "err", err)
	}
}

// press answers a button: privately, or in place of the message.
func (t *task) press() {
	kind, n, page, state, ok := parseButtonID(t.i.Data.CustomID)
	b, known := t.bot.buttons[kind]
	if !ok || !known {
		t.respond(note(amber, t.words.OldButton))
		return
	}
	ctx, cancel := context.WithTimeout(t.bot.life, 800*time.Millisecond)
	defer cancel()
	post, err := t.guarded(func() (discord.Post, error) { return b.press(ctx, t, n, page, state) })
	if err != nil {
		t.respond(note(amber, t.sentence(err)))
		return
	}
	if !b.update {
		t.respond(post)
		return
	}
	if err := t.bot.client.Update(t.bot.life, t.i, post); err != nil {
		t.log.Warn("message not updated", "err", err)
	}
}

// command answers a command: at once where it is quick; otherwise it defers,
// works, and edits.
func (t *task) command() {
	c := t.bot.commands[t.i.Data.Name]
	if c == nil {
		t.respond(note(amber, t.words.OldButton))
		return
	}
	if c.admin {
		if why := t.bot.refuseAdmin(t.i, t.words); why != "" {
			t.respond(note(amber, why))
			return
		}
	}
	if c.manager {
		if why := t.bot.refuseManager(t.i, t.words); why != "" {
			t.respond(note(amber, why))
			return
		}
	}
	if c.asks {
		if why := t.limit(); why != "" {
			t.respond(note(amber, why))
			return
		}
	}
	if c.quick {
		post, err := t.guarded(func() (discord.Post, error) { return c.run(t.bot.life, t) })
		if err != nil {
			post = note(amber, t.sentence(err))
		}
		t.respond(post)
		return
	}
	t.work(c)
}

// answersHere reports whether the server's admin wants answers in the channel
// that all can see; a thread counts as its parent.
func (t *task) answersHere() bool {
	set := t.bot.settings(t.i.GuildID)
	return set.AnswersIn(t.i.ChannelID) || t.i.Channel.ParentID != "" && set.AnswersIn(t.i.Channel.ParentID)
}

func (t *task) work(c *command) {
	private := c.private == nil || c.private(t) || !t.answersHere()
	if err := t.bot.client.Defer(t.bot.life, t.i, private); err != nil {
		t.log.Error("not acknowledged", "err", err)
		t.bot.o.Metrics.Failure("acknowledge")
		return
	}
	t.bot.o.Metrics.Stage("acknowledge", time.Since(t.i.Received))
	ctx, cancel := context.WithTimeout(t.bot.life, t.bot.o.Patience)
	defer cancel()
	post, err := t.guarded(func() (discord.Post, error) {
		if c.asks {
			if err := t.bot.enter(ctx); err != nil {
				return discord.Post{}, err
			}
			defer t.bot.leave()
		}
		return c.run(ctx, t)
	})
	if err != nil {
		post = note(amber, t.sentence(err))
	}
	// The answer must arrive although the time to work is over.
	ctx, cancel = context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
	defer cancel()
	if err := t.bot.client.Edit(ctx, t.i, post); err != nil {
		t.log.Error("answer not delivered", "err", err)
		t.bot.o.Metrics.Failure("deliver")
	}
}

// guarded runs f; a panic in it is an error like others, so that the person
// gets an apology.
func (t *task) guarded(f func() (discord.Post, error)) (p discord.Post, err error) {
	defer recovered(t.log, &err)
	return f()
}

// respond sends a private message as the first answer.
func (t *task) respond(p discord.Post) {
	p.Ephemeral = true
	ctx, cancel := context.WithTimeout(context.WithoutCancel(t.bot.life), discord.AckTimeout)
	defer cancel()
	if err := t.bot.client.Respond(ctx, t.i, p); err != nil {
		t.log.Warn("not answered", "err", err)
	}
}

// sentence turns an error into words for the person who asked.
func (t *task) sentence(err error) string { return t.bot.sentence(err, t.words, t.log) }

func (b *Bot) sentence(err error, w *words.Words, log *slog.Logger) string {
	var say sayError
	switch {
	case errors.As(err, &say):
		return string(say)
	case errors.Is(err, errOldButton):
		return w.OldButton
	case errors.Is(err, rag.ErrNotLoaded):
		return w.NotLoaded
	case b.life.Err() != nil:
		return w.Stopping
	case errors.Is(err, context.DeadlineExceeded), errors.Is(err, errBusy):
		b.o.Metrics.Failure("timeout")
		return w.Busy
	}
	ref := strings.ToLower(rand.Text()[:6])
	log.Error("no answer", "err", err, "ref", ref)
	b.o.Metrics.Failure("error")
	return fill(w.Failed, markdown.Escape(ref))
}

// enter waits until fewer than Options.Parallel questions are worked on.
func (b *Bot) enter(ctx context.Context) error {
	select {
	case b.slots <- struct{}{}:
		return nil
	case <-ctx.Done():
		return errBusy
	}
}

func (b *Bot) leave() { <-b.slots }
