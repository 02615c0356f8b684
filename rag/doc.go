// Package rag answers questions from a corpus and shows the verbatim passages
// that each answer rests on.
//
// It is the only user of chromem-go and go-openai and knows no Discord. A
// question's way: retrieve (vectors and BM25, fused), judge, decide, compose,
// verify every quote. Start reading at Answerer.
package rag
