package bot

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/bwmarrin/discordgo"

	"casebot/bot/discord"
	"casebot/bot/markdown"
	"casebot/bot/store"
	"casebot/bot/words"
)

// maxPerMinute is the highest bound a server may set.
const maxPerMinute = 600

// settingsOption is /admin settings: without options it shows, with any it
// changes.
func settingsOption() *discordgo.ApplicationCommandOption {
	o := subcommand("settings", "Show or change how I behave in this server",
		local{"einstellungen", "ajustes", "réglages", "設定", "设置", "設定"},
		local{"Zeigen oder ändern, wie ich mich auf diesem Server verhalte", "Muestra o cambia cómo me comporto en este servidor",
			"Voir ou changer mon comportement sur ce serveur", "このサーバーでの動作を表示・変更", "查看或更改我在此服务器的行为", "檢視或更改我在此伺服器的行為"})
	channel := option("channel", "Answer in this channel, or no longer; without any I answer everywhere", false,
		local{"kanal", "canal", "salon", "チャンネル", "频道", "頻道"},
		local{"In diesem Kanal antworten, oder nicht mehr; ohne einen überall", "Responder en este canal, o dejar de hacerlo; sin ninguno, en todos",
			"Répondre dans ce salon, ou ne plus y répondre ; sans aucun, partout", "回答するチャンネルの追加・解除(なしならすべて)",
			"在此频道回答,或不再回答;未选则处处回答", "在此頻道回答,或不再回答;未選則處處回答"})
	channel.Type = discordgo.ApplicationCommandOptionChannel
	language := option("language", "Language of what I say around the quotes", false,
		local{"sprache", "idioma", "langue", "言語", "语言", "語言"},
		local{"Sprache dessen, was ich um die Zitate sage", "Idioma de lo que digo alrededor de las citas", "Langue de ce que je dis autour des citations",
			"引用以外の文の言語", "引文之外的语言", "引文之外的語言"})
	language.Choices = []*discordgo.ApplicationCommandOptionChoice{{Name: "–", Value: "own"}, {Name: "en", Value: "en"}}
	for _, l := range words.Languages() {
		language.Choices = append(language.Choices, &discordgo.ApplicationCommandOptionChoice{Name: l, Value: l})
	}
	private := option("private", "Only the asker sees answers to commands, unless asked otherwise", false,
		local{"privat", "privado", "privé", "非公開", "不公开", "不公開"},
		local{"Antworten auf Befehle sieht nur, wer fragt, wenn nicht anders gewünscht", "Solo quien pregunta ve las respuestas a comandos, salvo que pida otra cosa",
			"Seule la personne voit les réponses aux commandes, sauf demande contraire", "指定がなければコマンドへの回答は質問者だけに表示",
			"除非另有要求,只有提问者看到对命令的回答", "除非另有要求,只有提問者看到對指令的回答"})
	private.Type = discordgo.ApplicationCommandOptionBoolean
	keep := option("keep-questions", "Keep the text of questions that stay unanswered, for you to read", false,
		local{"fragen-speichern", "guardar-preguntas", "garder-questions", "質問を保存", "保存问题", "保存問題"},
		local{"Den Text unbeantworteter Fragen speichern, damit du ihn liest", "Guardar el texto de las preguntas sin respuesta, para leerlas",
			"Garder le texte des questions sans réponse, pour le lire", "答えられなかった質問の文面を保存", "保存未能回答的问题原文供查看", "保存未能回答的問題原文供檢視"})
	keep.Type = discordgo.ApplicationCommandOptionBoolean
	o.Options = append(o.Options, channel, language, private, keep,
		limitOption("user-limit", "Questions a minute from one user; 0 for the standard",
			local{"limit-benutzer", "límite-usuario", "limite-personne", "ユーザー上限", "用户上限", "使用者上限"}),
		limitOption("channel-limit", "Questions a minute in one channel; 0 for the standard",
			local{"limit-kanal", "límite-canal", "limite-salon", "チャンネル上限", "频道上限", "頻道上限"}),
		limitOption("server-limit", "Questions a minute in this server; 0 for no limit",
			local{"limit-server", "límite-servidor", "limite-serveur", "サーバー上限", "服务器上限", "伺服器上限"}))
	return o
}

