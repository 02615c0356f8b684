// Calibrate fits the decision to answer on the training questions and writes
// rag/decision.json. Run it with go generate ./rag after a change to the
// models, the retrieval or the features.
//
// It reports what ten-fold cross-validation reaches, so that nothing is
// measured on the questions that it was fitted to. The test questions and the
// development questions are not read.
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"log"
	"os"
	"path/filepath"

	"casebot/corpus"
	"casebot/rag"
	"casebot/rag/encoder"
	"casebot/rag/eval"
)

// sets are the training questions and the folder of their articles, "" for
// the built-in ones.
var sets = []struct{ questions, articles string }{
	{"eval/testdata/articles-train.jsonl", ""},
	{"eval/testdata/invented-train.jsonl", "eval/testdata/invented"},
}

func main() {
	log.SetFlags(0)
	if len(os.Args) != 2 {
		log.Fatal("usage: calibrate FILE (the decision.json to write)")
	}
	if err := run(context.Background(), os.Args[1]); err != nil {
		log.Fatal(err)
	}
}

func run(ctx context.Context, out string) error {
	model, err := encoder.Builtin()
	if err != nil {
		return err
	}
	memo := newMemo(model)
	var examples []example
	for _, set := range sets {
		more, err := measure(ctx, memo, set.questions, set.articles)
		if err != nil {
			return err
		}
		examples = append(examples, more...)
	}
	if err := memo.save(); err != nil {
		return err
	}
	fitted := crossValidate(examples)
	data, err := json.MarshalIndent(fitted, "", "  ")
	if err != nil {
		return err
	}
	return os.WriteFile(out, append(data, '\n'), 0o644)
}

// example is the features of one question and whether it should be answered.
type example struct {
	id, kind string
	features map[string]float64
	answer   bool
}

func measure(ctx context.Context, model rag.Model, questions, articles string) ([]example, error) {
	file, err := os.Open(questions)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	list, err := eval.Load(file, filepath.Base(questions))
	if err != nil {
		return nil, err
	}
	c, err := read(articles)
	if err != nil {
		return nil, err
	}
	answerer := rag.New(rag.Options{Model: model, Cache: rag.NewVectorCache("calibrate", 384)})
	if err := answerer.Load(ctx, c, nil); err != nil {
		return nil, err
	}
	var out []example
	for _, q := range list {
		e, err := answerer.Explain(ctx, q.Ask())
		if err != nil {
			return nil, fmt.Errorf("%s: %w", q.ID, err)
		}
		out = append(out, example{q.ID, q.Kind, e.Features, q.Answerable})
	}
	return out, nil
}

func read(dir string) (*corpus.Corpus, error) {
	if dir == "" {
		return corpus.Builtin()
	}
	return corpus.LoadDir(dir)
}
