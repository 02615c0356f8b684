package generate

import (
	"context"

	"casebot/corpus"
	"casebot/rag/encoder"
	"casebot/rag/llm"
)

// Passage is one sentence of an article that an answer may rest on.
type Passage struct {
	ID      string // the caller's own; the model sees other ones
	Article string // groups the passages of one article
	Title   string
	Date    string // when the article was reported, for people
	Text    string // verbatim
	// Context is what stands before the sentence and says whom "he" means: it
	// is not shown to the model, but its names count as known.
	Context string
	Dates   []Date
}

// Date is a relative date of a passage and what it means.
type Date struct {
	Phrase string // "last April"
	Date   corpus.Date
}

// Turn is one earlier question and its answer.
type Turn struct{ Question, Answer string }

// Request is a question with the passages that were found for it.
type Request struct {
	Question string
	Passages []Passage // best first
	// Language of the answer, BCP 47; guessed from the question if empty.
	Language string
	// User is who asks, for the budgets. It is not sent to the service.
	User string
	// Aliases are other names of what the passages speak of, from the corpus.
	Aliases []string
	// Doubted is set if the local judge finds that the passages do not answer.
	// The model may answer all the same, but then no sentence may fail.
	Doubted bool
}

// Sentence is one sentence of an answer that passed every check.
type Sentence struct {
	Text    string
	Support []string // IDs of passages, in the order of the request
}

// Draft is what became of a request.
type Draft struct {
	// Answered says that Sentences answer the question. Otherwise there are none.
	Answered bool
	// Reason says why not: the model's own words, to be shown as such or not
	// at all, or one of ours.
	Reason string
	// Sentences are in the model's order.
	Sentences []Sentence
	// LeftOut is how many sentences were cut because they failed a check twice.
	LeftOut int
	// Outcomes counts what the checks found, by name, repaired or not.
	Outcomes map[Outcome]int
	Usage    llm.Usage
}

// Chatter asks a language model. *llm.Client is one.
type Chatter interface {
	Chat(ctx context.Context, user string, messages []llm.Message, format llm.ResponseFormat) (string, llm.Usage, error)
}

// Judge reads claims and sentences together. *encoder.Model is one.
type Judge interface {
	Judge(ctx context.Context, pairs []encoder.Pair) ([]encoder.Judgement, error)
}
