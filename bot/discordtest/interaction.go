package discordtest

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"time"
	"unicode/utf8"

	"casebot/bot/discord"
)

// Interaction and callback types.
// https://discord.com/developers/docs/interactions/receiving-and-responding
const (
	typeCommand      = 2
	typeComponent    = 3
	typeAutocomplete = 4

	replyMessage      = 4
	replyDefer        = 5
	replyDeferUpdate  = 6
	replyUpdate       = 7
	replyAutocomplete = 8
)

// Rules for interactions.
var (
	ruleAck       = rule("first answer in 3 s", "interactions/receiving-and-responding#responding-to-an-interaction")
	ruleOnce      = rule("one answer", "topics/opcodes-and-status-codes#json-json-error-codes")
	ruleToken     = rule("token life", "interactions/receiving-and-responding#followup-messages")
	ruleDefer     = rule("deferred flags", "interactions/receiving-and-responding#interaction-response-object-interaction-callback-type")
	ruleCallback  = rule("callback type", "interactions/receiving-and-responding#interaction-response-object-interaction-callback-type")
	ruleAutoLimit = rule("autocomplete choices", "interactions/receiving-and-responding#interaction-response-object-autocomplete")
	ruleFollowUps = rule("follow-ups when user-installed", "interactions/receiving-and-responding#create-followup-message")
	ruleNotYet    = rule("edit after the answer", "interactions/receiving-and-responding#edit-original-interaction-response")
	ruleV2Stays   = rule("V2 flag stays", "components/reference#component-reference")
)

// Interaction is one thing that a person did with the app.
type Interaction struct {
	ID, Token string
	By        *User

	s         *Server
	kind      int
	in        *Channel
	on        *Message // whose button was pressed
	userOnly  bool
	event     map[string]any
	born      time.Time
	acked     time.Time
	callback  int
	answered  string // the body of the first answer
	original  *Message
	followUps []*Message
	choices   []choice
}

// Use is what a person does: a slash command, a context menu, a button, or
// typing an option.
type Use struct {
	By   *User
	In   *Channel
	Name string // the command
	Sub  string // its subcommand
	// Options are the filled in options by name.
	Options map[string]any
	// Focused is the option that is being typed.
	Focused string
	// Target is the message of a context menu.
	Target *Message
	// UserInstalled: the app is not installed in the server.
	UserInstalled bool
}

// Command uses a command. It must be registered, with these options.
func (s *Server) Command(use Use) *Interaction {
	s.tb.Helper()
	return s.command(use, typeCommand)
}

// Type asks for completions of the focused option.
func (s *Server) Type(use Use) *Interaction {
	s.tb.Helper()
	return s.command(use, typeAutocomplete)
}

func (s *Server) command(use Use, kind int) *Interaction {
	s.tb.Helper()
	s.mu.Lock()
	defer s.mu.Unlock()
	def := s.definition(use)
	if def == nil {
		s.tb.Fatalf("no command %q is registered", use.Name)
	}
	data := map[string]any{"id": def.ID, "name": def.Name, "type": def.Type}
	if use.Target != nil {
		target := s.messages[use.Target.ID]
		data["target_id"] = target.ID
		data["resolved"] = map[string]any{"messages": map[string]any{target.ID: s.messageJSON(target, false)}}
	}
	options := def.Options
	filled := func() []any {
		list := []any{}
		for _, o := range options {
			if v, ok := use.Options[o.Name]; ok {
				list = append(list, map[string]any{"name": o.Name, "type": o.Type, "value": v, "focused": o.Name == use.Focused})
			} else if o.Required && kind == typeCommand {
				s.tb.Fatalf("/%s: option %q is required", use.Name, o.Name)
			}
		}
		if len(list) < len(use.Options) {
			s.tb.Fatalf("/%s %s: unknown options in %v", use.Name, use.Sub, use.Options)
		}
		return list
	}
	if use.Sub != "" {
		i := slices.IndexFunc(def.Options, func(o commandOption) bool { return o.Name == use.Sub })
		if i < 0 {
			s.tb.Fatalf("/%s has no %q", use.Name, use.Sub)
		}
		options = def.Options[i].Options
		data["options"] = []any{map[string]any{"name": use.Sub, "type": optSubcommand, "options": filled()}}
	} else {
		data["options"] = filled()
	}
	return s.interact(use.By, use.In, kind, data, nil, use.UserInstalled)
}

