package openaitest

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
	"time"
	"unicode/utf8"
)

// Reply is what the server does with one chat request. The zero value is an
// empty completion that stopped normally.
type Reply struct {
	Content string
	// FinishReason is "stop" if empty, and left out if "-".
	FinishReason string
	Refusal      string // the model's own refusal, in the field of that name

	// Status other than 0 and 200 answers with Body instead.
	Status      int
	Body        string
	ContentType string // of Body, JSON if empty
	RetryAfter  string

	// Wait is closed when the server may answer; nil answers at once. The
	// server gives up waiting when the client does.
	Wait <-chan struct{}
	// CutAfter ends a stream after that many chunks of text, without a finish
	// reason and without [DONE]; a whole answer is cut within its JSON. 0 does
	// not cut.
	CutAfter int
	// Abort closes the connection where CutAfter ends, rather than ending the
	// stream in good order.
	Abort bool
	// MidError sends an error inside the stream after CutAfter chunks.
	MidError string
	// NoChoices answers without choices.
	NoChoices bool

	stream, usage bool
	model         string
}

// Text is a complete answer.
func Text(content string) Reply { return Reply{Content: content} }

// JSON is a complete answer of v as JSON.
func JSON(v any) Reply {
	b, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return Reply{Content: string(b)}
}

// Sequence gives the replies in turn, and the last one ever after. It is safe
// for concurrent requests only as far as their order does not matter.
func Sequence(replies ...Reply) func(ChatRequest) Reply {
	ch := make(chan Reply, len(replies))
	for _, r := range replies[:len(replies)-1] {
		ch <- r
	}
	last := replies[len(replies)-1]
	return func(ChatRequest) Reply {
		select {
		case r := <-ch:
			return r
		default:
			return last
		}
	}
}

// created is the time stamp of every answer.
const created = 1700000000

func (rep Reply) write(w http.ResponseWriter, r *http.Request, s *Server) {
	if rep.Wait != nil {
		select {
		case <-rep.Wait:
		case <-r.Context().Done():
			return
		}
	}
	switch {
	case rep.Status != 0 && rep.Status != http.StatusOK:
		rep.writeError(w)
	case rep.stream:
		rep.writeStream(w)
	default:
		rep.writeWhole(w)
	}
}

func (rep Reply) writeError(w http.ResponseWriter) {
	ct := rep.ContentType
	if ct == "" {
		ct = "application/json"
	}
	w.Header().Set("Content-Type", ct)
	if rep.RetryAfter != "" {
		w.Header().Set("Retry-After", rep.RetryAfter)
	}
	w.WriteHeader(rep.Status)
	w.Write([]byte(rep.Body))
}

func (rep Reply) finish() any {
	switch rep.FinishReason {
	case "":
		return "stop"
	case "-":
		return nil
	}
	return rep.FinishReason
}

func (rep Reply) writeWhole(w http.ResponseWriter) {
	choices := []any{map[string]any{
		"index": 0, "logprobs": nil, "finish_reason": rep.finish(),
		"message": map[string]any{"role": "assistant", "content": rep.Content, "refusal": orNil(rep.Refusal)},
	}}
	if rep.NoChoices {
		choices = []any{}
	}
	b, err := json.Marshal(map[string]any{
		"id": "chatcmpl-test", "object": "chat.completion", "created": created, "model": rep.model,
		"choices": choices, "usage": rep.tokens(), "system_fingerprint": "fp_test",
	})
	if err != nil {
		panic(err)
	}
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Content-Length", strconv.Itoa(len(b)))
	if rep.CutAfter > 0 {
		b = b[:len(b)/2] // shorter than announced: the server closes the connection
	}
	w.Write(b)
}

func (rep Reply) tokens() any {
	n := utf8.RuneCountInString(rep.Content)/4 + 1
	return map[string]any{"prompt_tokens": 100, "completion_tokens": n, "total_tokens": 100 + n}
}

// pieceRunes is how many characters one chunk of a stream carries.
const pieceRunes = 12

