package main

import (
	"regexp"
	"strings"
	"testing"

	"casebot/rag/openaitest"
)

// TestAskWithALanguageModel runs the whole program against a service: the
// answer is phrased, the passages are copied, and the key shows nowhere.
func TestAskWithALanguageModel(t *testing.T) {
	cited := regexp.MustCompile(`<sentence id="(S\d+)"[^>]*>[^<]*sentenced to eight years`)
	s := openaitest.New(t, func(r openaitest.ChatRequest) openaitest.Reply {
		m := cited.FindStringSubmatch(r.Last("user"))
		if m == nil {
			return openaitest.NotAnswered("no passage")
		}
		return openaitest.Answer(
			openaitest.Sentence{Text: "Ji Chaoqun wurde zu acht Jahren Haft verurteilt.", IDs: []string{m[1]}},
			openaitest.Sentence{Text: "Ji Chaoqun wurde in Wien verhaftet.", IDs: []string{m[1]}},
		)
	})
	environ := []string{
		"OPENAI_BASE_URL=" + s.URL, "OPENAI_API_KEY=" + openaitest.Key, "LOG_LEVEL=debug",
		"CACHE_DIR=" + t.TempDir(), "DATA_DIR=" + t.TempDir(),
		"EMBEDDER=openai", "EMBEDDING_MODEL=fake", "EMBEDDING_DIMENSIONS=8",
	}
	code, stdout, stderr := casebot(t, environ, "ask", "Zu wie vielen Jahren wurde Ji Chaoqun verurteilt?")
	for _, want := range []string{"zu acht Jahren Haft verurteilt. [1]", "A part of the answer was left out", "[1] A Chinese engineer, Ji Chaoqun, has been sentenced to eight years"} {
		if !strings.Contains(strings.Join(strings.Fields(stdout), " "), want) {
			t.Errorf("ask: exit code %d, %q is missing in\n%s%s", code, want, stdout, stderr)
		}
	}
	if strings.Contains(stdout, "Wien") {
		t.Errorf("an invention reached the reader:\n%s", stdout)
	}
	if len(s.Embeds()) == 0 {
		t.Error("no vectors were asked for")
	}
	_, config, _ := casebot(t, environ, "config")
	if all := stdout + stderr + config; strings.Contains(all, openaitest.Key) {
		t.Errorf("the key was printed:\n%s", all)
	}
}
