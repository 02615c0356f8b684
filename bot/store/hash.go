package store

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

const (
	keyName  = "casebot.key"
	keyBytes = 32
)

// hasher turns IDs and questions into keyed hashes, HMAC-SHA256 cut to 16
// bytes in hexadecimal. Without the installation's key they tell nothing, not
// even by trying all IDs.
type hasher struct{ key []byte }

func (h hasher) of(what, text string) string {
	mac := hmac.New(sha256.New, h.key)
	mac.Write([]byte(what + "\x00" + text))
	return hex.EncodeToString(mac.Sum(nil)[:16])
}

// user hashes a user's ID; no user stays no user.
func (h hasher) user(id string) string {
	if id == "" {
		return ""
	}
	return h.of("user", id)
}

// question hashes a question without regard to case and spacing.
func (h hasher) question(text string) string {
	return h.of("question", strings.ToLower(strings.Join(strings.Fields(text), " ")))
}

// loadKey reads the installation's key, or makes one. The key stands in a file
// beside the database, so that a copy of the database alone names no user.
func loadKey(dir string) ([]byte, error) {
	path := filepath.Join(dir, keyName)
	key, err := os.ReadFile(path)
	if err == nil && len(key) == keyBytes {
		return key, nil
	}
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	key = newKey()
	return key, writeFile(path, key)
}

func newKey() []byte {
	key := make([]byte, keyBytes)
	rand.Read(key) // does not fail
	return key
}

// writeFile puts data at path whole or not at all, on disk when it returns.
func writeFile(path string, data []byte) error {
	f, err := os.CreateTemp(filepath.Dir(path), filepath.Base(path)+".*")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name()) // gone by then when all went well
	_, err = f.Write(data)
	if err = errors.Join(err, f.Sync(), f.Close()); err != nil {
		return err
	}
	if err := os.Rename(f.Name(), path); err != nil {
		return err
	}
	return syncDir(filepath.Dir(path))
}

// syncDir makes renames in dir survive a loss of power.
func syncDir(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}

// checkKey compares the key with the one that the rows were hashed with. After
// the loss of a key nobody's rows can be found any more, so their users are
// forgotten rather than kept beyond the reach of DeleteUser.
func (s *Store) checkKey(tx *sql.Tx) error {
	mark := s.hash.Load().of("key", "")
	before, err := meta(tx, "key")
	if err != nil || before == mark {
		return err
	}
	if before != "" {
		s.opts.Log.Warn("the key of the user hashes is new: rows of before lose their user", "file", keyName)
		for _, query := range []string{
			"DELETE FROM links",
			"DELETE FROM unanswered WHERE user != ''",
			"UPDATE feedback SET user = '', message = 'lost ' || id",
		} {
			if _, err := tx.Exec(query); err != nil {
				return fmt.Errorf("forget users: %w", err)
			}
		}
		if err := setMeta(tx, scrubMark, "due"); err != nil {
			return err
		}
	}
	return setMeta(tx, "key", mark)
}
