package discord

import (
	"context"
	"encoding/json"
	"reflect"

	"github.com/bwmarrin/discordgo"
)

// Register makes Discord know these commands and no others, in one server or,
// with guildID "", everywhere. It writes only where something differs, and
// reports whether it did: commands may be created 200 times a day only.
// https://discord.com/developers/docs/interactions/application-commands#registering-a-command
func (c *Client) Register(ctx context.Context, guildID string, commands []*discordgo.ApplicationCommand) (changed bool, err error) {
	url := discordgo.EndpointApplicationGlobalCommands(c.Self().AppID)
	if guildID != "" {
		url = discordgo.EndpointApplicationGuildCommands(c.Self().AppID, guildID)
		commands = withoutScope(commands)
	}
	route := "commands " + guildID
	var there []map[string]any
	if err := c.call(ctx, request{method: "GET", url: url + "?with_localizations=true", route: route}, &there); err != nil {
		return false, err
	}
	want, err := essence(commands, guildID != "")
	if err != nil {
		return false, err
	}
	have, err := essence(there, guildID != "")
	if err != nil || reflect.DeepEqual(have, want) {
		return false, err
	}
	return true, c.call(ctx, request{method: "PUT", url: url, route: route, body: commands}, nil)
}

// withoutScope drops what only global commands have.
func withoutScope(commands []*discordgo.ApplicationCommand) []*discordgo.ApplicationCommand {
	var list []*discordgo.ApplicationCommand
	for _, c := range commands {
		local := *c
		local.Contexts, local.IntegrationTypes = nil, nil
		list = append(list, &local)
	}
	return list
}

// essence holds what of a list of commands is worth comparing, by type and
// name: no IDs, and nothing that is empty, which Discord may leave out or add.
func essence(commands any, local bool) (map[string]any, error) {
	b, err := json.Marshal(commands)
	if err != nil {
		return nil, err
	}
	var list []map[string]any
	if err := json.Unmarshal(b, &list); err != nil {
		return nil, err
	}
	all := map[string]any{}
	for _, c := range list {
		kind, _ := json.Marshal(c["type"])
		name, _ := c["name"].(string)
		for _, k := range []string{"id", "application_id", "guild_id", "version", "dm_permission", "default_permission"} {
			delete(c, k)
		}
		if local {
			delete(c, "contexts")
			delete(c, "integration_types")
		}
		all[string(kind)+" "+name] = filled(c)
	}
	return all, nil
}

// filled drops null, false, "", and empty lists and objects, nil if nothing is left.
func filled(v any) any {
	switch v := v.(type) {
	case map[string]any:
		m := map[string]any{}
		for k, x := range v {
			if x = filled(x); x != nil {
				m[k] = x
			}
		}
		if len(m) > 0 {
			return m
		}
		return nil
	case []any:
		var list []any
		for _, x := range v {
			list = append(list, filled(x))
		}
		if len(list) > 0 {
			return list
		}
		return nil
	case string:
		if v == "" {
			return nil
		}
	case bool:
		if !v {
			return nil
		}
	}
	return v
}
