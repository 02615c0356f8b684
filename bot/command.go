package bot

import (
	"context"
	"slices"

	"github.com/bwmarrin/discordgo"

	"casebot/bot/discord"
)

// command is one slash command or context menu entry.
type command struct {
	definition *discordgo.ApplicationCommand
	// run makes the answer. Its error becomes a sentence.
	run func(ctx context.Context, t *task) (discord.Post, error)
	// complete offers completions of what is typed.
	complete func(b *Bot, typed string) []discord.Choice
	// private says whether only the asker sees the answer; nil: always so.
	private func(t *task) bool
	// quick commands answer without deferring, and always privately.
	quick bool
	// asks: it counts as a question for rate limits.
	asks bool
	// admin: only for those who may administer the articles.
	admin bool
	// manager: only for those who manage the server.
	manager bool
}

const (
	chatCommand    = discordgo.ChatApplicationCommand
	messageCommand = discordgo.MessageApplicationCommand
)

// allCommands are those that the bot's parts allow for, by name.
func (b *Bot) allCommands() map[string]*command {
	list := []*command{
		askCommand(), askAboutCommand(), caseCommand(), casesCommand(), timelineCommand(), peopleCommand(),
		sourcesCommand(), helpCommand(), privacyCommand(),
	}
	if b.o.Verifier != nil {
		list = append(list, verifyCommand(), checkCommand())
	}
	if b.o.Store != nil {
		list = append(list, adminCommand())
	}
	if b.o.Reloader != nil {
		list = append(list, corpusCommand(b.o.Versions != nil))
	}
	byName := map[string]*command{}
	for _, c := range list {
		byName[c.definition.Name] = c
	}
	return byName
}

// definitions of all commands, in order of their names.
func (b *Bot) definitions() []*discordgo.ApplicationCommand {
	var list []*discordgo.ApplicationCommand
	for _, c := range b.commands {
		list = append(list, c.definition)
	}
	slices.SortFunc(list, func(a, b *discordgo.ApplicationCommand) int {
		if a.Name < b.Name {
			return -1
		}
		return 1
	})
	return list
}

// define makes a definition that is used in servers and direct messages.
func define(kind discordgo.ApplicationCommandType, name, description string, names, descriptions local, options ...*discordgo.ApplicationCommandOption) *discordgo.ApplicationCommand {
	c := &discordgo.ApplicationCommand{
		Type: kind, Name: name, Description: description, Options: options, NameLocalizations: names.all(),
		Contexts:         &[]discordgo.InteractionContextType{discordgo.InteractionContextGuild, discordgo.InteractionContextBotDM},
		IntegrationTypes: &[]discordgo.ApplicationIntegrationType{discordgo.ApplicationIntegrationGuildInstall},
	}
	if kind == chatCommand {
		c.DescriptionLocalizations = descriptions.all()
	}
	return c
}

// local is a text in the languages of package words, in their order: German,
// Spanish, French, Japanese, simplified and traditional Chinese.
type local [6]string

var localOrder = [6]discordgo.Locale{
	discordgo.German, discordgo.SpanishES, discordgo.French, discordgo.Japanese, discordgo.ChineseCN, discordgo.ChineseTW,
}

func (l local) all() *map[discordgo.Locale]string {
	m := l.texts()
	return &m
}

func (l local) texts() map[discordgo.Locale]string {
	m := map[discordgo.Locale]string{}
	for i, text := range l {
		m[localOrder[i]] = text
	}
	return m
}

// option makes a string option.
func option(name, description string, required bool, names, descriptions local) *discordgo.ApplicationCommandOption {
	return &discordgo.ApplicationCommandOption{
		Type: discordgo.ApplicationCommandOptionString, Name: name, Description: description, Required: required,
		NameLocalizations: names.texts(), DescriptionLocalizations: descriptions.texts(),
	}
}

// public is the choice of commands whose answers everybody sees.
func public(*task) bool { return false }
