package llm

import (
	"context"
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

// Embedder makes vectors at the service. It may be used concurrently. It keeps
// none: who needs them again keeps them by text and Name.
type Embedder struct {
	client *Client
	model  string
	dim    int
}

// NewEmbedder makes an Embedder of the client's service. Dim is how many
// numbers a vector has; models that can shorten their vectors are asked to.
func NewEmbedder(c *Client, model string, dim int) *Embedder { return &Embedder{c, model, dim} }

// Name identifies what makes the vectors: vectors of different names must not
// be compared.
func (e *Embedder) Name() string { return fmt.Sprintf("openai/%s/%d", e.model, e.dim) }

// Embed gives one unit vector for each text, in the same order. Texts longer
// than the model reads are cut. An error is a *Fault.
func (e *Embedder) Embed(ctx context.Context, texts []string) ([][]float32, error) {
	out := make([][]float32, 0, len(texts))
	for len(texts) > 0 {
		n := batch(texts)
		vectors, err := e.embed(ctx, texts[:n])
		if err != nil {
			return nil, err
		}
		out, texts = append(out, vectors...), texts[n:]
	}
	return out, nil
}

// batch gives how many of the texts go into the next request.
func batch(texts []string) int {
	tokens, n := 0, 0
	for n < len(texts) && n < maxBatchTexts {
		tokens += Tokens(input(texts[n]))
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

// embed makes the vectors of one batch.
func (e *Embedder) embed(ctx context.Context, texts []string) ([][]float32, error) {
	c := e.client
	ctx, cancel := context.WithTimeout(ctx, c.opts.CallTimeout)
	defer cancel()
	req := openai.EmbeddingRequestStrings{Model: openai.EmbeddingModel(e.model), EncodingFormat: openai.EmbeddingEncodingFormatBase64}
	if strings.HasPrefix(e.model, "text-embedding-3") {
		req.Dimensions = e.dim // others refuse the parameter
	}
	most := Usage{Calls: 1}
	for _, t := range texts {
		req.Input = append(req.Input, input(t))
		most.EmbeddingTokens += Tokens(input(t))
	}
	settle, err := c.ledger.reserve("", most)
	if err != nil {
		return nil, c.fail(err.(*Fault))
	}
	resp, err := c.vectors(ctx, req)
	c.spent(settle, e.model, Usage{Calls: 1, EmbeddingTokens: resp.Usage.PromptTokens})
	if err != nil {
		return nil, c.fail(c.fault(ctx, err))
	}
	vectors, err := e.order(resp.Data, len(texts))
	if err != nil {
		return nil, c.fail(c.newFault(NotUnderstood, err.Error()))
	}
	return vectors, nil
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
		if len(d.Embedding) != e.dim {
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
