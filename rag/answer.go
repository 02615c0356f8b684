package rag

import "casebot/corpus"

// Question is what a person asked.
type Question struct {
	Text string
	// History holds the earlier turns of the conversation, oldest first.
	History []Turn
	// User is who asks, for the language model's budgets; "" counts nobody.
	User string
}

// Turn is one earlier question and the answer that was shown for it.
type Turn struct {
	Question string `json:"question"`
	Answer   string `json:"answer"`
}

// Outcome is what became of a question.
type Outcome int

const (
	// Answered: the headline rests on the citations.
	Answered Outcome = iota
	// Corrected: the question's premise is wrong; the citations correct it.
	Corrected
	// Unsure: the articles may not answer this; Closest holds the nearest passages.
	Unsure
	// Refused: the articles do not say; Closest may hold the nearest passages.
	Refused
	// Smalltalk: a greeting, thanks or an empty question; no passages.
	Smalltalk
)

var outcomeNames = [...]string{"answered", "corrected", "unsure", "refused", "smalltalk"}

// String returns the outcome's name in lower case, as used in logs and metrics.
func (o Outcome) String() string { return outcomeNames[o] }

// Refused reports whether the articles were found not to answer the question
// as it was asked.
func (o Outcome) Refused() bool { return o == Corrected || o == Unsure || o == Refused }

// Citation is a verbatim passage: Text equals the article's bytes at Span.
type Citation struct {
	Article *corpus.Article
	corpus.Span
	Text string
	// Focus is the part of Span that answers, for emphasis; zero if none.
	Focus corpus.Span
}

// Hit is one retrieved sentence. Scores order one ranking and mean nothing
// outside it.
type Hit struct {
	Article *corpus.Article
	corpus.Sentence
	Score float64
}

// Answer is the reply to one Question.
type Answer struct {
	Outcome Outcome
	// Headline is one short sentence or span: the answer, the correction, the
	// refusal or the greeting. It holds no citation markers.
	Headline string
	// Statements make up the headline where a language model phrased it, each
	// checked against its citations. Empty where the answer only quotes.
	Statements []Statement
	// Citations are numbered from 1 in this order. Empty on Refused, Unsure
	// and Smalltalk.
	Citations []Citation
	// Closest are passages near the question that do not answer it.
	Closest []Citation
	// Dates are relative dates of the citations, resolved.
	Dates []ResolvedDate
	// Confidence in [0, 1] that the outcome is right.
	Confidence float64
	// Standalone is the question as it was searched for, with what it took
	// from the conversation.
	Standalone string
	// Parts are the questions that it was taken apart into, as each was
	// searched for. Empty where it asks one thing.
	Parts []string
	// Notice is a sentence about how the answer was made, "" normally: that
	// only keyword search was available, that the model was not reached.
	Notice string
	// Retrieved is the ranking before the decision, best first.
	Retrieved []Hit
	// Version is the corpus version that answered.
	Version string
}

// Statement is one sentence that a language model phrased.
type Statement struct {
	Text      string
	Citations []int // indexes into Answer.Citations, at least one
}

// ResolvedDate is a relative date phrase of a citation and what it means by
// the article's own reporting date: "last April" is April 2018.
type ResolvedDate struct {
	Citation int // index into Answer.Citations
	Phrase   string
	Date     corpus.Date
}
