package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// clock is a time that tests move by hand.
type clock struct {
	mu  sync.Mutex
	now time.Time
}

func newClock() *clock { return &clock{now: time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)} }

func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *clock) add(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
}

// open opens a store that is closed with the test, and must be without fault.
func open(t *testing.T, dir string, c *clock) *Store {
	t.Helper()
	s := Open(Options{Dir: dir, Now: c.Now})
	t.Cleanup(func() { s.Close() })
	if err := s.Status().Fault; err != nil {
		t.Fatalf("Open(%q) has fault %v", dir, err)
	}
	return s
}

// settle waits until everything queued so far is written.
func settle(t *testing.T, s *Store) {
	t.Helper()
	must(t, s.put(t.Context(), func(*sql.Tx) error { return nil }))
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

var places = []Passage{{Article: "000", Start: 10, End: 40}, {Article: "001", Start: 7, End: 9}}

func TestFeedback(t *testing.T) {
	for _, dir := range []string{"", t.TempDir()} {
		c := newClock()
		s := open(t, dir, c)
		q := s.HashQuestion("How long was he sentenced?")
		good := Feedback{Guild: "g1", User: "u1", Message: "m1", Question: q, Passages: places, Version: "v1", Verdict: Good}
		must(t, s.AddFeedback(t.Context(), good))
		c.add(time.Second)
		must(t, s.AddFeedback(t.Context(), Feedback{Guild: "g1", User: "u2", Message: "m1", Question: q, Verdict: Bad}))
		must(t, s.AddFeedback(t.Context(), Feedback{Guild: "g2", User: "u1", Message: "m9", Question: q, Verdict: Bad}))

		got, err := s.Feedback(t.Context(), "g1", 10)
		must(t, err)
		if len(got) != 2 || got[0].Verdict != Bad || got[1].Verdict != Good {
			t.Fatalf("Feedback(g1) = %+v, want u2's, then u1's", got)
		}
		good.At, good.User = got[1].At, got[1].User
		if diff := cmp.Diff(good, got[1]); diff != "" {
			t.Error(diff)
		}
		if got[1].User == "u1" || got[1].User == got[0].User || len(got[1].User) != 32 {
			t.Errorf("stored user %q is not a hash of its own", got[1].User)
		}

		good.User, good.Verdict = "u1", Bad
		must(t, s.AddFeedback(t.Context(), good))
		got, err = s.Feedback(t.Context(), "g1", 10)
		must(t, err)
		if len(got) != 2 || got[1].Verdict != Bad {
			t.Errorf("a changed mind gives %+v, want two rows, the second Bad", got)
		}
		if good, bad, err := s.FeedbackCount(t.Context(), "g1"); good != 0 || bad != 2 || err != nil {
			t.Errorf("FeedbackCount = %d, %d, %v", good, bad, err)
		}
		if got, _ := s.Feedback(t.Context(), "g1", 1); len(got) != 1 {
			t.Errorf("limit 1 gives %d rows", len(got))
		}
	}
}

func TestHashQuestion(t *testing.T) {
	a, b := open(t, t.TempDir(), newClock()), open(t, t.TempDir(), newClock())
	if a.HashQuestion("Who is  Ji?") != a.HashQuestion("who is ji? ") {
		t.Error("case and spacing change the hash")
	}
	if a.HashQuestion("Who is Ji?") == a.HashQuestion("Who is Xu?") {
		t.Error("two questions have one hash")
	}
	if a.HashQuestion("Who is Ji?") == b.HashQuestion("Who is Ji?") {
		t.Error("two installations have one hash")
	}
}

func TestUnansweredKeepsTextOnlyByOptIn(t *testing.T) {
	c := newClock()
	s := open(t, t.TempDir(), c)
	must(t, s.SaveSettings(t.Context(), Settings{KeepQuestions: true}, Action{Guild: "open", Name: "settings"}))
	for _, u := range []Unanswered{
		{Guild: "open", Question: "h1", Text: "Who paid?", User: "u1", Outcome: "refused", Version: "v1"},
		{Guild: "open", Question: "h1", Text: "who paid?", User: "u2", Outcome: "unsure", Version: "v2"},
		{Guild: "open", Question: "h2", Text: "When?", User: "u1", Outcome: "refused"},
		{Guild: "shut", Question: "h1", Text: "Who paid?", User: "u1", Outcome: "refused"},
		{Guild: "shut", Question: "h1", Text: "Who paid?", User: "u2", Outcome: "refused"},
		{Guild: "", Question: "h1", Text: "Who paid?", User: "u1", Outcome: "refused"},
	} {
		c.add(time.Second)
		must(t, s.NoteUnanswered(u))
	}
	tests := []struct {
		guild string
		want  []Unanswered
	}{
		{"open", []Unanswered{
			{Guild: "open", Question: "h1", Text: "who paid?", Outcome: "unsure", Version: "v2", Times: 2},
			{Guild: "open", Question: "h2", Text: "When?", Outcome: "refused", Times: 1},
		}},
		{"shut", []Unanswered{{Guild: "shut", Question: "h1", Outcome: "refused", Times: 2}}},
		{"", []Unanswered{{Question: "h1", Outcome: "refused", Times: 1}}},
		{"other", nil},
	}
	for _, tt := range tests {
		got, err := s.Unanswered(t.Context(), tt.guild, 10)
		must(t, err)
		for i := range got {
			if got[i].Last.Before(got[i].First) || got[i].First.IsZero() {
				t.Errorf("times %v to %v", got[i].First, got[i].Last)
			}
			got[i].First, got[i].Last = time.Time{}, time.Time{}
		}
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("Unanswered(%q): %s", tt.guild, diff)
		}
	}
}

