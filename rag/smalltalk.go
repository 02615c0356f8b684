package rag

import (
	"regexp"
	"strings"
)

// chatter is one kind of small talk: what people write and what they get.
type chatter struct {
	pattern *regexp.Regexp
	reply   string
}

// chatters are matched against a whole message, folded, without its marks.
var chatters = []chatter{
	{phrase(`(?:hi|hello|hey|hiya|good (?:morning|afternoon|evening|day)|greetings|hallo|guten tag|hola|bonjour|salut|ciao|こんにちは|おはよう|こんばんは|你好|您好|привет|안녕하세요)(?: there| all| everyone| bot| casebot)*`),
		"Hello. Ask me about the articles, and I show you the passages that answer."},
	{phrase(`(?:many |ok |okay |great |cool |nice )*(?:thanks|thank you|thx|ty|cheers|danke|merci|gracias|ありがとう|ありがとうございます|谢谢|謝謝|спасибо)(?: you| a lot| so much| very much| a bunch| again| bot| casebot| for (?:the|your) (?:help|answer))*`),
		"You're welcome."},
	{phrase(`(?:bye|goodbye|good night|see you|see ya|later|tschüss|au revoir|adiós|さようなら|再见)(?: bot| casebot| later| then)*`),
		"Goodbye."},
	{phrase(`how are you(?: doing)?(?: today)?|how is it going|whats up|what is up|wie gehts`),
		"Well, thank you. What would you like to know from the articles?"},
	{phrase(`(?:ok|okay|great|cool|nice|good|perfect|awesome|got it|i see|understood|alright|good job|good bot|well done)`),
		"Good. Ask on whenever you like."},
	{phrase(`who are you|what are you|what can you do|help|what do you do|how do you work|how does this work|what can i ask(?: you)?|what do you know`),
		"I answer questions from a collection of news articles and show the exact passages. What they do not say, I do not say. Ask in your own words."},
	{phrase(``), "Ask me a question about the articles."},
}

func phrase(pattern string) *regexp.Regexp {
	return regexp.MustCompile(`^(?:` + pattern + `)$`)
}

var marks = regexp.MustCompile(`[^\p{L}\p{N}\p{M} ]+`)

// smalltalk returns the reply to a message that asks nothing of the articles,
// "" for every other message.
func smalltalk(message string) string {
	plain := strings.Join(strings.Fields(marks.ReplaceAllString(strings.ToLower(message), "")), " ")
	for _, c := range chatters {
		if c.pattern.MatchString(plain) {
			return c.reply
		}
	}
	return ""
}
