package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"log/slog"
	"slices"
	"sync"
)

// Settings are what a server's admin has chosen. The zero value is a server
// that has chosen nothing.
type Settings struct {
	// Channels are the IDs where the bot answers; none means everywhere.
	Channels []string `json:"channels,omitempty"`
	// Language of the frame texts, "" for the asker's own.
	Language string `json:"language,omitempty"`
	// Private makes answers to commands visible to the asker only, unless the
	// asker says otherwise.
	Private bool `json:"private,omitempty"`
	// KeepQuestions keeps the text of unanswered questions for the admins.
	KeepQuestions bool   `json:"keep_questions,omitempty"`
	Limits        Limits `json:"limits,omitzero"`
}

// Limits are questions a minute; 0 means the bot's own default.
type Limits struct {
	User    int `json:"user,omitempty"`
	Channel int `json:"channel,omitempty"`
	Guild   int `json:"guild,omitempty"`
}

// AnswersIn reports whether the bot answers in a channel.
func (s Settings) AnswersIn(channel string) bool {
	return len(s.Channels) == 0 || slices.Contains(s.Channels, channel)
}

// serverSettings holds all servers' settings in memory: they are asked for
// with every question, and must hold while the file cannot be read.
type serverSettings struct {
	mu    sync.RWMutex
	known map[string]Settings
}

func (c *serverSettings) get(guild string) Settings {
	c.mu.RLock()
	defer c.mu.RUnlock()
	s := c.known[guild]
	s.Channels = slices.Clone(s.Channels)
	return s
}

func (c *serverSettings) set(guild string, s Settings) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.known[guild] = s
}

func (c *serverSettings) empty() bool {
	c.mu.RLock()
	defer c.mu.RUnlock()
	return len(c.known) == 0
}

// load reads all settings. What cannot be read is left as it was known.
func (c *serverSettings) load(h handles, log *slog.Logger) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.known == nil {
		c.known = map[string]Settings{}
	}
	rows, err := h.read.Query("SELECT guild, body FROM settings")
	if err != nil {
		log.Error("read settings", "err", err)
		return
	}
	defer rows.Close()
	for rows.Next() {
		var guild, body string
		var s Settings
		if err := rows.Scan(&guild, &body); err != nil {
			break
		}
		if err := json.Unmarshal([]byte(body), &s); err != nil {
			log.Error("read settings", "guild", guild, "err", err)
			continue
		}
		c.known[guild] = s
	}
	if err := rows.Err(); err != nil {
		log.Error("read settings", "err", err)
	}
}

// Settings returns a server's settings, from memory.
func (s *Store) Settings(guild string) Settings { return s.servers.get(guild) }

// SaveSettings stores a server's settings together with the action that set
// them, both or neither. nil means that they are on disk and in force; after
// an error the old ones stay in force.
func (s *Store) SaveSettings(ctx context.Context, set Settings, by Action) error {
	body, err := json.Marshal(set)
	if err != nil {
		return err
	}
	set.Channels = slices.Clone(set.Channels)
	record := s.insertAction(by)
	at := s.opts.Now().UnixMilli()
	do := func(tx *sql.Tx) error {
		_, err := tx.Exec(`INSERT INTO settings (guild, at, body) VALUES (?, ?, ?)
			ON CONFLICT DO UPDATE SET at = excluded.at, body = excluded.body`, by.Guild, at, string(body))
		if err != nil {
			return err
		}
		return record(tx)
	}
	after := func() { s.servers.set(by.Guild, set) }
	return s.wait(ctx, op{do: do, after: after, done: make(chan error, 1)})
}
