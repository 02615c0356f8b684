package generate

import (
	"context"
	"fmt"
	"strings"

	"casebot/rag/llm"
)

// maxPhraseBytes is longer than any one sentence.
const maxPhraseBytes = 600

// Phrase puts a passage into one plain sentence, for a case file that somebody
// is drafting. It is not checked against the passage here: package cases does
// so and uses the passage itself where the sentence says more.
func (g *Generator) Phrase(ctx context.Context, user, passage string) (string, error) {
	ctx, cancel := context.WithTimeout(ctx, g.deadline)
	defer cancel()
	text, _, err := g.chat.Chat(ctx, user, []llm.Message{{Role: llm.User, Text: render("phrase", passage)}}, llm.ResponseFormat{})
	if err != nil {
		return "", err
	}
	if text = clean(text); text == "" || len(text) > maxPhraseBytes || strings.Contains(text, "\n") || markup.MatchString(text) {
		return "", &llm.Fault{Kind: llm.NotUnderstood, Detail: fmt.Sprintf("phrasing: %d bytes that are no plain sentence", len(text))}
	}
	return text, nil
}
