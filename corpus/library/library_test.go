package library

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"casebot/corpus/archive"
)

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// shelf is a library over folders of its own, and what it has put in place.
type shelf struct {
	*Library
	dir, data string
	log       strings.Builder
	refuse    error // what Put returns
	put       []Edition
}

// newShelf makes a folder with one article. Calling start again is a restart.
func newShelf(t *testing.T) *shelf {
	t.Helper()
	s := &shelf{dir: t.TempDir(), data: t.TempDir()}
	s.write(t, "a.txt", first)
	return s
}

const (
	first  = "The engineer was arrested in Chicago. He was sentenced to eight years."
	second = "The engineer was arrested in Chicago. He was sentenced to nine years."
	third  = "The engineer was arrested in Chicago. He was set free."
)

func (s *shelf) start(t *testing.T) *shelf {
	t.Helper()
	versions, err := archive.Open(s.data)
	must(t, err)
	s.log.Reset()
	s.Library = New(Options{
		Dir: s.dir, Versions: versions, Log: slog.New(slog.NewTextHandler(&s.log, nil)),
		Put: func(_ context.Context, e Edition) error {
			if s.refuse == nil {
				s.put = append(s.put, e)
			}
			return s.refuse
		},
	})
	must(t, s.Start(t.Context()))
	return s
}

func (s *shelf) write(t *testing.T, name, text string) {
	t.Helper()
	path := filepath.Join(s.dir, name)
	must(t, os.MkdirAll(filepath.Dir(path), 0o700))
	must(t, os.WriteFile(path+".part", []byte(text), 0o600))
	must(t, os.Rename(path+".part", path)) // whole, also for a reload that runs
}

// text is what answers: the first article of the edition in place.
func (s *shelf) text() string { return s.put[len(s.put)-1].Corpus.Articles[0].Text }

func (s *shelf) expect(t *testing.T, text string, pinned bool) {
	t.Helper()
	if s.text() != text || s.Live().Corpus.Articles[0].Text != text || s.Pinned() != pinned {
		t.Errorf("%q answers, live is %q, pinned is %v; want %q, %v", s.text(), s.Live().Corpus.Articles[0].Text, s.Pinned(), text, pinned)
	}
}

func TestReload(t *testing.T) {
	s := newShelf(t).start(t)
	s.expect(t, first, false)
	s.write(t, "a.txt", second)
	s.write(t, "b.txt", "Another article came.")
	_, preview, err := s.Preview(t.Context())
	must(t, err)
	s.expect(t, first, false)
	result, err := s.Reload(t.Context())
	must(t, err)
	s.expect(t, second, false)
	c := result.Changes
	if len(c.Added) != 1 || len(c.Removed) != 0 || len(c.Changed) != 1 || len(c.Changed[0].Reworded) != 1 {
		t.Errorf("changes are %+v", c)
	}
	if preview.Version != result.Version || result.Version != s.Live().Corpus.Version || result.Unchanged {
		t.Errorf("versions %q, %q and %q", preview.Version, result.Version, s.Live().Corpus.Version)
	}
	result, err = s.Reload(t.Context())
	if err != nil || !result.Changes.Empty() || !result.Unchanged {
		t.Errorf("a reload of the same: %+v, %v", result.Changes, err)
	}
}

func TestFailedReloadChangesNothing(t *testing.T) {
	tests := []struct {
		name string
		spot func(t *testing.T, s *shelf)
		want string // in the error
	}{
		{"broken article", func(t *testing.T, s *shelf) { s.write(t, "a.txt", "not \xff UTF-8") }, "is not UTF-8"},
		{"new article is broken", func(t *testing.T, s *shelf) { s.write(t, "b.txt", "a\x00b") }, "b.txt holds zero bytes"},
		{"faulty case", func(t *testing.T, s *shelf) { s.write(t, "cases/x.yaml", "nonsense: [") }, "x.yaml"},
		{"empty folder", func(t *testing.T, s *shelf) { must(t, os.Remove(filepath.Join(s.dir, "a.txt"))) }, "no article"},
		{"folder gone", func(t *testing.T, s *shelf) { must(t, os.RemoveAll(s.dir)) }, "no such file"},
		{"a link out of the folder", func(t *testing.T, s *shelf) {
			must(t, os.Symlink("/etc/hostname", filepath.Join(s.dir, "b.txt")))
		}, "b.txt is a symbolic link"},
		{"index not built", func(t *testing.T, s *shelf) {
			s.write(t, "a.txt", second)
			s.refuse = errors.New("the model failed")
		}, "the model failed"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := newShelf(t).start(t)
			before := s.Live()
			tt.spot(t, s)
			_, err := s.Reload(t.Context())
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("Reload: %v, want %q", err, tt.want)
			}
			if s.Live().ID != before.ID || len(s.put) != 1 {
				t.Error("something else is in place")
			}
			if versions, _ := s.Versions(); len(versions) != 1 {
				t.Errorf("%d versions kept, want the one before", len(versions))
			}
		})
	}
}

