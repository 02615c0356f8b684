//go:build unix

package main

import (
	"bufio"
	"context"
	"flag"
	"fmt"
	"math/rand/v2"
	"net"
	"net/http"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"casebot/bot/discordtest"
	"casebot/bot/loadtest"
	"casebot/bot/ops"
	"casebot/config"
	"casebot/rag/openaitest"
)

var (
	soak  = flag.Duration("soak", 10*time.Second, "how long TestSoak lasts")
	think = flag.Duration("think", time.Second, "how long a person of TestSoak reads at most before the next question")
	crowd = flag.Int("crowd", 5, "how many people TestCrowd has ask at once")
)

// soakDiscord tells a test binary to be the program, with the address of the
// Discord that it talks to.
const soakDiscord = "CASEBOT_TEST_DISCORD"

func TestMain(m *testing.M) {
	if addr := os.Getenv(soakDiscord); addr != "" {
		os.Exit(serveTo(addr))
	}
	os.Exit(m.Run())
}

// serveTo is the program as startCommand runs it, but for where Discord is.
func serveTo(addr string) int {
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM)
	defer stop()
	t := &terminal{in: strings.NewReader(""), out: os.Stdout, err: os.Stderr}
	settings, err := config.Load("", os.Environ())
	if err == nil {
		err = newApp(settings, t).serve(ctx, redirect{addr})
	}
	if err != nil {
		t.fail(err)
		return 1
	}
	return 0
}

type redirect struct{ addr string }

func (r redirect) RoundTrip(req *http.Request) (*http.Response, error) {
	clone := req.Clone(req.Context())
	clone.URL.Scheme, clone.URL.Host = "http", r.addr
	return http.DefaultTransport.RoundTrip(clone)
}

// soakArticles is how many articles the program has.
const soakArticles = 40

// world is the program in a process of its own, and a Discord with people.
type world struct {
	*discordtest.Server
	t        *testing.T
	corpus   string
	opsAddr  string
	home     *discordtest.Guild
	channels []*discordtest.Channel
	admin    *discordtest.User
	process  *exec.Cmd
	log      string // file

	// calm is held while the connection is cut: what people do then, Discord
	// tells nobody.
	calm sync.RWMutex

	answered, refused, buttons, followUps, reloads, drops atomic.Int64
}

func newWorld(t *testing.T, more ...string) *world {
	t.Helper()
	w := &world{Server: discordtest.New(t), t: t, corpus: t.TempDir(), log: filepath.Join(t.TempDir(), "log")}
	w.Patience(time.Minute) // Discord's users wait as long
	w.home = w.NewGuild("home")
	for range 4 {
		w.channels = append(w.channels, w.NewChannel(w.home))
	}
	w.admin = w.NewUser("admin")
	w.Member(w.home, w.admin, discordtest.ManageGuild)
	if err := loadtest.WriteArticles(w.corpus, soakArticles); err != nil {
		t.Fatal(err)
	}
	free, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	w.opsAddr = free.Addr().String()
	free.Close()

	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	out, err := os.Create(w.log)
	if err != nil {
		t.Fatal(err)
	}
	defer out.Close()
	w.process = exec.Command(self)
	w.process.Stdout, w.process.Stderr = out, out
	w.process.Env = append(append(os.Environ(),
		soakDiscord+"="+w.Addr(), "DISCORD_TOKEN="+discordtest.Token, "HOME_GUILDS="+w.home.ID, "CORPUS_DIR="+w.corpus,
		"DATA_DIR="+t.TempDir(), "CACHE_DIR="+t.TempDir(), "OPS_ADDR="+w.opsAddr, "USER_PER_MINUTE=600", "CHANNEL_PER_MINUTE=6000",
	), more...)
	if err := w.process.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(w.end)
	w.AwaitConnected(1)
	w.awaitLog("the articles are ready")
	return w
}

// end asks the program to stop, which must take it less than ten seconds.
func (w *world) end() {
	w.process.Process.Signal(syscall.SIGTERM)
	kill := time.AfterFunc(15*time.Second, func() { w.process.Process.Kill() })
	defer kill.Stop()
	if err := w.process.Wait(); err != nil {
		w.t.Errorf("the program ends with %v", err)
	}
	text, err := os.ReadFile(w.log)
	if err != nil {
		w.t.Fatal(err)
	}
	for _, bad := range []string{"panic", "DATA RACE", discordtest.Token} {
		if i := strings.Index(string(text), bad); i >= 0 {
			w.t.Errorf("the log holds %q: %s", bad, text[i:min(len(text), i+2000)])
		}
	}
}

// awaitLog waits for a line of the program's log.
func (w *world) awaitLog(part string) {
	w.t.Helper()
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	end := time.After(2 * time.Minute)
	for {
		text, err := os.ReadFile(w.log)
		if err != nil {
			w.t.Fatal(err)
		}
		if strings.Contains(string(text), part) {
			return
		}
		select {
		case <-tick.C:
		case <-end:
			w.t.Fatalf("%q never came; the log says\n%s", part, text)
		}
	}
}

