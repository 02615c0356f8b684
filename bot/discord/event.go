package discord

import (
	"context"
	"encoding/json"
	"strconv"
	"time"
)

// Kind of an interaction.
// https://discord.com/developers/docs/interactions/receiving-and-responding#interaction-object-interaction-type
type Kind int

const (
	Command      Kind = 2
	Component    Kind = 3
	Autocomplete Kind = 4
)

// Interaction is what a person did with a command or a button. It is decoded
// here and not by discordgo, whose types panic on unexpected values and come
// out empty where a message holds a component that it does not know.
type Interaction struct {
	ID        string  `json:"id"`
	Token     string  `json:"token"`
	Kind      Kind    `json:"type"`
	GuildID   string  `json:"guild_id"`
	ChannelID string  `json:"channel_id"`
	Locale    string  `json:"locale"`
	Channel   Channel `json:"channel"`
	Data      struct {
		Name     string   `json:"name"`
		CustomID string   `json:"custom_id"`
		TargetID string   `json:"target_id"`
		Options  []Option `json:"options"`
		Resolved struct {
			Messages map[string]*Message `json:"messages"`
		} `json:"resolved"`
	} `json:"data"`
	// Message is the one whose button was pressed.
	Message *Message `json:"message"`
	Member  *Member  `json:"member"`
	User    *User    `json:"user"`
	// AppPermissions are what the bot may do in the channel.
	AppPermissions Permissions `json:"app_permissions"`
	Received       time.Time   `json:"-"`
}

// Option is a filled in option of a command; a subcommand has its own.
type Option struct {
	Name    string   `json:"name"`
	Type    int      `json:"type"`
	Value   any      `json:"value"`
	Focused bool     `json:"focused"`
	Options []Option `json:"options"`
}

// Member is a person in a server.
type Member struct {
	User        *User       `json:"user"`
	Roles       []string    `json:"roles"`
	Permissions Permissions `json:"permissions"`
}

// User is an account.
type User struct {
	ID   string `json:"id"`
	Name string `json:"username"`
	Bot  bool   `json:"bot"`
}

// Permissions is a bit set, which Discord sends as a string.
// https://discord.com/developers/docs/topics/permissions
type Permissions uint64

const (
	PermAdministrator Permissions = 1 << 3
	PermManageGuild   Permissions = 1 << 5
	PermView          Permissions = 1 << 10
	PermSend          Permissions = 1 << 11
	PermHistory       Permissions = 1 << 16
	PermSendInThreads Permissions = 1 << 38
)

// Has reports whether all of want are set; administrators have all.
func (p Permissions) Has(want Permissions) bool {
	return p&PermAdministrator != 0 || p&want == want
}

// UnmarshalJSON reads "1024".
func (p *Permissions) UnmarshalJSON(b []byte) error {
	var s string
	if err := json.Unmarshal(b, &s); err != nil {
		return err
	}
	n, err := strconv.ParseUint(s, 10, 64)
	*p = Permissions(n)
	return err
}

// Asker is the person behind the interaction, never nil.
func (i *Interaction) Asker() User {
	switch {
	case i.Member != nil && i.Member.User != nil:
		return *i.Member.User
	case i.User != nil:
		return *i.User
	}
	return User{}
}

// Sub is the name of the subcommand, "" if there is none.
func (i *Interaction) Sub() string {
	if len(i.Data.Options) == 1 && i.Data.Options[0].Type == 1 {
		return i.Data.Options[0].Name
	}
	return ""
}

func (i *Interaction) options() []Option {
	if i.Sub() != "" {
		return i.Data.Options[0].Options
	}
	return i.Data.Options
}

// Text is the value of a string option, "" if it is not given.
func (i *Interaction) Text(name string) string {
	for _, o := range i.options() {
		if s, ok := o.Value.(string); ok && o.Name == name {
			return s
		}
	}
	return ""
}

