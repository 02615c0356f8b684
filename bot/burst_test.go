package bot_test

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"casebot/bot"
	"casebot/bot/discord"
	"casebot/bot/discordtest"
)

// The burst runs this much faster than life: 200 questions in 10 s become 200
// in 2.5 s, and Discord's rate limits are as much faster.
const faster = 4

// between is how much time passes from one question of the burst to the next.
const between = 10 * time.Second / 200

// 200 questions in 10 s from 40 people, with Discord's rate limits in force:
// each gets exactly one answer or one rate-limit sentence, and no request is
// answered 429.
func TestBurst(t *testing.T) {
	const people, questions = 40, 200
	// Our own limits go by the questions: 50 ms from one to the next.
	var asked atomic.Int64
	began := time.Now()
	s := newStage(t, func(_ *stage, o *bot.Options) {
		o.Now = func() time.Time { return began.Add(time.Duration(asked.Load()) * between) }
		o.Pace.Requests = discord.MaxRequests * 4 / 5 * faster
		o.UserPerMinute, o.ChannelPerMinute = 4, 1000
	})
	s.DiscordLimits(faster)
	var channels []*discordtest.Channel
	for range 8 {
		channels = append(channels, s.NewChannel(s.guild))
	}
	var crowd []*discordtest.User
	for i := range people {
		crowd = append(crowd, s.NewUser(fmt.Sprint("person ", i)))
	}
	var (
		wg     sync.WaitGroup
		mu     sync.Mutex
		acks   []time.Duration
		shown  = map[string]int{}
		said   []*discordtest.Message
		ticker = time.NewTicker(between / faster)
	)
	defer ticker.Stop()
	for n := range questions {
		<-ticker.C
		asked.Add(1)
		who, in := crowd[n%people], channels[n%len(channels)]
		if n/people == 1 { // one question of each person is a mention
			said = append(said, s.Say(discordtest.Said{By: who, In: in, Text: s.at() + howLong}))
			continue
		}
		x := s.Command(discordtest.Use{By: who, In: in, Name: "ask", Options: map[string]any{"question": howLong}})
		wg.Go(func() {
			ack, m := x.Acked(), x.Await()
			mu.Lock()
			defer mu.Unlock()
			acks = append(acks, ack)
			shown[kindOf(m)]++
		})
	}
	wg.Wait()
	for _, m := range said {
		shown[kindOf(s.AwaitReply(m))]++
	}
	for _, m := range said {
		if got := len(s.Replies(m)); got != 1 {
			t.Errorf("%d replies to one question", got)
		}
	}
	if shown["answer"] != questions-people || shown["limit"] != people {
		t.Errorf("shown: %v, want four answers and one rate-limit sentence for each of %d people", shown, people)
	}
	if n := s.TooMany(); n > 0 {
		t.Errorf("%d requests were answered 429", n)
	}
	slices.Sort(acks)
	if worst := acks[len(acks)-1]; worst > time.Second {
		t.Errorf("an acknowledgement took %v", worst)
	}
	t.Logf("shown %v; acknowledged in p50 %v, p99 %v", shown, acks[len(acks)/2], acks[len(acks)*99/100])
}

func kindOf(m *discordtest.Message) string {
	switch text := discordtest.Render(m); {
	case strings.Contains(text, "eight years"):
		return "answer"
	case strings.Contains(text, "Ask again in"):
		return "limit"
	default:
		return text
	}
}

// BenchmarkEvents measures how many events a second pass through the bot with
// the answerer stubbed, 64 of them under way at a time.
func BenchmarkEvents(b *testing.B) {
	took, _ := pass(b, nil)
	b.ReportMetric(float64(b.N)/took.Seconds(), "events/s")
}

// BenchmarkAcknowledge measures the time from an event to its acknowledgement
// with events as frequent as in the burst: 80 a second.
func BenchmarkAcknowledge(b *testing.B) {
	ticker := time.NewTicker(between / faster)
	defer ticker.Stop()
	_, acks := pass(b, ticker.C)
	slices.Sort(acks)
	b.ReportMetric(float64(acks[len(acks)/2].Microseconds())/1000, "p50-ms")
	b.ReportMetric(float64(acks[len(acks)*99/100].Microseconds())/1000, "p99-ms")
}

// pass sends b.N questions through a bot, one a tick, and waits for the answers.
func pass(b *testing.B, tick <-chan time.Time) (took time.Duration, acks []time.Duration) {
	s := newStage(b)
	var wg sync.WaitGroup
	var mu sync.Mutex
	slots := make(chan struct{}, 64)
	began := time.Now()
	for b.Loop() {
		if tick != nil {
			<-tick
		}
		slots <- struct{}{}
		x := s.Command(discordtest.Use{By: s.ann, In: s.channel, Name: "ask", Options: map[string]any{"question": howLong}})
		wg.Go(func() {
			defer func() { <-slots }()
			ack := x.Acked()
			x.Await()
			mu.Lock()
			defer mu.Unlock()
			acks = append(acks, ack)
		})
	}
	wg.Wait()
	return time.Since(began), acks
}
