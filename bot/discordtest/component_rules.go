package discordtest

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"casebot/bot/discord"
)

// Component types.
// https://discord.com/developers/docs/components/reference#component-object-component-types
const (
	typeRow       = 1
	typeButton    = 2
	typeSelect    = 3
	typeSection   = 9
	typeText      = 10
	typeThumbnail = 11
	typeSeparator = 14
	typeContainer = 17
)

const (
	styleLink    = 5
	stylePremium = 6
)

// Rules for components.
var (
	ruleRows       = rule("action rows", "components/reference#action-row")
	ruleRow        = rule("action row children", "components/reference#action-row")
	ruleButton     = rule("button", "components/reference#button")
	ruleLabel      = rule("button label length", "components/reference#button")
	ruleButtonURL  = rule("button URL", "components/reference#button")
	ruleCustomID   = rule("custom ID length", "components/reference#anatomy-of-a-component-custom-id")
	ruleUnique     = rule("custom IDs unique", "components/reference#anatomy-of-a-component-custom-id")
	ruleSelect     = rule("string select", "components/reference#string-select")
	ruleV2         = rule("components V2", "components/reference#component-reference")
	ruleV2Count    = rule("components V2 count", "components/reference#component-reference")
	ruleV2Text     = rule("components V2 text", "components/reference#text-display")
	ruleText       = rule("text display", "components/reference#text-display")
	ruleSection    = rule("section", "components/reference#section")
	ruleContainer  = rule("container children", "components/reference#container")
	ruleUnknownCmp = rule("component type", "components/reference#component-object-component-types")
)

type component struct {
	Type        int         `json:"type"`
	ID          int         `json:"id,omitempty"`
	Components  []component `json:"components,omitempty"`
	Accessory   *component  `json:"accessory,omitempty"`
	Content     string      `json:"content,omitempty"`
	Style       int         `json:"style,omitempty"`
	Label       string      `json:"label,omitempty"`
	Emoji       *emoji      `json:"emoji,omitempty"`
	CustomID    string      `json:"custom_id,omitempty"`
	URL         string      `json:"url,omitempty"`
	Disabled    bool        `json:"disabled,omitempty"`
	Placeholder string      `json:"placeholder,omitempty"`
	Options     []option    `json:"options,omitempty"`
	AccentColor *int        `json:"accent_color,omitempty"`
	Divider     *bool       `json:"divider,omitempty"`
	Spacing     int         `json:"spacing,omitempty"`
}

type emoji struct {
	ID   string `json:"id,omitempty"`
	Name string `json:"name"`
}

type option struct {
	Label       string `json:"label"`
	Value       string `json:"value"`
	Description string `json:"description,omitempty"`
}

// walk calls f for every component, parents first.
func walk(list []component, f func(c *component)) {
	for i := range list {
		c := &list[i]
		f(c)
		walk(c.Components, f)
		if c.Accessory != nil {
			f(c.Accessory)
		}
	}
}

func checkComponents(list []component, v2 bool) *refusal {
	if !v2 && len(list) > discord.MaxRows {
		return badForm(ruleRows, "components", "Must be %d or fewer", discord.MaxRows)
	}
	top := []int{typeRow}
	if v2 {
		top = []int{typeRow, typeSection, typeText, typeSeparator, typeContainer}
	}
	for i, c := range list {
		path := fmt.Sprintf("components[%d]", i)
		if !slices.Contains(top, c.Type) && c.Type > typeSelect && !v2 {
			return badForm(ruleV2, path, "Type %d needs the flag IS_COMPONENTS_V2", c.Type)
		}
		if !slices.Contains(top, c.Type) {
			return badForm(ruleUnknownCmp, path, "Type %d cannot stand here", c.Type)
		}
		if err := checkComponent(c, path); err != nil {
			return err
		}
	}
	return checkAll(list, v2)
}

// checkAll holds what counts over the whole message.
func checkAll(list []component, v2 bool) *refusal {
	var count, chars int
	var err *refusal
	seen := map[string]bool{}
	walk(list, func(c *component) {
		count++
		if c.Type == typeText {
			chars += utf8.RuneCountInString(c.Content)
		}
		if c.CustomID != "" && seen[c.CustomID] {
			err = badForm(ruleUnique, "components", "Component custom id cannot be duplicated: %q", c.CustomID)
		}
		seen[c.CustomID] = true
	})
	switch {
	case err != nil:
		return err
	case v2 && count > discord.MaxComponents:
		return badForm(ruleV2Count, "components", "%d components, at most %d", count, discord.MaxComponents)
	case v2 && chars > discord.MaxV2Text:
		return badForm(ruleV2Text, "components", "%d characters of text, at most %d", chars, discord.MaxV2Text)
	}
	return nil
}

func checkComponent(c component, path string) *refusal {
	switch c.Type {
	case typeRow:
		return checkRow(c, path)
	case typeText:
		if strings.TrimSpace(c.Content) == "" {
			return badForm(ruleText, path, "Content is required")
		}
	case typeSection:
		return checkSection(c, path)
	case typeContainer:
		return checkContainer(c, path)
	}
	return nil
}

