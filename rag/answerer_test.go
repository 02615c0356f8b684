package rag

import (
	"context"
	"errors"
	"fmt"
	"hash/fnv"
	"math"
	"strings"
	"sync"
	"testing"

	"casebot/corpus"
	"casebot/rag/encoder"
)

// words is a model to test with: a text's vector counts its words, a sentence
// answers by the share of the question's words that it has, and the span is
// its last word. failing makes every call fail.
type words struct{ failing error }

const wordsDim = 64

func (m words) Embed(ctx context.Context, _ encoder.Kind, texts []string) ([][]float32, error) {
	if err := errors.Join(m.failing, ctx.Err()); err != nil {
		return nil, err
	}
	out := make([][]float32, len(texts))
	for i, text := range texts {
		v := make([]float32, wordsDim)
		v[0] = 0.1
		for _, t := range terms(text) {
			h := fnv.New32a()
			h.Write([]byte(t.stem))
			v[1+h.Sum32()%(wordsDim-1)]++
		}
		out[i] = scaledToOne(v)
	}
	return out, nil
}

// scaledToOne scales a vector to length 1.
func scaledToOne(v []float32) []float32 {
	norm := float32(math.Sqrt(dot(v, v)))
	for i := range v {
		v[i] /= norm
	}
	return v
}

func (m words) Judge(ctx context.Context, pairs []encoder.Pair) ([]encoder.Judgement, error) {
	if err := errors.Join(m.failing, ctx.Err()); err != nil {
		return nil, err
	}
	out := make([]encoder.Judgement, len(pairs))
	for i, p := range pairs {
		have := map[string]bool{}
		for _, t := range terms(p.Sentence) {
			have[t.stem] = true
		}
		shared, all := 0, 1
		for _, t := range content(terms(p.Question)) {
			all++
			if have[t.stem] {
				shared++
			}
		}
		logit := float32(10*shared)/float32(all) - 3
		ts := terms(p.Sentence)
		out[i] = encoder.Judgement{Answers: logit, Supports: logit, SpanScore: 5}
		if len(ts) > 0 {
			last := ts[len(ts)-1]
			out[i].Span = encoder.Span{Start: last.Start, End: last.End}
		}
	}
	return out, nil
}

func (words) Hash() string { return "words" }

func (words) Tokens(text string) int { return len(strings.Fields(text)) }

func article(t *testing.T, id string, sentences ...string) *corpus.Article {
	t.Helper()
	a := &corpus.Article{ID: id, Text: strings.Join(sentences, " "), Meta: corpus.Meta{Title: id}}
	start := 0
	for _, s := range sentences {
		a.Sentences = append(a.Sentences, corpus.Sentence{Span: corpus.Span{Start: start, End: start + len(s)}})
		start += len(s) + 1
	}
	return a
}

func harbour(t *testing.T, year string) *corpus.Corpus {
	return &corpus.Corpus{Version: year, Articles: []*corpus.Article{
		article(t, "harbour", "The pilot Ada Lund reached the harbour in "+year+".", "Her ship carried timber.", "Nobody was hurt."),
		article(t, "weather", "It rained on the island for nine days.", "The ferry did not sail."),
	}}
}

func load(t *testing.T, a *Answerer, c *corpus.Corpus) {
	t.Helper()
	if err := a.Load(t.Context(), c, nil); err != nil {
		t.Fatal(err)
	}
}

func newWords(t *testing.T) *Answerer {
	t.Helper()
	a := New(Options{Model: words{}, Cache: NewVectorCache("words", wordsDim)})
	load(t, a, harbour(t, "1999"))
	return a
}

func TestAnswerBeforeLoad(t *testing.T) {
	if _, err := New(Options{Model: words{}}).Answer(t.Context(), Question{Text: "Who?"}); !errors.Is(err, ErrNotLoaded) {
		t.Errorf("error %v, want ErrNotLoaded", err)
	}
}

func TestFailedLoadKeepsTheOldCorpus(t *testing.T) {
	a := newWords(t)
	a.model = words{failing: errors.New("out of memory")}
	if err := a.Load(t.Context(), harbour(t, "2001"), nil); err == nil {
		t.Fatal("a load without vectors succeeded")
	}
	if got := a.Corpus().Version; got != "1999" {
		t.Errorf("version %s is served, want 1999", got)
	}
}

