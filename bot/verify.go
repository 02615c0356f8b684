package bot

import (
	"context"

	"casebot/bot/discord"
	"casebot/bot/markdown"
	"casebot/rag"
)

// verifyCommand is /verify claim.
func verifyCommand() *command {
	claim := option("claim", "A statement, such as a sentence you read elsewhere", true,
		local{"behauptung", "afirmación", "affirmation", "主張", "说法", "說法"},
		local{"Eine Aussage, etwa ein Satz von anderswo", "Una afirmación, por ejemplo una frase leída en otro sitio",
			"Une affirmation, par exemple une phrase lue ailleurs", "よそで読んだ文などの主張", "一种说法,例如别处读到的一句话", "一種說法,例如別處讀到的一句話"})
	claim.MaxLength = maxQuestion
	return &command{
		definition: define(chatCommand, "verify", "Check a claim against the articles",
			local{"prüfen", "verificar", "vérifier", "検証", "核实", "查證"},
			local{"Prüf eine Behauptung an den Artikeln", "Comprueba una afirmación con los artículos",
				"Vérifiez une affirmation dans les articles", "主張を記事と照合する", "用文章核实一种说法", "用文章查證一種說法"}, claim),
		asks: true, private: public,
		run: func(ctx context.Context, t *task) (discord.Post, error) { return t.verify(ctx, t.i.Text("claim")) },
	}
}

// checkCommand is the menu entry of a message: its text is the claim.
func checkCommand() *command {
	return &command{
		definition: define(messageCommand, "Check this claim", "",
			local{"Behauptung prüfen", "Verificar esta afirmación", "Vérifier cette affirmation", "この主張を検証", "核实此说法", "查證此說法"}, local{}),
		asks: true,
		run: func(ctx context.Context, t *task) (discord.Post, error) {
			text := t.target()
			if text == "" {
				return note(blue, t.bot.introduction(t.words)), nil
			}
			return t.verify(ctx, text)
		},
	}
}

func (t *task) verify(ctx context.Context, claim string) (discord.Post, error) {
	v, err := t.bot.o.Verifier.Verify(ctx, claim)
	if err == nil {
		err = ctx.Err()
	}
	if err != nil {
		return discord.Post{}, err
	}
	return showVerdict(claim, v, t), nil
}

// showVerdict lays out what was found of a claim.
func showVerdict(claim string, v rag.Verdict, t *task) discord.Post {
	w := t.words
	s := &sheet{colour: grey}
	// Not an answer that can be asked on: no mark for replies.
	s.small("🔎 " + markdown.Line(markdown.Shorten(claim, maxAsked)))
	switch v.Outcome {
	case rag.Supported:
		s.colour = green
		s.add("%s", markdown.Bold(w.Supported))
	case rag.Contradicted:
		s.colour = red
		s.add("%s", markdown.Bold(w.Contradicted))
	default:
		s.add("%s", markdown.Bold(w.NotFound))
	}
	if v.Reason != "" {
		s.add("%s", markdown.Line(markdown.Shorten(v.Reason, 500)))
	}
	cited := v.Citations[:min(len(v.Citations), maxCited)]
	if v.Outcome == rag.NotFound && len(cited) > 0 {
		s.small(w.Nearest)
	}
	pages := passagePages(cited, 1, w)
	if len(cited) > 0 {
		s.blocks = append(s.blocks, pages[0]...)
	}
	sources(s, cited, w)
	return s.post()
}