func (rep Reply) writeStream(w http.ResponseWriter) {
	w.Header().Set("Content-Type", "text/event-stream; charset=utf-8")
	send := func(delta map[string]any, finish any) {
		choices := []any{map[string]any{"index": 0, "delta": delta, "logprobs": nil, "finish_reason": finish}}
		if rep.NoChoices {
			choices = []any{}
		}
		rep.event(w, map[string]any{"choices": choices})
	}
	send(map[string]any{"role": "assistant", "content": "", "refusal": nil}, nil)
	field, text := "content", rep.Content
	if rep.Refusal != "" {
		field, text = "refusal", rep.Refusal
	}
	for i, piece := range pieces(text) {
		if rep.CutAfter > 0 && i >= rep.CutAfter {
			rep.cut(w)
			return
		}
		send(map[string]any{field: piece}, nil)
	}
	if rep.CutAfter > 0 {
		rep.cut(w)
		return
	}
	if rep.finish() != nil {
		send(map[string]any{}, rep.finish())
	}
	if rep.usage {
		rep.event(w, map[string]any{"choices": []any{}, "usage": rep.tokens()})
	}
	fmt.Fprint(w, "data: [DONE]\n\n")
}

// cut ends a stream before its time.
func (rep Reply) cut(w http.ResponseWriter) {
	if rep.MidError != "" {
		fmt.Fprintf(w, "data: %s\n\n", rep.MidError)
	}
	if rep.Abort {
		w.(http.Flusher).Flush()
		panic(http.ErrAbortHandler)
	}
}

func (rep Reply) event(w http.ResponseWriter, fields map[string]any) {
	fields["id"], fields["object"], fields["created"], fields["model"] = "chatcmpl-test", "chat.completion.chunk", created, rep.model
	b, err := json.Marshal(fields)
	if err != nil {
		panic(err)
	}
	fmt.Fprintf(w, "data: %s\n\n", b)
	w.(http.Flusher).Flush()
}

func pieces(s string) []string {
	runes := []rune(s)
	var out []string
	for len(runes) > pieceRunes {
		out, runes = append(out, string(runes[:pieceRunes])), runes[pieceRunes:]
	}
	return append(out, string(runes))
}

func orNil(s string) any {
	if s == "" {
		return nil
	}
	return s
}

// errorBody is the service's error object.
func errorBody(message, kind, param, code string) map[string]any {
	return map[string]any{"error": map[string]any{"message": message, "type": orNil(kind), "param": orNil(param), "code": orNil(code)}}
}

func failure(status int, message, kind, param, code string) Reply {
	b, err := json.MarshalIndent(errorBody(message, kind, param, code), "", "    ")
	if err != nil {
		panic(err)
	}
	return Reply{Status: status, Body: string(b)}
}

// Unauthorized is the answer to a wrong key. Like some servers do, it repeats
// the key.
func Unauthorized() Reply {
	return failure(401, "Incorrect API key provided: "+Key+". You can find your API key at https://platform.openai.com/account/api-keys.", "invalid_request_error", "", "invalid_api_key")
}

// ModelNotFound is the answer to a model that does not exist.
func ModelNotFound(model string) Reply {
	return failure(404, "The model `"+model+"` does not exist or you do not have access to it.", "invalid_request_error", "", "model_not_found")
}

// RateLimited is 429 with a Retry-After of that many seconds; less than 0
// leaves the header out.
func RateLimited(seconds int) Reply {
	r := failure(429, "Rate limit reached for test-model in organization org-test on tokens per min (TPM): Limit 30000, Used 29000, Requested 2000. Please try again in 2s.", "tokens", "", "rate_limit_exceeded")
	if seconds >= 0 {
		r.RetryAfter = strconv.Itoa(seconds)
	}
	return r
}

// RateLimitedUntil is 429 with a Retry-After date.
func RateLimitedUntil(t time.Time) Reply {
	r := RateLimited(-1)
	r.RetryAfter = t.UTC().Format(http.TimeFormat)
	return r
}

// QuotaExceeded is 429 for an account without credit.
func QuotaExceeded() Reply {
	return failure(429, "You exceeded your current quota, please check your plan and billing details. For more information on this error, read the docs: https://platform.openai.com/docs/guides/error-codes/api-errors.", "insufficient_quota", "", "insufficient_quota")
}

