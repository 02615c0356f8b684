package llm

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"strings"

	openai "github.com/sashabaranov/go-openai"
)

// How many texts and tokens go into one embedding request. The service takes
// 2048 and 300,000; smaller requests fail alone.
const (
	maxBatchTexts  = 256
	maxBatchTokens = 100_000
	// maxTextBytes keeps a text under the 8191 tokens that the models read,
	// whatever its script: no token is less than a byte.
	maxTextBytes = 8000
)

// VectorCache keeps vectors by key. Get gives nil for a key that is not there.
// A cache that fails is as good as one that is empty, hence no errors.
type VectorCache interface {
	Get(key string) []float32
	Put(key string, vector []float32)
}

// Embedder makes vectors at the service. It may be used concurrently if its
// cache may.
type Embedder struct {
	client *Client
	model  string
	dim    int
	cache  VectorCache
}

// NewEmbedder makes an Embedder of the client's service. Dim is the length of
// the vectors that the model is asked for; 0 leaves the length to the model,
// for models that know no other. The cache may be nil.
func NewEmbedder(c *Client, model string, dim int, cache VectorCache) *Embedder {
	return &Embedder{c, model, dim, cache}
}

// Name identifies what makes the vectors: vectors of different names must not
// be compared.
func (e *Embedder) Name() string { return fmt.Sprintf("openai/%s/%d", e.model, e.dim) }

// Embed gives one unit vector for each text, in the same order. Texts longer
// than the model reads are cut. Texts in the cache are not sent. An error is a
// *Fault, and vectors that were made before it are in the cache.
func (e *Embedder) Embed(ctx context.Context, texts []string) ([][]float32, error) {
	out := make([][]float32, len(texts))
	var missing []int
	for i, t := range texts {
		if e.cache != nil {
			out[i] = e.cache.Get(e.key(t))
		}
		if out[i] == nil {
			missing = append(missing, i)
		}
	}
	for len(missing) > 0 {
		n := batch(texts, missing)
		if err := e.embed(ctx, texts, missing[:n], out); err != nil {
			return nil, err
		}
		missing = missing[n:]
	}
	return out, sameLength(e.client, out)
}

// key names a vector by what it was made of and by what.
func (e *Embedder) key(text string) string {
	sum := sha256.Sum256([]byte(e.Name() + "\n" + text))
	return hex.EncodeToString(sum[:])
}

// batch gives how many of the missing texts go into the next request.
func batch(texts []string, missing []int) int {
	tokens, n := 0, 0
	for n < len(missing) && n < maxBatchTexts {
		tokens += Tokens(input(texts[missing[n]]))
		if n > 0 && tokens > maxBatchTokens {
			break
		}
		n++
	}
	return n
}

// input is a text as it is sent: not empty, which the service refuses, and not
// longer than it reads.
func input(text string) string {
	if strings.TrimSpace(text) == "" {
		return "."
	}
	if len(text) > maxTextBytes {
		return strings.ToValidUTF8(text[:maxTextBytes], "")
	}
	return text
}

// embed makes the vectors of one batch and puts them into out and the cache.
func (e *Embedder) embed(ctx context.Context, texts []string, which []int, out [][]float32) error {
	c := e.client
	ctx, cancel := context.WithTimeout(ctx, c.opts.CallTimeout)
	defer cancel()
	req := openai.EmbeddingRequestStrings{Model: openai.EmbeddingModel(e.model), Dimensions: e.dim, EncodingFormat: openai.EmbeddingEncodingFormatBase64}
	most := Usage{Calls: 1}
	for _, i := range which {
		req.Input = append(req.Input, input(texts[i]))
		most.EmbeddingTokens += Tokens(input(texts[i]))
	}
	settle, err := c.ledger.reserve("", most)
	if err != nil {
		return c.fail(err.(*Fault))
	}
	resp, err := c.vectors(ctx, req)
	used := Usage{Calls: 1, EmbeddingTokens: resp.Usage.PromptTokens}
	settle(used)
	if err != nil {
		return c.fail(c.fault(ctx, err))
	}
	vectors, err := e.order(resp.Data, len(which))
	if err != nil {
		return c.fail(c.newFault(NotUnderstood, err.Error()))
	}
	for n, i := range which {
		out[i] = vectors[n]
		if e.cache != nil {
			e.cache.Put(e.key(texts[i]), vectors[n])
		}
	}
	return nil
}

// vectors asks for base64, a fifth of the traffic of decimal numbers, and for
// numbers from then on if the server does not know it.
func (c *Client) vectors(ctx context.Context, req openai.EmbeddingRequestStrings) (openai.EmbeddingResponse, error) {
	if c.noBase64.Load() {
		req.EncodingFormat = ""
	}
	resp, err := c.api.CreateEmbeddings(ctx, req)
	var wrongType *json.UnmarshalTypeError
	if req.EncodingFormat != "" && (errors.As(err, &wrongType) || err != nil && strings.Contains(err.Error(), "encoding_format")) {
		c.noBase64.Store(true)
		req.EncodingFormat = ""
		return c.api.CreateEmbeddings(ctx, req)
	}
	return resp, err
}

// order sorts vectors by their index, which services need not do, and checks
// that each is there once, finite and of the right length.
func (e *Embedder) order(data []openai.Embedding, n int) ([][]float32, error) {
	out := make([][]float32, n)
	for _, d := range data {
		if d.Index < 0 || d.Index >= n || out[d.Index] != nil {
			return nil, fmt.Errorf("index %d of %d is out of range or twice there", d.Index, n)
		}
		if e.dim > 0 && len(d.Embedding) != e.dim || len(d.Embedding) == 0 {
			return nil, fmt.Errorf("vector %d has %d numbers, want %d", d.Index, len(d.Embedding), e.dim)
		}
		v, err := unit(d.Embedding)
		if err != nil {
			return nil, fmt.Errorf("vector %d: %v", d.Index, err)
		}
		out[d.Index] = v
	}
	for i, v := range out {
		if v == nil {
			return nil, fmt.Errorf("vector %d is missing", i)
		}
	}
	return out, nil
}

// unit scales a vector to length one. Not every server does.
func unit(v []float32) ([]float32, error) {
	var sum float64
	for _, x := range v {
		sum += float64(x) * float64(x)
	}
	if sum == 0 || math.IsNaN(sum) || math.IsInf(sum, 0) {
		return nil, fmt.Errorf("not a direction")
	}
	out := make([]float32, len(v))
	for i, x := range v {
		out[i] = float32(float64(x) / math.Sqrt(sum))
	}
	return out, nil
}

// sameLength refuses vectors that cannot be compared.
func sameLength(c *Client, vectors [][]float32) error {
	for _, v := range vectors {
		if len(v) != len(vectors[0]) {
			return c.fail(c.newFault(NotUnderstood, fmt.Sprintf("vectors of %d and %d numbers", len(vectors[0]), len(v))))
		}
	}
	return nil
}