func TestSettingsSurviveWithTheirAudit(t *testing.T) {
	dir, c := t.TempDir(), newClock()
	s := open(t, dir, c)
	if got := s.Settings("g1"); !got.AnswersIn("any") || got.Private {
		t.Errorf("settings of an unknown server = %+v", got)
	}
	want := Settings{Channels: []string{"c1", "c2"}, Language: "ja", Private: true, Limits: Limits{User: 3, Guild: 100}}
	must(t, s.SaveSettings(t.Context(), want, Action{Guild: "g1", Actor: "admin", Name: "settings", Detail: "private: on", Result: "done"}))
	must(t, s.Close())

	s = open(t, dir, c)
	got := s.Settings("g1")
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if !got.AnswersIn("c2") || got.AnswersIn("c3") {
		t.Error("AnswersIn does not follow Channels")
	}
	got.Channels[0] = "changed"
	if s.Settings("g1").Channels[0] != "c1" {
		t.Error("a caller can change the store's copy")
	}
	actions, err := s.Actions(t.Context(), "g1", 10)
	must(t, err)
	wantActions := []Action{{At: actions[0].At, Guild: "g1", Actor: "admin", Name: "settings", Detail: "private: on", Result: "done"}}
	if diff := cmp.Diff(wantActions, actions); diff != "" {
		t.Error(diff)
	}
	if other, _ := s.Actions(t.Context(), "g2", 10); len(other) != 0 {
		t.Errorf("another server sees %+v", other)
	}
}

func TestLink(t *testing.T) {
	dir, c := t.TempDir(), newClock()
	s := open(t, dir, c)
	want := Link{Message: "m2", Guild: "g1", Channel: "c1", User: "u1", Parent: "m1", Question: "h", Text: "Who?"}
	must(t, s.NoteLink(want))
	must(t, s.Close())
	s = open(t, dir, c)
	got, err := s.Link(t.Context(), "m2")
	must(t, err)
	want.At, want.User, want.Text = got.At, got.User, "" // the server does not keep questions
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if _, err := s.Link(t.Context(), "m3"); !errors.Is(err, ErrNotFound) {
		t.Errorf("Link of an unknown message: %v", err)
	}
}

