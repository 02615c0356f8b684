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
		run: func(ctx context.Context, t *task) (discord.Post, error) {
			return t.showCase(ctx, t.i.Text("name"), 1)
		},
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
func (t *task) showCase(ctx context.Context, typed string, page int) (discord.Post, error) {
	state := "case|" + typed
	c, near, several := t.bot.set().Find(strings.TrimSuffix(typed, "…"), maxNear)
	if c != nil {
		return showSummary(t.bot.set().Summary(c), page, state, t.words), nil
	}
	if !several {
		d, err := t.bot.gather(ctx, typed)
		if err != nil {
			return discord.Post{}, err
		}
		if len(d.Lines) > 0 {
			return showSummary(d, page, state, t.words), nil
		}
	}
	return t.noCase(typed, near, several), nil
}

// maxNear is how many names are offered where none fits.
const maxNear = 5

// noCase offers the names that come near, or that may be meant.
func (t *task) noCase(typed string, near []cases.Suggestion, several bool) discord.Post {
	s := &sheet{colour: grey}
	if !several {
		s.add("%s", fill(t.words.NoCase, markdown.Line(typed)))
	}
	lines := []string{t.words.DidYouMean}
	for _, n := range near {
		name := n.Name
		if n.Case != nil && n.Case.Name != name {
			name += " – " + n.Case.Name
		}
		lines = append(lines, "• "+markdown.Line(name))
	}
	if len(near) > 0 {
		s.add("%s", strings.Join(lines, "\n"))
	}
	return s.post()
}

// gather puts what the articles say of a name in a summary. A name that they
// have only in another spelling gathers nothing: it may be somebody else's.
func (b *Bot) gather(ctx context.Context, name string) (cases.Summary, error) {
	if b.o.Gatherer == nil {
		return cases.Summary{}, nil
	}
	d, err := b.o.Gatherer.Dossier(ctx, name)
	if err != nil || !strings.EqualFold(d.Name, strings.TrimSpace(name)) {
		return cases.Summary{}, err
	}
	var passages []cases.Passage
	for _, e := range d.Entries {
		passages = append(passages, cases.Passage{
			Citation: cases.Citation{Article: e.Article, Span: e.Span, Text: e.Text},
			Date:     cases.Date{Date: e.Date}, Phrase: e.Phrase,
		})
	}
	if len(passages) == 0 {
		return cases.Summary{}, nil
	}
	return cases.Gathered(d.Name, passages), nil
}
