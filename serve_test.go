package main

import (
	"context"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"casebot/bot/discordtest"
	"casebot/bot/ops"
	"casebot/config"
)

// service is the whole program in Discord, with a person who manages its home
// server.
type service struct {
	*discordtest.Server
	t       *testing.T
	environ []string
	corpus  string
	home    *discordtest.Guild
	channel *discordtest.Channel
	ann     *discordtest.User
	opsAddr string
	logs    *logs
	stop    context.CancelFunc
	ended   chan error
}

// logs collects what the program writes.
type logs struct {
	mu   sync.Mutex
	text strings.Builder
}

func (l *logs) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.Write(p)
}

func (l *logs) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.String()
}

func newService(t *testing.T, more ...string) *service {
	t.Helper()
	s := &service{Server: discordtest.New(t), t: t, corpus: t.TempDir(), logs: &logs{}}
	s.home = s.NewGuild("home")
	s.channel = s.NewChannel(s.home)
	s.ann = s.NewUser("ann")
	s.Member(s.home, s.ann, discordtest.ManageGuild)
	free, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer free.Close()
	s.opsAddr = free.Addr().String()
	s.environ = append([]string{
		"DISCORD_TOKEN=" + discordtest.Token, "HOME_GUILDS=" + s.home.ID, "CORPUS_DIR=" + s.corpus,
		"DATA_DIR=" + t.TempDir(), "CACHE_DIR=" + t.TempDir(), "OPS_ADDR=" + s.opsAddr, "LOG_LEVEL=debug",
	}, more...)
	s.write("a.txt", "The engineer was arrested in Chicago. He was sentenced to eight years in prison.")
	return s
}

func (s *service) write(name, text string) {
	s.t.Helper()
	path := filepath.Join(s.corpus, name)
	if err := os.WriteFile(path+".part", []byte(text), 0o600); err != nil {
		s.t.Fatal(err)
	}
	if err := os.Rename(path+".part", path); err != nil {
		s.t.Fatal(err)
	}
}

