package main

import (
	"casebot/corpus"
	"casebot/corpus/cases"
	"casebot/rag"
	"casebot/rag/eval"
	"context"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
)

// set is questions and the articles that they are asked of.
type set struct {
	off       rag.Mechanism
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
		sets = append(sets, set{0, model, rag.NewVectorCache("calibrate", 384), c, questions})
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
	a := rag.New(rag.Options{Model: s.model, Cache: s.cache, Cases: openCases, Calibration: c, Off: s.off})
	return a, a.Load(ctx, s.corpus, nil)
}

// openCases opens the cases of the built-in articles, as the program does.
func openCases(c *corpus.Corpus) (rag.Casebook, error) { return cases.For(c) }

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
		l := list{id: q.ID, right: targets(q, e)}
		for _, r := range e.Read {
			l.sentences = append(l.sentences, r.Signals)
			l.mixtures = append(l.mixtures, r.Mixture)
		}
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
	state    []float64 // the judge's, nil where it is not asked for
	answer   bool
}

// examined is what one question gives to fit on.
type examined struct {
	whole  example
	beside []example
}

// measure examines every question with a calibration.
func (s set) measure(ctx context.Context, c *rag.Calibration) ([]examined, error) {
	var out []examined
	err := s.explain(ctx, c, func(q eval.Question, e rag.Explanation) {
		out = append(out, examined{
			whole:  example{q.ID, q.Kind, e.Features, e.State, q.Answerable},
			beside: beside(q, e),
		})
	})
	return out, err
}

// besides is how many sentences that answer are picked before others are measured.
const besides = 3

// beside returns the sentences read for an answerable question as they stand
// beside the best one, and beside it and others that answer.
func beside(q eval.Question, e rag.Explanation) []example {
	if !q.Answerable || len(e.Read) == 0 {
		return nil
	}
	right := targets(q, e)
	var out []example
	picked := []int{0}
	for range besides {
		next := 0
		for i, features := range e.Beside(picked) {
			if slices.Contains(picked, i) {
				continue
			}
			out = append(out, example{q.ID, q.Kind, features, nil, right[i]})
			if right[i] && next == 0 {
				next = i
			}
		}
		if next == 0 {
			break
		}
		picked = append(picked, next)
	}
	return out
}

// targets tells which of the sentences read answer.
func targets(q eval.Question, e rag.Explanation) []bool {
	var hits []rag.Hit
	for _, r := range e.Read {
		hits = append(hits, r.Hit)
	}
	return eval.Judge(q, rag.Answer{Retrieved: hits}).Targets
}

// ask answers every question with the calibration of its fold.
func (s set) ask(ctx context.Context, partial map[string]rag.Calibration) ([]eval.Result, error) {
	var results []eval.Result
	for _, fold := range slices.Sorted(maps.Keys(partial)) {
		var questions []eval.Question
		for _, q := range s.questions {
			if foldOf(q.ID) == fold {
				questions = append(questions, q)
			}
		}
		if len(questions) == 0 {
			continue
		}
		own := partial[fold]
		a, err := s.answerer(ctx, &own)
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
