package bot

import (
	"slices"

	"casebot/bot/discord"
	"casebot/bot/words"
)

// refuseAdmin returns the sentence that keeps a person from administering the
// articles, "" if they may. Discord hides the commands from members without
// the permission, but a server's admins can override that; and the articles
// belong to all servers, so managing one of them is not enough.
func (b *Bot) refuseAdmin(i *discord.Interaction, w *words.Words) string {
	user := i.Asker().ID
	if user == "" {
		return w.HomeOnly
	}
	if user == b.self.OwnerID || slices.Contains(b.o.AdminUsers, user) {
		return ""
	}
	if i.GuildID == "" || i.Member == nil || !slices.Contains(b.o.HomeGuilds, i.GuildID) {
		return w.HomeOnly
	}
	if i.Member.Permissions.Has(discord.PermManageGuild) {
		return ""
	}
	for _, role := range i.Member.Roles {
		if slices.Contains(b.o.AdminRoles, role) {
			return ""
		}
	}
	return w.AdminOnly
}

// refuseManager returns the sentence that keeps a person from a server's own
// rows and settings, "" if they may see and change them.
func (b *Bot) refuseManager(i *discord.Interaction, w *words.Words) string {
	if i.GuildID == "" || i.Member == nil {
		return w.InServer
	}
	if !i.Member.Permissions.Has(discord.PermManageGuild) {
		return w.AdminOnly
	}
	return ""
}