func (s *Server) definition(use Use) *command {
	for _, list := range s.commands {
		for i := range list {
			if list[i].Name == use.Name {
				return &list[i]
			}
		}
	}
	return nil
}

// Press presses the button of a message that has this label, or whose custom
// ID begins with it.
func (s *Server) Press(by *User, on *Message, label string) *Interaction {
	s.tb.Helper()
	s.mu.Lock()
	defer s.mu.Unlock()
	var id string
	now := s.find(on.ID)
	walk(now.Components, func(c *component) {
		named := c.Label == label || c.Emoji != nil && c.Emoji.Name == label
		if c.Type == typeButton && c.CustomID != "" && id == "" && named {
			id = c.CustomID
		}
	})
	if id == "" {
		s.tb.Fatalf("no button %q in:\n%s", label, Render(now))
	}
	return s.press(by, now, id)
}

// PressID presses a button that the message need not have.
func (s *Server) PressID(by *User, on *Message, customID string) *Interaction {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.press(by, s.find(on.ID), customID)
}

func (s *Server) find(id string) *Message { return s.messages[id] }

func (s *Server) press(by *User, on *Message, id string) *Interaction {
	data := map[string]any{"custom_id": id, "component_type": typeButton}
	return s.interact(by, s.channels[on.ChannelID], typeComponent, data, on, false)
}

func (s *Server) interact(by *User, in *Channel, kind int, data map[string]any, on *Message, userOnly bool) *Interaction {
	x := &Interaction{ID: s.id(), Token: "token-" + s.id(), By: by, s: s, kind: kind, in: in, on: on, userOnly: userOnly, born: s.now()}
	s.interactions[x.Token] = x
	locale := by.Locale
	if locale == "" {
		locale = "en-US"
	}
	owners := map[string]any{"0": in.GuildID}
	if userOnly {
		owners = map[string]any{"1": by.ID}
	}
	d := map[string]any{
		"id": x.ID, "application_id": s.AppID, "type": kind, "token": x.Token, "version": 1, "data": data,
		"channel_id": in.ID, "channel": channelJSON(in), "locale": locale,
		"app_permissions":       fmt.Sprint(in.botPermissions),
		"attachment_size_limit": 10 << 20, "entitlements": []any{}, "authorizing_integration_owners": owners, "context": 0,
	}
	if on != nil {
		d["message"] = s.messageJSON(on, false)
	}
	if in.GuildID == "" {
		d["user"], d["context"] = userJSON(by), 1
	} else {
		m := s.memberOf(in.GuildID, by.ID)
		d["guild_id"], d["guild_locale"] = in.GuildID, "en-US"
		d["member"] = map[string]any{"user": userJSON(by), "roles": m.roles, "permissions": fmt.Sprint(m.permissions)}
	}
	x.event = d
	s.dispatch("INTERACTION_CREATE", d)
	return x
}

// Again tells the bot of an interaction a second time, as a resumed gateway may.
func (s *Server) Again(x *Interaction) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.dispatch("INTERACTION_CREATE", x.event)
}

