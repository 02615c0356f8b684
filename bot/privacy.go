package bot

import (
	"context"

	"github.com/bwmarrin/discordgo"

	"casebot/bot/discord"
	"casebot/bot/store"
)

// privacyCommand is /privacy show and /privacy delete.
func privacyCommand() *command {
	show := subcommand("show", "What is kept about you",
		local{"zeigen", "mostrar", "montrer", "表示", "查看", "檢視"},
		local{"Was über dich gespeichert ist", "Lo que se guarda de ti", "Ce qui est gardé sur vous",
			"あなたについて保存されているもの", "关于您的记录", "關於您的記錄"})
	erase := subcommand("delete", "Delete everything that is kept about you",
		local{"löschen", "borrar", "effacer", "削除", "删除", "刪除"},
		local{"Alles löschen, was über dich gespeichert ist", "Borra todo lo que se guarda de ti", "Effacer tout ce qui est gardé sur vous",
			"あなたについて保存されているものをすべて削除", "删除关于您的全部记录", "刪除關於您的全部記錄"})
	return &command{
		definition: define(chatCommand, "privacy", "What is kept about you, and how to delete it",
			local{"datenschutz", "privacidad", "confidentialité", "プライバシー", "隐私", "隱私"},
			local{"Was über dich gespeichert ist, und wie du es löschst", "Lo que se guarda de ti y cómo borrarlo",
				"Ce qui est gardé sur vous et comment l’effacer", "保存されている情報とその削除", "关于您的记录以及如何删除", "關於您的記錄以及如何刪除"}, show, erase),
		run: func(ctx context.Context, t *task) (discord.Post, error) {
			if t.i.Sub() == "delete" {
				return t.forget(ctx)
			}
			return t.showHeld(ctx)
		},
	}
}

func subcommand(name, description string, names, descriptions local) *discordgo.ApplicationCommandOption {
	o := option(name, description, false, names, descriptions)
	o.Type = discordgo.ApplicationCommandOptionSubCommand
	return o
}

func (t *task) showHeld(ctx context.Context) (discord.Post, error) {
	held := t.words.PrivacyNone
	if s := t.bot.o.Store; s != nil {
		h, err := s.Held(ctx, t.i.Asker().ID)
		if err != nil {
			return discord.Post{}, err
		}
		if h != (store.Held{}) {
			held = fill(t.words.PrivacyHeld, h.Feedback, h.Questions, h.Links, h.Actions)
		}
	}
	return note(blue, fill(t.words.PrivacyShow, held)), nil
}

func (t *task) forget(ctx context.Context) (discord.Post, error) {
	if s := t.bot.o.Store; s != nil {
		if err := s.DeleteUser(ctx, t.i.Asker().ID); err != nil {
			t.log.Error("rows of a user not deleted", "err", err)
			return note(amber, t.words.PrivacyFailed), nil
		}
	}
	return note(blue, t.words.PrivacyGone), nil
}
