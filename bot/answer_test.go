package bot

import (
	"strings"
	"testing"

	"casebot/bot/words"
	"casebot/rag"
)

// TestTooLongIsNoWordOnTheArticles: a question that was not searched for must
// not be told that the articles do not say.
func TestTooLongIsNoWordOnTheArticles(t *testing.T) {
	w := words.For("de")
	if got := headline(rag.Answer{Outcome: rag.Refused, Headline: rag.TooLong}, w); !strings.Contains(got, "too long") {
		t.Errorf("headline = %q, want what is wrong with the question", got)
	}
	if got := headline(rag.Answer{Outcome: rag.Refused, Headline: "The articles do not say."}, w); !strings.Contains(got, "Artikel") {
		t.Errorf("headline = %q, want the refusal in German", got)
	}
}