func TestStrayFilesDoNotStopAReload(t *testing.T) {
	s := newShelf(t)
	s.write(t, "old.txt", "a\x00b") // left out from the start
	s.start(t)
	s.write(t, "a.txt~", "an editor's copy")
	s.write(t, "a.txt", second)
	result, err := s.Reload(t.Context())
	must(t, err)
	s.expect(t, second, false)
	if len(result.Faults) != 2 {
		t.Errorf("faults are %+v, want both files", result.Faults)
	}
}

func TestRollback(t *testing.T) {
	s := newShelf(t).start(t)
	for _, text := range []string{second, third} {
		s.write(t, "a.txt", text)
		_, err := s.Reload(t.Context())
		must(t, err)
	}
	result, err := s.Rollback(t.Context(), "")
	must(t, err)
	s.expect(t, second, true)
	if len(result.Changes.Changed) != 1 {
		t.Errorf("changes are %+v", result.Changes)
	}
	_, err = s.Rollback(t.Context(), "") // one further back
	must(t, err)
	s.expect(t, first, true)
	if _, err = s.Rollback(t.Context(), ""); !errors.Is(err, ErrNoVersion) {
		t.Errorf("back beyond the oldest: %v", err)
	}
	if _, err = s.Rollback(t.Context(), "ff"); !errors.Is(err, ErrNoVersion) {
		t.Errorf("back to an unknown version: %v", err)
	}
	s.expect(t, first, true)

	s.start(t) // a restart
	s.expect(t, first, true)
	_, err = s.Reload(t.Context())
	must(t, err)
	s.expect(t, third, false)
	s.start(t)
	s.expect(t, third, false)
}

func TestRollbackRestoresCasesAndQuestions(t *testing.T) {
	s := newShelf(t)
	s.write(t, "questions.jsonl", "one\n")
	s.start(t)
	s.write(t, "questions.jsonl", "two\n")
	_, err := s.Reload(t.Context()) // the articles are the same, the version is not
	must(t, err)
	if got := string(s.Live().Questions); got != "two\n" {
		t.Errorf("questions are %q", got)
	}
	_, err = s.Rollback(t.Context(), "")
	must(t, err)
	if got := string(s.Live().Questions); got != "one\n" {
		t.Errorf("questions are %q after the rollback", got)
	}
}

func TestStartWithoutItsFolder(t *testing.T) {
	s := newShelf(t).start(t)
	must(t, os.RemoveAll(s.dir))
	s.start(t)
	s.expect(t, first, false)
	if !strings.Contains(s.log.String(), "the corpus folder cannot be used") {
		t.Errorf("the log says %s", s.log.String())
	}
	must(t, os.RemoveAll(s.data))
	if err := New(Options{Dir: s.dir, Put: func(context.Context, Edition) error { return nil }}).Start(t.Context()); err == nil {
		t.Error("a start from nothing passes")
	}
}

func TestStartWithADamagedPin(t *testing.T) {
	s := newShelf(t).start(t)
	s.write(t, "a.txt", second)
	_, err := s.Reload(t.Context())
	must(t, err)
	_, err = s.Rollback(t.Context(), "")
	must(t, err)
	files, err := filepath.Glob(filepath.Join(s.data, "*.zip"))
	must(t, err)
	for _, f := range files {
		must(t, os.Truncate(f, 10))
	}
	s.start(t)
	s.expect(t, second, false)
	if !strings.Contains(s.log.String(), "the pinned version cannot be used") {
		t.Errorf("the log says %s", s.log.String())
	}
}

func TestStartWithFaultyCases(t *testing.T) {
	s := newShelf(t)
	s.write(t, "cases/x.yaml", "nonsense: [")
	s.start(t)
	s.expect(t, first, false)
	if n := len(s.Live().Cases.Cases()); n != 0 {
		t.Errorf("%d cases", n)
	}
	if !strings.Contains(s.log.String(), "x.yaml") {
		t.Errorf("the log says %s", s.log.String())
	}
}

func TestBuiltinDoesNotChange(t *testing.T) {
	l := New(Options{Put: func(context.Context, Edition) error { return nil }})
	must(t, l.Start(t.Context()))
	if live := l.Live(); len(live.Corpus.Articles) == 0 || len(live.Cases.Cases()) == 0 {
		t.Errorf("%d articles, %d cases", len(live.Corpus.Articles), len(live.Cases.Cases()))
	}
	_, reload := l.Reload(t.Context())
	_, rollback := l.Rollback(t.Context(), "")
	_, _, preview := l.Preview(t.Context())
	for _, err := range []error{reload, rollback, preview} {
		if !errors.Is(err, ErrBuiltin) {
			t.Errorf("%v, want ErrBuiltin", err)
		}
	}
}

func TestLoadsDoNotOverlap(t *testing.T) {
	s := newShelf(t).start(t)
	var all sync.WaitGroup
	for i := range 8 {
		s.write(t, "a.txt", fmt.Sprintf("The engineer was arrested in Chicago. He was sentenced to %d years.", i))
		all.Go(func() {
			if _, err := s.Reload(t.Context()); err != nil {
				t.Error(err)
			}
			s.Live()
			s.Pinned()
		})
	}
	all.Wait()
	if s.text() != s.Live().Corpus.Articles[0].Text {
		t.Error("what answers is not what is live")
	}
}
