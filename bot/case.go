package bot

import (
	"context"
	"strings"

	"github.com/bwmarrin/discordgo"

	"casebot/bot/discord"
	"casebot/bot/markdown"
	"casebot/corpus/cases"
)

// maxName is how much of a name is read: as much as fits into a button.
const maxName = 70

// caseCommand is /case name.
func caseCommand() *command {
	name := nameOption("name", "The case, or a person in it", true,
		local{"name", "nombre", "nom", "名前", "名称", "名稱"},
		local{"Der Fall oder eine Person darin", "El caso o una persona de él", "L’affaire ou une personne qui y figure",
			"事件名または登場人物", "案件或其中的人物", "案件或其中的人物"})
	return &command{
		definition: define(chatCommand, "case", "What the articles say of a case or a person",
			local{"fall", "caso", "affaire", "事件", "案件", "案件"},
			local{"Was die Artikel über einen Fall oder eine Person sagen", "Lo que dicen los artículos de un caso o una persona",
				"Ce que les articles disent d’une affaire ou d’une personne", "事件や人物について記事が述べていること",
				"文章关于某案件或人物的内容", "文章關於某案件或人物的內容"}, name),
		complete: completeCase, private: public,
		run: func(_ context.Context, t *task) (discord.Post, error) { return t.showCase(t.i.Text("name"), 1) },
	}
}

func nameOption(name, description string, required bool, names, descriptions local) *discordgo.ApplicationCommandOption {
	o := option(name, description, required, names, descriptions)
	o.Autocomplete = true
	o.MaxLength = maxName
	return o
}

// completeCase offers names of cases, people and aliases.
func completeCase(b *Bot, typed string) []discord.Choice {
	var list []discord.Choice
	seen := map[string]bool{}
	for _, s := range b.set().Suggest(typed, discord.MaxChoices) {
		name := markdown.Shorten(s.Name, discord.MaxChoiceLen)
		if name != "" && !seen[name] {
			seen[name] = true
			list = append(list, discord.Choice{Name: name, Value: name})
		}
	}
	return list
}

// showCase tells a case; of a name that no case knows, what the articles have.
func (t *task) showCase(typed string, page int) (discord.Post, error) {
	set := t.bot.set()
	state := "case|" + typed
	c, near := set.Find(strings.TrimSuffix(typed, "…"), 5)
	if c != nil {
		return showSummary(set.Summary(c), page, state, t.words), nil
	}
	if d := set.Dossier(typed, maxDossier); len(d.Lines) > 0 {
		return showSummary(d, page, state, t.words), nil
	}
	s := &sheet{colour: grey}
	s.add("%s", fill(t.words.NoCase, markdown.Line(typed)))
	if len(near) > 0 {
		s.add("%s\n%s", t.words.DidYouMean, bullets(near))
	}
	return s.post(), nil
}

func bullets(near []cases.Suggestion) string {
	var b strings.Builder
	for _, n := range near {
		b.WriteString("• " + markdown.Line(n.Name) + "\n")
	}
	return b.String()
}
