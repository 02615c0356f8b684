package main

import (
	"context"
	"errors"
)

// startCommand is what the bare program does.
type startCommand struct{}

// errNoTerminal says what a program without token and person needs.
var errNoTerminal = errors.New(`DISCORD_TOKEN is not set and there is no terminal to converse in: set the bot token, or ask one question with casebot ask "…"`)

// Run implements command.
func (startCommand) Run(ctx context.Context, a *app) error {
	if a.settings.DiscordToken != "" {
		return a.serve(ctx, nil)
	}
	return chatCommand{}.Run(ctx, a)
}