// metric reads one number from the program's metrics.
func (w *world) metric(name string) float64 {
	w.t.Helper()
	resp, err := http.Get("http://" + w.opsAddr + "/metrics")
	if err != nil {
		w.t.Errorf("metrics: %v", err)
		return 0
	}
	defer resp.Body.Close()
	for lines := bufio.NewScanner(resp.Body); lines.Scan(); {
		if value, ok := strings.CutPrefix(lines.Text(), name+" "); ok {
			n, err := strconv.ParseFloat(value, 64)
			if err != nil {
				w.t.Errorf("metric %s: %v", name, err)
			}
			return n
		}
	}
	w.t.Errorf("no metric %s", name)
	return 0
}

const (
	resident   = "process_resident_memory_bytes"
	heap       = "go_memstats_next_gc_bytes" // twice what was live at the last collection
	goroutines = "go_goroutines"
)

// person does what people do until ctx ends, one thing after another.
func (w *world) person(ctx context.Context, who *discordtest.User) {
	in := w.channels[rand.IntN(len(w.channels))]
	var last *discordtest.Message
	for i := 0; ctx.Err() == nil; i++ {
		a := loadtest.MakeArticle(rand.IntN(soakArticles), 0)
		n := rand.IntN(10)
		if i < 2 { // however short the test, everyone asks and presses
			n = 6 * i
		}
		switch {
		case n < 3:
			last = w.use(discordtest.Use{By: who, In: in, Name: "ask", Options: map[string]any{"question": a.Question}})
			w.count(last, a.Answer)
		case n < 5:
			last = w.say(discordtest.Said{By: who, In: in, Text: "<@" + w.Bot.ID + "> " + a.Question})
			w.count(last, a.Answer)
		case n < 6 && last != nil && !last.Ephemeral():
			w.say(discordtest.Said{By: who, In: in, Text: "and for how many years?", ReplyTo: last})
			w.followUps.Add(1)
		case n < 8 && last != nil:
			for label := range last.Buttons() {
				w.interact(func() *discordtest.Interaction { return w.Press(who, last, label) })
				w.buttons.Add(1)
				break
			}
		case n < 9:
			w.use(discordtest.Use{By: who, In: in, Name: "verify", Options: map[string]any{"claim": strings.SplitN(a.Text, "\n", 2)[0]}})
		default:
			w.use(discordtest.Use{By: who, In: in, Name: "sources"})
		}
		select {
		case <-time.After(rand.N(*think)): // people read what they get
		case <-ctx.Done():
		}
	}
}

// interact waits until an interaction is acknowledged, and then for its answer.
func (w *world) interact(begin func() *discordtest.Interaction) *discordtest.Message {
	w.t.Helper()
	w.calm.RLock()
	x := begin()
	x.Acked()
	w.calm.RUnlock()
	return x.Await()
}

// use is a command and its answer.
func (w *world) use(u discordtest.Use) *discordtest.Message {
	w.t.Helper()
	return w.interact(func() *discordtest.Interaction { return w.Command(u) })
}

// say is a message and the reply to it.
func (w *world) say(said discordtest.Said) *discordtest.Message {
	w.t.Helper()
	w.calm.RLock()
	m := w.Say(said)
	w.calm.RUnlock()
	return w.AwaitReply(m)
}

// count notes whether an answer holds what the article says.
func (w *world) count(m *discordtest.Message, want string) {
	if strings.Contains(discordtest.Render(m), want) {
		w.answered.Add(1)
	} else {
		w.refused.Add(1)
	}
}

// every calls do at intervals until ctx ends.
func every(ctx context.Context, interval time.Duration, do func(n int)) {
	tick := time.NewTicker(interval)
	defer tick.Stop()
	for n := 1; ; n++ {
		select {
		case <-tick.C:
			do(n)
		case <-ctx.Done():
			return
		}
	}
}

// change edits an article and reloads, or, now and then, rolls back.
func (w *world) change(n int) {
	sub := "reload"
	if n%5 == 0 {
		sub = "rollback"
	} else if err := loadtest.MakeArticle(n%soakArticles, n).Write(w.corpus); err != nil {
		w.t.Error(err)
	}
	text := discordtest.Render(w.use(discordtest.Use{By: w.admin, In: w.channels[0], Name: "corpus", Sub: sub}))
	if !strings.Contains(text, "Reloaded") && !strings.Contains(text, "Back to the version") {
		w.t.Errorf("/corpus %s: %s", sub, text)
	}
	w.reloads.Add(1)
	w.use(discordtest.Use{By: w.admin, In: w.channels[0], Name: "admin", Sub: "feedback"})
}

// disturb makes Discord misbehave.
func (w *world) disturb(n int) {
	switch n % 4 {
	case 0:
		w.cut(w.Drop)
	case 1:
		w.cut(func() { w.CloseGateway(4000) })
	case 2:
		w.Fail("POST /channels/{channel}/messages", discordtest.Fault{Status: 502, Body: "<html>bad gateway</html>"})
	case 3:
		w.Fail("PATCH /webhooks/{app}/{token}/messages/{message}", discordtest.Fault{Status: 500, Body: "{}"})
	}
}

