package discord

import (
	"context"

	"github.com/bwmarrin/discordgo"
)

// Callback types.
// https://discord.com/developers/docs/interactions/receiving-and-responding#interaction-response-object-interaction-callback-type
const (
	replyMessage      = 4
	replyDefer        = 5
	replyUpdate       = 7
	replyAutocomplete = 8
)

// Choice is one completion.
type Choice struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

// Defer acknowledges an interaction: its answer follows by Edit. Whether that
// is private is decided here for good.
func (c *Client) Defer(ctx context.Context, i *Interaction, ephemeral bool) error {
	flags := 0
	if ephemeral {
		flags = FlagEphemeral
	}
	return c.respond(ctx, i, replyDefer, map[string]any{"flags": flags})
}

// Respond answers an interaction with a message.
func (c *Client) Respond(ctx context.Context, i *Interaction, p Post) error {
	return c.respond(ctx, i, replyMessage, p)
}

// Update changes the message whose button was pressed.
func (c *Client) Update(ctx context.Context, i *Interaction, p Post) error {
	return c.respond(ctx, i, replyUpdate, p)
}

// Suggest answers an autocomplete.
func (c *Client) Suggest(ctx context.Context, i *Interaction, choices []Choice) error {
	if choices == nil {
		choices = []Choice{}
	}
	return c.respond(ctx, i, replyAutocomplete, map[string]any{"choices": choices})
}

// respond sends the first answer. Where an earlier try came through although
// its answer was lost, Discord says that it is acknowledged already.
func (c *Client) respond(ctx context.Context, i *Interaction, kind int, data any) error {
	ctx, cancel := context.WithTimeout(ctx, AckTimeout)
	defer cancel()
	url := discordgo.EndpointInteractionResponse(i.ID, i.Token)
	r := request{method: "POST", url: url, body: map[string]any{"type": kind, "data": data}, limit: AckTimeout / 3}
	err := c.call(ctx, r, nil)
	if Code(err) == CodeAcknowledged {
		return nil
	}
	return err
}

// Edit replaces the answer to an interaction.
func (c *Client) Edit(ctx context.Context, i *Interaction, p Post) error {
	url := discordgo.EndpointWebhookMessage(c.Self().AppID, i.Token, "@original")
	return c.call(ctx, request{method: "PATCH", url: url, body: p}, nil)
}

// FollowUp adds a message to the answer of an interaction. It is not repeated
// when its answer is lost: people would see it twice.
func (c *Client) FollowUp(ctx context.Context, i *Interaction, p Post) error {
	url := discordgo.EndpointWebhookToken(c.Self().AppID, i.Token)
	return c.call(ctx, request{method: "POST", url: url, body: p, once: true}, nil)
}
