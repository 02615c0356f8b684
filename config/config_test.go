package config

import (
	"encoding/json"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestLoad(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "casebot.yaml")
	if err := os.WriteFile(file, []byte("log_level: debug\nlog_format: json\ncorpus_dir: "+dir+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	c, err := Load(file, []string{"LOG_LEVEL=warn", "DISCORD_TOKEN=abc.def"})
	if err != nil {
		t.Fatal(err)
	}
	if c.LogLevel != "warn" || c.LogFormat != "json" || c.CorpusDir != dir || c.DiscordToken != "abc.def" {
		t.Errorf("Load = %+v, want the file's values under the environment's", c)
	}
}

func TestLoadReportsAllFaults(t *testing.T) {
	_, err := Load("", []string{"LOG_LEVEL=loud", "LOG_FORMAT=xml", "CORPUS_DIR=/no/such/folder", "DISCORD_TOKEN=two words", "OPS_ADDR=9090", "LINK_DAYS=0"})
	if err == nil {
		t.Fatal("Load took settings that cannot work")
	}
	for _, want := range []string{"LOG_LEVEL", "LOG_FORMAT", "CORPUS_DIR", "DISCORD_TOKEN", "OPS_ADDR", "LINK_DAYS"} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("the error does not name %s: %v", want, err)
		}
	}
	if strings.Contains(err.Error(), "two words") {
		t.Errorf("the error shows the token: %v", err)
	}
}

func TestModelSettings(t *testing.T) {
	for _, tt := range []struct {
		environ []string
		phrased bool
		fault   string // "" if the settings can work
	}{
		{nil, false, ""},
		{[]string{"OPENAI_API_KEY=sk-1"}, true, ""},
		{[]string{"OPENAI_BASE_URL=http://127.0.0.1:11434/v1"}, true, ""},
		{[]string{"OPENAI_API_KEY=sk-1", "GENERATOR=off"}, false, ""},
		{[]string{"GENERATOR=openai"}, true, "OPENAI_API_KEY"},
		{[]string{"EMBEDDER=openai"}, false, "OPENAI_API_KEY"},
		{[]string{"EMBEDDER=openai", "OPENAI_API_KEY=sk-1", "EMBEDDING_DIMENSIONS=0"}, true, "EMBEDDING_DIMENSIONS"},
		{[]string{"GENERATOR=claude"}, false, "GENERATOR"},
		{[]string{"OPENAI_API_KEY=sk secret"}, true, "OPENAI_API_KEY"},
		{[]string{"OPENAI_BASE_URL=localhost:11434"}, true, "OPENAI_BASE_URL"},
		{[]string{"AZURE_API_VERSION=2024-10-21"}, false, "OPENAI_BASE_URL"},
		{[]string{"GENERATOR_DEADLINE=5ms"}, false, "GENERATOR_DEADLINE"},
		{[]string{"OPENAI_MAX_TOKENS=0"}, false, "OPENAI_MAX_TOKENS"},
		{[]string{"MODEL_TOKENS_PER_DAY=-1"}, false, "MODEL_TOKENS_PER_DAY"},
		{[]string{"MODEL_MONEY_PER_DAY=5"}, false, "MODEL_PRICE_INPUT"},
		{[]string{"MODEL_MONEY_PER_DAY=5", "MODEL_PRICE_INPUT=0.15"}, false, ""},
	} {
		c, err := Load("", tt.environ)
		switch {
		case tt.fault == "" && err != nil, tt.fault != "" && (err == nil || !strings.Contains(err.Error(), tt.fault)):
			t.Errorf("Load(%v): %v, want a fault of %q", tt.environ, err, tt.fault)
		case tt.fault == "" && c.Phrased() != tt.phrased:
			t.Errorf("Load(%v): Phrased = %v", tt.environ, !tt.phrased)
		case err != nil && strings.Contains(err.Error(), "secret"):
			t.Errorf("Load(%v): the error shows the key: %v", tt.environ, err)
		}
	}
}

func TestLoadRefusesUnknownKeys(t *testing.T) {
	file := filepath.Join(t.TempDir(), "casebot.yaml")
	if err := os.WriteFile(file, []byte("log_levle: debug\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Load(file, nil); err == nil || !strings.Contains(err.Error(), "log_levle") {
		t.Errorf("Load = %v, want the unknown key named", err)
	}
}

func TestSecretsAreMasked(t *testing.T) {
	c := Config{DiscordToken: "very-secret"}
	encoded, err := json.Marshal(c)
	if err != nil {
		t.Fatal(err)
	}
	var log strings.Builder
	slog.New(slog.NewTextHandler(&log, nil)).Info("start", "token", c.DiscordToken)
	for _, shown := range []string{c.String(), fmt.Sprintf("%v %+v %#v %s", c, c, c, c.DiscordToken), string(encoded), log.String()} {
		if strings.Contains(shown, "very-secret") {
			t.Errorf("the token is shown: %s", shown)
		}
	}
	if !strings.Contains(c.String(), "DISCORD_TOKEN=***") {
		t.Errorf("String() = %q, want the token masked", c.String())
	}
}