// Flag is the value of a boolean option, or fallback if it is not given.
func (i *Interaction) Flag(name string, fallback bool) bool {
	for _, o := range i.options() {
		if b, ok := o.Value.(bool); ok && o.Name == name {
			return b
		}
	}
	return fallback
}

// Number is the value of an integer option, ok false if it is not given.
func (i *Interaction) Number(name string) (n int, ok bool) {
	for _, o := range i.options() {
		if f, isNumber := o.Value.(float64); isNumber && o.Name == name {
			return int(f), true
		}
	}
	return 0, false
}

// Typed is the text of the option that is being typed, and its name. A partial
// value may be of any type.
func (i *Interaction) Typed() (name, text string) {
	for _, o := range i.options() {
		if o.Focused {
			s, _ := o.Value.(string)
			return o.Name, s
		}
	}
	return "", ""
}

// Message is one that somebody wrote. Without the message content intent its
// text is empty unless it is addressed to the bot.
type Message struct {
	ID        string `json:"id"`
	ChannelID string `json:"channel_id"`
	GuildID   string `json:"guild_id"`
	WebhookID string `json:"webhook_id"`
	Author    *User  `json:"author"`
	Content   string `json:"content"`
	Mentions  []User `json:"mentions"`
	Flags     int    `json:"flags"`
	Reference *struct {
		Type      int    `json:"type"` // 0: a reply
		MessageID string `json:"message_id"`
		ChannelID string `json:"channel_id"`
	} `json:"message_reference"`
	Referenced *Message    `json:"referenced_message"`
	Embeds     []TextEmbed `json:"embeds"`
	Components []Part      `json:"components"`
	Received   time.Time   `json:"-"`
}

// TextEmbed is what of an embed can be read.
type TextEmbed struct {
	Title       string `json:"title"`
	Description string `json:"description"`
}

// Part is what of a component can be read, of any type.
type Part struct {
	Type       int    `json:"type"`
	Content    string `json:"content"`
	CustomID   string `json:"custom_id"`
	Components []Part `json:"components"`
}

// Texts are the texts of the message's components, in order.
func (m *Message) Texts() []string {
	var list []string
	var walk func([]Part)
	walk = func(parts []Part) {
		for _, p := range parts {
			if p.Content != "" {
				list = append(list, p.Content)
			}
			walk(p.Components)
		}
	}
	walk(m.Components)
	return list
}

// EachCustomID calls f for the custom ID of every component that has one.
func (m *Message) EachCustomID(f func(id string)) {
	var walk func([]Part)
	walk = func(parts []Part) {
		for _, p := range parts {
			if p.CustomID != "" {
				f(p.CustomID)
			}
			walk(p.Components)
		}
	}
	walk(m.Components)
}

// Mentioned reports whether the message pings the account.
func (m *Message) Mentioned(userID string) bool {
	for _, u := range m.Mentions {
		if u.ID == userID {
			return true
		}
	}
	return false
}

// decode makes the call of h that an event asks for, nil for none.
func (c *Client) decode(h Handler, kind string, raw []byte) (func(context.Context), error) {
	switch kind {
	case "READY":
		var r struct {
			User        User                `json:"user"`
			Application struct{ ID string } `json:"application"`
		}
		if err := json.Unmarshal(raw, &r); err != nil {
			return nil, err
		}
		c.self.Store(&Self{AppID: r.Application.ID, UserID: r.User.ID, Name: r.User.Name, OwnerID: c.Self().OwnerID})
	case "INTERACTION_CREATE":
		i := &Interaction{Received: time.Now()}
		if err := json.Unmarshal(raw, i); err != nil {
			return nil, err
		}
		return func(ctx context.Context) { h.HandleInteraction(ctx, i) }, nil
	case "MESSAGE_CREATE":
		m := &Message{Received: time.Now()}
		if err := json.Unmarshal(raw, m); err != nil {
			return nil, err
		}
		if m.Author == nil {
			return nil, nil
		}
		return func(ctx context.Context) { h.HandleMessage(ctx, m) }, nil
	}
	return nil, nil
}
