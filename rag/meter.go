package rag

import "time"

// Meter counts what happens while questions are answered. Its methods are
// called concurrently and must be quick.
type Meter interface {
	// Stage is told how long "retrieve", "judge" or "generate" took.
	Stage(name string, took time.Duration)
	// DroppedCitation is told of each citation that the verbatim gate stopped,
	// and of each sentence of a language model that no passage bears out.
	DroppedCitation(reason string)
	// Cache is told of each look-up of a sentence's vector.
	Cache(name string, hit bool)
}

// Reasons for DroppedCitation.
const (
	droppedNotVerbatim = "not verbatim"
	droppedUnsupported = "unsupported"
)

// noMeter counts nothing.
type noMeter struct{}

func (noMeter) Stage(string, time.Duration) {}
func (noMeter) DroppedCitation(string)      {}
func (noMeter) Cache(string, bool)          {}

// timed returns a function that tells the meter how long it took until it was
// called.
func (a *Answerer) timed(stage string) func() {
	began := time.Now()
	return func() { a.meter.Stage(stage, time.Since(began)) }
}

// drop counts citations that the verbatim gate stopped.
func (a *Answerer) drop(n int, reason string) {
	a.dropped.Add(int64(n))
	for range n {
		a.meter.DroppedCitation(reason)
	}
}
