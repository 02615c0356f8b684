package encoder

import (
	"crypto/sha256"
	_ "embed" // the model files
	"encoding/hex"
	"fmt"
	"io/fs"
	"strings"
)

// The files of a model, in the order in which Hash reads them.
const (
	encoderName       = "encoder.safetensors"
	judgeName         = "judge.safetensors"
	vocabularyName    = "vocabulary.tsv"
	normalizationName = "normalization.tsv"
)

// files are the contents of a model's four files. They are kept, not copied:
// word vectors and pieces are read from them when they are needed.
type files struct{ encoder, judge, vocabulary, normalization []byte }

var (
	//go:embed models/encoder.safetensors
	encoderFile []byte
	//go:embed models/judge.safetensors
	judgeFile []byte
	//go:embed models/vocabulary.tsv
	vocabularyFile []byte
	//go:embed models/normalization.tsv
	normalizationFile []byte
	// builtinHash is what Hash computes for the embedded files, so that a start
	// need not read 90 MB for it. A test keeps it true.
	//go:embed models.sha256
	builtinHash string
)

// Builtin opens the model inside the binary.
func Builtin() (*Model, error) {
	m, err := open(files{encoderFile, judgeFile, vocabularyFile, normalizationFile})
	if err != nil {
		return nil, fmt.Errorf("built-in models: %v", err)
	}
	m.hash = func() string { return strings.TrimSpace(builtinHash) }
	return m, nil
}

// Open opens a model from a folder holding encoder.safetensors,
// judge.safetensors, vocabulary.tsv and normalization.tsv. Any weights of that
// format do; what does not fit is named in the error.
func Open(fsys fs.FS) (*Model, error) {
	var f files
	for _, file := range []struct {
		to   *[]byte
		name string
	}{
		{&f.encoder, encoderName},
		{&f.judge, judgeName},
		{&f.vocabulary, vocabularyName},
		{&f.normalization, normalizationName},
	} {
		var err error
		if *file.to, err = fs.ReadFile(fsys, file.name); err != nil {
			return nil, fmt.Errorf("open model: %w", err)
		}
	}
	m, err := open(f)
	if err != nil {
		return nil, fmt.Errorf("open model: %v", err)
	}
	return m, nil
}

// digest is the SHA-256 over the four files, one after the other.
func (f files) digest() string {
	h := sha256.New()
	for _, b := range [][]byte{f.encoder, f.judge, f.vocabulary, f.normalization} {
		h.Write(b)
	}
	return hex.EncodeToString(h.Sum(nil))
}
