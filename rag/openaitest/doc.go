// Package openaitest is a language model service to test against: an HTTP
// server that speaks the OpenAI protocol as the real one and its compatible
// relatives do, faults included.
//
// It serves chat completions, whole and streamed, and embeddings, checks the
// method, path, headers and body of every request as strictly as the service,
// and answers from a script. Models that lie are in lie.go. Start reading at
// New.
package openaitest
