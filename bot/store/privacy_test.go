package store

import (
	"bytes"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// leftovers names the files of dir that hold any of the given texts.
func leftovers(t *testing.T, dir string, texts ...string) []string {
	t.Helper()
	files, err := os.ReadDir(dir)
	must(t, err)
	var found []string
	for _, f := range files {
		data, err := os.ReadFile(filepath.Join(dir, f.Name()))
		must(t, err)
		for _, text := range texts {
			if bytes.Contains(data, []byte(text)) {
				found = append(found, fmt.Sprintf("%s: %s", f.Name(), text))
			}
		}
	}
	return found
}

func TestDeleteUserLeavesNoByte(t *testing.T) {
	dir, c := t.TempDir(), newClock()
	s := open(t, dir, c)
	must(t, s.SaveSettings(t.Context(), Settings{KeepQuestions: true}, Action{Guild: "g", Actor: "user-gone"}))

	// Rows of both users lie mixed, and enough of them that pages split.
	fill := func(user string, i int) {
		id := fmt.Sprintf("%s-message-%d", user, i)
		text := fmt.Sprintf("%s asks %d %s", user, i, strings.Repeat("x", i*7%900))
		must(t, s.NoteLink(Link{Message: id, Guild: "g", User: user, Question: id, Text: text}))
		must(t, s.NoteUnanswered(Unanswered{Guild: "g", User: user, Question: id, Text: text}))
		if i%10 == 0 {
			must(t, s.AddFeedback(t.Context(), Feedback{Guild: "g", User: user, Message: id, Question: id, Passages: places, Verdict: Bad}))
		}
	}
	for i := range 300 {
		fill("user-gone", i)
		fill("user-stays", i)
	}
	settle(t, s)
	hash := s.hash.Load().user("user-gone")
	raw, err := hex.DecodeString(hash)
	must(t, err)
	traces := []string{"user-gone", hash, string(raw)}
	if len(leftovers(t, dir, traces...)) == 0 {
		t.Fatal("nothing was stored, so the test proves nothing")
	}
	held, err := s.Held(t.Context(), "user-gone")
	must(t, err)
	if want := (Held{Feedback: 30, Questions: 300, Links: 300, Actions: 1}); held != want {
		t.Errorf("Held = %+v, want %+v", held, want)
	}

	must(t, s.DeleteUser(t.Context(), "user-gone"))
	if found := leftovers(t, dir, traces...); len(found) > 0 {
		t.Errorf("left behind while open: %q", found)
	}
	if held, _ = s.Held(t.Context(), "user-gone"); held != (Held{}) {
		t.Errorf("Held after the deletion = %+v", held)
	}
	if held, _ = s.Held(t.Context(), "user-stays"); held.Links != 300 || held.Feedback != 30 {
		t.Errorf("the other user kept %+v", held)
	}
	if a, _ := s.Actions(t.Context(), "g", 5); len(a) != 1 || a[0].Actor != "" {
		t.Errorf("audit log = %+v, want the action without its actor", a)
	}
	must(t, s.Close())
	if found := leftovers(t, dir, traces...); len(found) > 0 {
		t.Errorf("left behind when closed: %q", found)
	}
}

func TestUserIDsAreNotStored(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir, newClock())
	const user = "80351110224678912"
	must(t, s.AddFeedback(t.Context(), Feedback{Guild: "g", User: user, Message: "m", Verdict: Good}))
	must(t, s.NoteLink(Link{Message: "m", Guild: "g", User: user, Text: "Who paid him?"}))
	must(t, s.NoteUnanswered(Unanswered{Guild: "g", User: user, Question: "h", Text: "Who paid him?"}))
	must(t, s.Close())
	if found := leftovers(t, dir, user, "Who paid"); len(found) > 0 {
		t.Errorf("stored in the clear: %q", found)
	}
}

func TestDeletionIsFinishedAfterACrash(t *testing.T) {
	dir, c := t.TempDir(), newClock()
	s := open(t, dir, c)
	must(t, s.AddFeedback(t.Context(), Feedback{Guild: "g", User: "u", Message: "trace-of-a-message"}))
	// The rows went, then the program died before it rewrote the file.
	_, err := s.files.write.Exec("PRAGMA secure_delete = OFF; DELETE FROM feedback; INSERT INTO meta VALUES ('scrub', 'due')")
	must(t, err)
	must(t, s.Close())
	if len(leftovers(t, dir, "trace-of-a-message")) == 0 {
		t.Fatal("no trace was left, so the test proves nothing")
	}
	s = open(t, dir, c)
	settle(t, s)
	if found := leftovers(t, dir, "trace-of-a-message"); len(found) > 0 {
		t.Errorf("left behind: %q", found)
	}
}

func TestLostKeyForgetsUsers(t *testing.T) {
	dir, c := t.TempDir(), newClock()
	s := open(t, dir, c)
	for _, user := range []string{"u1", "u2"} {
		must(t, s.AddFeedback(t.Context(), Feedback{Guild: "g", User: user, Message: "m", Verdict: Good}))
	}
	must(t, s.NoteLink(Link{Message: "m", User: "u1"}))
	hash := s.hash.Load().user("u1")
	must(t, s.Close())
	must(t, os.Remove(filepath.Join(dir, keyName)))

	s = open(t, dir, c)
	got, err := s.Feedback(t.Context(), "g", 9)
	must(t, err)
	if len(got) != 2 || got[0].User != "" || got[1].User != "" {
		t.Errorf("feedback = %+v, want both verdicts without their users", got)
	}
	if _, err := s.Link(t.Context(), "m"); err == nil {
		t.Error("a link of the lost user is kept")
	}
	must(t, s.DeleteUser(t.Context(), "u1"))
	if found := leftovers(t, dir, hash); len(found) > 0 {
		t.Errorf("left behind: %q", found)
	}
}