func (s *Server) callback(r *http.Request, body []byte) (int, any, *refusal) {
	s.mu.Lock()
	defer s.mu.Unlock()
	x := s.interactions[r.PathValue("token")]
	var reply struct {
		Type int             `json:"type"`
		Data json.RawMessage `json:"data"`
	}
	if json.Unmarshal(body, &reply) != nil || x == nil || x.ID != r.PathValue("interaction") {
		return 0, nil, denied(404, 10062, "Unknown interaction")
	}
	switch {
	case x.answered == string(body): // tried again, since it heard nothing
		return 0, nil, denied(400, 40060, "Interaction has already been acknowledged.")
	case x.callback != 0:
		return 0, nil, breach(ruleOnce, 400, 40060, "Interaction has already been acknowledged.")
	case s.now().Sub(x.born) > discord.AckTimeout:
		return 0, nil, breach(ruleAck, 404, 10062, "Unknown interaction")
	}
	if err := x.take(reply.Type, reply.Data); err != nil {
		return 0, nil, err
	}
	x.callback, x.acked, x.answered = reply.Type, s.now(), string(body)
	return 204, nil, nil
}

// take checks and carries out the first answer.
func (x *Interaction) take(kind int, data json.RawMessage) *refusal {
	allowed := map[int][]int{
		typeCommand:      {replyMessage, replyDefer},
		typeComponent:    {replyMessage, replyDefer, replyDeferUpdate, replyUpdate},
		typeAutocomplete: {replyAutocomplete},
	}
	if !slices.Contains(allowed[x.kind], kind) {
		return badForm(ruleCallback, "type", "Callback type %d does not answer an interaction of type %d", kind, x.kind)
	}
	switch kind {
	case replyAutocomplete:
		return x.takeChoices(data)
	case replyDefer:
		return x.takeDefer(data)
	case replyDeferUpdate:
		x.original = x.on
		return nil
	}
	p, err := parsePayload(data, true)
	if err != nil {
		return err
	}
	if kind == replyUpdate {
		x.original = x.on
		return x.change(x.on, p)
	}
	x.original = x.post(p)
	return nil
}

func (x *Interaction) takeChoices(data json.RawMessage) *refusal {
	var d struct {
		Choices []choice `json:"choices"`
	}
	json.Unmarshal(data, &d)
	if len(d.Choices) > discord.MaxChoices {
		return badForm(ruleAutoLimit, "data.choices", "Must be %d or fewer in length", discord.MaxChoices)
	}
	for _, c := range d.Choices {
		for _, v := range []any{c.Name, c.Value} {
			if t, ok := v.(string); ok && (t == "" || utf8.RuneCountInString(t) > discord.MaxChoiceLen) {
				return badForm(ruleAutoLimit, "data.choices", "Must be between 1 and %d in length: %q", discord.MaxChoiceLen, t)
			}
		}
	}
	x.choices = d.Choices
	return nil
}

func (x *Interaction) takeDefer(data json.RawMessage) *refusal {
	var d struct {
		Flags int `json:"flags"`
	}
	json.Unmarshal(data, &d)
	if d.Flags&^discord.FlagEphemeral != 0 {
		return badForm(ruleDefer, "data.flags", "Only EPHEMERAL may be set on a deferred answer")
	}
	x.original = x.post(&payload{Flags: d.Flags})
	x.original.Loading = true
	return nil
}

func (x *Interaction) post(p *payload) *Message {
	m := &Message{ID: x.s.id(), ChannelID: x.in.ID, Author: x.s.Bot, Interaction: x.ID}
	m.fill(p)
	x.s.store(m)
	return m
}

// change edits a message. V2 cannot be taken back, ephemeral cannot change.
func (x *Interaction) change(m *Message, p *payload) *refusal {
	if m.Flags&discord.FlagComponentsV2 != 0 && p.Content != "" {
		return badForm(ruleV2Stays, "content", "A components V2 message takes no content")
	}
	p.Flags &^= discord.FlagEphemeral
	m.fill(p)
	m.Edits++
	x.s.signal()
	return nil
}

