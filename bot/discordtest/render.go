package discordtest

import (
	"fmt"
	"strings"
)

// Render shows a message as text, for golden files: a container is framed by
// a bar at its left, a button stands in brackets.
func Render(m *Message) string {
	var b strings.Builder
	if m.Ephemeral() {
		b.WriteString("(only you can see this)\n")
	}
	if m.Content != "" {
		b.WriteString(m.Content + "\n")
	}
	for _, e := range m.Embeds {
		for _, s := range []string{e.Title, e.Description} {
			if s != "" {
				b.WriteString(indent("│ ", s))
			}
		}
		if e.Footer != nil {
			b.WriteString(indent("│ ", e.Footer.Text))
		}
	}
	render(&b, m.Components, "")
	return b.String()
}

func render(b *strings.Builder, list []component, prefix string) {
	for _, c := range list {
		switch c.Type {
		case typeContainer:
			render(b, c.Components, prefix+"┃ ")
		case typeText:
			b.WriteString(indent(prefix, c.Content))
		case typeSeparator:
			b.WriteString(prefix + "────\n")
		case typeSection:
			render(b, c.Components, prefix)
			b.WriteString(prefix + buttons([]component{*c.Accessory}) + "\n")
		case typeRow:
			b.WriteString(prefix + buttons(c.Components) + "\n")
		}
	}
}

func buttons(list []component) string {
	var names []string
	for _, c := range list {
		name := c.Label
		if c.Emoji != nil {
			name = strings.TrimSpace(c.Emoji.Name + " " + name)
		}
		if c.URL != "" {
			name += " ↗ " + c.URL
		}
		if c.Disabled {
			name = "(" + name + ")"
		}
		names = append(names, fmt.Sprintf("[%s]", name))
	}
	return strings.Join(names, " ")
}

func indent(prefix, s string) string {
	var b strings.Builder
	for line := range strings.Lines(strings.TrimRight(s, "\n") + "\n") {
		b.WriteString(strings.TrimRight(prefix+strings.TrimRight(line, "\n"), " ") + "\n")
	}
	return b.String()
}

// Buttons are the custom IDs of a message's buttons by label.
func (m *Message) Buttons() map[string]string {
	ids := map[string]string{}
	walk(m.Components, func(c *component) {
		if c.Type != typeButton {
			return
		}
		name := c.Label
		if name == "" && c.Emoji != nil {
			name = c.Emoji.Name
		}
		ids[name] = c.CustomID
	})
	return ids
}
