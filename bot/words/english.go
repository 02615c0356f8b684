package words

var english = Words{
	Refused:    "The articles do not say.",
	Unsure:     "The articles may not answer this.",
	NotCertain: "Not certain: read the passages.",
	Intro:      "Ask me about the articles, and I show you the exact passages. For example: “%s” or “%s”",
	IntroBare:  "Ask me about the articles, and I show you the exact passages.",
	Closest:    "Closest passages",
	Source:     "Source",
	OpenLink:   "Open the article",
	Paragraph:  "paragraph",
	Under:      "under “%s”",
	More:       "More",
	Previous:   "Back",
	Next:       "Next",
	Page:       "page %s of %s",
	Continued:  "(continued)",

	Changed: "The article has changed since this answer was given, so the passage may no longer stand there. Ask again to get an answer from the new text.",
	Gone:    "The article is no longer in the collection. Ask again to get an answer from what is there now.",

	VoteKept: "Noted, thank you.",
	VoteLost: "That could not be stored. Try again in a minute.",

	TooFast:     "That is a lot of questions at once. Ask again in %s seconds.",
	TooFastHere: "Many questions are being asked here. Ask again in %s seconds.",
	Busy:        "The answer was not ready in time. Ask again in a minute.",
	Failed:      "The answer could not be made. Try again in a minute. (ref %s)",
	Stopping:    "I am being restarted. Ask again in a minute.",
	NotLoaded:   "The articles are still being read. Ask again in a minute.",
	OldButton:   "This button is from an older version of me. Ask again to get new ones.",
	Elsewhere:   "The admins of this server chose other channels for questions.",

	Supported:    "Supported",
	Contradicted: "Contradicted",
	NotFound:     "Not found in the articles",
	Nearest:      "The nearest passages, which neither support nor contradict it:",

	NoCases:      "There are no case summaries for these articles. Ask a question instead, or see `/sources`.",
	NoCase:       "No case and no article here names “%s”. See `/cases` for what is covered.",
	DidYouMean:   "Did you mean:",
	CasesTitle:   "Cases",
	PeopleTitle:  "People",
	NoPeople:     "No case here names such a person. See `/cases` for what is covered.",
	Timeline:     "Timeline",
	NoEvents:     "No case here has an event in that time.",
	BadDate:      "“%s” is not a date. Write a year, a month or a day: 2018, 2018-04 or 2018-04-06.",
	SourcesTitle: "Articles",
	NoSources:    "There are no articles yet.",

	Help: "Ask in your own words, and I answer from a collection of news articles, with the exact passages. What they do not say, I do not say.\n\n" +
		"**Ask**: mention me, write to me directly, or use `/ask`. Reply to an answer to ask on.\n" +
		"**Check**: `/verify` tells whether the articles support a claim. Or open a message's menu, Apps, Check this claim.\n" +
		"**Read**: `/cases`, `/case`, `/timeline`, `/people`, `/sources`.\n" +
		"**Sources**: the buttons below an answer show each passage in its paragraph.\n" +
		"**Privacy**: `/privacy show` and `/privacy delete`.",
	PrivacyShow:   "Your questions are answered and then forgotten, unless this server's admins keep unanswered ones to improve the collection. What is kept about you now: %s",
	PrivacyHeld:   "%s votes, %s questions, %s answers that can be followed up, %s entries in the admins' log. `/privacy delete` removes them.",
	PrivacyNone:   "nothing.",
	PrivacyGone:   "Everything that was kept about you is deleted.",
	PrivacyFailed: "That could not be finished now. It goes on by itself; look with `/privacy show` in an hour.",

	AdminOnly:      "Only members with the Manage Server permission can do that. Ask one of them.",
	HomeOnly:       "All servers share these articles, so only the bot's own admins can do that.",
	Status:         "%s articles, version %s.",
	BuiltIn:        "These are the built-in articles. To use your own, put them in a folder and set CORPUS_DIR to it; `casebot corpus export DIR` writes these out to begin with.",
	Folder:         "They are read from %s.",
	LacksHere:      "In this channel I lack: %s. Give them to my role in the channel's settings.",
	LacksNothing:   "In this channel I have all the permissions I need.",
	Reloaded:       "Reloaded: %s articles, version %s.",
	ReloadSame:     "Nothing has changed.",
	ReloadFailed:   "The reload failed, and the old articles stay in use: %s",
	Added:          "Added: %s",
	ChangedList:    "Changed: %s",
	Removed:        "Removed: %s",
	Faults:         "Look at these files:\n%s",
	PermView:       "View Channel",
	PermSend:       "Send Messages",
	PermHistory:    "Read Message History",
	PermSendThread: "Send Messages in Threads",
}
