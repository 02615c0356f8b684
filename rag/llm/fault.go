package llm

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"strings"

	openai "github.com/sashabaranov/go-openai"
)

// FaultKind names why a call gave nothing.
type FaultKind string

// What can go wrong.
const (
	BadKey        FaultKind = "bad key"
	Quota         FaultKind = "quota"
	RateLimit     FaultKind = "rate limit"
	WrongModel    FaultKind = "wrong model"
	WrongAddress  FaultKind = "wrong address"
	ContentFilter FaultKind = "content filter"
	ContextLength FaultKind = "context length"
	Refusal       FaultKind = "refusal"
	CutShort      FaultKind = "cut short"
	NotUnderstood FaultKind = "not understood"
	BadRequest    FaultKind = "bad request"
	Format        FaultKind = "response format" // the server does not know it; callers fall back
	Unavailable   FaultKind = "unavailable"
	Unreachable   FaultKind = "unreachable"
	Deadline      FaultKind = "deadline"
	Resting       FaultKind = "resting" // the circuit breaker is open
	Budget        FaultKind = "budget"
)

// sentences tell an administrator what happened and what to do.
var sentences = map[FaultKind]string{
	BadKey:        "The model service does not accept the key. Check OPENAI_API_KEY and that it belongs to this service.",
	Quota:         "The account at the model service has no credit left. Top it up or raise its limit.",
	RateLimit:     "The model service limits how often it may be asked. Wait, or ask the service for a higher limit.",
	WrongModel:    "The model service does not know this model. Check OPENAI_MODEL, or pull the model on your own server.",
	WrongAddress:  "What answers at the base URL is no model service. Check OPENAI_BASE_URL; it usually ends in /v1.",
	ContentFilter: "The content filter of the model service stopped the question or the answer. Nothing needs to be done.",
	ContextLength: "The passages are too long for this model. Choose a model with a longer context or raise the server's context size.",
	Refusal:       "The model refused to answer. Nothing needs to be done.",
	CutShort:      "The answer of the model broke off. If this happens often, raise the server's output limit or check the connection.",
	NotUnderstood: "The model did not keep to the form of answer it was asked for. If this happens often, choose a more capable model.",
	BadRequest:    "The model service refused the request. The error in the log says why.",
	Format:        "The model service does not know this response format. A simpler one is used.",
	Unavailable:   "The model service has a fault of its own. Nothing needs to be done unless it lasts.",
	Unreachable:   "The model service cannot be reached. Check OPENAI_BASE_URL and the network.",
	Deadline:      "The model service did not answer in time. If this happens often, choose a faster model or raise the deadline.",
	Resting:       "The model service failed several times in a row and is left alone for half a minute.",
	Budget:        "The budget for the language model is used up. It starts anew at midnight UTC; raise it if this is too early.",
}

// Fault is a call that gave nothing usable. Its texts hold no key.
type Fault struct {
	Kind   FaultKind
	Detail string // the service's own words, or the library's
}

func (f *Fault) Error() string { return fmt.Sprintf("language model: %s: %s", f.Kind, f.Detail) }

// Sentence tells an administrator what happened and what to do.
func (f *Fault) Sentence() string { return sentences[f.Kind] }

// KindOf gives the kind of the Fault in err, "" if it holds none.
func KindOf(err error) FaultKind {
	var f *Fault
	if errors.As(err, &f) {
		return f.Kind
	}
	return ""
}

// maxDetail bounds the detail of a fault in bytes.
const maxDetail = 300

// fault makes a Fault of an error of go-openai or the network.
func (c *Client) fault(ctx context.Context, err error) *Fault {
	var f *Fault
	if errors.As(err, &f) {
		return f
	}
	return c.newFault(kindOf(ctx, err), err.Error())
}

func (c *Client) newFault(kind FaultKind, detail string) *Fault {
	detail = strings.ToValidUTF8(c.key.redact(strings.Join(strings.Fields(detail), " ")), "")
	if len(detail) > maxDetail {
		detail = strings.ToValidUTF8(detail[:maxDetail], "") + "…"
	}
	return &Fault{Kind: kind, Detail: detail}
}

func kindOf(ctx context.Context, err error) FaultKind {
	var api *openai.APIError
	var request *openai.RequestError
	var network *url.Error
	var op *net.OpError
	switch {
	case errors.Is(err, errOpen):
		return Resting
	case errors.Is(err, context.DeadlineExceeded) || errors.Is(ctx.Err(), context.DeadlineExceeded) || errors.Is(err, context.Canceled):
		return Deadline
	case errors.As(err, &api):
		return kindOfStatus(api.HTTPStatusCode, fmt.Sprint(api.Code, " ", api.Type, " ", api.Message))
	case errors.As(err, &request):
		return kindOfStatus(request.HTTPStatusCode, string(request.Body))
	case errors.As(err, &network), errors.As(err, &op):
		return Unreachable
	}
	return CutShort // a stream that broke: unexpected EOF, half a chunk
}

// kindOfStatus classifies an answer by its status and its words, which every
// service chooses a little differently.
func kindOfStatus(status int, words string) FaultKind {
	words = strings.ToLower(words)
	says := func(list ...string) bool {
		for _, w := range list {
			if strings.Contains(words, w) {
				return true
			}
		}
		return false
	}
	switch {
	case says("insufficient_quota", "billing_hard_limit", "exceeded your current quota"):
		return Quota
	case says("content_filter", "content management policy", "content_policy"):
		return ContentFilter
	case says("context_length_exceeded", "maximum context length", "exceed_context_size", "context size", "context window", "requested tokens"):
		return ContextLength
	case says("invalid_api_key", "incorrect api key"), status == http.StatusUnauthorized, status == http.StatusForbidden:
		return BadKey
	case says("model_not_found", "deploymentnotfound", "does not exist", "try pulling it", "model not found", "unknown model"):
		return WrongModel
	case status == http.StatusTooManyRequests:
		return RateLimit
	case says("response_format", "json_schema", "json_object", "grammar", "guided_json"):
		return Format // llama-cpp-python says it with status 500
	case status >= http.StatusInternalServerError || status == 0:
		return Unavailable
	case status == http.StatusNotFound, says("<html", "<!doctype"):
		return WrongAddress
	}
	return BadRequest
}
