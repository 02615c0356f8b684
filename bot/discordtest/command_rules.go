package discordtest

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"casebot/bot/discord"
)

// Rules for command definitions.
var (
	ruleName         = rule("command name", "interactions/application-commands#application-command-object-application-command-naming")
	ruleDescription  = rule("command description", "interactions/application-commands#application-command-object-application-command-structure")
	ruleContextMenu  = rule("context menu", "interactions/application-commands#application-command-object-application-command-structure")
	ruleOptions      = rule("option count", "interactions/application-commands#application-command-object-application-command-structure")
	ruleOptionOrder  = rule("required options first", "interactions/application-commands#application-command-object-application-command-option-structure")
	ruleOptionUnique = rule("option names unique", "interactions/application-commands#application-command-object-application-command-option-structure")
	ruleOptionType   = rule("option type", "interactions/application-commands#application-command-object-application-command-option-type")
	ruleSub          = rule("subcommands", "interactions/application-commands#subcommands-and-subcommand-groups")
	ruleChoices      = rule("choices", "interactions/application-commands#application-command-object-application-command-option-choice-structure")
	ruleAuto         = rule("autocomplete or choices", "interactions/application-commands#application-command-object-application-command-option-structure")
	ruleLength       = rule("option length", "interactions/application-commands#application-command-object-application-command-option-structure")
	ruleLocale       = rule("localisation", "reference#locales")
	ruleTotal        = rule("command total", "interactions/application-commands#slash-commands")
	ruleCount        = rule("command count", "interactions/application-commands#registering-a-command")
	ruleCommandName  = rule("command names unique", "interactions/application-commands#registering-a-command")
	rulePermissions  = rule("default permissions", "interactions/application-commands#permissions")
	ruleContexts     = rule("contexts", "interactions/application-commands#interaction-contexts")
)

// https://discord.com/developers/docs/reference#locales
var locales = strings.Fields(`id da de en-GB en-US es-ES es-419 fr hr it lt hu nl no pl pt-BR ro fi
	sv-SE vi tr cs el bg ru uk hi th zh-CN ja zh-TW ko`)

var namePattern = regexp.MustCompile(`^[-_'\p{L}\p{N}\p{Devanagari}\p{Thai}]{1,32}$`)

// command is a command definition as it is sent and as it is given back.
type command struct {
	ID                       string            `json:"id"`
	ApplicationID            string            `json:"application_id"`
	GuildID                  string            `json:"guild_id,omitempty"`
	Version                  string            `json:"version"`
	Type                     int               `json:"type"`
	Name                     string            `json:"name"`
	NameLocalizations        map[string]string `json:"name_localizations"`
	Description              string            `json:"description"`
	DescriptionLocalizations map[string]string `json:"description_localizations"`
	Options                  []commandOption   `json:"options,omitempty"`
	DefaultMemberPermissions *string           `json:"default_member_permissions"`
	Contexts                 []int             `json:"contexts,omitempty"`
	IntegrationTypes         []int             `json:"integration_types,omitempty"`
	NSFW                     bool              `json:"nsfw"`
}

type commandOption struct {
	Type                     int               `json:"type"`
	Name                     string            `json:"name"`
	NameLocalizations        map[string]string `json:"name_localizations,omitempty"`
	Description              string            `json:"description"`
	DescriptionLocalizations map[string]string `json:"description_localizations,omitempty"`
	Required                 bool              `json:"required,omitempty"`
	Choices                  []choice          `json:"choices,omitempty"`
	Options                  []commandOption   `json:"options,omitempty"`
	MinLength                *int              `json:"min_length,omitempty"`
	MaxLength                *int              `json:"max_length,omitempty"`
	Autocomplete             bool              `json:"autocomplete,omitempty"`
}

type choice struct {
	Name              string            `json:"name"`
	NameLocalizations map[string]string `json:"name_localizations,omitempty"`
	Value             any               `json:"value"`
}

const (
	chatInput      = 1
	optSubcommand  = 1
	optGroup       = 2
	optString      = 3
	maxOptionType  = 11
	messageCommand = 3
)

// checkCommands holds what counts over all commands of one scope.
func checkCommands(list []command, guild bool) *refusal {
	counts := map[int]int{}
	seen := map[string]bool{}
	for i, c := range list {
		path := strconv.Itoa(i)
		if guild && (c.Contexts != nil || c.IntegrationTypes != nil) {
			return badForm(ruleContexts, path, "contexts and integration_types stand on global commands only")
		}
		if err := checkCommand(c, path); err != nil {
			return err
		}
		counts[c.Type]++
		key := fmt.Sprint(c.Type, c.Name)
		if seen[key] {
			return badForm(ruleCommandName, path, "Application command names must be unique: %q", c.Name)
		}
		seen[key] = true
	}
	for kind, n := range counts {
		limit := discord.MaxContextCommands
		if kind == chatInput {
			limit = discord.MaxSlashCommands
		}
		if n > limit {
			return breach(ruleCount, 400, 30032, "Maximum number of application commands reached (%d)", limit)
		}
	}
	return nil
}

func checkCommand(c command, path string) *refusal {
	for _, x := range c.Contexts {
		if x < 0 || x > 2 {
			return badForm(ruleContexts, path+".contexts", "Unknown context %d", x)
		}
	}
	if p := c.DefaultMemberPermissions; p != nil {
		if _, err := strconv.ParseUint(*p, 10, 64); err != nil {
			return badForm(rulePermissions, path+".default_member_permissions", "Not a bit set: %q", *p)
		}
	}
	if c.Type != chatInput {
		return checkContextMenu(c, path)
	}
	if err := checkNames(c.Name, c.NameLocalizations, c.Description, c.DescriptionLocalizations, path); err != nil {
		return err
	}
	if err := checkOptions(c.Options, path, 0); err != nil {
		return err
	}
	if n := total(c); n > discord.MaxCommandTotal {
		return badForm(ruleTotal, path, "Command exceeds maximum size (%d): %d", discord.MaxCommandTotal, n)
	}
	return nil
}

