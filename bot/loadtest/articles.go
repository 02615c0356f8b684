// Package loadtest makes articles and measures the bot with them: many
// articles, many people, a long time, and a process that is killed.
//
// Everything runs on this machine and stops by itself. The flags of its tests
// set how much and how long; their defaults are small.
package loadtest

import (
	"fmt"
	"os"
	"path/filepath"
)

// Article is a generated article of three short sentences, and a question that
// only it answers.
type Article struct {
	ID, Text         string
	Question, Answer string
}

var (
	syllables = []string{"ba", "do", "fe", "ga", "hu", "ji", "ka", "lo", "mi", "nu", "pe", "ra", "so", "ti", "vo", "wa"}
	endings   = []string{"lan", "mer", "nik", "rot", "san", "tov", "vin", "zek"}
	towns     = []string{"Lisbon", "Osaka", "Tampere", "Quito", "Leeds", "Turin", "Gdansk", "Bergen", "Malaga", "Ghent", "Nagoya", "Cork"}
	months    = []string{"January", "March", "May", "June", "August", "October"}
	trades    = []string{"shipping clerk", "turbine engineer", "border guard", "translator", "radio technician", "archivist"}
)

// MakeArticle makes article number n. Editions of one number differ in the
// length of the sentence, and so in one of their three sentences.
func MakeArticle(n, edition int) Article {
	pick := func(from []string, salt int) string { return from[(n*7+n/len(from)+salt)%len(from)] }
	// Five syllables number the person: no two articles share a name.
	given := title(syllables[n%16] + endings[n/16%8])
	family := title(syllables[n/128%16] + syllables[n/2048%16] + endings[(n+n/16)%8])
	person := given + " " + family
	town := pick(towns, 0)
	year := 1990 + n*13%35
	return Article{
		ID: fmt.Sprintf("%05d", n),
		Text: fmt.Sprintf("%s, a %s, was arrested in %s on %d %s %d.\nThe court in %s sentenced %s to %d years in prison.\nInvestigators found the letters of %s behind a stove in %s.\n",
			person, pick(trades, 1), town, 1+n*5%28, pick(months, 2), year,
			pick(towns, 5), family, 1+(n*3+edition)%20,
			family, pick(towns, 8)),
		Question: fmt.Sprintf("Where was %s arrested?", person),
		Answer:   town,
	}
}

func title(s string) string { return string(s[0]-'a'+'A') + s[1:] }

// Write puts the article into a corpus folder, whole or not at all.
func (a Article) Write(dir string) error {
	path := filepath.Join(dir, a.ID+".txt")
	if err := os.WriteFile(path+".part", []byte(a.Text), 0o600); err != nil {
		return err
	}
	return os.Rename(path+".part", path)
}

// WriteArticles puts the first n articles into a folder.
func WriteArticles(dir string, n int) error {
	for i := range n {
		if err := MakeArticle(i, 0).Write(dir); err != nil {
			return err
		}
	}
	return nil
}
