package watch

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func write(t *testing.T, parts ...string) {
	t.Helper()
	must(t, os.WriteFile(filepath.Join(parts...), []byte(time.Now().String()), 0o600))
}

// start watches dir and returns the channel of its calls.
func start(t *testing.T, dir string, quiet time.Duration) <-chan struct{} {
	t.Helper()
	calls := make(chan struct{}, 100)
	f, err := Open(Options{Dir: dir, Sub: []string{"cases"}, Quiet: quiet, Changed: func(context.Context) { calls <- struct{}{} }})
	must(t, err)
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- f.Run(ctx) }()
	t.Cleanup(func() {
		cancel()
		if err := <-ended; err != nil {
			t.Error(err)
		}
	})
	return calls
}

// drain takes calls until there is none for a while, and counts them.
func drain(calls <-chan struct{}, quiet time.Duration) int {
	for n := 0; ; n++ {
		select {
		case <-calls:
		case <-time.After(quiet):
			return n
		}
	}
}

func expect(t *testing.T, calls <-chan struct{}, after string) {
	t.Helper()
	select {
	case <-calls:
	case <-time.After(10 * time.Second):
		t.Fatalf("no call after %s", after)
	}
}

const quiet = 40 * time.Millisecond

func TestEveryKindOfChangeIsTold(t *testing.T) {
	parent := t.TempDir()
	dir := filepath.Join(parent, "articles")
	must(t, os.Mkdir(dir, 0o700))
	calls := start(t, dir, quiet)
	at := func(name string) string { return filepath.Join(dir, name) }
	for _, change := range []struct {
		name string
		do   func()
	}{
		{"a new file", func() { write(t, dir, "a.txt") }},
		{"a changed file", func() { write(t, dir, "a.txt") }},
		{"a file put in place", func() { write(t, parent, "b"); must(t, os.Rename(filepath.Join(parent, "b"), at("b.txt"))) }},
		{"a renamed file", func() { must(t, os.Rename(at("b.txt"), at("c.txt"))) }},
		{"a removed file", func() { must(t, os.Remove(at("c.txt"))) }},
		{"a new sub-folder", func() { must(t, os.Mkdir(at("cases"), 0o700)) }},
		{"a file in it", func() { write(t, dir, "cases", "x.yaml") }},
		{"the folder gone", func() { must(t, os.RemoveAll(dir)) }},
		{"the folder back", func() { must(t, os.Mkdir(dir, 0o700)) }},
		{"a file in the new folder", func() { write(t, dir, "d.txt") }},
	} {
		drain(calls, 2*quiet)
		change.do()
		expect(t, calls, change.name)
	}
}

func TestABurstIsToldOnce(t *testing.T) {
	dir := t.TempDir()
	const long = 200 * time.Millisecond
	calls := start(t, dir, long)
	for i := range 200 {
		write(t, dir, fmt.Sprint(i, ".txt"))
	}
	expect(t, calls, "200 files")
	if more := drain(calls, 2*long); more > 0 {
		t.Errorf("%d more calls for one burst", more)
	}
}

func TestConstantChangeIsToldNowAndThen(t *testing.T) {
	dir := t.TempDir()
	calls := start(t, dir, quiet)
	end := time.After(10 * time.Second)
	tick := time.NewTicker(quiet / 8)
	defer tick.Stop()
	for {
		select {
		case <-calls:
			return
		case <-tick.C:
			write(t, dir, "a.txt")
		case <-end:
			t.Fatal("no call while the folder keeps changing")
		}
	}
}

func TestNeighboursAreNotTold(t *testing.T) {
	parent := t.TempDir()
	dir := filepath.Join(parent, "articles")
	must(t, os.Mkdir(dir, 0o700))
	calls := start(t, dir, quiet)
	write(t, parent, "articles.txt")
	write(t, parent, "neighbour.txt")
	if n := drain(calls, 4*quiet); n > 0 {
		t.Errorf("%d calls for a neighbour", n)
	}
}

func TestNoFolder(t *testing.T) {
	if _, err := Open(Options{Dir: filepath.Join(t.TempDir(), "none")}); err == nil {
		t.Error("a folder that does not exist is watched")
	}
}