func checkContainer(c component, path string) *refusal {
	allowed := []int{typeRow, typeText, typeSection, typeSeparator}
	if len(c.Components) == 0 {
		return badForm(ruleContainer, path, "A container needs a child")
	}
	for i, child := range c.Components {
		at := fmt.Sprintf("%s.components[%d]", path, i)
		if !slices.Contains(allowed, child.Type) {
			return badForm(ruleContainer, at, "Type %d cannot stand in a container", child.Type)
		}
		if err := checkComponent(child, at); err != nil {
			return err
		}
	}
	return nil
}

func checkSection(c component, path string) *refusal {
	if n := len(c.Components); n < 1 || n > discord.MaxSectionChildren {
		return badForm(ruleSection, path, "A section holds 1 to %d text displays, not %d", discord.MaxSectionChildren, n)
	}
	for _, child := range c.Components {
		if child.Type != typeText {
			return badForm(ruleSection, path, "Type %d cannot stand in a section", child.Type)
		}
		if err := checkComponent(child, path); err != nil {
			return err
		}
	}
	if c.Accessory == nil {
		return badForm(ruleSection, path, "A section needs an accessory")
	}
	if c.Accessory.Type == typeButton {
		return checkButton(*c.Accessory, path+".accessory")
	}
	if c.Accessory.Type != typeThumbnail {
		return badForm(ruleSection, path, "Type %d cannot be an accessory", c.Accessory.Type)
	}
	return nil
}

func checkRow(c component, path string) *refusal {
	if len(c.Components) == 0 {
		return badForm(ruleRow, path, "An action row needs a child")
	}
	buttons := 0
	for i, child := range c.Components {
		at := fmt.Sprintf("%s.components[%d]", path, i)
		switch child.Type {
		case typeButton:
			buttons++
			if err := checkButton(child, at); err != nil {
				return err
			}
		case typeSelect:
			if len(c.Components) > 1 {
				return badForm(ruleRow, path, "A select stands alone in its row")
			}
			if err := checkSelect(child, at); err != nil {
				return err
			}
		default:
			return badForm(ruleRow, at, "Type %d cannot stand in an action row", child.Type)
		}
	}
	if buttons > discord.MaxButtons {
		return badForm(ruleRow, path, "%d buttons, at most %d", buttons, discord.MaxButtons)
	}
	return nil
}

func checkButton(c component, path string) *refusal {
	switch {
	case c.Style < 1 || c.Style > stylePremium:
		return badForm(ruleButton, path+".style", "Unknown style %d", c.Style)
	case c.Label == "" && c.Emoji == nil:
		return badForm(ruleButton, path, "A button needs a label or an emoji")
	case utf8.RuneCountInString(c.Label) > discord.MaxLabel:
		return badForm(ruleLabel, path+".label", "Must be %d or fewer in length", discord.MaxLabel)
	case c.Style == styleLink && (c.URL == "" || c.CustomID != ""):
		return badForm(ruleButtonURL, path, "A link button has a URL and no custom ID")
	case len(c.URL) > discord.MaxButtonURL:
		return badForm(ruleButtonURL, path+".url", "Must be %d or fewer in length", discord.MaxButtonURL)
	case c.URL != "" && !strings.HasPrefix(c.URL, "http://") && !strings.HasPrefix(c.URL, "https://") && !strings.HasPrefix(c.URL, "discord://"):
		return badForm(ruleButtonURL, path+".url", "Scheme must be http, https or discord")
	case c.Style != styleLink && c.URL != "":
		return badForm(ruleButtonURL, path+".url", "Only link buttons have a URL")
	case c.Style != styleLink && c.CustomID == "":
		return badForm(ruleButton, path, "A button needs a custom ID")
	}
	return checkCustomID(c.CustomID, path)
}

func checkCustomID(id, path string) *refusal {
	if utf8.RuneCountInString(id) > discord.MaxCustomID {
		return badForm(ruleCustomID, path+".custom_id", "Must be between 1 and %d in length", discord.MaxCustomID)
	}
	return nil
}

func checkSelect(c component, path string) *refusal {
	if n := len(c.Options); n < 1 || n > discord.MaxSelectOptions {
		return badForm(ruleSelect, path+".options", "Must be between 1 and %d, is %d", discord.MaxSelectOptions, n)
	}
	if utf8.RuneCountInString(c.Placeholder) > discord.MaxPlaceholder {
		return badForm(ruleSelect, path+".placeholder", "Must be %d or fewer in length", discord.MaxPlaceholder)
	}
	values := map[string]bool{}
	for _, o := range c.Options {
		for _, s := range []string{o.Label, o.Value, o.Description} {
			if utf8.RuneCountInString(s) > discord.MaxSelectText {
				return badForm(ruleSelect, path+".options", "Must be %d or fewer in length", discord.MaxSelectText)
			}
		}
		if o.Label == "" || o.Value == "" || values[o.Value] {
			return badForm(ruleSelect, path+".options", "Label and value are required, values are unique")
		}
		values[o.Value] = true
	}
	if c.CustomID == "" {
		return badForm(ruleSelect, path, "A select needs a custom ID")
	}
	return checkCustomID(c.CustomID, path)
}
