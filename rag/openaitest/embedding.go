package openaitest

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"hash/fnv"
	"math"
	"net/http"
	"slices"
)

// The service's limits for one embedding request.
const (
	MaxInputs        = 2048
	MaxInputTokens   = 8192
	MaxRequestTokens = 300_000
)

// EmbeddingRequest is the body of an embedding request.
type EmbeddingRequest struct {
	Model          string   `json:"model"`
	Input          []string `json:"input"`
	Dimensions     int      `json:"dimensions"`
	EncodingFormat string   `json:"encoding_format"`
	User           string   `json:"user"`
}

// EmbeddingReply changes what the server does with an embedding request. The
// zero value answers as the service does, in reverse order of the inputs.
type EmbeddingReply struct {
	Error *Reply // instead of vectors
	// Drop leaves out the last vector; Twice gives the first one twice under
	// the same index; Short makes the last vector shorter; NaN spoils it.
	Drop, Twice, Short, NaN bool
}

// Vector is the embedding of a text: a unit vector that depends on the text
// alone, readable in failures because equal texts have equal vectors.
func Vector(text string, dim int) []float32 {
	v := make([]float32, dim)
	var norm float64
	for i := range v {
		h := fnv.New32a()
		fmt.Fprintf(h, "%d %s", i, text)
		x := float64(h.Sum32())/math.MaxUint32 - 0.5
		v[i] = float32(x)
		norm += x * x
	}
	for i := range v {
		v[i] /= float32(math.Sqrt(norm))
	}
	return v
}

// DefaultDimensions is what the fake gives where a request names none.
const DefaultDimensions = 8

func (s *Server) embed(w http.ResponseWriter, body []byte) {
	var req EmbeddingRequest
	if err := json.Unmarshal(body, &req); err != nil {
		s.refuse(w, http.StatusBadRequest, "'input' must be a list of strings: "+err.Error())
		return
	}
	if problem := req.problem(); problem != "" {
		s.refuse(w, http.StatusBadRequest, problem)
		return
	}
	s.mu.Lock()
	s.embeds = append(s.embeds, req)
	s.mu.Unlock()
	var reply EmbeddingReply
	if s.Embed != nil {
		reply = s.Embed(req)
	}
	if reply.Error != nil {
		reply.Error.writeError(w)
		return
	}
	if s.NoBase64 {
		req.EncodingFormat = ""
	}
	data := req.data(reply)
	w.Header().Set("Content-Type", "application/json")
	json.NewEncoder(w).Encode(map[string]any{
		"object": "list", "model": req.Model, "data": data,
		"usage": map[string]any{"prompt_tokens": tokens(req.Input), "total_tokens": tokens(req.Input)},
	})
}

func (r EmbeddingRequest) problem() string {
	switch {
	case r.Model == "":
		return "you must provide a model parameter"
	case len(r.Input) == 0:
		return "'$.input' is invalid. Please check the API reference."
	case len(r.Input) > MaxInputs:
		return fmt.Sprintf("Invalid 'input': array too long. Expected an array with maximum length %d, but got an array with length %d instead.", MaxInputs, len(r.Input))
	case tokens(r.Input) > MaxRequestTokens:
		return fmt.Sprintf("Requested %d tokens, max %d tokens per request", tokens(r.Input), MaxRequestTokens)
	case r.EncodingFormat != "" && r.EncodingFormat != "float" && r.EncodingFormat != "base64":
		return "Invalid value for 'encoding_format'"
	}
	for i, text := range r.Input {
		if text == "" {
			return fmt.Sprintf("'$.input[%d]' cannot be an empty string", i)
		}
		if n := tokens([]string{text}); n > MaxInputTokens {
			return fmt.Sprintf("This model's maximum context length is %d tokens, however you requested %d tokens", MaxInputTokens, n)
		}
	}
	return ""
}

// tokens estimates as the service roughly counts: four bytes a token.
func tokens(texts []string) int {
	n := 0
	for _, t := range texts {
		n += len(t)/4 + 1
	}
	return n
}

// data gives the vectors, last input first: a client must go by their index.
func (r EmbeddingRequest) data(reply EmbeddingReply) []any {
	dim := r.Dimensions
	if dim == 0 {
		dim = DefaultDimensions
	}
	var out []any
	for i, text := range r.Input {
		v := Vector(text, dim)
		last := i == len(r.Input)-1
		if last && reply.Short {
			v = v[:dim-1]
		}
		if last && reply.NaN {
			v[0] = float32(math.NaN())
		}
		if last && reply.Drop {
			continue
		}
		out = append(out, r.vector(i, v))
		if i == 0 && reply.Twice {
			out = append(out, r.vector(0, v))
		}
	}
	slices.Reverse(out)
	return out
}

func (r EmbeddingRequest) vector(index int, v []float32) any {
	var embedding any = v
	if r.EncodingFormat == "base64" {
		var b bytes.Buffer
		binary.Write(&b, binary.LittleEndian, v)
		embedding = base64.StdEncoding.EncodeToString(b.Bytes())
	}
	return map[string]any{"object": "embedding", "index": index, "embedding": embedding}
}
