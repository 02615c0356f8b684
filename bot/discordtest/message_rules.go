package discordtest

import (
	"encoding/json"
	"unicode/utf8"

	"casebot/bot/discord"
)

// Rules for what is sent as a message.
var (
	ruleEmpty       = rule("message not empty", "resources/message#create-message-limitations")
	ruleContent     = rule("content length", "resources/message#create-message-jsonform-params")
	ruleNonce       = rule("nonce length", "resources/message#create-message-jsonform-params")
	ruleMentions    = rule("allowed mentions", "resources/message#allowed-mentions-object")
	ruleFlags       = rule("message flags", "resources/message#message-object-message-flags")
	ruleEmbedCount  = rule("embed count", "resources/message#create-message-jsonform-params")
	ruleEmbedLength = rule("embed lengths", "resources/message#embed-object-embed-limits")
	ruleEmbedTotal  = rule("embed total", "resources/message#embed-object-embed-limits")
)

// payload is what a client may send as a message, an answer or an edit.
type payload struct {
	Content         string           `json:"content"`
	Embeds          []embed          `json:"embeds"`
	Components      []component      `json:"components"`
	Flags           int              `json:"flags"`
	Nonce           any              `json:"nonce"`
	EnforceNonce    bool             `json:"enforce_nonce"`
	AllowedMentions *allowedMentions `json:"allowed_mentions"`
	Reference       *struct {
		MessageID       string `json:"message_id"`
		ChannelID       string `json:"channel_id"`
		FailIfNotExists *bool  `json:"fail_if_not_exists"`
	} `json:"message_reference"`
}

type allowedMentions struct {
	Parse       *[]string `json:"parse"`
	Users       []string  `json:"users"`
	Roles       []string  `json:"roles"`
	RepliedUser bool      `json:"replied_user"`
}

type embed struct {
	Title       string `json:"title,omitempty"`
	Description string `json:"description,omitempty"`
	URL         string `json:"url,omitempty"`
	Footer      *struct {
		Text string `json:"text"`
	} `json:"footer,omitempty"`
	Author *struct {
		Name string `json:"name"`
	} `json:"author,omitempty"`
	Fields []struct {
		Name  string `json:"name"`
		Value string `json:"value"`
	} `json:"fields,omitempty"`
}

// parsePayload decodes and checks a message. Interactions may carry flags that
// ordinary messages may not.
func parsePayload(body []byte, interaction bool) (*payload, *refusal) {
	var p payload
	if err := json.Unmarshal(body, &p); err != nil {
		return nil, denied(400, 50109, "The request body contains invalid JSON: "+err.Error())
	}
	return &p, p.check(interaction)
}

func (p *payload) check(interaction bool) *refusal {
	v2 := p.Flags&discord.FlagComponentsV2 != 0
	if err := p.checkFlags(interaction); err != nil {
		return err
	}
	if err := p.checkMentions(); err != nil {
		return err
	}
	if n := utf8.RuneCountInString(p.Content); n > discord.MaxContent {
		return badForm(ruleContent, "content", "Must be %d or fewer in length, is %d", discord.MaxContent, n)
	}
	if s, ok := p.Nonce.(string); ok && utf8.RuneCountInString(s) > discord.MaxNonce {
		return badForm(ruleNonce, "nonce", "Must be %d or fewer in length", discord.MaxNonce)
	}
	if err := checkEmbeds(p.Embeds); err != nil {
		return err
	}
	if err := checkComponents(p.Components, v2); err != nil {
		return err
	}
	if v2 && (p.Content != "" || len(p.Embeds) > 0) {
		return badForm(ruleV2, "content", "A message with IS_COMPONENTS_V2 takes neither content nor embeds")
	}
	if p.Content == "" && len(p.Embeds) == 0 && len(p.Components) == 0 {
		return breach(ruleEmpty, 400, 50006, "Cannot send an empty message")
	}
	return nil
}

func (p *payload) checkFlags(interaction bool) *refusal {
	allowed := discord.FlagSuppressEmbeds | discord.FlagSilent | discord.FlagComponentsV2
	if interaction {
		allowed |= discord.FlagEphemeral
	}
	if p.Flags&^allowed != 0 {
		return badForm(ruleFlags, "flags", "Flags %b may not be set here", p.Flags&^allowed)
	}
	return nil
}

// checkMentions wants the list of what may be mentioned to be there and empty:
// without it, Discord mentions whatever the text of an article names.
func (p *payload) checkMentions() *refusal {
	m := p.AllowedMentions
	switch {
	case m == nil:
		return badForm(ruleMentions, "allowed_mentions", "Missing: text from articles could mention everyone")
	case m.Parse == nil:
		return badForm(ruleMentions, "allowed_mentions.parse", "Must be a list, is null or missing")
	case len(*m.Parse)+len(m.Users)+len(m.Roles) > 0:
		return badForm(ruleMentions, "allowed_mentions", "Allows mentions")
	}
	return nil
}

func checkEmbeds(embeds []embed) *refusal {
	if len(embeds) > discord.MaxEmbeds {
		return badForm(ruleEmbedCount, "embeds", "Must be %d or fewer", discord.MaxEmbeds)
	}
	total := 0
	for _, e := range embeds {
		lengths := []struct {
			name, text string
			max        int
		}{
			{"title", e.Title, discord.MaxEmbedTitle},
			{"description", e.Description, discord.MaxEmbedDescription},
		}
		add := func(name, text string, limit int) {
			lengths = append(lengths, struct {
				name, text string
				max        int
			}{name, text, limit})
		}
		if e.Footer != nil {
			add("footer", e.Footer.Text, discord.MaxEmbedFooter)
		}
		if e.Author != nil {
			add("author", e.Author.Name, discord.MaxEmbedAuthor)
		}
		if len(e.Fields) > discord.MaxEmbedFields {
			return badForm(ruleEmbedLength, "embeds.fields", "Must be %d or fewer", discord.MaxEmbedFields)
		}
		for _, f := range e.Fields {
			add("field name", f.Name, discord.MaxEmbedFieldName)
			add("field value", f.Value, discord.MaxEmbedFieldValue)
		}
		for _, l := range lengths {
			n := utf8.RuneCountInString(l.text)
			if n > l.max {
				return badForm(ruleEmbedLength, "embeds."+l.name, "Must be %d or fewer in length, is %d", l.max, n)
			}
			total += n
		}
	}
	if total > discord.MaxEmbedTotal {
		return badForm(ruleEmbedTotal, "embeds", "All text of all embeds must be %d or fewer, is %d", discord.MaxEmbedTotal, total)
	}
	return nil
}

// Check returns what Discord would refuse in a message, nil for nothing. It
// needs no server.
func Check(message []byte) error {
	if _, err := parsePayload(message, true); err != nil {
		return err
	}
	return nil
}
