package bot

import (
	"context"

	"casebot/bot/discord"
	"casebot/corpus/cases"
)

// peopleCommand is /people name.
func peopleCommand() *command {
	name := nameOption("name", "A person; without a name, everybody", false,
		local{"name", "nombre", "nom", "名前", "姓名", "姓名"},
		local{"Eine Person; ohne Namen alle", "Una persona; sin nombre, todas", "Une personne ; sans nom, toutes",
			"人物名(省略すると全員)", "人物;不填则列出全部", "人物;不填則列出全部"})
	return &command{
		definition: define(chatCommand, "people", "The people of the cases and their roles",
			local{"personen", "personas", "personnes", "人物", "人物", "人物"},
			local{"Die Personen der Fälle und ihre Rollen", "Las personas de los casos y sus papeles",
				"Les personnes des affaires et leurs rôles", "事件の人物とその役割", "案件中的人物及其角色", "案件中的人物及其角色"}, name),
		complete: completePeople, private: public,
		run: func(_ context.Context, t *task) (discord.Post, error) { return t.showPeople(t.i.Text("name"), 1) },
	}
}

func completePeople(b *Bot, typed string) []discord.Choice {
	var list []discord.Choice
	for _, p := range b.set().People(typed) {
		if len(list) < discord.MaxChoices && !p.Unnamed && len([]rune(p.Name)) <= maxName {
			list = append(list, discord.Choice{Name: p.Name, Value: p.Name})
		}
	}
	return list
}

func (t *task) showPeople(name string, page int) (discord.Post, error) {
	people := t.bot.set().People(name)
	if len(people) == 0 {
		return note(grey, t.words.NoPeople), nil
	}
	return showSummary(cases.Introduced(t.words.PeopleTitle, people), page, "people|"+name, t.words), nil
}
