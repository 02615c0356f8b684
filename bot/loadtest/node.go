package loadtest

import (
	"context"
	"log/slog"
	"path/filepath"
	"sync/atomic"

	"casebot/bot/store"
	"casebot/corpus/archive"
	"casebot/corpus/library"
	"casebot/rag"
	"casebot/rag/encoder"
)

// Node is everything of the bot but Discord: the answerer, the library that
// feeds it, and the store.
type Node struct {
	Answerer *rag.Answerer
	Library  *library.Library
	Store    *store.Store
	Model    *Counter
}

// Counter is the model, which counts the sentences that it embeds.
type Counter struct {
	*encoder.Model
	Embedded atomic.Int64
}

// Embed implements rag.Embedder.
func (c *Counter) Embed(ctx context.Context, kind encoder.Kind, texts []string) ([][]float32, error) {
	if kind == encoder.Passage {
		c.Embedded.Add(int64(len(texts)))
	}
	return c.Model.Embed(ctx, kind, texts)
}

// NewNode opens a node over a corpus folder and a data folder. The library has
// not started. The caller must Close it.
func NewNode(corpusDir, dataDir string, log *slog.Logger) (*Node, error) {
	model, err := encoder.Builtin()
	if err != nil {
		return nil, err
	}
	versions, err := archive.Open(filepath.Join(dataDir, "versions"))
	if err != nil {
		return nil, err
	}
	cache, err := rag.OpenVectorCache(filepath.Join(dataDir, "cache"), model.Hash(), model.Dim())
	if err != nil {
		return nil, err
	}
	n := &Node{Model: &Counter{Model: model}}
	n.Answerer = rag.New(rag.Options{Model: n.Model, Cache: cache, Log: log})
	n.Library = library.New(library.Options{
		Dir: corpusDir, Versions: versions, Log: log,
		Put: func(ctx context.Context, e library.Edition) error { return n.Answerer.Load(ctx, e.Corpus, nil) },
	})
	n.Store = store.Open(store.Options{Dir: dataDir, Log: log})
	return n, nil
}

// Close closes the store.
func (n *Node) Close() error { return n.Store.Close() }