// cut ends the connection in the midst of answers and waits for the next one.
func (w *world) cut(how func()) {
	w.calm.Lock()
	defer w.calm.Unlock()
	identifies, resumes := w.Connections()
	how()
	w.AwaitConnected(identifies + resumes + 1)
	w.drops.Add(1)
}

// moody is a language model service with every fault that the program knows.
func moody(openaitest.ChatRequest) openaitest.Reply {
	switch rand.IntN(6) {
	case 0:
		return openaitest.ServerError()
	case 1:
		return openaitest.RateLimited(1)
	case 2:
		return openaitest.Text("no JSON at all")
	default:
		return openaitest.NotAnswered("The passages do not say.")
	}
}

// TestSoak lets people ask, press, follow up and verify while an admin changes
// the articles, the gateway drops, Discord and the language model fail, and
// checks that nothing is left unanswered and nothing grows.
func TestSoak(t *testing.T) {
	model := openaitest.New(t, moody)
	w := newWorld(t, "OPENAI_BASE_URL="+model.URL, "OPENAI_API_KEY=soak-key", "GENERATOR_DEADLINE=2s",
		"MODEL_TOKENS_PER_DAY=0", "MODEL_USER_TOKENS_PER_DAY=0")
	ctx, cancel := context.WithTimeout(t.Context(), *soak)
	defer cancel()
	minute := min(time.Minute, *soak/5)
	var people, beside sync.WaitGroup
	for i := range 4 {
		who := w.NewUser(fmt.Sprint("person ", i))
		people.Go(func() { w.person(ctx, who) })
	}
	people.Go(func() { every(ctx, minute, w.change) })
	beside.Go(func() { every(ctx, min(40*time.Second, *soak/5), w.disturb) })
	var heaps, residents, routines []float64
	beside.Go(func() {
		every(ctx, *soak/40, func(int) {
			heaps = append(heaps, w.metric(heap)/(1<<20))
			residents = append(residents, w.metric(resident)/(1<<20))
			routines = append(routines, w.metric(goroutines))
		})
	})
	people.Wait()
	beside.Wait()

	t.Logf("%v: %d answers with the article's words, %d others, %d buttons, %d follow-ups, %d reloads and rollbacks, %d drops, %d model requests",
		*soak, w.answered.Load(), w.refused.Load(), w.buttons.Load(), w.followUps.Load(), w.reloads.Load(), w.drops.Load(), model.Calls())
	t.Logf("heap target %.0f to %.0f MB, resident at most %.0f MB, goroutines at most %.0f",
		slices.Min(heaps), slices.Max(heaps), slices.Max(residents), slices.Max(routines))
	if w.answered.Load() == 0 || w.buttons.Load() == 0 || w.reloads.Load() == 0 || w.drops.Load() == 0 {
		t.Error("too little happened to prove anything")
	}
	const maxResidentMB, maxGoroutines = 600, 300
	if top := slices.Max(residents); top > maxResidentMB && !raceDetector {
		t.Errorf("resident memory reaches %.0f MB, more than %d", top, maxResidentMB)
	}
	if top := slices.Max(routines); top > maxGoroutines {
		t.Errorf("%.0f goroutines, more than %d", top, maxGoroutines)
	}
	// A reload takes its memory for a while; what leaks shows in the middle.
	third := len(heaps) / 3
	early, late := median(heaps[third/2:third+third/2]), median(heaps[len(heaps)-third:])
	t.Logf("median heap target early %.1f MB, late %.1f MB", early, late)
	if late > early*1.25+20 {
		t.Errorf("the heap grows from %.1f to %.1f MB", early, late)
	}
	if err := ops.Probe(t.Context(), w.opsAddr, "/healthz"); err != nil {
		t.Error(err)
	}
}

func median(values []float64) float64 {
	sorted := slices.Sorted(slices.Values(values))
	return sorted[len(sorted)/2]
}

// TestCrowd has many people ask at the same moment: each gets one answer.
func TestCrowd(t *testing.T) {
	w := newWorld(t)
	took := make([]time.Duration, *crowd)
	var all sync.WaitGroup
	begun := time.Now()
	for i := range *crowd {
		who := w.NewUser(fmt.Sprint("person ", i))
		in := w.channels[i%len(w.channels)]
		all.Go(func() {
			a := loadtest.MakeArticle(i%soakArticles, 0)
			asked := time.Now()
			w.count(w.Command(discordtest.Use{By: who, In: in, Name: "ask", Options: map[string]any{"question": a.Question}}).Await(), a.Answer)
			took[i] = time.Since(asked)
		})
	}
	all.Wait()
	whole := time.Since(begun)
	slices.Sort(took)
	t.Logf("%d people at once: %.1f questions a second, p50 %v, p99 %v, resident %.0f MB; %d answered with the article's words",
		*crowd, float64(*crowd)/whole.Seconds(), took[len(took)/2].Round(time.Millisecond), took[len(took)*99/100].Round(time.Millisecond),
		w.metric(resident)/(1<<20), w.answered.Load())
	if int(w.answered.Load()) < *crowd*3/4 {
		t.Errorf("%d of %d are answered with the article's words", w.answered.Load(), *crowd)
	}
}
