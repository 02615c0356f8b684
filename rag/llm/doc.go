// Package llm talks to a language model service: OpenAI, Azure or any server
// that speaks the same protocol.
//
// It adds to go-openai what that leaves out: a deadline on every call,
// retries, a circuit breaker, budgets, faults in one helpful sentence, and a
// key that cannot be printed. It knows nothing of articles or answers; package
// rag/generate does. Start reading at Client.
package llm
