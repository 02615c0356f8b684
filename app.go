package main

import (
	"context"
	"log/slog"

	"casebot/config"
	"casebot/corpus"
	"casebot/rag"
	"casebot/rag/encoder"
)

// app is what the commands share: the settings, the terminal and, once asked
// for, the corpus and the answerer.
type app struct {
	settings *config.Config
	*terminal
	log *slog.Logger
	// unchecked lets a language model say what it will, to measure it.
	unchecked bool
}

func newApp(settings *config.Config, t *terminal) *app {
	return &app{settings: settings, terminal: t, log: newLogger(settings, t)}
}

func (a *app) close() {}

// newLogger writes to standard error: standard output is for answers.
func newLogger(settings *config.Config, t *terminal) *slog.Logger {
	var level slog.Level
	if err := level.UnmarshalText([]byte(settings.LogLevel)); err != nil {
		level = slog.LevelInfo
	}
	options := &slog.HandlerOptions{Level: level}
	if settings.LogFormat == "json" {
		return slog.New(slog.NewJSONHandler(t.err, options))
	}
	return slog.New(slog.NewTextHandler(t.err, options))
}

// articles loads the corpus that the settings name, and says which files are wrong.
func (a *app) articles() (*corpus.Corpus, error) {
	c, err := a.readArticles()
	if err != nil {
		return nil, err
	}
	for _, f := range c.Faults {
		a.warn("%s: %s", f.File, f.Problem)
	}
	return c, nil
}

func (a *app) readArticles() (*corpus.Corpus, error) {
	if a.settings.CorpusDir == "" {
		return corpus.Builtin()
	}
	return corpus.LoadDir(a.settings.CorpusDir)
}

// answerer loads models and corpus, and waits for the vectors.
func (a *app) answerer(ctx context.Context) (*rag.Answerer, error) {
	answerer, c, err := a.unloaded()
	if err != nil {
		return nil, err
	}
	progress, done := a.progress("Reading the articles")
	defer done()
	return answerer, answerer.Load(ctx, c, progress)
}

// unloaded returns an answerer that has its models and the corpus to load.
func (a *app) unloaded() (*rag.Answerer, *corpus.Corpus, error) {
	c, err := a.articles()
	if err != nil {
		return nil, nil, err
	}
	model, err := encoder.Builtin()
	if err != nil {
		return nil, nil, err
	}
	options := rag.Options{Model: model, Cache: a.cache(model), Cases: openCases, Log: a.log}
	a.useService(&options, model, nil)
	return rag.New(options), c, nil
}

// cache opens the vector cache, filled with the vectors that the program brings.
func (a *app) cache(model *encoder.Model) *rag.VectorCache {
	cache := a.vectorCache(model.Hash(), model.Dim())
	cache.AddBuiltin()
	return cache
}

// vectorCache opens the cache of one embedder's vectors.
func (a *app) vectorCache(embedder string, dim int) *rag.VectorCache {
	dir, err := a.settings.Cache()
	if err != nil {
		a.warn("%v; vectors are kept in memory only", err)
		return rag.NewVectorCache(embedder, dim)
	}
	cache, err := rag.OpenVectorCache(dir, embedder, dim)
	if err != nil {
		a.warn("%v; vectors are kept in memory only", err)
	}
	return cache
}
