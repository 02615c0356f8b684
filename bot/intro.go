package bot

import (
	"casebot/bot/markdown"
	"casebot/bot/words"
)

// introduction is one line with two example questions, made from what the
// collection holds.
func (b *Bot) introduction(w *words.Words) string {
	examples := b.examples(w)
	if len(examples) < 2 {
		return w.IntroBare
	}
	return fill(w.Intro, markdown.Line(examples[0]), markdown.Line(examples[1]))
}

// examples are questions about people of the cases, else about articles.
func (b *Bot) examples(w *words.Words) []string {
	var list []string
	if set := b.o.Library.Cases(); set != nil {
		for _, p := range set.People("") {
			if !p.Unnamed {
				list = append(list, fill(w.WhoIs, p.Name))
			}
		}
	}
	if c := b.o.Library.Corpus(); c != nil && len(list) < 2 {
		for _, a := range c.Articles {
			list = append(list, fill(w.WhatSays, markdown.Shorten(title(a), 80)))
		}
	}
	return list
}
