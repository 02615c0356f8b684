package rag

// Mechanism is a part of the search, or several, that can be switched off to
// measure what it is worth.
type Mechanism uint

const (
	JudgeOrder       Mechanism = 1 << iota // the judge's order of the best sentences
	KeywordSearch                          // BM25 beside the encoder
	ArticleSupport                         // the standing of a sentence's article
	ChunkNearness                          // a chunk's nearness beside its sentences'
	TitleContext                           // the article's title in what the judge is given of a context
	AliasesResolved                        // names by their initials and in Chinese characters
	SpellingMended                         // mending of names and words that the articles do not have
	ReadingInRounds                        // reading in rounds: all is read at once
	AskedInParts                           // what a question asks one after another, examined by itself
	OthersBeside                           // other sentences cited beside the best one
	JoinedNeighbours                       // neighbours in one passage with the sentence that answers
)

// has reports whether m is among the mechanisms that are switched off.
func (off Mechanism) has(m Mechanism) bool { return off&m != 0 }
