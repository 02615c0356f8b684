package llm

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	openai "github.com/sashabaranov/go-openai"
)

// Role says who speaks in a Message.
type Role string

// The roles.
const (
	System    Role = "system"
	User      Role = "user"
	Assistant Role = "assistant"
)

// Message is one turn of the conversation with the model.
type Message struct {
	Role Role
	Text string
}

// ResponseFormat is how the model is held to a form. The zero value asks for
// plain text.
type ResponseFormat struct {
	Name   string
	Schema json.RawMessage // a JSON Schema in the strict subset, or nil
	// JSON asks for a JSON object by the older JSON mode; with a Schema, in the
	// dialect of llama.cpp, which puts the schema beside it.
	JSON bool
}

// temperature is as good as zero, which would be left out of the request and
// become the service's default of 1. Much smaller numbers make servers that
// divide by it (llama.cpp) answer with noise.
const temperature = 0.01

// maxOutputBytes ends a stream that does not end by itself.
const maxOutputBytes = 64 << 10

// Chat asks the model and waits for its whole answer, which is streamed so
// that a server that stalls is noticed. User, who is asking, is counted
// against that user's budget and sent nowhere. An answer that broke off, was
// filtered or refused is an error; every error is a *Fault and is logged.
func (c *Client) Chat(ctx context.Context, user string, messages []Message, format ResponseFormat) (string, Usage, error) {
	ctx, cancel := context.WithTimeout(ctx, c.opts.CallTimeout)
	defer cancel()
	input := 0
	for _, m := range messages {
		input += Tokens(m.Text) + 4
	}
	settle, err := c.ledger.reserve(user, Usage{Calls: 1, InputTokens: input, OutputTokens: c.opts.MaxOutputTokens})
	if err != nil {
		return "", Usage{}, c.fail(err.(*Fault))
	}
	if format.JSON && format.Schema != nil {
		ctx = context.WithValue(ctx, dialect{}, format.Schema)
	}
	text, used, err := c.stream(ctx, c.request(messages, format))
	if used.InputTokens == 0 && (text != "" || err == nil) {
		used.InputTokens, used.OutputTokens = input, Tokens(text)
	}
	used.Calls = 1
	used = c.spent(settle, c.opts.Model, used)
	if err != nil {
		return "", used, c.fail(c.fault(ctx, err))
	}
	return text, used, nil
}

func (c *Client) request(messages []Message, format ResponseFormat) openai.ChatCompletionRequest {
	req := openai.ChatCompletionRequest{Model: c.opts.Model, Stream: true}
	for _, m := range messages {
		req.Messages = append(req.Messages, openai.ChatCompletionMessage{Role: string(m.Role), Content: m.Text})
	}
	if !c.noUsage.Load() {
		req.StreamOptions = &openai.StreamOptions{IncludeUsage: true}
	}
	if reasoning.MatchString(c.opts.Model) {
		req.MaxCompletionTokens = c.opts.MaxOutputTokens
	} else {
		req.Temperature = temperature
		if c.ownService() {
			req.MaxCompletionTokens = c.opts.MaxOutputTokens
		} else {
			//lint:ignore SA1019 older compatible servers know only max_tokens
			req.MaxTokens = c.opts.MaxOutputTokens
		}
	}
	switch {
	case format.Schema != nil && !format.JSON:
		req.ResponseFormat = &openai.ChatCompletionResponseFormat{
			Type:       openai.ChatCompletionResponseFormatTypeJSONSchema,
			JSONSchema: &openai.ChatCompletionResponseFormatJSONSchema{Name: format.Name, Schema: format.Schema, Strict: true},
		}
	case format.JSON:
		req.ResponseFormat = &openai.ChatCompletionResponseFormat{Type: openai.ChatCompletionResponseFormatTypeJSONObject}
	}
	return req
}

// stream collects a streamed answer. It is complete only if a finish reason
// was seen: a connection that is cut ends like one that is done.
func (c *Client) stream(ctx context.Context, req openai.ChatCompletionRequest) (string, Usage, error) {
	s, err := c.api.CreateChatCompletionStream(ctx, req)
	if err != nil {
		if req.StreamOptions != nil && strings.Contains(err.Error(), "stream_options") {
			c.noUsage.Store(true)
			req.StreamOptions = nil
			return c.stream(ctx, req)
		}
		return "", Usage{}, err
	}
	defer s.Close()
	var text, refusal strings.Builder
	var used Usage
	var finish openai.FinishReason
	for {
		chunk, err := s.Recv()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return text.String(), used, err
		}
		if chunk.Usage != nil {
			used.InputTokens, used.OutputTokens = chunk.Usage.PromptTokens, chunk.Usage.CompletionTokens
		}
		if len(chunk.Choices) == 0 {
			continue // the chunk that carries the usage
		}
		text.WriteString(chunk.Choices[0].Delta.Content)
		refusal.WriteString(chunk.Choices[0].Delta.Refusal)
		if f := chunk.Choices[0].FinishReason; f != "" {
			finish = f
		}
		if text.Len() > maxOutputBytes {
			return text.String(), used, c.newFault(CutShort, "the answer does not end")
		}
	}
	if refusal.Len() > 0 {
		return text.String(), used, c.newFault(Refusal, refusal.String())
	}
	return text.String(), used, c.finished(ctx, finish)
}

// finished turns a finish reason into an error unless it is a good one.
func (c *Client) finished(ctx context.Context, reason openai.FinishReason) error {
	switch reason {
	case openai.FinishReasonStop:
		return nil
	case openai.FinishReasonContentFilter:
		return c.newFault(ContentFilter, "finish reason content_filter")
	case "":
		if ctx.Err() != nil {
			return ctx.Err()
		}
		return c.newFault(CutShort, "no finish reason")
	}
	return c.newFault(CutShort, fmt.Sprintf("finish reason %s", reason))
}

// Tokens estimates how many tokens a text has: four bytes each in Latin script,
// three in others, on the safe side for the usual vocabularies.
func Tokens(text string) int {
	wide := 0
	for _, r := range text {
		if r >= 0x80 {
			wide += 3
		}
	}
	return wide/3 + (len(text)-min(wide, len(text)))/4 + 1
}
