package discord

import (
	"errors"
	"fmt"

	"github.com/gorilla/websocket"
)

// FatalError is a refusal that trying again cannot mend. Its text is for the
// person who set the bot up.
type FatalError struct {
	Code   int // gateway close code, or 401
	Reason string
	Remedy string
}

func (e *FatalError) Error() string {
	return fmt.Sprintf("%s (code %d). %s", e.Reason, e.Code, e.Remedy)
}

const portal = "https://discord.com/developers/applications"

// fatal holds the close codes after which Discord wants no reconnect.
// https://discord.com/developers/docs/topics/opcodes-and-status-codes#gateway-gateway-close-event-codes
var fatal = map[int]FatalError{
	401: {Reason: "Discord refused the bot token",
		Remedy: "Open " + portal + ", choose the application, press Reset Token on the page Bot, and set DISCORD_TOKEN to the new token."},
	4004: {Reason: "Discord refused the bot token",
		Remedy: "Open " + portal + ", choose the application, press Reset Token on the page Bot, and set DISCORD_TOKEN to the new token."},
	4010: {Reason: "Discord refused the shard",
		Remedy: "This program runs one shard only. Start one copy of it for each token."},
	4011: {Reason: "The bot is in too many servers for one connection",
		Remedy: "Discord asks for sharding from 2500 servers on, which this program does not do. Leave servers, or see the application in " + portal + "."},
	4012: {Reason: "Discord no longer speaks this version of its gateway",
		Remedy: "Install a newer version of this program."},
	4013: {Reason: "Discord does not know one of the intents",
		Remedy: "Install a newer version of this program."},
	4014: {Reason: "The message content intent is not switched on for this application",
		Remedy: "Open " + portal + ", choose the application, and switch on Message Content Intent on the page Bot; or run without it (MESSAGE_CONTENT=false)."},
}

// fatalError tells whether err ends the program, nil if trying again may help.
func fatalError(err error) *FatalError {
	var done *FatalError
	if errors.As(err, &done) {
		return done
	}
	var closed *websocket.CloseError
	if !errors.As(err, &closed) {
		return nil
	}
	if f, ok := fatal[closed.Code]; ok {
		f.Code = closed.Code
		return &f
	}
	return nil
}

func unauthorized() *FatalError {
	f := fatal[401]
	f.Code = 401
	return &f
}
