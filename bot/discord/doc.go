// Package discord is the bot's connection to Discord: one gateway session that
// is kept alive, and the REST calls that answer people.
//
// It stands on discordgo v0.29.0 and works round that version's known faults:
// each work-round says which one, and a test fails without it. What the bot
// says, and to whom, is none of this package's business. Start reading at
// Client; Discord's own limits are in limits.go.
package discord
