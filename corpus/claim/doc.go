// Package claim checks a sentence against the sentences it is said to rest on,
// by rules alone: numbers, dates, names, legal status, hedges, negation,
// causes, and who did what to whom.
//
// It knows no model, holds nothing about any one article and reads English,
// German, French, Spanish, Japanese and Chinese well enough to compare a
// sentence in one of them with evidence in another. A sentence that passes is
// not proved: rules see what was changed, not what was meant. Package
// rag/generate sets a model's judgement beside them.
//
// Start reading at Check, which finds what a sentence says beyond its evidence,
// and Compare, which finds where a passage says the opposite.
package claim
