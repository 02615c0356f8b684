// Command hugot times knights-analytics/hugot in pure Go on the encoder's
// layers, which docs/bench/hugot_model.py writes to a folder: the counterpart
// of the benchmarks in rag/encoder. It is a module of its own and no part of
// the build.
package main

import (
	"context"
	"fmt"
	"log"
	"os"
	"strings"
	"syscall"
	"time"

	"github.com/knights-analytics/hugot"
)

const rounds = 5

func main() {
	if len(os.Args) != 2 {
		log.Fatal("usage: hugot FOLDER")
	}
	if err := run(context.Background(), os.Args[1]); err != nil {
		log.Fatal(err)
	}
}

func run(ctx context.Context, folder string) error {
	session, err := hugot.NewGoSession(ctx)
	if err != nil {
		return err
	}
	defer session.Destroy()
	pipeline, err := hugot.NewPipeline(session, hugot.FeatureExtractionConfig{ModelPath: folder, Name: "encoder", OnnxFilename: "model.onnx"})
	if err != nil {
		return err
	}
	// The texts of the Go benchmarks with all their marks, in tokens.
	for _, c := range []struct {
		name          string
		texts, tokens int
	}{{"Query12Tokens", 1, 17}, {"Passage128Tokens", 1, 133}, {"64Sentences", 64, 35}} {
		texts := make([]string, c.texts)
		for i := range texts {
			texts[i] = strings.TrimSpace(strings.Repeat("court ", c.tokens-2))
		}
		if _, err := pipeline.RunPipeline(ctx, texts); err != nil { // compiles
			return err
		}
		wall, processor := time.Hour, time.Hour
		for range rounds {
			start, used := time.Now(), processorTime()
			if _, err := pipeline.RunPipeline(ctx, texts); err != nil {
				return err
			}
			wall, processor = min(wall, time.Since(start)), min(processor, processorTime()-used)
		}
		fmt.Printf("%s: wall %v, processor %v\n", c.name, wall, processor)
	}
	return nil
}

// processorTime is what all threads of the process have used.
func processorTime() time.Duration {
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		log.Fatal(err)
	}
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
}
