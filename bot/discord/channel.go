package discord

import (
	"cmp"
	"context"
	"crypto/rand"
	"fmt"

	"github.com/bwmarrin/discordgo"
)

// Channel types.
// https://discord.com/developers/docs/resources/channel#channel-object-channel-types
const (
	typeNewsThread    = 10
	typePublicThread  = 11
	typePrivateThread = 12
)

// Channel is where messages stand.
type Channel struct {
	ID       string `json:"id"`
	Type     int    `json:"type"`
	ParentID string `json:"parent_id"` // of a thread
}

// Thread reports whether the channel is a thread.
func (c Channel) Thread() bool {
	return c.Type == typeNewsThread || c.Type == typePublicThread || c.Type == typePrivateThread
}

// Login asks for the bot's own account, which also checks the token.
func (c *Client) Login(ctx context.Context) (Self, error) {
	var app struct {
		ID    string `json:"id"`
		Bot   User   `json:"bot"`
		Owner User   `json:"owner"`
		Team  struct {
			OwnerID string `json:"owner_user_id"`
		} `json:"team"`
	}
	url := discordgo.EndpointApplications + "/@me"
	if err := c.call(ctx, request{method: "GET", url: url, route: "me"}, &app); err != nil {
		return Self{}, err
	}
	self := Self{AppID: app.ID, UserID: app.Bot.ID, Name: app.Bot.Name, OwnerID: cmp.Or(app.Team.OwnerID, app.Owner.ID)}
	c.self.Store(&self)
	return self, nil
}

// Send posts a message in a channel. It is posted once, however often it has
// to be tried.
func (c *Client) Send(ctx context.Context, channelID string, p Post) (*Message, error) {
	p.nonce = rand.Text()[:MaxNonce]
	var m Message
	r := request{method: "POST", url: discordgo.EndpointChannelMessages(channelID), route: channelID, body: p}
	return &m, c.call(ctx, r, &m)
}

// Type shows for 10 seconds that the bot is typing.
func (c *Client) Type(ctx context.Context, channelID string) error {
	r := request{method: "POST", url: discordgo.EndpointChannelTyping(channelID), route: "typing " + channelID, once: true}
	return c.call(ctx, r, nil)
}

// Message fetches one message.
func (c *Client) Message(ctx context.Context, channelID, id string) (*Message, error) {
	var m Message
	r := request{method: "GET", url: discordgo.EndpointChannelMessage(channelID, id), route: "one " + channelID}
	return &m, c.call(ctx, r, &m)
}

// History fetches up to n messages of a channel, newest first: those before
// the given one, or the last ones where before is "".
func (c *Client) History(ctx context.Context, channelID, before string, n int) ([]*Message, error) {
	var list []*Message
	url := fmt.Sprintf("%s?limit=%d", discordgo.EndpointChannelMessages(channelID), min(n, MaxMessagesPage))
	if before != "" {
		url += "&before=" + before
	}
	return list, c.call(ctx, request{method: "GET", url: url, route: "list " + channelID}, &list)
}

// Channel fetches a channel.
func (c *Client) Channel(ctx context.Context, id string) (Channel, error) {
	var ch Channel
	return ch, c.call(ctx, request{method: "GET", url: discordgo.EndpointChannel(id), route: "channel " + id}, &ch)
}