func TestRetention(t *testing.T) {
	dir, c := t.TempDir(), newClock()
	s := open(t, dir, c)
	must(t, s.AddFeedback(t.Context(), Feedback{Guild: "g", User: "u", Message: "old", Verdict: Good}))
	must(t, s.AddAction(t.Context(), Action{Guild: "g", Name: "old"}))
	must(t, s.NoteLink(Link{Message: "old"}))
	must(t, s.NoteUnanswered(Unanswered{Guild: "g", Question: "old"}))
	must(t, s.Close())
	counts := func(s *Store) string {
		t.Helper()
		settle(t, s)
		f, err := s.Feedback(t.Context(), "g", 9)
		must(t, err)
		u, err := s.Unanswered(t.Context(), "g", 9)
		must(t, err)
		a, err := s.Actions(t.Context(), "g", 9)
		must(t, err)
		_, err = s.Link(t.Context(), "old")
		return fmt.Sprint(len(f), len(u), len(a), err == nil)
	}
	for _, tt := range []struct {
		later time.Duration
		want  string
	}{
		{29 * day, "1 1 1 true"},
		{2 * day, "1 1 1 false"},
		{150 * day, "0 0 1 false"},
		{200 * day, "0 0 0 false"},
	} {
		c.add(tt.later)
		s := open(t, dir, c)
		if got := counts(s); got != tt.want {
			t.Errorf("%v later: feedback, unanswered, actions, link = %s, want %s", tt.later, got, tt.want)
		}
		must(t, s.Close())
	}
}

