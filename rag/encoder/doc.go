// Package encoder runs the local models in plain Go: a sentence encoder that
// turns text into unit vectors, and a judge that reads a question beside a
// sentence and says whether and where the sentence answers it.
//
// The encoder is multilingual-e5-small (Wang et al., "Multilingual E5 Text
// Embeddings", 2024), a 12-layer BERT (Devlin et al., NAACL 2019) over
// SentencePiece unigram tokens (Kudo, ACL 2018); the judge is a cross-encoder
// on the same trunk. The four model files lie in models/ and are embedded in
// the binary; they stay in their 4- and 8-bit form, but for the layers'
// matrices, which are unpacked to 8 bits when a model is opened.
//
// Reading order: files.go (what is loaded), safetensors.go and weights.go (how),
// vocabulary.go and tokenize.go (text to tokens), batch.go and layer.go (tokens
// to hidden states), embed.go and judge.go (hidden states to results). The
// arithmetic that takes the time is in kernel.go: one small set of functions
// in plain Go, and the same set in assembly for amd64.
package encoder
