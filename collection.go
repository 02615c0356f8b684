package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"path/filepath"
	"sync"
	"time"

	"casebot/bot"
	"casebot/bot/ops"
	"casebot/corpus"
	"casebot/corpus/archive"
	"casebot/corpus/cases"
	"casebot/corpus/library"
	"casebot/rag"
	"casebot/rag/encoder"
	"casebot/rag/eval"
)

// collection is what answers in Discord: the library's live edition, and the
// answerer that has it indexed.
type collection struct {
	library  *library.Library
	answerer *rag.Answerer
	options  rag.Options // of every answerer, but for the cases
	metrics  *ops.Metrics
	log      *slog.Logger

	// life is the service's: a change outlives the command that asked for it.
	life context.Context
	work sync.WaitGroup
	// building is held while an index is built: vectors may not go meanwhile.
	building sync.Mutex
	cases    *cases.Set // that the index is built with
}

// openCollection returns a collection that has not started. Its changes of the
// articles end with life.
func (a *app) openCollection(life context.Context, dataDir string, metrics *ops.Metrics) (*collection, error) {
	model, err := encoder.Builtin()
	if err != nil {
		return nil, err
	}
	c := &collection{metrics: metrics, log: a.log, life: life}
	c.options = rag.Options{Model: model, Cache: a.cache(model), Meter: metrics, Log: a.log, Cases: func(*corpus.Corpus) (rag.Casebook, error) { return c.cases, nil }}
	a.useService(&c.options, model, metrics)
	c.answerer = c.newAnswerer()
	var versions *archive.Archive
	if dataDir != "" {
		if versions, err = archive.Open(filepath.Join(dataDir, "versions")); err != nil {
			a.log.Error("earlier versions of the articles are not kept", "err", err)
		}
	}
	c.library = library.New(library.Options{Dir: a.settings.CorpusDir, Versions: versions, Put: c.put, Log: a.log})
	return c, nil
}

// newAnswerer returns one that shares models and vectors with all others.
func (c *collection) newAnswerer() *rag.Answerer { return rag.New(c.options) }

// index makes an edition answer questions put to an answerer. The caller holds
// building.
func (c *collection) index(ctx context.Context, on *rag.Answerer, e library.Edition) error {
	c.cases = e.Cases
	return on.Load(ctx, e.Corpus, nil)
}

// put makes an edition answer.
func (c *collection) put(ctx context.Context, e library.Edition) error {
	c.building.Lock()
	defer c.building.Unlock()
	if err := c.index(ctx, c.answerer, e); err != nil {
		return err
	}
	sentences := 0
	for _, a := range e.Corpus.Articles {
		sentences += len(a.Sentences)
	}
	c.metrics.Corpus(e.Corpus.Version, len(e.Corpus.Articles), sentences, time.Now())
	if err := c.answerer.Trim(c.library.Corpora); err != nil {
		c.log.Warn("stale vectors are kept", "err", err)
	}
	return nil
}

// Corpus implements bot.Library.
func (c *collection) Corpus() *corpus.Corpus { return c.answerer.Corpus() }

// Cases implements bot.Library.
func (c *collection) Cases() *cases.Set {
	set, _ := c.answerer.Casebook().(*cases.Set) // nil before the first
	return set
}

// Reload implements bot.Reloader.
func (c *collection) Reload(ctx context.Context) (bot.Report, error) {
	return c.change(ctx, "reload", c.library.Reload)
}

// Rollback implements bot.Versions.
func (c *collection) Rollback(ctx context.Context) (bot.Report, error) {
	return c.change(ctx, "rollback", func(ctx context.Context) (library.Result, error) {
		r, err := c.library.Rollback(ctx, "")
		if errors.Is(err, library.ErrNoVersion) {
			err = bot.ErrNoVersion
		}
		return r, err
	})
}

// Pinned implements bot.Versions.
func (c *collection) Pinned() bool { return c.library.Pinned() }

// change puts another edition in place. It goes on after ctx has ended.
func (c *collection) change(ctx context.Context, name string, do func(context.Context) (library.Result, error)) (bot.Report, error) {
	type outcome struct {
		result library.Result
		err    error
	}
	done := make(chan outcome, 1)
	c.work.Go(func() {
		began := time.Now()
		result, err := do(c.life)
		c.note(name, result, err, time.Since(began))
		done <- outcome{result, err}
	})
	select {
	case o := <-done:
		return report(o.result), o.err
	case <-ctx.Done():
		return bot.Report{}, bot.ErrBuilding
	}
}

// note counts and logs what became of a change.
func (c *collection) note(name string, r library.Result, err error, took time.Duration) {
	switch {
	case err != nil:
		c.metrics.Reload("failed")
		c.log.Error("the articles stay as they were", "change", name, "err", err, "took", took)
	case r.Unchanged:
		c.metrics.Reload("unchanged")
		c.log.Info("nothing has changed in the articles", "change", name, "version", r.Version, "took", took)
	default:
		c.metrics.Reload("swapped")
		c.log.Info("other articles answer now", "change", name, "version", r.Version, "added", len(r.Changes.Added),
			"changed", len(r.Changes.Changed), "removed", len(r.Changes.Removed), "took", took)
	}
}

// Preview implements bot.Versions.
func (c *collection) Preview(ctx context.Context) (bot.Preview, error) {
	edition, result, err := c.library.Preview(ctx)
	if err != nil {
		return bot.Preview{}, err
	}
	p := bot.Preview{Report: report(result), Changes: result.Changes}
	if len(edition.Questions) == 0 {
		return p, nil
	}
	questions, err := eval.Questions(edition.Questions)
	if err != nil {
		return p, fmt.Errorf("questions.jsonl: %w", err)
	}
	c.building.Lock()
	defer c.building.Unlock()
	next := c.newAnswerer()
	if err := c.index(ctx, next, edition); err != nil {
		return p, err
	}
	// What is not asked in time is not asked; the preview says how many were.
	ctx, cancel := context.WithTimeout(ctx, comparing)
	defer cancel()
	p.Questions = len(questions)
	p.Answers, p.Asked, err = eval.Compare(ctx, c.answerer, next, questions)
	if errors.Is(err, context.DeadlineExceeded) {
		err = nil
	}
	return p, err
}

// comparing bounds how long a preview asks questions.
const comparing = 30 * time.Second

// report is what the bot shows of a result.
func report(r library.Result) bot.Report {
	out := bot.Report{
		Version: r.Version, Faults: r.Faults, Articles: r.Articles,
		CasesChanged: r.CasesChanged,
	}
	for _, a := range r.Changes.Added {
		out.Added = append(out.Added, a.ID)
	}
	for _, a := range r.Changes.Removed {
		out.Removed = append(out.Removed, a.ID)
	}
	for _, a := range r.Changes.Changed {
		out.Changed = append(out.Changed, a.New.ID)
	}
	return out
}