// start runs the program until the test or stop ends it.
func (s *service) start() {
	s.t.Helper()
	settings, err := config.Load("", s.environ)
	if err != nil {
		s.t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	s.stop, s.ended = stop, make(chan error, 1)
	identifies, resumes := s.Connections()
	starts := strings.Count(s.logs.String(), "the articles are ready")
	a := newApp(settings, &terminal{in: strings.NewReader(""), out: s.logs, err: s.logs})
	ended := s.ended
	go func() { ended <- a.serve(ctx, s.Transport()); close(ended) }()
	s.t.Cleanup(s.end)
	s.AwaitConnected(identifies + resumes + 1)
	s.eventually("the index", func() bool { return strings.Count(s.logs.String(), "the articles are ready") > starts })
	s.eventually("ready", func() bool { return ops.Probe(s.t.Context(), settings.OpsAddr, "/readyz") == nil })
}

func (s *service) end() {
	s.stop()
	select {
	case err := <-s.ended:
		if err != nil {
			s.t.Errorf("serve: %v", err)
		}
	case <-time.After(20 * time.Second):
		s.t.Error("serve does not end")
	}
}

// eventually waits for something that the test cannot wait for otherwise.
func (s *service) eventually(what string, ok func() bool) {
	s.t.Helper()
	tick := time.NewTicker(10 * time.Millisecond)
	defer tick.Stop()
	end := time.After(20 * time.Second)
	for !ok() {
		select {
		case <-tick.C:
		case <-end:
			s.t.Fatalf("%s never came; the log says\n%s", what, s.logs)
		}
	}
}

func (s *service) ask(question string) string {
	s.t.Helper()
	return discordtest.Render(s.Command(discordtest.Use{By: s.ann, In: s.channel, Name: "ask", Options: map[string]any{"question": question}}).Await())
}

func (s *service) command(name, sub string) string {
	s.t.Helper()
	return discordtest.Render(s.Command(discordtest.Use{By: s.ann, In: s.channel, Name: name, Sub: sub}).Await())
}

func (s *service) expect(text string, parts ...string) {
	s.t.Helper()
	for _, p := range parts {
		if !strings.Contains(text, p) {
			s.t.Errorf("%q is missing in:\n%s", p, text)
		}
	}
}

const howLong = "How long was the engineer sentenced?"

func TestServeReloadsAndRollsBack(t *testing.T) {
	s := newService(t)
	s.write("questions.jsonl", `{"question":"`+howLong+`"}`+"\n")
	s.start()
	s.expect(s.ask(howLong), "eight years")

	s.write("a.txt", "The engineer was arrested in Chicago. He was sentenced to nine years in prison.")
	s.expect(s.command("corpus", "diff"), "eight years", "nine years", "1 answers change, of 1 questions asked")
	s.expect(s.ask(howLong), "eight years")
	s.expect(s.command("corpus", "reload"), "Changed: a")
	s.expect(s.ask(howLong), "nine years")

	s.write("a.txt", "not \xff UTF-8")
	s.expect(s.command("corpus", "reload"), "old articles stay in use", "not UTF-8")
	s.expect(s.ask(howLong), "nine years")

	s.expect(s.command("corpus", "rollback"), "Back to the version before")
	s.expect(s.ask(howLong), "eight years")
	s.end()
	s.start() // the rollback holds
	s.expect(s.command("corpus", "status"), "A rollback holds")
	s.expect(s.ask(howLong), "eight years")

	s.write("a.txt", "The engineer was arrested in Chicago. He was sentenced to ten years in prison.")
	if err := syscall.Kill(os.Getpid(), syscall.SIGHUP); err != nil {
		t.Fatal(err)
	}
	s.eventually("the reload", func() bool { return strings.Contains(s.logs.String(), "why=SIGHUP") })
	s.expect(s.ask(howLong), "ten years")
	metrics, err := http.Get("http://" + s.opsAddr + "/metrics")
	if err != nil {
		t.Fatal(err)
	}
	defer metrics.Body.Close()
	counted, err := io.ReadAll(metrics.Body)
	if err != nil {
		t.Fatal(err)
	}
	s.expect(string(counted), `casebot_stage_seconds_count{stage="answer"}`, `casebot_stage_seconds_count{stage="judge"}`,
		`casebot_stage_seconds_count{stage="retrieve"}`, `casebot_cache_requests_total{cache="vectors",result="hit"}`,
		`casebot_corpus_reloads_total{result="swapped"} 1`, `casebot_gateway_connected 1`, `casebot_questions_total{outcome="answered"}`)
	s.expect(s.command("admin", "audit"), "corpus reload", "corpus rollback", "not UTF-8")

	s.end()
	code, rows, _ := casebot(t, s.environ, "db", "export")
	s.expect(rows, `"detail":"SIGHUP"`, `"action":"corpus rollback"`)
	if log := s.logs.String(); code != 0 || strings.Contains(log+rows, discordtest.Token) {
		t.Errorf("exit code %d, or the token is in the log or the database", code)
	}
	for line := range strings.Lines(s.logs.String()) {
		if strings.Contains(line, howLong) && !strings.Contains(line, "level=DEBUG") {
			t.Errorf("a question is logged above debug: %s", line)
		}
	}
}

func TestServeWatchesTheFolder(t *testing.T) {
	s := newService(t, "CORPUS_WATCH=true")
	s.start()
	s.expect(s.ask(howLong), "eight years")
	s.write("a.txt", "The engineer was arrested in Chicago. He was sentenced to nine years in prison.")
	s.eventually("the reload", func() bool { return strings.Contains(s.logs.String(), `why="the folder has changed"`) })
	s.expect(s.ask(howLong), "nine years")

	s.expect(s.command("corpus", "rollback"), "Back to the version before")
	s.write("a.txt", "The engineer was arrested in Chicago. He was sentenced to ten years in prison.")
	s.eventually("the pause", func() bool { return strings.Contains(s.logs.String(), "the rollback holds until the next reload") })
	s.expect(s.ask(howLong), "eight years")
	s.expect(s.command("corpus", "reload"), "Changed: a")
	s.expect(s.ask(howLong), "ten years")
}

func TestServeWithoutArticlesEnds(t *testing.T) {
	s := newService(t)
	if err := os.Remove(filepath.Join(s.corpus, "a.txt")); err != nil {
		t.Fatal(err)
	}
	settings, err := config.Load("", s.environ)
	if err != nil {
		t.Fatal(err)
	}
	a := newApp(settings, &terminal{in: strings.NewReader(""), out: s.logs, err: s.logs})
	err = a.serve(t.Context(), s.Transport())
	if err == nil || !strings.Contains(err.Error(), "no article to answer from") {
		t.Errorf("serve: %v", err)
	}
}
