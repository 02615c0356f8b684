package llm_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"casebot/rag/llm"
	"casebot/rag/openaitest"
)

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
		got, err := llm.NewEmbedder(c, "text-embedding-3-small", 16).Embed(context.Background(), texts)
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
	if _, err := llm.NewEmbedder(c, "m", openaitest.DefaultDimensions).Embed(context.Background(), manyTexts(120, 2000)); err != nil {
		t.Fatal(err)
	}
	if n := len(s.Embeds()); n < 2 {
		t.Errorf("%d requests for 120 long texts, want several", n)
	}
}

func TestEmbedAsksOnlySomeModelsForALength(t *testing.T) {
	s := openaitest.New(t, nil)
	c, _ := newClient(t, s, nil)
	for model, want := range map[string]int{"text-embedding-3-small": 16, "nomic-embed-text": 0} {
		dim := 16
		if want == 0 {
			dim = openaitest.DefaultDimensions
		}
		if _, err := llm.NewEmbedder(c, model, dim).Embed(context.Background(), []string{"a"}); err != nil {
			t.Fatal(err)
		}
		if r := s.Embeds()[len(s.Embeds())-1]; r.Dimensions != want {
			t.Errorf("%s was asked for %d dimensions, want %d", model, r.Dimensions, want)
		}
	}
	a, b := llm.NewEmbedder(c, "m", 8), llm.NewEmbedder(c, "m", 16)
	if a.Name() == b.Name() || a.Name() == llm.NewEmbedder(c, "n", 8).Name() {
		t.Error("different vectors have one name")
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
		_, err := llm.NewEmbedder(c, "m", openaitest.DefaultDimensions).Embed(context.Background(), []string{"a", "b", "c"})
		if llm.KindOf(err) != tt.want {
			t.Errorf("%s: err = %v, want %q", name, err, tt.want)
		}
	}
}
