package archive

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"

	"casebot/corpus"
)

const childDir = "ARCHIVE_TEST_DIR"

func TestMain(m *testing.M) {
	if dir := os.Getenv(childDir); dir != "" {
		fmt.Println("child:", saveUntilKilled(dir))
		os.Exit(1)
	}
	os.Exit(m.Run())
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func open(t *testing.T, dir string) *Archive {
	t.Helper()
	a, err := Open(dir)
	must(t, err)
	return a
}

// version is a version with one short file.
func version(text string) map[string][]byte { return map[string][]byte{"x.txt": []byte(text)} }

// kept reads the one file of each kept version, newest first.
func kept(t *testing.T, a *Archive) string {
	t.Helper()
	versions, err := a.List()
	must(t, err)
	var out []string
	for _, v := range versions {
		files, err := a.Files(v.ID)
		must(t, err)
		data, err := fs.ReadFile(files, "x.txt")
		must(t, err)
		out = append(out, string(data))
	}
	return strings.Join(out, " ")
}

var noon = time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)

func TestSaveKeepsThree(t *testing.T) {
	a := open(t, t.TempDir())
	steps := []struct {
		id   string
		want string
	}{
		{"a1", "a1"},
		{"a1", "a1"}, // nothing has changed
		{"b2", "b2 a1"},
		{"c3", "c3 b2 a1"},
		{"d4", "d4 c3 b2"},
		{"b2", "b2 d4 c3"}, // back again
		{"e5", "e5 b2 d4"},
	}
	for i, s := range steps {
		now := noon.Add(time.Duration(i) * time.Hour)
		if i == 4 {
			now = noon // the clock goes back
		}
		must(t, a.Save(version(s.id), now))
		if got := kept(t, a); got != s.want {
			t.Fatalf("after step %d the versions are %s, want %s", i, got, s.want)
		}
	}
	for _, gone := range []string{ID(version("a1")), "", "../../etc"} {
		if _, err := a.Files(gone); !errors.Is(err, ErrNotFound) {
			t.Errorf("Files(%q): %v, want ErrNotFound", gone, err)
		}
	}
}

func TestPin(t *testing.T) {
	dir := t.TempDir()
	a := open(t, dir)
	save := func(text string) { must(t, a.Save(version(text), noon)) }
	for _, id := range []string{"a1", "b2", "c3"} {
		save(id)
	}
	if id, err := a.Pinned(); id != "" || err != nil {
		t.Errorf("Pinned() = %q, %v before any pin", id, err)
	}
	if err := a.Pin("ff"); !errors.Is(err, ErrNotFound) {
		t.Errorf("Pin of an unknown version: %v", err)
	}
	must(t, a.Pin(ID(version("a1"))))
	a = open(t, dir) // a restart
	if id, err := a.Pinned(); id != ID(version("a1")) || err != nil {
		t.Errorf("Pinned() = %q, %v after a restart", id, err)
	}
	save("d4")
	if got := kept(t, a); got != "d4 c3 b2 a1" {
		t.Errorf("versions %s: the pinned one must stay", got)
	}
	must(t, a.Unpin())
	must(t, a.Unpin())
	if id, _ := a.Pinned(); id != "" {
		t.Errorf("Pinned() = %q after Unpin", id)
	}
	save("e5")
	if got := kept(t, a); got != "e5 d4 c3" {
		t.Errorf("versions %s after Unpin", got)
	}
}

func TestDamagedVersion(t *testing.T) {
	for _, tt := range []struct {
		name   string
		damage func(data []byte) []byte
	}{
		{"cut", func(d []byte) []byte { return d[:len(d)/2] }},
		{"one byte", func(d []byte) []byte { d[60] ^= 1; return d }},
		{"empty", func([]byte) []byte { return nil }},
	} {
		dir := t.TempDir()
		a := open(t, dir)
		text := make([]byte, 1000)
		for i := range text {
			text[i] = byte(rand.IntN(256))
		}
		must(t, a.Save(map[string][]byte{"x.txt": text}, noon))
		found, err := filepath.Glob(filepath.Join(dir, "*.zip"))
		must(t, err)
		data, err := os.ReadFile(found[0])
		must(t, err)
		must(t, os.WriteFile(found[0], tt.damage(data), 0o600))
		if _, err := a.Files(ID(map[string][]byte{"x.txt": text})); !errors.Is(err, ErrDamaged) {
			t.Errorf("%s: %v, want ErrDamaged", tt.name, err)
		}
	}
}

