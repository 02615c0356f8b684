package discord

import (
	"encoding/json"

	"github.com/bwmarrin/discordgo"
)

// Post is a message to be sent. Nothing in it ever pings anyone: whatever its
// text names, allowed_mentions is sent with an empty list.
type Post struct {
	// Components of a V2 message.
	Components []discordgo.MessageComponent
	// Ephemeral shows it to one person only. Without meaning in an edit.
	Ephemeral bool
	// ReplyTo is the ID of a message in the same channel.
	ReplyTo string
	// nonce makes sending it twice harmless.
	nonce string
}

// MarshalJSON writes what Discord's message routes take. The library's own
// type for allowed mentions writes null for an empty list, which Discord
// refuses.
func (p Post) MarshalJSON() ([]byte, error) {
	m := map[string]any{
		"components":       p.Components,
		"flags":            p.flags(),
		"allowed_mentions": map[string]any{"parse": []string{}},
	}
	if p.ReplyTo != "" {
		m["message_reference"] = map[string]any{"message_id": p.ReplyTo}
	}
	if p.nonce != "" {
		m["nonce"], m["enforce_nonce"] = p.nonce, true
	}
	return json.Marshal(m)
}

func (p Post) flags() int {
	flags := FlagComponentsV2
	if p.Ephemeral {
		flags |= FlagEphemeral
	}
	return flags
}
