package bot

import (
	"context"

	"github.com/bwmarrin/discordgo"

	"casebot/bot/discord"
	"casebot/bot/markdown"
	"casebot/rag"
)

// askCommand is /ask question private.
func askCommand() *command {
	question := option("question", "Your question, in your own words", true,
		local{"frage", "pregunta", "question", "質問", "问题", "問題"},
		local{"Deine Frage, in eigenen Worten", "Tu pregunta, con tus palabras", "Votre question, avec vos mots",
			"ご自分の言葉での質問", "用自己的话提问", "用自己的話提問"})
	question.MaxLength = maxQuestion
	private := option("private", "Only you see the answer", false,
		local{"privat", "privado", "privé", "非公開", "仅自己可见", "僅自己可見"},
		local{"Nur du siehst die Antwort", "Solo tú ves la respuesta", "Vous seul voyez la réponse",
			"回答はあなたにだけ表示されます", "只有您能看到回答", "只有您能看到回答"})
	private.Type = discordgo.ApplicationCommandOptionBoolean
	return &command{
		definition: define(chatCommand, "ask", "Ask the articles a question",
			local{"fragen", "preguntar", "demander", "質問", "提问", "提問"},
			local{"Stell den Artikeln eine Frage", "Haz una pregunta a los artículos", "Posez une question aux articles",
				"記事に質問する", "向文章提问", "向文章提問"}, question, private),
		asks: true,
		private: func(t *task) bool {
			return t.i.Flag("private", t.bot.settings(t.i.GuildID).Private)
		},
		run: func(ctx context.Context, t *task) (discord.Post, error) {
			return t.bot.ask(ctx, rag.Question{Text: t.i.Text("question"), User: t.i.Asker().ID}, t.i.GuildID, t.words)
		},
	}
}

// askAboutCommand is the menu entry of a message: its text is the question.
func askAboutCommand() *command {
	return &command{
		definition: define(messageCommand, "Ask about this", "",
			local{"Dazu fragen", "Preguntar sobre esto", "Demander à ce sujet", "これについて質問", "就此提问", "就此提問"}, local{}),
		asks: true,
		run: func(ctx context.Context, t *task) (discord.Post, error) {
			text := t.target()
			if text == "" {
				return note(blue, t.bot.introduction(t.words)), nil
			}
			return t.bot.ask(ctx, rag.Question{Text: text, User: t.i.Asker().ID}, t.i.GuildID, t.words)
		},
	}
}

// target is the text of the message whose menu was used.
func (t *task) target() string {
	m := t.i.Data.Resolved.Messages[t.i.Data.TargetID]
	if m == nil {
		return ""
	}
	if turn, ok := parseTurn(m); ok {
		return turn.Question
	}
	text := m.Content
	for _, e := range m.Embeds {
		text += "\n" + e.Title + "\n" + e.Description
	}
	for _, x := range m.Texts() {
		text += "\n" + x
	}
	return markdown.Shorten(collapse(pings.ReplaceAllString(text, " ")), maxQuestion)
}

// helpCommand is /help.
func helpCommand() *command {
	return &command{
		definition: define(chatCommand, "help", "What you can do here",
			local{"hilfe", "ayuda", "aide", "ヘルプ", "帮助", "說明"},
			local{"Was du hier tun kannst", "Qué puedes hacer aquí", "Ce que vous pouvez faire ici",
				"できることの説明", "这里可以做什么", "這裡可以做什麼"}),
		quick: true,
		run: func(_ context.Context, t *task) (discord.Post, error) {
			s := &sheet{colour: blue}
			s.add("%s", t.bot.introduction(t.words))
			s.blocks = append(s.blocks, t.words.Help)
			return s.post(), nil
		},
	}
}
