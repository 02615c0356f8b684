package loadtest

import (
	"bufio"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"casebot/bot/store"
	"casebot/corpus"
	"casebot/corpus/archive"
	"casebot/corpus/library"
	"casebot/rag"
)

var (
	kills    = flag.Int("kills", 5, "how often the process is killed")
	killTime = flag.Duration("killtime", 10*time.Minute, "end the kills after this time, however few they were")
)

// The test binary runs itself as the process that is killed.
const (
	childCorpus = "LOADTEST_CORPUS"
	childData   = "LOADTEST_DATA"
)

func TestMain(m *testing.M) {
	if dir := os.Getenv(childCorpus); dir != "" {
		fmt.Println("fault", workUntilKilled(context.Background(), dir, os.Getenv(childData)))
		os.Exit(1)
	}
	os.Exit(m.Run())
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// killArticles is how many articles the killed process has.
const killArticles = 12

// workUntilKilled starts, answers, then writes rows, changes articles, reloads
// and rolls back. It prints a line for everything that is done:
//
//	start ID      the edition in place after the start
//	answer ID N H the hash of the answer to question N by edition ID
//	row NAME      an acknowledged row
func workUntilKilled(ctx context.Context, corpusDir, dataDir string) error {
	n, err := NewNode(corpusDir, dataDir, nil)
	if err != nil {
		return err
	}
	if err := n.Library.Start(ctx); err != nil {
		return err
	}
	if fault := n.Store.Status().Fault; fault != nil {
		return fault
	}
	fmt.Println("start", n.Library.Live().ID)
	for i := 0; ; i++ {
		for j := range 10 {
			name := fmt.Sprintf("%d-%d-%d", os.Getpid(), i, j)
			if err := n.Store.AddFeedback(ctx, store.Feedback{Guild: "g", User: "u", Message: name, Verdict: store.Good}); err != nil {
				return err
			}
			fmt.Println("row", name)
		}
		if err := n.printAnswer(ctx, i%killArticles); err != nil {
			return err
		}
		if err := n.change(ctx, corpusDir); err != nil {
			return err
		}
	}
}

// change puts another edition in place: a changed folder, or the version before.
func (n *Node) change(ctx context.Context, corpusDir string) error {
	if rand.IntN(4) == 0 {
		_, err := n.Library.Rollback(ctx, "")
		if errors.Is(err, library.ErrNoVersion) {
			return nil
		}
		return err
	}
	if err := MakeArticle(rand.IntN(killArticles), rand.IntN(3)).Write(corpusDir); err != nil {
		return err
	}
	_, err := n.Library.Reload(ctx)
	return err
}

// printAnswer asks a question and prints what makes up the answer.
func (n *Node) printAnswer(ctx context.Context, number int) error {
	edition := n.Library.Live().ID
	answer, err := n.Answerer.Answer(ctx, rag.Question{Text: MakeArticle(number, 0).Question})
	if err != nil {
		return err
	}
	sum := sha256.New()
	fmt.Fprintln(sum, answer.Outcome, answer.Headline, answer.Confidence)
	for _, c := range answer.Citations {
		fmt.Fprintln(sum, c.Article.ID, c.Start, c.End, c.Text)
	}
	fmt.Printf("answer %s %d %x\n", edition, number, sum.Sum(nil)[:8])
	return nil
}

// life is what the process did between its start and its death.
type life struct {
	start   string            // the edition that it began with, "" if it did not get there
	answers map[string]string // edition and question number -> hash
	rows    []string
	fault   string
}

// run starts the process and reads what it prints until it is killed: after a
// time from its birth, or from when it answers.
func run(t *testing.T, corpusDir, dataDir string, after time.Duration, fromBirth bool) life {
	t.Helper()
	self, err := os.Executable()
	must(t, err)
	cmd := exec.Command(self)
	cmd.Env = append(os.Environ(), childCorpus+"="+corpusDir, childData+"="+dataDir)
	out, err := cmd.StdoutPipe()
	must(t, err)
	cmd.Stderr = os.Stderr
	must(t, cmd.Start())
	death := time.AfterFunc(after, func() { cmd.Process.Kill() })
	defer death.Stop()
	if !fromBirth {
		death.Reset(time.Minute)
	}
	l := life{answers: map[string]string{}}
	for lines := bufio.NewScanner(out); lines.Scan(); {
		word, rest, _ := strings.Cut(lines.Text(), " ")
		switch word {
		case "start":
			l.start = rest
			if !fromBirth {
				death.Reset(after)
			}
		case "row":
			l.rows = append(l.rows, rest)
		case "answer":
			at := strings.LastIndexByte(rest, ' ')
			l.answers[rest[:at]] = rest[at+1:]
		case "fault":
			l.fault = rest
		}
	}
	cmd.Wait() // killed, as it should be
	return l
}

func TestKill(t *testing.T) {
	corpusDir, dataDir := t.TempDir(), t.TempDir()
	must(t, WriteArticles(corpusDir, killArticles))
	answers := map[string]string{}
	rows := map[string]bool{}
	begun := time.Now()
	done, starts := 0, 0
	for ; done < *kills && time.Since(begun) < *killTime; done++ {
		want := nextEdition(t, corpusDir, dataDir)
		fromBirth := done%4 == 3
		l := run(t, corpusDir, dataDir, time.Duration(rand.Int64N(int64(1500*time.Millisecond))), fromBirth)
		if l.fault != "" {
			t.Fatalf("life %d ended by itself: %s", done, l.fault)
		}
		if l.start != "" {
			starts++
			if l.start != want {
				t.Errorf("life %d began with edition %s, want %s", done, l.start, want)
			}
		}
		for question, hash := range l.answers {
			if before, known := answers[question]; known && before != hash {
				t.Errorf("life %d answers question %s otherwise than an earlier one", done, question)
			}
			answers[question] = hash
		}
		for _, r := range l.rows {
			rows[r] = true
		}
		checkRows(t, dataDir, rows)
	}
	t.Logf("%d kills in %v, %d lives that got to answer, %d rows, %d answers of %d editions kept the same",
		done, time.Since(begun).Round(time.Second), starts, len(rows), len(answers), editions(answers))
	if starts == 0 || len(rows) == 0 {
		t.Error("no life was long enough to prove anything")
	}
}

// nextEdition is the edition that a start must put in place: the pinned one, or
// the folder's. Every kept version must be whole.
func nextEdition(t *testing.T, corpusDir, dataDir string) string {
	t.Helper()
	versions, err := archive.Open(filepath.Join(dataDir, "versions"))
	must(t, err)
	kept, err := versions.List()
	must(t, err)
	for _, v := range kept {
		_, err := versions.Files(v.ID)
		must(t, err)
	}
	pinned, err := versions.Pinned()
	must(t, err)
	if pinned != "" {
		return pinned
	}
	folder := archive.Record(os.DirFS(corpusDir))
	_, err = corpus.Load(folder)
	must(t, err)
	return archive.ID(folder.Files())
}

func editions(answers map[string]string) int {
	seen := map[string]bool{}
	for question := range answers {
		id, _, _ := strings.Cut(question, " ")
		seen[id] = true
	}
	return len(seen)
}

// checkRows compares the database with the acknowledged rows.
func checkRows(t *testing.T, dataDir string, want map[string]bool) {
	t.Helper()
	var out bytes.Buffer
	err := store.Export(t.Context(), dataDir, &out)
	if errors.Is(err, store.ErrNotFound) && len(want) == 0 {
		return // killed before there was a database
	}
	must(t, err)
	found := map[string]bool{}
	for lines := bufio.NewScanner(&out); lines.Scan(); {
		var row struct{ Message string }
		must(t, json.Unmarshal(lines.Bytes(), &row))
		found[row.Message] = true
	}
	for name := range want {
		if !found[name] {
			t.Errorf("acknowledged row %s is lost", name)
		}
	}
}