// webhook finds the interaction of a token that still lives.
func (s *Server) webhook(r *http.Request) (*Interaction, *refusal) {
	x := s.interactions[r.PathValue("token")]
	switch {
	case x == nil || r.PathValue("app") != s.AppID:
		return nil, errUnknownWebhook
	case s.now().Sub(x.born) > discord.TokenLife:
		return nil, breach(ruleToken, 401, 50027, "Invalid Webhook Token")
	case x.callback == 0:
		return nil, breach(ruleNotYet, 404, 10015, "Unknown Webhook")
	}
	return x, nil
}

func (s *Server) webhookMessage(r *http.Request) (*Interaction, *Message, *refusal) {
	x, err := s.webhook(r)
	if err != nil {
		return nil, nil, err
	}
	id := r.PathValue("message")
	if id == "@original" && x.original != nil && !x.original.Deleted {
		return x, x.original, nil
	}
	for _, m := range x.followUps {
		if m.ID == id {
			return x, m, nil
		}
	}
	return nil, nil, errUnknownMessage
}

func (s *Server) getWebhookMessage(r *http.Request, _ []byte) (int, any, *refusal) {
	s.mu.Lock()
	defer s.mu.Unlock()
	_, m, err := s.webhookMessage(r)
	if err != nil {
		return 0, nil, err
	}
	return 200, s.messageJSON(m, false), nil
}

func (s *Server) editWebhookMessage(r *http.Request, body []byte) (int, any, *refusal) {
	s.mu.Lock()
	defer s.mu.Unlock()
	x, m, err := s.webhookMessage(r)
	if err != nil {
		return 0, nil, err
	}
	p, err := parsePayload(body, true)
	if err != nil {
		return 0, nil, err
	}
	if err := x.change(m, p); err != nil {
		return 0, nil, err
	}
	return 200, s.messageJSON(m, false), nil
}

func (s *Server) deleteWebhookMessage(r *http.Request, _ []byte) (int, any, *refusal) {
	s.mu.Lock()
	defer s.mu.Unlock()
	_, m, err := s.webhookMessage(r)
	if err != nil {
		return 0, nil, err
	}
	m.Deleted = true
	return 204, nil, nil
}

func (s *Server) followUp(r *http.Request, body []byte) (int, any, *refusal) {
	s.mu.Lock()
	defer s.mu.Unlock()
	x, err := s.webhook(r)
	if err != nil {
		return 0, nil, err
	}
	p, err := parsePayload(body, true)
	if err != nil {
		return 0, nil, err
	}
	if x.userOnly && len(x.followUps) >= discord.MaxUserInstallFollowUps {
		return 0, nil, breach(ruleFollowUps, 400, 40094, "Maximum number of follow-up messages reached")
	}
	m := x.post(p)
	x.followUps = append(x.followUps, m)
	return 200, s.messageJSON(m, false), nil
}

// Await waits until the person sees an answer and returns it.
func (x *Interaction) Await() *Message {
	x.s.tb.Helper()
	var m Message
	x.s.await("an answer to an interaction", func() bool {
		if x.original == nil || x.original.Loading {
			return false
		}
		m = *x.original
		return true
	})
	return &m
}

// AwaitFollowUps waits for n follow-ups.
func (x *Interaction) AwaitFollowUps(n int) []*Message {
	x.s.tb.Helper()
	x.s.await("a follow-up", func() bool { return len(x.followUps) >= n })
	x.s.mu.Lock()
	defer x.s.mu.Unlock()
	return slices.Clone(x.followUps)
}

// Choices waits for the completions that the person sees.
func (x *Interaction) Choices() []string {
	x.s.tb.Helper()
	x.s.await("completions", func() bool { return x.callback == replyAutocomplete })
	var names []string
	for _, c := range x.choices {
		names = append(names, c.Name)
	}
	return names
}

// Acked waits for the first answer and returns how long it took.
func (x *Interaction) Acked() time.Duration {
	x.s.tb.Helper()
	x.s.await("an acknowledgement", func() bool { return x.callback != 0 })
	return x.acked.Sub(x.born)
}
