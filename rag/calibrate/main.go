// Calibrate fits the order of the sentences and the decision to answer on the
// training questions and writes rag/calibration.json. Run it with go generate ./rag after a change to the
// models, the retrieval or the features.
//
// It reports what ten-fold cross-validation reaches: every training question
// is answered with a calibration that was fitted without it. The test questions
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
	"slices"

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
		log.Fatal("usage: calibrate -ablate | FILE (the calibration.json to write)")
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
	lists, err := collect(sets, func(s set) ([]list, error) { return s.read(ctx) })
	if err != nil {
		return err
	}
	whole := rag.Calibration{Ranking: fitRanking(lists)}
	examples, err := collect(sets, func(s set) ([]example, error) { return s.measure(ctx, &whole) })
	if err != nil {
		return err
	}
	if ablating {
		ablate(os.Stdout, examples)
		return memo.save()
	}
	var partial []rag.Calibration
	whole.Decision, partial = crossValidate(lists, examples)
	results, err := collect(sets, func(s set) ([]eval.Result, error) { return s.ask(ctx, partial) })
	if err != nil {
		return err
	}
	if err := memo.save(); err != nil {
		return err
	}
	if err := eval.Summarize(results).WriteTable(os.Stdout); err != nil {
		return err
	}
	data, err := json.MarshalIndent(whole, "", "  ")
	if err != nil {
		return err
	}
	return os.WriteFile(out, append(data, '\n'), 0o644)
}

// collect gathers what every set gives.
func collect[T any](sets []set, give func(set) ([]T, error)) ([]T, error) {
	var out []T
	for _, s := range sets {
		more, err := give(s)
		if err != nil {
			return nil, err
		}
		out = append(out, more...)
	}
	return out, nil
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

// answerer answers from the set's articles with a calibration.
func (s set) answerer(ctx context.Context, c *rag.Calibration) (*rag.Answerer, error) {
	a := rag.New(rag.Options{Model: s.model, Cache: s.cache, Calibration: c})
	return a, a.Load(ctx, s.corpus, nil)
}

// explain examines every question with a calibration.
func (s set) explain(ctx context.Context, c *rag.Calibration, each func(eval.Question, rag.Explanation)) error {
	a, err := s.answerer(ctx, c)
	if err != nil {
		return err
	}
	for _, q := range s.questions {
		e, err := a.Explain(ctx, q.Ask())
		if err != nil {
			return fmt.Errorf("%s: %w", q.ID, err)
		}
		each(q, e)
	}
	return nil
}

// read returns what the judge reads for the answerable questions where nothing
// is ever clearly ahead, without those for which it reads no right sentence.
func (s set) read(ctx context.Context) ([]list, error) {
	var out []list
	err := s.explain(ctx, &rag.Calibration{}, func(q eval.Question, e rag.Explanation) {
		if !q.Answerable {
			return
		}
		var hits []rag.Hit
		l := list{id: q.ID}
		for _, r := range e.Read {
			hits = append(hits, r.Hit)
			l.sentences = append(l.sentences, r.Signals)
		}
		l.right = eval.Judge(q, rag.Answer{Retrieved: hits}).Targets
		if slices.Contains(l.right, true) {
			out = append(out, l)
		}
	})
	return out, err
}

// example is the features of one question and whether it should be answered.
type example struct {
	id, kind string
	features map[string]float64
	answer   bool
}

func (s set) measure(ctx context.Context, c *rag.Calibration) ([]example, error) {
	var out []example
	err := s.explain(ctx, c, func(q eval.Question, e rag.Explanation) {
		out = append(out, example{q.ID, q.Kind, e.Features, q.Answerable})
	})
	return out, err
}

// ask answers every question with the calibration of its fold.
func (s set) ask(ctx context.Context, partial []rag.Calibration) ([]eval.Result, error) {
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
