package discordtest

import (
	"encoding/json"
	"regexp"
	"slices"

	"casebot/bot/discord"
)

// Permission bits.
// https://discord.com/developers/docs/topics/permissions#permissions-bitwise-permission-flags
const (
	ManageGuild        = 1 << 5
	ViewChannel        = 1 << 10
	SendMessages       = 1 << 11
	EmbedLinks         = 1 << 14
	ReadMessageHistory = 1 << 16
	SendInThreads      = 1 << 38
	everything         = 1<<50 - 1
)

// Channel types.
// https://discord.com/developers/docs/resources/channel#channel-object-channel-types
const (
	TextChannel  = 0
	DM           = 1
	PublicThread = 11
)

// User is a person, or a bot.
type User struct {
	ID     string
	Name   string
	Bot    bool
	Locale string // "en-US" if empty
}

// Guild is a server that the bot is a member of.
type Guild struct {
	ID   string
	Name string
	// members holds each member's permissions and roles.
	members map[string]*member
}

type member struct {
	permissions uint64
	roles       []string
}

// Channel is a text channel, a thread or a direct message.
type Channel struct {
	ID       string
	GuildID  string
	ParentID string // of a thread
	Type     int
	// Set through the Server's methods.
	botPermissions uint64
	locked         bool // an archived thread that cannot be written to
	closed         bool // a direct message that the person closed
	recipient      string
}

// Message is what stands in a channel, or only before one person's eyes.
type Message struct {
	ID         string
	ChannelID  string
	Author     *User
	Content    string
	Embeds     []embed
	Components []component
	Flags      int
	ReplyTo    string // message ID
	Deleted    bool
	WebhookID  string
	// Interaction is the ID of the interaction that it answers, "" if none.
	Interaction string
	Edits       int
	Loading     bool
	raw         map[string]any // extra fields of the event
}

// Ephemeral reports whether only the asker sees the message.
func (m *Message) Ephemeral() bool { return m.Flags&discord.FlagEphemeral != 0 }

// NewUser adds a person.
func (s *Server) NewUser(name string) *User {
	s.mu.Lock()
	defer s.mu.Unlock()
	return &User{ID: s.id(), Name: name}
}

// NewGuild adds a server with the bot in it.
func (s *Server) NewGuild(name string) *Guild {
	s.mu.Lock()
	defer s.mu.Unlock()
	g := &Guild{ID: s.id(), Name: name, members: map[string]*member{}}
	s.guilds[g.ID] = g
	return g
}

// NewChannel adds a text channel in which the bot may do everything.
func (s *Server) NewChannel(g *Guild) *Channel {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.addChannel(&Channel{GuildID: g.ID, Type: TextChannel, botPermissions: everything})
}

// NewThread adds a public thread.
func (s *Server) NewThread(parent *Channel) *Channel {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.addChannel(&Channel{GuildID: parent.GuildID, ParentID: parent.ID, Type: PublicThread, botPermissions: everything})
}

// NewDM opens a direct message between a person and the bot.
func (s *Server) NewDM(u *User) *Channel {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.addChannel(&Channel{Type: DM, botPermissions: everything, recipient: u.ID})
}

func (s *Server) addChannel(c *Channel) *Channel {
	c.ID = s.id()
	s.channels[c.ID] = c
	return c
}

// Member gives a person permissions and roles in a server.
func (s *Server) Member(g *Guild, u *User, permissions uint64, roles ...string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	g.members[u.ID] = &member{permissions: permissions, roles: roles}
}

// Permit sets what the bot may do in a channel.
func (s *Server) Permit(c *Channel, permissions uint64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	c.botPermissions = permissions
}

// Lock archives a thread so that nobody can write in it.
func (s *Server) Lock(c *Channel) {
	s.mu.Lock()
	defer s.mu.Unlock()
	c.locked = true
}

// CloseDM makes a person unreachable.
func (s *Server) CloseDM(c *Channel) {
	s.mu.Lock()
	defer s.mu.Unlock()
	c.closed = true
}

// Delete removes a message.
func (s *Server) Delete(m *Message) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.messages[m.ID].Deleted = true
	s.signal()
}

// Said is what a person writes.
type Said struct {
	By      *User
	In      *Channel
	Text    string
	ReplyTo *Message
	// Quiet replies without a ping.
	Quiet bool
	// Webhook makes it a webhook's message, Everyone an @everyone.
	Webhook, Everyone bool
	// Extra fields of the event, as Discord may add them.
	Extra map[string]any
}

// Say posts a message and tells the bot as its intents allow.
func (s *Server) Say(said Said) *Message {
	s.mu.Lock()
	defer s.mu.Unlock()
	m := &Message{ID: s.id(), ChannelID: said.In.ID, Author: said.By, Content: said.Text, raw: said.Extra}
	if said.Webhook {
		m.WebhookID = s.id()
	}
	if said.ReplyTo != nil {
		m.ReplyTo = said.ReplyTo.ID
	}
	s.store(m)
	event := s.messageJSON(m, true)
	event["mention_everyone"] = said.Everyone
	event["mentions"] = s.mentioned(m, said.Quiet)
	s.dispatch("MESSAGE_CREATE", event)
	copied := *m
	return &copied
}

