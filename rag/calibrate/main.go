// Calibrate fits the decision to answer on the training questions and writes
// rag/decision.json. Run it with go generate ./rag after a change to the
// models, the retrieval or the features.
//
// It reports what ten-fold cross-validation reaches: every training question
// is answered with a decision that was fitted without it. The test questions
// and the development questions are not read.
package main

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"log"
	"os"
	"path/filepath"

	"casebot/corpus"
	"casebot/rag"
	"casebot/rag/encoder"
	"casebot/rag/eval"
)

// sources are the training questions and the folder of their articles, "" for
// the built-in ones.
var sources = []struct{ questions, articles string }{
	{"eval/testdata/articles-train.jsonl", ""},
	{"eval/testdata/invented-train.jsonl", "eval/testdata/invented"},
	{"eval/testdata/further-train.jsonl", "eval/testdata/invented"},
}

func main() {
	log.SetFlags(0)
	ablating := flag.Bool("ablate", false, "print what the decision reaches without each of its mechanisms, and write nothing")
	flag.Parse()
	if !*ablating && flag.NArg() != 1 {
		log.Fatal("usage: calibrate -ablate | FILE (the decision.json to write)")
	}
	if err := run(context.Background(), flag.Arg(0), *ablating); err != nil {
		log.Fatal(err)
	}
}

func run(ctx context.Context, out string, ablating bool) error {
	model, err := encoder.Builtin()
	if err != nil {
		return err
	}
	memo := newMemo(model)
	sets, err := load(memo)
	if err != nil {
		return err
	}
	var examples []example
	for _, s := range sets {
		more, err := s.measure(ctx)
		if err != nil {
			return err
		}
		examples = append(examples, more...)
	}
	if ablating {
		ablate(os.Stdout, examples)
		return memo.save()
	}
	fitted, partial := crossValidate(examples)
	var results []eval.Result
	for _, s := range sets {
		more, err := s.ask(ctx, partial)
		if err != nil {
			return err
		}
		results = append(results, more...)
	}
	if err := memo.save(); err != nil {
		return err
	}
	if err := eval.Summarize(results).WriteTable(os.Stdout); err != nil {
		return err
	}
	data, err := json.MarshalIndent(fitted, "", "  ")
	if err != nil {
		return err
	}
	return os.WriteFile(out, append(data, '\n'), 0o644)
}

// set is questions and the articles that they are asked of.
type set struct {
	model     rag.Model
	cache     *rag.VectorCache
	corpus    *corpus.Corpus
	questions []eval.Question
}

func load(model rag.Model) ([]set, error) {
	var sets []set
	for _, source := range sources {
		file, err := os.Open(source.questions)
		if err != nil {
			return nil, err
		}
		questions, err := eval.Load(file, filepath.Base(source.questions))
		file.Close()
		if err != nil {
			return nil, err
		}
		c, err := read(source.articles)
		if err != nil {
			return nil, err
		}
		sets = append(sets, set{model, rag.NewVectorCache("calibrate", 384), c, questions})
	}
	return sets, nil
}

func read(dir string) (*corpus.Corpus, error) {
	if dir == "" {
		return corpus.Builtin()
	}
	return corpus.LoadDir(dir)
}

// answerer answers from the set's articles, with a decision of its own if
// that is not nil.
func (s *set) answerer(ctx context.Context, d *rag.Decision) (*rag.Answerer, error) {
	a := rag.New(rag.Options{Model: s.model, Cache: s.cache, Decision: d})
	return a, a.Load(ctx, s.corpus, nil)
}

// example is the features of one question and whether it should be answered.
type example struct {
	id, kind string
	features map[string]float64
	answer   bool
}

func (s *set) measure(ctx context.Context) ([]example, error) {
	a, err := s.answerer(ctx, nil)
	if err != nil {
		return nil, err
	}
	var out []example
	for _, q := range s.questions {
		e, err := a.Explain(ctx, q.Ask())
		if err != nil {
			return nil, fmt.Errorf("%s: %w", q.ID, err)
		}
		out = append(out, example{q.ID, q.Kind, e.Features, q.Answerable})
	}
	return out, nil
}

// ask answers every question with the decision of its fold.
func (s *set) ask(ctx context.Context, partial []rag.Decision) ([]eval.Result, error) {
	var results []eval.Result
	for fold := range partial {
		var questions []eval.Question
		for _, q := range s.questions {
			if foldOf(q.ID) == fold {
				questions = append(questions, q)
			}
		}
		a, err := s.answerer(ctx, &partial[fold])
		if err != nil {
			return nil, err
		}
		more, err := eval.Run(ctx, a, questions, nil)
		if err != nil {
			return nil, err
		}
		results = append(results, more...)
	}
	return results, nil
}