func TestKeywordSearchAnswersWhileVectorsAreMade(t *testing.T) {
	a := New(Options{Model: words{}, Cache: NewVectorCache("words", wordsDim)})
	a.snapshot.Store(NewSnapshot(harbour(t, "1999")))
	got, err := a.Answer(t.Context(), Question{Text: "When did the pilot Ada Lund reach the harbour?"})
	if err != nil {
		t.Fatal(err)
	}
	if got.Notice == "" || len(got.Retrieved) == 0 || got.Retrieved[0].Article.ID != "harbour" {
		t.Errorf("notice %q, retrieved %v", got.Notice, got.Retrieved)
	}
}

// TestAnswersComeFromOneVersion asks while the corpus changes: every answer is
// from one version whole, with its own bytes.
func TestAnswersComeFromOneVersion(t *testing.T) {
	a := newWords(t)
	stop := make(chan struct{})
	var wait sync.WaitGroup
	wait.Go(func() {
		for i := 0; ; i++ {
			select {
			case <-stop:
				return
			default:
				if err := a.Load(context.Background(), harbour(t, []string{"1999", "2001"}[i%2]), nil); err != nil {
					t.Error(err)
				}
			}
		}
	})
	var askers sync.WaitGroup
	for range 4 {
		askers.Go(func() {
			for range 25 {
				got, err := a.Answer(context.Background(), Question{Text: "When did the pilot Ada Lund reach the harbour?"})
				if err != nil {
					t.Error(err)
					return
				}
				for _, c := range append(got.Citations, got.Closest...) {
					if c.Article.Slice(c.Span) != c.Text || strings.Contains(c.Text, "pilot") && !strings.Contains(c.Text, got.Version) {
						t.Errorf("version %s cites %q", got.Version, c.Text)
					}
				}
			}
		})
	}
	askers.Wait()
	close(stop)
	wait.Wait()
}

func TestAnswerStopsWithItsContext(t *testing.T) {
	a := newWords(t)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := a.Answer(ctx, Question{Text: "Who reached the harbour?"}); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want a cancelled context", err)
	}
}

func TestQuestionsThatAreTooLongOrEmpty(t *testing.T) {
	a := newWords(t)
	for text, want := range map[string]Outcome{strings.Repeat("why ", 5000): Refused, "\u200b\u202e": Smalltalk, "\xff": Smalltalk} {
		got, err := a.Answer(t.Context(), Question{Text: text})
		if err != nil || got.Outcome != want || got.Headline == "" {
			t.Errorf("Answer(%.10q) = %v %q, %v; want %v", text, got.Outcome, got.Headline, err, want)
		}
	}
}

func TestDossierIsOrderedByDate(t *testing.T) {
	a := New(Options{Model: words{}, Cache: NewVectorCache("words", wordsDim)})
	load(t, a, &corpus.Corpus{Articles: []*corpus.Article{
		article(t, "late", "Ada Lund died in 2001.", "It rained."),
		article(t, "early", "Ada Lund was born in 1950.", "Ada Lund liked ships."),
	}})
	d, err := a.Dossier(t.Context(), "ada lund")
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, e := range d.Entries {
		got = append(got, e.Date.String()+" "+e.Article.ID)
	}
	if want := "1950 early|2001 late| early"; strings.Join(got, "|") != want {
		t.Errorf("entries %q, want %q", strings.Join(got, "|"), want)
	}
}

// counting counts the passages that it embeds.
type counting struct {
	words
	passages *int
}

func (m counting) Embed(ctx context.Context, kind encoder.Kind, texts []string) ([][]float32, error) {
	if kind == encoder.Passage {
		*m.passages += len(texts)
	}
	return m.words.Embed(ctx, kind, texts)
}

func TestSecondStartEmbedsNothing(t *testing.T) {
	dir := t.TempDir()
	var reported []string
	start := func(c *corpus.Corpus) (embedded int) {
		cache, err := OpenVectorCache(dir, "words", wordsDim)
		if err != nil {
			t.Fatal(err)
		}
		a := New(Options{Model: counting{passages: &embedded}, Cache: cache})
		progress := func(done, total int) { reported = append(reported, fmt.Sprint(done, "/", total)) }
		if err := a.Load(t.Context(), c, progress); err != nil {
			t.Fatal(err)
		}
		return embedded
	}
	if got := start(harbour(t, "1999")); got != 7 {
		t.Errorf("the first start embeds %d texts, want 7: five sentences in two chunks", got)
	}
	if got := start(harbour(t, "1999")); got != 0 {
		t.Errorf("the second start embeds %d texts, want none", got)
	}
	if got := start(harbour(t, "2001")); got != 2 {
		t.Errorf("after a change of one sentence %d are embedded, want 2: the sentence and its chunk", got)
	}
	if want := "7/7 2/2"; strings.Join(reported, " ") != want {
		t.Errorf("progress %q, want %q", reported, want)
	}
}
