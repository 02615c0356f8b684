package rag

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"sync/atomic"

	"casebot/corpus"
	"casebot/rag/llm"
	"casebot/rag/question"
)

// Model is the local model pair: the embedder for search and the judge for
// the decision. *encoder.Model is one.
type Model interface {
	Embedder
	Judge
	// Hash names its weights.
	Hash() string
	// Tokens counts the pieces of the vocabulary that make up a text.
	Tokens(text string) int
}

// Options are what an Answerer needs.
type Options struct {
	Model Model
	// Cache keeps the vectors of sentences between loads, and between runs if it has a file.
	Cache *VectorCache
	// Cases opens the cases that belong to a corpus, nil for none.
	Cases func(*corpus.Corpus) (Casebook, error)
	// Remote makes vectors beside the model's, kept in RemoteCache; nil: none.
	Remote      *llm.Embedder
	RemoteCache *VectorCache
	// Generator phrases answers; nil quotes.
	Generator Generator
	// Calibration is used in place of the one that the program was built with, if not nil.
	Calibration *Calibration
	// Off are the mechanisms to do without, for measuring; 0: none.
	Off Mechanism
	// Meter counts what happens; nil counts nothing.
	Meter Meter
	Log   *slog.Logger
}

// Answerer answers questions from the corpus that it was loaded with last. It
// may be used concurrently, also while a corpus is being loaded.
type Answerer struct {
	model       Model
	cache       *VectorCache
	cases       func(*corpus.Corpus) (Casebook, error)
	remote      *llm.Embedder
	remoteCache *VectorCache
	generator   Generator
	calibration *Calibration
	off         Mechanism
	meter       Meter
	log         *slog.Logger
	snapshot    atomic.Pointer[Snapshot]
	dropped     atomic.Int64
}

// ErrNotLoaded is returned for questions that come before the first corpus.
var ErrNotLoaded = errors.New("no corpus is loaded yet")

// New returns an Answerer without a corpus.
func New(o Options) *Answerer {
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.Calibration == nil {
		o.Calibration = &builtinCalibration
	}
	if o.Meter == nil {
		o.Meter = noMeter{}
	}
	return &Answerer{
		model: o.Model, cache: o.Cache, cases: o.Cases, remote: o.Remote, remoteCache: o.RemoteCache,
		generator: o.Generator, calibration: o.Calibration, off: o.Off, meter: o.Meter, log: o.Log,
	}
}

// Load makes a corpus searchable and then answers from it, in two steps: by
// its words at once where nothing was served before, and by meaning as soon as
// its vectors are there. On an error the corpus served before stays.
func (a *Answerer) Load(ctx context.Context, c *corpus.Corpus, progress func(done, total int)) error {
	book, err := a.openCases(c)
	if err != nil {
		return err
	}
	s := NewSnapshot(c)
	s.cases, s.off = book, a.off
	a.snapshot.CompareAndSwap(nil, s)
	for _, text := range textsOf(c).all() {
		a.meter.Cache("vectors", a.cache.Get(text) != nil)
	}
	full, err := s.Embed(ctx, a.model, a.cache, progress, func(err error) {
		a.log.Warn("vectors are kept in memory only", "error", err)
	})
	if err != nil {
		return fmt.Errorf("load the corpus: %w", err)
	}
	a.snapshot.Store(full)
	a.loadRemote(ctx, full)
	return nil
}

// Corpus returns the corpus that questions are answered from now, nil before the first.
func (a *Answerer) Corpus() *corpus.Corpus {
	if s := a.snapshot.Load(); s != nil {
		return s.corpus
	}
	return nil
}

// Dropped is how many citations the verbatim gate has stopped so far.
func (a *Answerer) Dropped() int64 { return a.dropped.Load() }

// Answer answers one question from one snapshot of the corpus: it understands
// the question in its conversation, retrieves and judges sentences, decides
// whether they answer, composes the answer, and lets nothing out that is not
// verbatim. Its errors are those of the context and of the models.
func (a *Answerer) Answer(ctx context.Context, q Question) (Answer, error) {
	s := a.snapshot.Load()
	if s == nil {
		return Answer{}, ErrNotLoaded
	}
	cleaned, err := question.Clean(q.Text)
	if err != nil {
		return Answer{Outcome: Refused, Headline: TooLong, Version: s.corpus.Version}, nil
	}
	q.Text = cleaned
	if reply := smalltalk(q.Text); reply != "" {
		return Answer{Outcome: Smalltalk, Headline: reply, Confidence: 1, Version: s.corpus.Version}, nil
	}
	q = a.standalone(ctx, q)
	best, err := a.examine(ctx, s, q)
	if err != nil {
		return Answer{}, err
	}
	composed, err := a.compose(ctx, q, best)
	if err != nil {
		return Answer{}, err
	}
	answer, dropped := gate(composed)
	a.drop(dropped, droppedNotVerbatim)
	if dropped > 0 {
		a.log.Error("citations that are not verbatim were dropped", "dropped", dropped)
	}
	return answer, nil
}