func limitOption(name, description string, names local) *discordgo.ApplicationCommandOption {
	zero := 0.0
	o := option(name, description, false, names, local{})
	o.Type, o.MinValue, o.MaxValue = discordgo.ApplicationCommandOptionInteger, &zero, maxPerMinute
	o.DescriptionLocalizations = nil
	return o
}

func (t *task) settings(ctx context.Context) (discord.Post, error) {
	before := t.bot.settings(t.i.GuildID)
	set, changes := t.changed(before)
	if len(changes) == 0 {
		return t.showSettings(before), nil
	}
	err := t.bot.o.Store.SaveSettings(ctx, set, store.Action{
		Guild: t.i.GuildID, Actor: t.i.Asker().ID, Name: "settings", Detail: strings.Join(changes, ", "), Result: "done",
	})
	if err != nil {
		t.log.Error("settings not stored", "err", err)
		t.bot.o.Metrics.StoreFailure(store.Kind(err))
		return note(amber, t.words.SettingsLost), nil
	}
	t.words = t.bot.wordsFor(t.i) // the language may be another one now
	return t.showSettings(set), nil
}

// changed applies the given options to settings and names them for the audit log.
func (t *task) changed(set store.Settings) (store.Settings, []string) {
	var changes []string
	if id := t.i.Text("channel"); id != "" {
		if i := slices.Index(set.Channels, id); i >= 0 {
			set.Channels = slices.Delete(set.Channels, i, i+1)
			changes = append(changes, "no longer in channel "+id)
		} else {
			set.Channels = append(set.Channels, id)
			changes = append(changes, "in channel "+id)
		}
	}
	if l := t.i.Text("language"); l != "" {
		changes = append(changes, "language "+l)
		if set.Language = l; l == "own" {
			set.Language = ""
		}
	}
	for _, o := range []struct {
		name string
		flag *bool
	}{{"private", &set.Private}, {"keep-questions", &set.KeepQuestions}} {
		if t.i.Flag(o.name, true) == t.i.Flag(o.name, false) { // it is given
			*o.flag = t.i.Flag(o.name, false)
			changes = append(changes, fmt.Sprint(o.name, " ", *o.flag))
		}
	}
	for _, o := range []struct {
		name  string
		limit *int
	}{{"user-limit", &set.Limits.User}, {"channel-limit", &set.Limits.Channel}, {"server-limit", &set.Limits.Guild}} {
		if n, given := t.i.Number(o.name); given {
			*o.limit = min(max(n, 0), maxPerMinute)
			changes = append(changes, fmt.Sprint(o.name, " ", *o.limit))
		}
	}
	return set, changes
}

func (t *task) showSettings(set store.Settings) discord.Post {
	w := t.words
	yes := func(b bool) string {
		if b {
			return w.Yes
		}
		return w.No
	}
	orElse := func(n int, text string) string {
		if n > 0 {
			return fmt.Sprint(n)
		}
		return text
	}
	channels := w.Everywhere
	if len(set.Channels) > 0 {
		channels = "<#" + strings.Join(set.Channels, ">, <#") + ">"
	}
	language := w.AskersOwn
	if set.Language != "" {
		language = set.Language
	}
	s := &sheet{colour: blue}
	s.add("%s", markdown.Bold(w.SettingsTitle))
	s.add("%s: %s\n%s: %s\n%s: %s\n%s: %s\n%s",
		w.SetChannels, channels, w.SetLanguage, language, w.SetPrivate, yes(set.Private), w.SetKeep, yes(set.KeepQuestions),
		fill(w.SetLimits, orElse(set.Limits.User, w.Standard), orElse(set.Limits.Channel, w.Standard), orElse(set.Limits.Guild, w.NoLimit)))
	return s.post()
}
