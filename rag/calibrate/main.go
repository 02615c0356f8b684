// Calibrate fits the order of the sentences and the decision to answer on the
// training questions and writes rag/calibration.json. Run it with go generate ./rag after a change to the
// models, the retrieval or the features.
//
// It reports what cross-validation reaches: every training question is answered
// with a calibration that was fitted on questions about other articles. The test questions
// and the development questions are not read.
package main

import (
	"context"
	"encoding/json"
	"flag"
	"log"
	"os"

	"casebot/rag/encoder"
	"casebot/rag/eval"
)

// sources are the training questions and the folder of their articles, "" for
// the built-in ones.
var sources = []struct{ questions, articles string }{
	{"eval/testdata/articles-train.jsonl", ""},
	{"eval/testdata/invented-train.jsonl", "eval/testdata/invented"},
	{"eval/testdata/further-train.jsonl", "eval/testdata/invented"},
	{"eval/testdata/varied-train.jsonl", "eval/testdata/varied"},
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
	m, err := measure(ctx, sets)
	if err != nil {
		return err
	}
	if ablating {
		if err := ablate(ctx, os.Stdout, sets, m); err != nil {
			return err
		}
		return memo.save()
	}
	whole, partial := m.crossValidate()
	m.report(os.Stdout, whole.Decision, partial)
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