func checkContextMenu(c command, path string) *refusal {
	if c.Description != "" || len(c.DescriptionLocalizations) > 0 || len(c.Options) > 0 {
		return badForm(ruleContextMenu, path, "Context menu commands cannot have description or options")
	}
	for _, name := range append(values(c.NameLocalizations), c.Name) {
		if n := utf8.RuneCountInString(name); n < 1 || n > discord.MaxCommandName {
			return badForm(ruleName, path+".name", "Must be between 1 and %d in length", discord.MaxCommandName)
		}
	}
	return checkLocales(c.NameLocalizations, path)
}

func checkNames(name string, names map[string]string, description string, descriptions map[string]string, path string) *refusal {
	for _, n := range append(values(names), name) {
		if !namePattern.MatchString(n) || n != strings.ToLower(n) {
			return badForm(ruleName, path+".name", "Command name is invalid: %q", n)
		}
	}
	for _, d := range append(values(descriptions), description) {
		if n := utf8.RuneCountInString(d); n < 1 || n > discord.MaxCommandDescription {
			return badForm(ruleDescription, path+".description", "Must be between 1 and %d in length: %q", discord.MaxCommandDescription, d)
		}
	}
	if err := checkLocales(names, path); err != nil {
		return err
	}
	return checkLocales(descriptions, path)
}

func checkLocales(m map[string]string, path string) *refusal {
	for l := range m {
		if !slices.Contains(locales, l) {
			return badForm(ruleLocale, path, "Unknown locale %q", l)
		}
	}
	return nil
}

func checkOptions(list []commandOption, path string, depth int) *refusal {
	if len(list) > discord.MaxOptions {
		return badForm(ruleOptions, path+".options", "Must be %d or fewer in length", discord.MaxOptions)
	}
	optional, seen := false, map[string]bool{}
	for i, o := range list {
		at := fmt.Sprintf("%s.options[%d]", path, i)
		if o.Type < 1 || o.Type > maxOptionType {
			return badForm(ruleOptionType, at+".type", "Unknown type %d", o.Type)
		}
		if (o.Type <= optGroup) != (list[0].Type <= optGroup) || o.Type == optGroup && depth > 0 || depth > 1 && o.Type <= optGroup {
			return badForm(ruleSub, at, "Subcommands and options cannot be mixed, groups cannot be nested")
		}
		if err := checkNames(o.Name, o.NameLocalizations, o.Description, o.DescriptionLocalizations, at); err != nil {
			return err
		}
		if o.Required && optional {
			return badForm(ruleOptionOrder, at, "Required options must be placed before non-required options")
		}
		optional = optional || !o.Required
		if seen[o.Name] {
			return badForm(ruleOptionUnique, at, "Option names must be unique: %q", o.Name)
		}
		seen[o.Name] = true
		if err := checkOption(o, at); err != nil {
			return err
		}
		if err := checkOptions(o.Options, at, depth+1); err != nil {
			return err
		}
	}
	return nil
}

func checkOption(o commandOption, path string) *refusal {
	if o.Autocomplete && len(o.Choices) > 0 {
		return badForm(ruleAuto, path, "Autocomplete cannot be set with choices")
	}
	for _, n := range []*int{o.MinLength, o.MaxLength} {
		if n != nil && (*n < 0 || *n > discord.MaxOptionString || o.Type != optString) {
			return badForm(ruleLength, path, "Length must be between 0 and %d, on strings only", discord.MaxOptionString)
		}
	}
	if len(o.Choices) > discord.MaxChoices {
		return badForm(ruleChoices, path+".choices", "Must be %d or fewer in length", discord.MaxChoices)
	}
	return checkChoices(o.Choices, path)
}

func checkChoices(list []choice, path string) *refusal {
	for _, c := range list {
		for _, s := range append(values(c.NameLocalizations), c.Name) {
			if n := utf8.RuneCountInString(s); n < 1 || n > discord.MaxChoiceLen {
				return badForm(ruleChoices, path+".choices", "Name must be between 1 and %d in length", discord.MaxChoiceLen)
			}
		}
		if s, ok := c.Value.(string); ok && (s == "" || utf8.RuneCountInString(s) > discord.MaxChoiceLen) {
			return badForm(ruleChoices, path+".choices", "Value must be between 1 and %d in length", discord.MaxChoiceLen)
		}
	}
	return nil
}

// total counts names, descriptions and values, the longest localisation each.
func total(c command) int {
	longest := func(s string, m map[string]string) int {
		n := utf8.RuneCountInString(s)
		for _, v := range m {
			n = max(n, utf8.RuneCountInString(v))
		}
		return n
	}
	n := longest(c.Name, c.NameLocalizations) + longest(c.Description, c.DescriptionLocalizations)
	var options func([]commandOption)
	options = func(list []commandOption) {
		for _, o := range list {
			n += longest(o.Name, o.NameLocalizations) + longest(o.Description, o.DescriptionLocalizations)
			for _, c := range o.Choices {
				n += longest(c.Name, c.NameLocalizations)
				if s, ok := c.Value.(string); ok {
					n += utf8.RuneCountInString(s)
				}
			}
			options(o.Options)
		}
	}
	options(c.Options)
	return n
}

func values(m map[string]string) []string {
	list := make([]string, 0, len(m)+1)
	for _, v := range m {
		list = append(list, v)
	}
	return list
}