func TestRecordedCorpusLoadsAgain(t *testing.T) {
	folder := fstest.MapFS{
		"a.txt":       {Data: []byte("The engineer was arrested in Chicago. He was sentenced to eight years.")},
		"a.yaml":      {Data: []byte("title: An engineer\npublished: 2019-01-06\n")},
		"b.md":        {Data: []byte("# Court\n\nA second article stands here.\n")},
		"huge.txt":    {Data: bytes.Repeat([]byte("x "), 3<<20)}, // left out
		"picture.png": {Data: []byte("not an article")},
	}
	recorder := Record(folder)
	before, err := corpus.Load(recorder)
	must(t, err)
	a := open(t, t.TempDir())
	must(t, a.Save(recorder.Files(), noon))
	for name := range folder {
		folder[name] = &fstest.MapFile{Data: []byte("Something else altogether now.")}
	}

	files, err := a.Files(ID(recorder.Files()))
	must(t, err)
	after, err := corpus.Load(files)
	must(t, err)
	if diff := cmp.Diff(before.Articles, after.Articles); diff != "" {
		t.Error(diff)
	}
	if before.Version != after.Version {
		t.Errorf("version %s, saved as %s", after.Version, before.Version)
	}
	if names := recorder.Files(); names["huge.txt"] != nil || names["picture.png"] != nil {
		t.Error("files that were left out are kept")
	}
}

func TestRecorderIsAFileSystem(t *testing.T) {
	files := fstest.MapFS{"a.txt": {Data: []byte("text")}, "cases/c.yaml": {Data: []byte("x: 1")}, "empty.txt": {}}
	r := Record(files)
	must(t, fstest.TestFS(r, "a.txt", "cases/c.yaml", "empty.txt"))
	want := map[string][]byte{"a.txt": []byte("text"), "cases/c.yaml": []byte("x: 1"), "empty.txt": nil}
	if diff := cmp.Diff(want, r.Files()); diff != "" {
		t.Error(diff)
	}
	half := Record(files)
	f, err := half.Open("a.txt")
	must(t, err)
	defer f.Close()
	if _, err := io.ReadFull(f, make([]byte, 2)); err != nil || len(half.Files()) != 0 {
		t.Errorf("a file read by half is kept (%v)", err)
	}
}

// saveUntilKilled saves version after version, pins each, and prints it.
func saveUntilKilled(dir string) error {
	a, err := Open(dir)
	if err != nil {
		return err
	}
	for {
		files := version(fmt.Sprint(rand.Uint64()))
		files["y.txt"] = bytes.Repeat(files["x.txt"], 2000)
		id := ID(files)
		if err := a.Save(files, time.Now()); err != nil {
			return err
		}
		if err := a.Pin(id); err != nil {
			return err
		}
		fmt.Println(id)
	}
}

func TestKillLosesNoVersion(t *testing.T) {
	self, err := os.Executable()
	must(t, err)
	dir := t.TempDir()
	for range 10 {
		cmd := exec.Command(self)
		cmd.Env = append(os.Environ(), childDir+"="+dir)
		out, err := cmd.StdoutPipe()
		must(t, err)
		must(t, cmd.Start())
		lines := bufio.NewScanner(out)
		var saved []string
		for n := 3 + rand.IntN(20); n > 0 && lines.Scan(); n-- {
			saved = append(saved, lines.Text())
		}
		must(t, cmd.Process.Kill())
		for lines.Scan() {
			saved = append(saved, lines.Text())
		}
		cmd.Wait() // killed, as it should be

		a := open(t, dir)
		versions, err := a.List()
		must(t, err)
		// The kill may fall after a version was saved and before it was printed.
		last := saved[len(saved)-1]
		at := slices.IndexFunc(versions, func(v Version) bool { return v.ID == last })
		if at < 0 || at > 1 {
			t.Fatalf("the last version %s is number %d of %v", last, at, versions)
		}
		if len(versions) < Kept || len(versions) > Kept+2 {
			t.Errorf("%d versions kept", len(versions))
		}
		kept(t, a) // all of them are whole
		pinned, err := a.Pinned()
		must(t, err)
		if pinned != last && pinned != versions[0].ID {
			t.Errorf("pinned is %q, last was %q", pinned, last)
		}
		if left, _ := filepath.Glob(filepath.Join(dir, unfinished+"*")); len(left) > 0 {
			t.Errorf("left half written: %q", left)
		}
	}
}
