package store

import (
	"bytes"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// fillActions writes n entries of the audit log.
func fillActions(t *testing.T, s *Store, n int) {
	t.Helper()
	for i := range n {
		must(t, s.note(s.insertAction(Action{Guild: "g", Name: fmt.Sprint(i), Detail: strings.Repeat("x", 300)})))
	}
	settle(t, s)
}

// damage overwrites a part of a file.
func damage(t *testing.T, path string, at int64, n int) {
	t.Helper()
	f, err := os.OpenFile(path, os.O_WRONLY, 0)
	must(t, err)
	_, err = f.WriteAt(bytes.Repeat([]byte{0xa5}, n), at)
	must(t, errors.Join(err, f.Close()))
}

func TestDamagedFileIsMovedAside(t *testing.T) {
	tests := []struct {
		name     string
		damage   func(t *testing.T, path string)
		minSaved int
	}{
		{"the beginning", func(t *testing.T, path string) { damage(t, path, 0, 100) }, 0},
		{"a page in the middle", func(t *testing.T, path string) { damage(t, path, 60*pageBytes, 2*pageBytes) }, 100},
		{"the end cut off", func(t *testing.T, path string) { must(t, os.Truncate(path, 50*pageBytes)) }, 1},
		{"not a database", func(t *testing.T, path string) {
			must(t, os.WriteFile(path, []byte(strings.Repeat("hello ", 1000)), 0o600))
		}, 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			dir, c := t.TempDir(), newClock()
			path := filepath.Join(dir, fileName)
			s := open(t, dir, c)
			fillActions(t, s, 1000)
			must(t, s.Close())
			tt.damage(t, path)
			before, err := os.ReadFile(path)
			must(t, err)

			var log strings.Builder
			s = Open(Options{Dir: dir, Now: c.Now, Log: slog.New(slog.NewTextHandler(&log, nil))})
			defer s.Close()
			if err := s.AddAction(t.Context(), Action{Guild: "g", Name: "after"}); err != nil {
				t.Errorf("write after the repair: %v", err)
			}
			aside := s.Status().Quarantined
			if len(aside) != 1 || !strings.HasPrefix(aside[0], fileName+quarantineMark) {
				t.Fatalf("quarantined %q", aside)
			}
			kept, err := os.ReadFile(filepath.Join(dir, aside[0]))
			must(t, err)
			if !bytes.Equal(kept, before) {
				t.Error("the damaged file is not kept as it was")
			}
			if !strings.Contains(log.String(), "damaged database moved aside") {
				t.Errorf("the fault is not reported: %s", log.String())
			}
			rows, err := s.Actions(t.Context(), "g", 1<<20)
			must(t, err)
			if len(rows)-1 < tt.minSaved {
				t.Errorf("%d rows saved, want at least %d", len(rows)-1, tt.minSaved)
			}
			must(t, s.DeleteUser(t.Context(), "u"))
			if left := s.Status().Quarantined; len(left) > 0 {
				t.Errorf("a deletion leaves %q", left)
			}
		})
	}
}

func TestDamageWhileOpen(t *testing.T) {
	dir, c := t.TempDir(), newClock()
	s := open(t, dir, c)
	must(t, s.SaveSettings(t.Context(), Settings{Private: true}, Action{Guild: "g"}))
	fillActions(t, s, 1000)
	must(t, s.vacuum()) // everything from the log into the file
	s.files.write.Exec("PRAGMA shrink_memory")
	damage(t, filepath.Join(dir, fileName), 2*pageBytes, 100*pageBytes)

	if _, err := s.Actions(t.Context(), "g", 1<<20); !errors.Is(err, ErrCorrupt) {
		t.Fatalf("read of a damaged file: %v", err)
	}
	settle(t, s) // the read has asked for the repair
	if err := s.Status().Fault; err != nil {
		t.Errorf("fault after the repair: %v", err)
	}
	must(t, s.AddAction(t.Context(), Action{Guild: "g", Name: "after"}))
	if _, err := s.Actions(t.Context(), "g", 1<<20); err != nil {
		t.Errorf("read after the repair: %v", err)
	}
	if !s.Settings("g").Private {
		t.Error("the settings are not in force")
	}
}

func TestQuarantineIsEmptiedInTime(t *testing.T) {
	dir := t.TempDir()
	c := newClock()
	c.now = time.Now()
	must(t, os.WriteFile(filepath.Join(dir, fileName), []byte(strings.Repeat("hello ", 1000)), 0o600))
	for _, tt := range []struct {
		later time.Duration
		want  int
	}{{0, 1}, {quarantineRetention - time.Hour, 1}, {2 * time.Hour, 0}} {
		c.add(tt.later)
		s := open(t, dir, c)
		settle(t, s)
		if got := len(s.Status().Quarantined); got != tt.want {
			t.Errorf("%v later: %d damaged files, want %d", tt.later, got, tt.want)
		}
		must(t, s.Close())
	}
}