// Repeat tells the bot of a message a second time, as a resumed gateway may.
func (s *Server) Repeat(m *Message) {
	s.mu.Lock()
	defer s.mu.Unlock()
	event := s.messageJSON(m, true)
	event["mentions"] = s.mentioned(m, false)
	s.dispatch("MESSAGE_CREATE", event)
}

func (s *Server) store(m *Message) {
	s.messages[m.ID] = m
	s.order = append(s.order, m.ID)
	s.signal()
}

var mention = regexp.MustCompile(`<@!?(\d+)>`)

// mentioned lists who a message pings.
func (s *Server) mentioned(m *Message, quiet bool) []any {
	list := []any{}
	for _, hit := range mention.FindAllStringSubmatch(m.Content, -1) {
		if hit[1] == s.Bot.ID {
			list = append(list, userJSON(s.Bot))
		} else {
			list = append(list, map[string]any{"id": hit[1], "username": "someone"})
		}
	}
	if to := s.messages[m.ReplyTo]; to != nil && !quiet && len(list) == 0 {
		list = append(list, userJSON(to.Author))
	}
	return list
}

func userJSON(u *User) map[string]any {
	return map[string]any{"id": u.ID, "username": u.Name, "global_name": u.Name, "discriminator": "0", "bot": u.Bot}
}

// messageJSON is the message object. With nested, the message that it replies
// to stands in it.
func (s *Server) messageJSON(m *Message, nested bool) map[string]any {
	j := map[string]any{
		"id": m.ID, "channel_id": m.ChannelID, "author": userJSON(m.Author), "content": m.Content,
		"timestamp": "2026-01-02T03:04:05.000000+00:00", "edited_timestamp": nil, "tts": false,
		"mention_everyone": false, "mentions": s.mentioned(m, false), "mention_roles": []string{},
		"attachments": []any{}, "embeds": m.Embeds, "components": m.Components, "flags": m.Flags, "type": 0, "pinned": false,
	}
	if m.Embeds == nil {
		j["embeds"] = []any{}
	}
	if m.Components == nil {
		j["components"] = []any{}
	}
	if c := s.channels[m.ChannelID]; c != nil && c.GuildID != "" && nested {
		j["guild_id"] = c.GuildID
		j["member"] = map[string]any{"roles": s.memberOf(c.GuildID, m.Author.ID).roles}
	}
	if m.WebhookID != "" {
		j["webhook_id"] = m.WebhookID
	}
	if m.ReplyTo != "" {
		j["type"] = 19
		j["message_reference"] = map[string]any{"type": 0, "message_id": m.ReplyTo, "channel_id": m.ChannelID}
		if to := s.messages[m.ReplyTo]; to != nil && nested {
			j["referenced_message"] = nil
			if !to.Deleted {
				j["referenced_message"] = s.messageJSON(to, false)
			}
		}
	}
	for k, v := range m.raw {
		j[k] = v
	}
	return j
}

func (s *Server) memberOf(guild, user string) *member {
	if g := s.guilds[guild]; g != nil && g.members[user] != nil {
		return g.members[user]
	}
	return &member{permissions: ViewChannel | SendMessages, roles: []string{}}
}

func channelJSON(c *Channel) map[string]any {
	j := map[string]any{"id": c.ID, "type": c.Type}
	if c.GuildID != "" {
		j["guild_id"] = c.GuildID
	}
	if c.ParentID != "" {
		j["parent_id"] = c.ParentID
		j["thread_metadata"] = map[string]any{"archived": c.locked, "locked": c.locked, "auto_archive_duration": 1440}
	}
	return j
}

// Messages are those in a channel that all can see, oldest first, that the bot
// wrote and that were not deleted.
func (s *Server) Messages(c *Channel) []*Message {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.botMessages(c.ID)
}

func (s *Server) botMessages(channel string) []*Message {
	var list []*Message
	for _, id := range s.order {
		m := s.messages[id]
		if m.ChannelID == channel && m.Author == s.Bot && !m.Ephemeral() && !m.Deleted && !m.Loading {
			copied := *m
			list = append(list, &copied)
		}
	}
	return list
}

// AwaitMessages waits until the bot has written n messages in a channel.
func (s *Server) AwaitMessages(c *Channel, n int) []*Message {
	s.tb.Helper()
	s.await("a message of the bot", func() bool { return len(s.botMessages(c.ID)) >= n })
	return s.Messages(c)
}

// AwaitReply waits for the bot's reply to a message.
func (s *Server) AwaitReply(to *Message) *Message {
	s.tb.Helper()
	var reply *Message
	s.await("a reply to "+to.Content, func() bool {
		for _, m := range s.botMessages(to.ChannelID) {
			if m.ReplyTo == to.ID {
				reply = m
				return true
			}
		}
		return false
	})
	return reply
}

// Replies are the bot's replies to a message.
func (s *Server) Replies(to *Message) []*Message {
	return slices.DeleteFunc(s.Messages(&Channel{ID: to.ChannelID}), func(m *Message) bool { return m.ReplyTo != to.ID })
}

// Typing is how often the bot showed that it is typing in a channel.
func (s *Server) Typing(c *Channel) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.typing[c.ID]
}

// encode panics where the server's own values cannot be JSON.
func encode(v any) []byte {
	b, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return b
}
