// Package generate lets a language model phrase answers from passages, and
// holds it to them.
//
// The model sees numbered sentences and returns sentences of its own, each
// with the numbers that support it. It is not believed: every sentence goes
// through the checks in check.go, is asked for again once if it fails, and is
// left out if it fails again. No quoted character passes through the model;
// whoever calls Generate copies the passages from the articles by their IDs.
//
// Package rag calls it; it knows neither corpus files nor Discord. Start
// reading at Generator.
package generate
