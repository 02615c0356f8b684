package main

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"casebot/bot/ops"
	"casebot/bot/store"
)

// casebot runs the program without a terminal and returns what it wrote.
func casebot(t *testing.T, environ []string, args ...string) (code int, stdout, stderr string) {
	t.Helper()
	var out, errs strings.Builder
	code = run(t.Context(), args, environ, strings.NewReader(""), &out, &errs)
	return code, out.String(), errs.String()
}

func TestDB(t *testing.T) {
	dir := t.TempDir()
	environ := []string{"DATA_DIR=" + dir}
	if code, _, stderr := casebot(t, environ, "db", "export"); code != 1 || !strings.Contains(stderr, "hint: DATA_DIR") {
		t.Errorf("db export of an empty folder: exit code %d, %s", code, stderr)
	}
	s := store.Open(store.Options{Dir: dir})
	defer s.Close()
	if err := s.AddFeedback(t.Context(), store.Feedback{Guild: "g", User: "u", Message: "m", Verdict: store.Good}); err != nil {
		t.Fatal(err)
	}
	code, stdout, stderr := casebot(t, environ, "db", "export")
	if code != 0 || strings.Count(stdout, "\n") != 1 || !strings.Contains(stdout, `"table":"feedback"`) {
		t.Errorf("db export: exit code %d, %s%s", code, stdout, stderr)
	}
	backup := filepath.Join(t.TempDir(), "backup.db")
	if code, _, stderr := casebot(t, environ, "db", "backup", backup); code != 0 {
		t.Errorf("db backup: exit code %d, %s", code, stderr)
	}
	if _, err := os.Stat(backup); err != nil {
		t.Error(err)
	}
}

func TestHealth(t *testing.T) {
	ready := errors.New("not connected")
	server, err := ops.Start(ops.Options{Addr: "127.0.0.1:0", Ready: []ops.Check{{Name: "gateway", Do: func() error { return ready }}}})
	if err != nil {
		t.Fatal(err)
	}
	defer server.Close(context.Background())
	environ := []string{"OPS_ADDR=" + server.Addr()}
	for _, tt := range []struct {
		environ []string
		args    []string
		code    int
	}{
		{environ, []string{"health"}, 0},
		{environ, []string{"health", "--ready"}, 1},
		{[]string{"OPS_ADDR=127.0.0.1:1"}, []string{"health"}, 1},
		{[]string{"OPS_ADDR=off"}, []string{"health"}, 1},
	} {
		if code, _, stderr := casebot(t, tt.environ, tt.args...); code != tt.code {
			t.Errorf("%v %v: exit code %d, want %d (%s)", tt.environ, tt.args, code, tt.code, stderr)
		}
	}
}
