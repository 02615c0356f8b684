package ratelimit

import (
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

func TestAllow(t *testing.T) {
	now := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	l := &Limiter{Now: func() time.Time { return now }}
	user := func(name string) []Rule { return []Rule{{"user:" + name, 2}, {"channel:c", 3}} }
	steps := []struct {
		after time.Duration
		who   string
		met   int
		wait  time.Duration
	}{
		{0, "a", -1, 0},
		{0, "a", -1, 0},
		{0, "a", 0, 30 * time.Second}, // a has used both
		{0, "b", -1, 0},               // the third of the channel: a's refusal cost it nothing
		{0, "b", 1, 20 * time.Second},
		{20 * time.Second, "a", 0, 10 * time.Second},
		{0, "b", -1, 0}, // the refusals cost b nothing either
		{time.Hour, "a", -1, 0},
	}
	for i, s := range steps {
		now = now.Add(s.after)
		if met, wait := l.Allow(user(s.who)...); met != s.met || wait != s.wait {
			t.Errorf("step %d, %s: rule %d, wait %v, want %d, %v", i, s.who, met, wait, s.met, s.wait)
		}
	}
}

func TestNoBound(t *testing.T) {
	var l Limiter
	for range 1000 {
		if met, _ := l.Allow(Rule{"k", 0}); met != -1 {
			t.Fatal("a rule without a bound was met")
		}
	}
	if len(l.buckets) != 0 {
		t.Error("a rule without a bound keeps a bucket")
	}
}

func TestChangedBound(t *testing.T) {
	now := time.Unix(0, 0)
	l := &Limiter{Now: func() time.Time { return now }}
	l.Allow(Rule{"k", 1})
	if met, _ := l.Allow(Rule{"k", 1}); met != 0 {
		t.Fatal("the bound does not hold")
	}
	now = now.Add(time.Second)
	allowed := 0
	for range 100 {
		if met, _ := l.Allow(Rule{"k", 60}); met == -1 {
			allowed++
		}
		now = now.Add(time.Second)
	}
	if allowed < 99 {
		t.Errorf("after the bound was raised %d of 100 pass", allowed)
	}
}

func TestIdleKeysAreForgotten(t *testing.T) {
	now := time.Unix(0, 0)
	l := &Limiter{Now: func() time.Time { return now }}
	most := 0
	for i := range 10_000 {
		l.Allow(Rule{fmt.Sprint("user:", i), 5})
		now = now.Add(100 * time.Millisecond)
		most = max(most, len(l.buckets))
	}
	if most > 1200+1 { // two windows of 600 users each
		t.Errorf("%d buckets at most for 600 users a minute", most)
	}
}

func TestConcurrentUse(t *testing.T) {
	now := time.Unix(0, 0)
	l := &Limiter{Now: func() time.Time { return now }}
	var passed atomic.Int64
	var all sync.WaitGroup
	for range 50 {
		all.Go(func() {
			if met, _ := l.Allow(Rule{"k", 20}); met == -1 {
				passed.Add(1)
			}
		})
	}
	all.Wait()
	if passed.Load() != 20 {
		t.Errorf("%d of 50 passed, want 20", passed.Load())
	}
}
