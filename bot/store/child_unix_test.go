//go:build unix

package store

import (
	"bufio"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"go.uber.org/goleak"
)

// Faults that need a process of their own: the test binary runs itself with
// childJob set to the job's name and childDir to the data folder.
const (
	childJob = "STORE_TEST_CHILD"
	childDir = "STORE_TEST_DIR"
)

func TestMain(m *testing.M) {
	if job := os.Getenv(childJob); job != "" {
		runChild(job)
		return
	}
	goleak.VerifyTestMain(m)
}

var childJobs = map[string]func(dir string) error{
	"write until killed": writeUntilKilled,
	"fill the disk":      fillTheDisk,
	"read-only folder":   readOnlyFolder,
}

// background is for children, which have no test's context.
var background = context.Background()

func runChild(job string) {
	if err := childJobs[job](os.Getenv(childDir)); err != nil {
		fmt.Println("child:", err)
		os.Exit(1)
	}
	os.Exit(0)
}

func child(t *testing.T, job, dir string) *exec.Cmd {
	t.Helper()
	self, err := os.Executable()
	must(t, err)
	cmd := exec.Command(self)
	cmd.Env = append(os.Environ(), childJob+"="+job, childDir+"="+dir)
	return cmd
}

// openFolder lets other users through to t.TempDir, for children that are not root.
func openFolder(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for _, d := range []string{filepath.Dir(dir), dir} {
		must(t, os.Chmod(d, 0o755))
	}
	return dir
}

// writeUntilKilled prints the name of every row that was acknowledged.
func writeUntilKilled(dir string) error {
	s := Open(Options{Dir: dir})
	for i := 0; ; i++ {
		message := fmt.Sprintf("%d-%d", os.Getpid(), i)
		if err := s.NoteLink(Link{Message: message}); err != nil {
			return err
		}
		err := s.AddFeedback(background, Feedback{Guild: "g", User: "u", Message: message, Passages: places, Verdict: Good})
		if err != nil {
			return err
		}
		fmt.Println(message)
	}
}

func TestKillLosesNoAcknowledgedRow(t *testing.T) {
	dir := t.TempDir()
	acknowledged := map[string]bool{}
	for range 5 {
		cmd := child(t, "write until killed", dir)
		out, err := cmd.StdoutPipe()
		must(t, err)
		must(t, cmd.Start())
		lines := bufio.NewScanner(out)
		for n := 1 + rand.IntN(60); n > 0 && lines.Scan(); n-- {
			acknowledged[lines.Text()] = true
		}
		must(t, cmd.Process.Kill())
		for lines.Scan() { // what it had still printed counts too
			acknowledged[lines.Text()] = true
		}
		cmd.Wait() // killed, as it should be
	}
	s := open(t, dir, newClock())
	rows, err := s.Feedback(t.Context(), "g", 1<<20)
	must(t, err)
	for _, r := range rows {
		if len(r.Passages) != 2 {
			t.Errorf("half a row: %+v", r)
		}
		delete(acknowledged, r.Message)
	}
	if len(rows) < 5 || len(acknowledged) > 0 {
		t.Errorf("%d rows found, %d acknowledged ones lost", len(rows), len(acknowledged))
	}
}

// fillTheDisk runs where the file cannot grow for ever, and checks that what
// was acknowledged is read back and that room made later is used.
func fillTheDisk(dir string) error {
	signal.Ignore(syscall.SIGXFSZ)
	var limit syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_FSIZE, &limit); err != nil {
		return err
	}
	old := limit.Cur
	limit.Cur = 256 << 10
	if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &limit); err != nil {
		return err
	}
	c := newClock()
	s := Open(Options{Dir: dir, Now: c.Now})
	defer s.Close()
	if err := s.Status().Fault; err != nil {
		return fmt.Errorf("at the start: %w", err)
	}
	detail := strings.Repeat("x", maxDetailBytes)
	written := 0
	var err error
	for ; err == nil; written++ {
		if written > 5000 {
			return fmt.Errorf("the disk did not fill")
		}
		err = s.AddAction(background, Action{Guild: "g", Name: fmt.Sprint(written), Detail: detail})
	}
	written-- // the one that failed
	if Kind(err) != "full" || Kind(s.Status().Fault) != "full" {
		return fmt.Errorf("write fails with %v, status %v, want ErrFull", err, s.Status().Fault)
	}
	rows, err := s.Actions(background, "g", 1<<20)
	if err != nil || len(rows) != written {
		return fmt.Errorf("%d rows read (%v), %d were acknowledged", len(rows), err, written)
	}
	// A fresh start on a full disk reads all the same.
	again := Open(Options{Dir: dir, Now: c.Now})
	rows, err = again.Actions(background, "g", 1<<20)
	if err != nil || len(rows) != written {
		return fmt.Errorf("after a restart %d rows read (%v), %d were acknowledged", len(rows), err, written)
	}
	if err := again.Close(); err != nil {
		return err
	}

	limit.Cur = old
	if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &limit); err != nil {
		return err
	}
	c.add(retryEvery)
	if err := s.AddAction(background, Action{Guild: "g", Name: "after"}); err != nil {
		return fmt.Errorf("with room again: %w", err)
	}
	if err := s.Status().Fault; err != nil {
		return fmt.Errorf("the fault stays: %w", err)
	}
	return nil
}

func TestFullDisk(t *testing.T) {
	if out, err := child(t, "fill the disk", t.TempDir()).CombinedOutput(); err != nil {
		t.Errorf("%v: %s", err, out)
	}
}

// readOnlyFolder runs as a user who may not write dir.
func readOnlyFolder(dir string) error {
	if os.Getuid() == 0 {
		const nobody = 65534
		if err := syscall.Setuid(nobody); err != nil {
			return err
		}
	}
	s := Open(Options{Dir: dir})
	defer s.Close()
	if Kind(s.Status().Fault) != "read_only" {
		return fmt.Errorf("fault %v, want ErrReadOnly", s.Status().Fault)
	}
	if err := s.AddAction(background, Action{}); Kind(err) != "read_only" {
		return fmt.Errorf("write: %v, want ErrReadOnly", err)
	}
	if err := s.NoteLink(Link{Message: "m"}); err != nil {
		return fmt.Errorf("note: %w", err)
	}
	if os.Getenv("STORE_TEST_FILLED") == "" {
		return nil
	}
	rows, err := s.Feedback(background, "g", 9)
	if err != nil || len(rows) != 1 {
		return fmt.Errorf("%d rows (%v), want the one that is there", len(rows), err)
	}
	if !s.Settings("g").Private {
		return fmt.Errorf("the settings are not in force")
	}
	return nil
}

func TestReadOnlyFolder(t *testing.T) {
	empty, filled := openFolder(t), openFolder(t)
	s := open(t, filled, newClock())
	must(t, s.AddFeedback(t.Context(), Feedback{Guild: "g", User: "u", Message: "m", Verdict: Good}))
	must(t, s.SaveSettings(t.Context(), Settings{Private: true}, Action{Guild: "g"}))
	must(t, s.Close())
	for _, name := range []string{fileName, keyName} { // as in a volume mounted read-only
		must(t, os.Chmod(filepath.Join(filled, name), 0o444))
	}
	for _, dir := range []string{empty, filled} {
		must(t, os.Chmod(dir, 0o555))
		t.Cleanup(func() { os.Chmod(dir, 0o755) })
		cmd := child(t, "read-only folder", dir)
		if dir == filled {
			cmd.Env = append(cmd.Env, "STORE_TEST_FILLED=1")
		}
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Errorf("%v: %s", err, out)
		}
	}
}
