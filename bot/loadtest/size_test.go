package loadtest

import (
	"context"
	"flag"
	"log/slog"
	"os"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"casebot/rag"
)

var size = flag.Int("articles", 200, "how many articles TestSize loads")

// TestSize starts over many articles, once without vectors and once with, asks
// questions, and reloads one changed article.
func TestSize(t *testing.T) {
	corpusDir, dataDir := t.TempDir(), t.TempDir()
	must(t, WriteArticles(corpusDir, *size))

	first := startNode(t, corpusDir, dataDir)
	t.Logf("%d articles, first start: by keywords after %v, by meaning after %v, %d texts embedded",
		*size, first.keywords, first.ready, first.Model.Embedded.Load())
	must(t, first.Close())
	first.Node = nil
	runtime.GC()

	second := startNode(t, corpusDir, dataDir)
	defer second.Close()
	t.Logf("second start: by keywords after %v, by meaning after %v; heap %d MB, resident %d MB",
		second.keywords, second.ready, heapMB(), residentMB(t))
	if n := second.Model.Embedded.Load(); n != 0 {
		t.Errorf("a start with all vectors in the cache embeds %d texts", n)
	}

	var took []time.Duration
	right := 0
	const questions = 20
	for i := range questions {
		a := MakeArticle(i**size/questions, 0)
		begun := time.Now()
		answer, err := second.Answerer.Answer(t.Context(), rag.Question{Text: a.Question})
		must(t, err)
		took = append(took, time.Since(begun).Round(time.Millisecond))
		if len(answer.Citations) > 0 && answer.Citations[0].Article.ID == a.ID && strings.Contains(answer.Citations[0].Text, a.Answer) {
			right++
		}
	}
	slices.Sort(took)
	t.Logf("%d questions: median %v, slowest %v; %d answered from the right sentence", questions, took[questions/2], took[questions-1], right)
	if right < questions/2 {
		t.Errorf("%d of %d questions are answered from the right sentence", right, questions)
	}

	must(t, MakeArticle(*size/2, 1).Write(corpusDir))
	begun := time.Now()
	result, err := second.Library.Reload(t.Context())
	must(t, err)
	t.Logf("reload of one changed article: %v, %d texts embedded", time.Since(begun).Round(time.Millisecond), second.Model.Embedded.Load())
	if c := result.Changes; len(c.Changed) != 1 || len(c.Added)+len(c.Removed) > 0 {
		t.Errorf("the reload changes %d articles", len(c.Changed))
	}
	if n := second.Model.Embedded.Load(); n != 2 {
		t.Errorf("one changed sentence embeds %d texts, want 2: itself and its chunk", n)
	}
}

type startedNode struct {
	*Node
	keywords, ready time.Duration
}

// startNode starts a node and measures when it answers by keywords, and when
// by meaning.
func startNode(t *testing.T, corpusDir, dataDir string) *startedNode {
	t.Helper()
	begun := time.Now()
	n, err := NewNode(corpusDir, dataDir, slog.New(slog.DiscardHandler))
	must(t, err)
	ended := make(chan error, 1)
	go func() { ended <- n.Library.Start(context.WithoutCancel(t.Context())) }()
	s := &startedNode{Node: n}
	poll := time.NewTicker(5 * time.Millisecond)
	defer poll.Stop()
	for s.keywords == 0 {
		select {
		case <-poll.C:
			if n.Answerer.Corpus() != nil {
				s.keywords = time.Since(begun).Round(time.Millisecond)
			}
		case err := <-ended:
			must(t, err)
			s.keywords = time.Since(begun).Round(time.Millisecond)
			ended <- nil
		}
	}
	must(t, <-ended)
	s.ready = time.Since(begun).Round(time.Millisecond)
	return s
}

func heapMB() uint64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc >> 20
}

// residentMB is the process' resident memory, 0 where the system does not tell.
func residentMB(t *testing.T) uint64 {
	t.Helper()
	data, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0
	}
	for line := range strings.Lines(string(data)) {
		if kb, ok := strings.CutPrefix(line, "VmRSS:"); ok {
			n, err := strconv.ParseUint(strings.Fields(kb)[0], 10, 64)
			must(t, err)
			return n >> 10
		}
	}
	return 0
}
