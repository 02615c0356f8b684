package encoder

import (
	"errors"
	"fmt"
	"runtime"
	"strconv"
	"sync"
	"sync/atomic"
)

// Model holds an encoder and its judge, ready to run. It is immutable and safe
// for concurrent use.
type Model struct {
	shape
	vocabulary    *vocabulary
	normalization *normalization
	embedding     embedding
	// encoder and judge are the layers of either; the judge begins with the
	// encoder's first ones.
	encoder, judge []*layer
	heads          heads
	kernel         kernel
	hash           func() string
	passes         *sync.Pool
}

// shape holds the hyper-parameters from the encoder's metadata.
type shape struct {
	hidden, layers, headCount, forward, maxTokens int
	epsilon                                       float32
}

// Dim is the length of a vector.
func (m *Model) Dim() int { return m.hidden }

// Hash names the model: the SHA-256, in hex, over encoder.safetensors,
// judge.safetensors, vocabulary.tsv and normalization.tsv in this order. It
// belongs to the key of whatever keeps results of the model.
func (m *Model) Hash() string { return m.hash() }

// open parses and checks the files and unpacks the layers' weights, all cores
// at once.
func open(f files) (*Model, error) {
	encoder, err := parseTensors(f.encoder)
	if err != nil {
		return nil, fmt.Errorf("%s: %v", encoderName, err)
	}
	judge, err := parseTensors(f.judge)
	if err != nil {
		return nil, fmt.Errorf("%s: %v", judgeName, err)
	}
	m := &Model{kernel: kernels[0], hash: sync.OnceValue(f.digest)}
	if m.shape, err = parseShape(encoder.metadata); err != nil {
		return nil, fmt.Errorf("%s: %v", encoderName, err)
	}
	first, err := strconv.Atoi(judge.metadata["first_layer"])
	if err != nil || first < 0 || first > m.layers {
		return nil, fmt.Errorf("%s: first_layer %q is not a layer", judgeName, judge.metadata["first_layer"])
	}
	m.encoder = make([]*layer, m.layers)
	m.judge = make([]*layer, m.layers)

	jobs := []job{
		{vocabularyName, func() (err error) { m.vocabulary, err = parseVocabulary(f.vocabulary); return }},
		{normalizationName, func() (err error) { m.normalization, err = parseNormalization(f.normalization); return }},
		{judgeName, func() (err error) { m.heads, err = loadHeads(judge, m.hidden); return }},
	}
	for i := range m.layers {
		jobs = append(jobs, job{encoderName, func() (err error) { m.encoder[i], err = loadLayer(encoder, i, m.shape); return }})
		if i >= first {
			jobs = append(jobs, job{judgeName, func() (err error) { m.judge[i], err = loadLayer(judge, i, m.shape); return }})
		}
	}
	if err := runAll(jobs); err != nil {
		return nil, err
	}
	copy(m.judge[:first], m.encoder)
	if m.embedding, err = loadEmbedding(encoder, m.shape, len(m.vocabulary.pieces)); err != nil {
		return nil, fmt.Errorf("%s: %v", encoderName, err)
	}
	m.passes = &sync.Pool{New: func() any { return new(pass) }}
	return m, nil
}

// parseShape reads and checks the hyper-parameters; all faults are reported.
func parseShape(metadata map[string]string) (shape, error) {
	var s shape
	var faults []error
	number := func(name string, to *int, multiple int) {
		n, err := strconv.Atoi(metadata[name])
		if err != nil || n <= 0 || n%multiple != 0 || n > 1<<20 {
			faults = append(faults, fmt.Errorf("metadata %s is %q, want a positive multiple of %d", name, metadata[name], multiple))
			n = multiple
		}
		*to = n
	}
	number("hidden", &s.hidden, block)
	number("layers", &s.layers, 1)
	number("heads", &s.headCount, 1)
	number("feedforward", &s.forward, block)
	number("max_tokens", &s.maxTokens, 1)
	if s.hidden%(s.headCount*panel) != 0 {
		faults = append(faults, fmt.Errorf("metadata: %d heads do not share %d hidden units in multiples of %d", s.headCount, s.hidden, panel))
	}
	if s.maxTokens < maxPair {
		faults = append(faults, fmt.Errorf("metadata max_tokens is %d, and the judge reads %d", s.maxTokens, maxPair))
	}
	epsilon, err := strconv.ParseFloat(metadata["norm_eps"], 32)
	if err != nil || epsilon <= 0 {
		faults = append(faults, fmt.Errorf("metadata norm_eps is %q, want a positive number", metadata["norm_eps"]))
	}
	s.epsilon = float32(epsilon)
	return s, errors.Join(faults...)
}

// job is a part of loading that depends on no other, and the file it reads.
type job struct {
	file string
	run  func() error
}

// runAll runs the jobs on all cores and returns the first job's error in order.
func runAll(jobs []job) error {
	faults := make([]error, len(jobs))
	var next atomic.Int64
	var wg sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(jobs)) {
		wg.Go(func() {
			for i := int(next.Add(1)) - 1; i < len(jobs); i = int(next.Add(1)) - 1 {
				if err := jobs[i].run(); err != nil {
					faults[i] = fmt.Errorf("%s: %v", jobs[i].file, err)
				}
			}
		})
	}
	wg.Wait()
	for _, err := range faults {
		if err != nil {
			return err
		}
	}
	return nil
}
