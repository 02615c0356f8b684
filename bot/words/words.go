// Package words holds everything the bot says around an answer, in seven
// languages. Quotes are never translated. Start reading at For and Detect.
package words

import "strings"

// Words are the frame texts of one language. A %s is filled in by the caller;
// a test holds that all languages have the same ones.
type Words struct {
	// Answers.
	Refused    string
	Unsure     string
	NotCertain string
	Smalltalk  string // to a greeting or thanks; "" where the answerer's own words are used
	Intro      string // %s twice: example questions
	IntroBare  string // without examples
	WhoIs      string // %s: a name
	WhatSays   string // %s: an article's title
	Closest    string // button, and title of what it shows
	Source     string // button, followed by its number
	OpenLink   string // button
	Paragraph  string // followed by its number
	Under      string // %s: a heading
	More       string // button
	Previous   string // button
	Next       string // button
	Page       string // %s of %s
	Continued  string

	// Sources.
	Changed string
	Gone    string

	// Votes.
	VoteKept string
	VoteLost string

	// Waiting and refusing.
	TooFast     string // %s: seconds
	TooFastHere string // %s: seconds
	Busy        string
	Failed      string // %s: reference
	Stopping    string
	NotLoaded   string
	OldButton   string
	Elsewhere   string // the admin chose other channels

	// Claims.
	Supported    string
	Contradicted string
	NotFound     string
	Nearest      string

	// Cases.
	NoCases      string
	NoCase       string // %s: what was typed
	DidYouMean   string
	CasesTitle   string
	PeopleTitle  string
	NoPeople     string
	Timeline     string
	NoEvents     string
	BadDate      string // %s: what was typed
	SourcesTitle string
	NoSources    string

	// Help and privacy.
	Help          string
	PrivacyShow   string // %s: what is held
	PrivacyHeld   string // %s four times: feedback, questions, links, actions
	PrivacyNone   string
	PrivacyGone   string
	PrivacyFailed string

	// Administration.
	AdminOnly      string
	HomeOnly       string
	Status         string // %s: articles, version
	BuiltIn        string
	Folder         string // %s
	LacksHere      string // %s: permissions
	LacksNothing   string
	Reloaded       string // %s: articles, version
	ReloadSame     string
	ReloadFailed   string // %s: reason
	Added          string // %s: list
	ChangedList    string // %s: list
	Removed        string // %s: list
	Faults         string // %s: list
	PermView       string
	PermSend       string
	PermHistory    string
	PermSendThread string

	// Versions, settings and what is kept.
	Ahead           string
	AheadSame       string
	AheadFails      string // %s: reason
	Sentences       string // %s: article, sentences added, removed, reworded
	AnswersStay     string // %s: asked, of all
	AnswersChange   string // %s: changed, asked, of all
	RolledBack      string // %s: articles, version
	RollbackFailed  string // %s: reason
	NoVersion       string
	Building        string
	CasesChanged    string
	Held            string // a rollback holds
	InServer        string
	FeedbackTitle   string // %s: good, bad
	NoFeedback      string
	UnansweredTitle string
	NoUnanswered    string
	TextNotKept     string // %s: hash
	AuditTitle      string
	NoAudit         string
	Nobody          string
	SettingsTitle   string
	SettingsLost    string
	SetChannels     string
	Everywhere      string
	SetLanguage     string
	AskersOwn       string
	SetPrivate      string
	SetKeep         string
	SetLimits       string // %s: a user, a channel, in all
	Standard        string
	NoLimit         string
	Yes             string
	No              string
}

var all = map[string]*Words{
	"en": &english, "de": &german, "fr": &french, "es-ES": &spanish,
	"ja": &japanese, "zh-CN": &simplified, "zh-TW": &traditional,
}

// Languages are the locales that have words of their own besides English.
func Languages() []string { return []string{"de", "es-ES", "fr", "ja", "zh-CN", "zh-TW"} }

// For returns the words of a Discord locale, English ones for those without.
func For(locale string) *Words {
	if w := all[locale]; w != nil {
		return w
	}
	if base, _, _ := strings.Cut(locale, "-"); base == "es" {
		return &spanish
	} else if w := all[base]; w != nil {
		return w
	}
	return &english
}
