package rag

// Mechanism is a part of the search, or several, that can be switched off to
// measure what it is worth.
type Mechanism uint

const (
	JudgeOrder       Mechanism = 1 << iota // the judge's order of the best sentences
	KeywordSearch                          // BM25 beside the encoder
	ChunkNearness                          // a chunk's nearness beside its sentences'
	TitleContext                           // the article's title in what the judge is given of a context
	SpellingMended                         // mending of names and words that the articles do not have
	ReadingInRounds                        // reading in rounds: all is read at once
	PassageEachSide                        // a passage for each side of a question
	BridgedSentence                        // the sentence that finishes what the best one begins
	AnnouncedSeries                        // the members of a series that the best one announces
	JoinedNeighbours                       // neighbours in one passage with the sentence that answers
)

// has reports whether m is among the mechanisms that are switched off.
func (off Mechanism) has(m Mechanism) bool { return off&m != 0 }