// ServerError is the service's own 500.
func ServerError() Reply {
	return failure(500, "The server had an error while processing your request. Sorry about that!", "server_error", "", "")
}

// BadGateway is a proxy's 502, a page for people.
func BadGateway() Reply {
	return Reply{Status: 502, ContentType: "text/html", Body: "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n<center><h1>502 Bad Gateway</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n"}
}

// Page is a page for people with status 200: a captive portal, a wrong address.
func Page() Reply {
	return Reply{Status: 203, ContentType: "text/html", Body: "<!DOCTYPE html><html><body>Welcome</body></html>"}
}

// ContextTooLong is the answer to a prompt that does not fit.
func ContextTooLong() Reply {
	return failure(400, "This model's maximum context length is 8192 tokens. However, your messages resulted in 9412 tokens. Please reduce the length of the messages.", "invalid_request_error", "messages", "context_length_exceeded")
}

// ContextTooLongLlama is the same from llama.cpp's own server.
func ContextTooLongLlama() Reply {
	return Reply{Status: 400, Body: `{"error":{"code":400,"message":"the request exceeds the available context size, try increasing it","type":"exceed_context_size_error","n_prompt_tokens":9412,"n_ctx":8192}}`}
}

// ContextTooLongVLLM is the same from vLLM, whose older versions have no
// "error" around it.
func ContextTooLongVLLM() Reply {
	return Reply{Status: 400, Body: `{"object":"error","message":"This model's maximum context length is 8192 tokens. However, you requested 9412 tokens in the messages, Please reduce the length of the messages.","type":"BadRequestError","param":null,"code":400}`}
}

// ModelNotFoundOllama is a missing model as Ollama says it.
func ModelNotFoundOllama() Reply {
	return Reply{Status: 404, Body: `{"error":{"message":"model \"test-model\" not found, try pulling it first","type":"api_error","param":null,"code":null}}`}
}

// PromptFiltered is Azure's refusal of a prompt.
func PromptFiltered() Reply {
	return Reply{Status: 400, Body: `{"error":{"inner_error":{"code":"ResponsibleAIPolicyViolation"},"code":"content_filter","message":"The response was filtered due to the prompt triggering Azure OpenAI's content management policy. Please modify your prompt and retry.","param":"prompt","type":null,"status":400,"innererror":{"code":"ResponsibleAIPolicyViolation","content_filter_result":{"hate":{"filtered":false,"severity":"safe"},"violence":{"filtered":true,"severity":"medium"}}}}}`}
}

// UnsupportedFormat is the answer to a response format that the model lacks.
func UnsupportedFormat(format string) Reply {
	return failure(400, "Invalid parameter: 'response_format' of type '"+format+"' is not supported with this model. Learn more about supported models at the Structured Outputs guide: https://platform.openai.com/docs/guides/structured-outputs", "invalid_request_error", "response_format", "")
}

// UnsupportedFormatLlama is the same from llama-cpp-python, with status 500.
func UnsupportedFormatLlama(format string) Reply {
	return failure(500, "1 validation error: {'type': 'literal_error', 'loc': ('body', 'response_format', 'type'), 'msg': \"Input should be 'text' or 'json_object'\", 'input': '"+format+"'}", "internal_server_error", "", "")
}

// Filtered is an answer that the service's content filter stopped.
func Filtered(content string) Reply { return Reply{Content: content, FinishReason: "content_filter"} }

// Cut is an answer that ran into the limit of its length.
func Cut(content string) Reply { return Reply{Content: content, FinishReason: "length"} }

// Refused is a refusal by the model itself.
func Refused() Reply { return Reply{Refusal: "I'm sorry, I can't help with that."} }

// StreamError is an error in the middle of a stream.
func StreamError(content string) Reply {
	return Reply{Content: content, CutAfter: 2, MidError: `{"error":{"message":"The server had an error while processing your request. Sorry about that!","type":"server_error","param":null,"code":null}}`}
}