func TestFullQueueDoesNotBlock(t *testing.T) {
	s := open(t, "", newClock())
	hold, held := make(chan struct{}), make(chan struct{})
	must(t, s.note(func(*sql.Tx) error { close(held); <-hold; return nil }))
	<-held
	var err error
	for range queueLength + 1 {
		err = s.NoteLink(Link{Message: "m"})
	}
	if !errors.Is(err, ErrBusy) {
		t.Errorf("note on a full queue: %v, want ErrBusy", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := s.AddAction(ctx, Action{}); !errors.Is(err, context.Canceled) {
		t.Errorf("write on a full queue: %v, want the context's error", err)
	}
	close(hold)
	settle(t, s)
	if got := s.Status().Forgotten; got != 1 {
		t.Errorf("%d notes forgotten, want 1", got)
	}
}

func TestOneBadRowCostsNoOther(t *testing.T) {
	s := open(t, "", newClock())
	hold, held := make(chan struct{}), make(chan struct{})
	must(t, s.note(func(*sql.Tx) error { close(held); <-hold; return nil }))
	<-held // so that the next ones share a transaction
	must(t, s.NoteLink(Link{Message: "before"}))
	must(t, s.note(func(tx *sql.Tx) error { _, err := tx.Exec("INSERT INTO nowhere VALUES (1)"); return err }))
	must(t, s.NoteLink(Link{Message: "after"}))
	close(hold)
	settle(t, s)
	for _, m := range []string{"before", "after"} {
		if _, err := s.Link(t.Context(), m); err != nil {
			t.Errorf("Link(%q): %v", m, err)
		}
	}
}

func TestConcurrentUse(t *testing.T) {
	s := open(t, t.TempDir(), newClock())
	var all sync.WaitGroup
	for i := range 8 {
		all.Go(func() {
			for j := range 20 {
				id := fmt.Sprintf("%d-%d", i, j)
				if err := s.AddFeedback(t.Context(), Feedback{Guild: "g", User: id, Message: id, Verdict: Good}); err != nil {
					t.Error(err)
				}
				if err := s.NoteLink(Link{Message: id, User: id}); err != nil {
					t.Error(err)
				}
				if _, err := s.Feedback(t.Context(), "g", 5); err != nil {
					t.Error(err)
				}
				if err := s.SaveSettings(t.Context(), Settings{Language: id}, Action{Guild: "g"}); err != nil {
					t.Error(err)
				}
				s.Settings("g")
				s.Status()
			}
			if err := s.DeleteUser(t.Context(), fmt.Sprintf("%d-0", i)); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	got, err := s.Feedback(t.Context(), "g", 1000)
	must(t, err)
	if len(got) != 8*19 {
		t.Errorf("%d rows, want %d", len(got), 8*19)
	}
}

func TestClosed(t *testing.T) {
	s := open(t, "", newClock())
	must(t, s.Close())
	must(t, s.Close())
	if err := s.AddAction(t.Context(), Action{}); !errors.Is(err, ErrClosed) {
		t.Errorf("write after Close: %v", err)
	}
	if err := s.NoteLink(Link{}); !errors.Is(err, ErrClosed) {
		t.Errorf("note after Close: %v", err)
	}
}

func TestFileIsDurableAndPrivate(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "data")
	s := open(t, dir, newClock())
	must(t, s.AddAction(t.Context(), Action{}))
	for pragma, want := range map[string]string{"journal_mode": "wal", "synchronous": "2", "secure_delete": "1"} {
		var got string
		must(t, s.files.write.QueryRow("PRAGMA "+pragma).Scan(&got))
		if got != want {
			t.Errorf("PRAGMA %s = %s, want %s", pragma, got, want)
		}
	}
	for _, name := range []string{"", fileName, fileName + "-wal", keyName} {
		info, err := os.Stat(filepath.Join(dir, name))
		must(t, err)
		if info.Mode().Perm()&0o077 != 0 {
			t.Errorf("%q has mode %v", name, info.Mode())
		}
	}
}

func TestExport(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir, newClock())
	must(t, s.AddFeedback(t.Context(), Feedback{Guild: "g", User: "u", Message: "m", Passages: places, Verdict: Good}))
	must(t, s.SaveSettings(t.Context(), Settings{Language: "de"}, Action{Guild: "g", Actor: "a", Name: "settings"}))
	var out strings.Builder
	must(t, Export(t.Context(), dir, &out)) // while the store is open
	user := s.hash.Load().user("u")
	want := `{"at":1772366400000,"body":{"language":"de"},"guild":"g","table":"settings"}
{"action":"settings","actor":"a","at":1772366400000,"detail":"","guild":"g","id":1,"result":"","table":"audit"}
{"at":1772366400000,"guild":"g","id":1,"message":"m","passages":[{"article":"000","start":10,"end":40},{"article":"001","start":7,"end":9}],"question":"","table":"feedback","user":"` + user + `","verdict":1,"version":""}
`
	if diff := cmp.Diff(want, out.String()); diff != "" {
		t.Error(diff)
	}
	if err := Export(t.Context(), t.TempDir(), &out); !errors.Is(err, ErrNotFound) {
		t.Errorf("Export of an empty folder: %v", err)
	}
}

func TestBackup(t *testing.T) {
	dir, to := t.TempDir(), t.TempDir()
	s := open(t, dir, newClock())
	must(t, s.AddFeedback(t.Context(), Feedback{Guild: "g", User: "u", Message: "m", Verdict: Good}))
	path := filepath.Join(to, fileName)
	must(t, Backup(t.Context(), dir, path)) // while the store is open
	must(t, s.AddAction(t.Context(), Action{Name: "later"}))
	if err := Backup(t.Context(), dir, path); !errors.Is(err, fs.ErrExist) {
		t.Errorf("a backup over another: %v", err)
	}
	if err := Backup(t.Context(), t.TempDir(), filepath.Join(to, "x")); !errors.Is(err, ErrNotFound) {
		t.Errorf("a backup of nothing: %v", err)
	}
	info, err := os.Stat(path)
	must(t, err)
	if info.Mode().Perm() != 0o600 {
		t.Errorf("the backup has mode %v", info.Mode())
	}
	key, err := os.ReadFile(filepath.Join(dir, keyName))
	must(t, err)
	must(t, os.WriteFile(filepath.Join(to, keyName), key, 0o600))
	restored := open(t, to, newClock())
	held, err := restored.Held(t.Context(), "u")
	must(t, err)
	if held != (Held{Feedback: 1}) {
		t.Errorf("restored are %+v", held)
	}
	if left, _ := filepath.Glob(filepath.Join(to, "*.part")); len(left) > 0 {
		t.Errorf("left behind: %q", left)
	}
}
