package llm_test

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"testing"

	"casebot/rag/llm"
	"casebot/rag/openaitest"
)

// cache is a VectorCache in memory.
type cache struct {
	mu sync.Mutex
	m  map[string][]float32
}

func (c *cache) Get(key string) []float32 { c.mu.Lock(); defer c.mu.Unlock(); return c.m[key] }

func (c *cache) Put(key string, v []float32) { c.mu.Lock(); defer c.mu.Unlock(); c.m[key] = v }

func manyTexts(n, length int) []string {
	out := make([]string, n)
	for i := range out {
		out[i] = strings.Repeat(fmt.Sprintf("text %d ", i), length)
	}
	return out
}

func TestEmbedKeepsTheOrder(t *testing.T) {
	for _, noBase64 := range []bool{false, true} {
		s := openaitest.New(t, nil)
		s.NoBase64 = noBase64
		c, _ := newClient(t, s, nil)
		texts := append(manyTexts(600, 1), "", "  ")
		got, err := llm.NewEmbedder(c, "text-embedding-3-small", 16, nil).Embed(context.Background(), texts)
		if err != nil {
			t.Fatal(err)
		}
		for i, text := range texts[:600] {
			if want := openaitest.Vector(text, 16); dot(got[i], want) < 0.9999 {
				t.Fatalf("vector %d is not that of %q", i, text)
			}
		}
		for _, r := range s.Embeds() {
			if len(r.Input) > 256 {
				t.Errorf("a request with %d texts", len(r.Input))
			}
		}
		if c.Usage().EmbeddingTokens == 0 {
			t.Error("no tokens were counted")
		}
	}
}

func dot(a, b []float32) (sum float32) {
	for i := range a {
		sum += a[i] * b[i]
	}
	return sum
}

func TestEmbedBatchesByTokens(t *testing.T) {
	s := openaitest.New(t, nil)
	c, _ := newClient(t, s, nil)
	if _, err := llm.NewEmbedder(c, "m", 4, nil).Embed(context.Background(), manyTexts(120, 2000)); err != nil {
		t.Fatal(err)
	}
	if n := len(s.Embeds()); n < 2 {
		t.Errorf("%d requests for 120 long texts, want several", n)
	}
}

func TestEmbedUsesItsCache(t *testing.T) {
	s := openaitest.New(t, nil)
	c, _ := newClient(t, s, nil)
	store := &cache{m: map[string][]float32{}}
	embed := func(model string, dim int, texts ...string) {
		t.Helper()
		if _, err := llm.NewEmbedder(c, model, dim, store).Embed(context.Background(), texts); err != nil {
			t.Fatal(err)
		}
	}
	embed("m", 4, "a", "b")
	embed("m", 4, "b", "a")
	if n := len(s.Embeds()); n != 1 {
		t.Errorf("%d requests for the same texts, want 1", n)
	}
	embed("m", 4, "c", "a")
	if in := s.Embeds()[1].Input; len(in) != 1 || in[0] != "c" {
		t.Errorf("sent %q, want only what is new", in)
	}
	embed("m", 8, "a")
	embed("other", 4, "a")
	if n := len(s.Embeds()); n != 4 {
		t.Errorf("%d requests, want one more for another length and another model", n)
	}
}

func TestEmbedRefusesWhatCannotBe(t *testing.T) {
	quota := openaitest.QuotaExceeded()
	for name, tt := range map[string]struct {
		reply openaitest.EmbeddingReply
		want  llm.FaultKind
	}{
		"a vector missing":      {openaitest.EmbeddingReply{Drop: true}, llm.NotUnderstood},
		"an index twice":        {openaitest.EmbeddingReply{Twice: true}, llm.NotUnderstood},
		"a vector too short":    {openaitest.EmbeddingReply{Short: true}, llm.NotUnderstood},
		"a vector of no number": {openaitest.EmbeddingReply{NaN: true}, llm.NotUnderstood},
		"no credit":             {openaitest.EmbeddingReply{Error: &quota}, llm.Quota},
	} {
		s := openaitest.New(t, nil)
		s.Embed = func(openaitest.EmbeddingRequest) openaitest.EmbeddingReply { return tt.reply }
		c, _ := newClient(t, s, nil)
		store := &cache{m: map[string][]float32{}}
		_, err := llm.NewEmbedder(c, "m", 4, store).Embed(context.Background(), []string{"a", "b", "c"})
		if llm.KindOf(err) != tt.want {
			t.Errorf("%s: err = %v, want %q", name, err, tt.want)
		}
		if len(store.m) != 0 {
			t.Errorf("%s: %d vectors reached the cache", name, len(store.m))
		}
	}
}
