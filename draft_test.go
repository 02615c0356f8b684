package main

import (
	"strings"
	"testing"

	"casebot/rag/openaitest"
)

// A language model phrases the facts of a draft; what it makes up is not used.
func TestDraftWithALanguageModel(t *testing.T) {
	const kept = "Xu Yanjun was sentenced to 20 years in federal prison."
	server := openaitest.New(t, func(r openaitest.ChatRequest) openaitest.Reply {
		if strings.Contains(r.Last("user"), "20 years in federal prison") {
			return openaitest.Text(kept)
		}
		return openaitest.Text("Ji Chaoqun was sentenced to 99 years in prison.")
	})
	environ := []string{"HOME=" + t.TempDir(), "OPENAI_BASE_URL=" + server.URL, "OPENAI_API_KEY=" + openaitest.Key}
	code, stdout, stderr := casebot(t, environ, "cases", "draft", "001_63a8e6dbe434261b")
	if code != 0 || server.Calls() == 0 {
		t.Fatalf("exit code %d after %d calls: %s", code, server.Calls(), stderr)
	}
	if strings.Contains(stdout, "99 years") || !strings.Contains(stdout, kept) {
		t.Errorf("the draft is\n%s", stdout)
	}
}

// Without an answer of the model the draft keeps the article's words.
func TestDraftWithoutTheLanguageModel(t *testing.T) {
	server := openaitest.New(t, func(openaitest.ChatRequest) openaitest.Reply { return openaitest.Unauthorized() })
	environ := []string{"HOME=" + t.TempDir(), "OPENAI_BASE_URL=" + server.URL, "OPENAI_API_KEY=" + openaitest.Key}
	code, stdout, stderr := casebot(t, environ, "cases", "draft", "001_63a8e6dbe434261b")
	if code != 0 || server.Calls() != 1 || !strings.Contains(stderr, "keep the article's words") {
		t.Errorf("exit code %d after %d calls: %s", code, server.Calls(), stderr)
	}
	if !strings.Contains(stdout, "name: Ji Chaoqun") {
		t.Errorf("the draft is\n%s", stdout)
	}
}