// compose answers in the first of three ways that applies: a case told as a
// whole, a question settled as a claim, or the passages that answer.
func (a *Answerer) compose(ctx context.Context, q Question, x *examination) (Answer, error) {
	if told, ok := x.tell(q.Text); ok {
		return told, nil
	}
	settled, err := a.premise(ctx, x)
	if err != nil {
		return Answer{}, err
	}
	if settled != nil {
		return *settled, nil
	}
	return a.phrase(ctx, q, x), nil
}

// examination is everything found out about one reading of a question.
type examination struct {
	snapshot    *Snapshot
	calibration *Calibration
	reading     reading
	query       query
	intent      intent
	candidates  []candidate // best first
	features    features
	state       []float64      // the judge's mean state over them, nil if it read none
	confidence  float64        // that the candidates answer
	parts       []*examination // what it asks one after another; none where it asks one thing
	part        string         // as one of them: its words in the question
}

// asked is what the judge is asked.
func (x *examination) asked() string {
	if x.reading.asked != "" {
		return x.reading.asked
	}
	return x.query.text
}

// examine retrieves and judges for every reading of the question, and returns
// the reading that the articles answer best.
func (a *Answerer) examine(ctx context.Context, s *Snapshot, q Question) (*examination, error) {
	var best *examination
	for _, r := range s.readings(q) {
		x, err := a.examineReading(ctx, s, r, intentOf(q.Text))
		if err != nil {
			return nil, err
		}
		if best == nil || x.confidence > best.confidence {
			best = x
		}
	}
	if !best.reading.alone || s.off.has(AskedInParts) || s.vectors == nil {
		return best, nil
	}
	if err := a.examineParts(ctx, best); err != nil {
		return nil, err
	}
	return best, nil
}

// examineReading retrieves and judges for one reading of a question.
func (a *Answerer) examineReading(ctx context.Context, s *Snapshot, r reading, wanted intent) (*examination, error) {
	x := &examination{snapshot: s, calibration: a.calibration, reading: r, query: s.newQuery(s.cases.Plain(r.text), a.isWord), intent: wanted}
	s.expand(&x.query)
	done := a.timed("retrieve")
	found, err := a.retrieve(ctx, s, &x.query)
	done()
	if err != nil {
		return nil, err
	}
	x.candidates = s.without(found, r.answered, r.subject)
	if s.vectors != nil && !s.off.has(JudgeOrder) {
		done := a.timed("judge")
		err := a.rerank(ctx, x)
		done()
		if err != nil {
			return nil, err
		}
	}
	a.weigh(x)
	return x, nil
}

// isWord reports whether the vocabulary has a word as one piece: a word of
// some language, not a misspelling.
func (a *Answerer) isWord(word string) bool { return a.model.Tokens(word) == 1 }

// without leaves out the sentences that hold one of the earlier texts whole.
func (s *Snapshot) without(cs []candidate, earlier ...string) []candidate {
	return slices.DeleteFunc(cs, func(c candidate) bool {
		return slices.ContainsFunc(earlier, func(text string) bool {
			words := content(terms(text))
			return len(words) > 0 && holdsAll(s.units[c.unit].text(), words)
		})
	})
}

// weigh measures how well the candidates answer.
func (a *Answerer) weigh(x *examination) {
	if len(x.candidates) == 0 {
		return
	}
	x.features, x.state = x.measure(), x.meanState()
	x.confidence = x.calibration.Decision.Confidence(x.features, a.model.Hash(), x.state)
}

// claimOf is a question as the statement that it takes for granted, as near
// as its words come: the question without its question words.
func claimOf(question string) string {
	return strings.TrimRight(questionLead.ReplaceAllString(question, ""), "?？ ")
}

// Explanation tells how a question was understood and what its answer was
// decided on.
type Explanation struct {
	Standalone string
	Features   map[string]float64
	State      []float64
	Confidence float64
	// Read are the sentences that the judge has read, best first.
	Read   []Read
	beside func([]int) []map[string]float64
}

// Read is a sentence that the judge has read and what its place rests on.
type Read struct {
	Hit
	// Mixture is what it was chosen for reading by.
	Mixture float64
	Signals map[string]float64
}

// Beside measures the sentences read for a place beside those picked, both by their places in Read.
func (e Explanation) Beside(picked []int) []map[string]float64 {
	return e.beside(picked)
}

// Explain examines a question as Answer does, without composing an answer.
func (a *Answerer) Explain(ctx context.Context, q Question) (Explanation, error) {
	s := a.snapshot.Load()
	if s == nil {
		return Explanation{}, ErrNotLoaded
	}
	x, err := a.examine(ctx, s, q)
	if err != nil {
		return Explanation{}, err
	}
	e := Explanation{Standalone: x.query.text, Features: x.features, State: x.state, Confidence: x.confidence}
	for _, c := range x.candidates {
		if c.judged {
			e.Read = append(e.Read, Read{s.hit(c), c.mixture, x.signalsOf(c)})
		}
	}
	e.beside = func(picked []int) []map[string]float64 {
		c := x.newChoice()
		for _, i := range picked {
			c.pick(x.candidates[i])
		}
		out := make([]map[string]float64, len(e.Read))
		for i := range out {
			out[i] = c.beside(x.candidates[i])
		}
		return out
	}
	return e, nil
}
