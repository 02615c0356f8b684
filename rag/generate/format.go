package generate

import (
	"encoding/json"

	"casebot/rag/llm"
)

// format is how the model is asked to lay out its answer. Servers know
// different ones; each falls back to the next.
type format int

const (
	schemaFormat format = iota // JSON, held to a schema by the server
	jsonFormat                 // JSON, by the server's JSON mode
	tagFormat                  // lines with tags, plain text to the server
)

// form is the name of the layout in the prompt.
func (f format) form() string {
	if f == tagFormat {
		return "tags"
	}
	return "json"
}

// answerSchema is in the subset that strict mode takes: every property is
// required and no other is allowed.
var answerSchema = json.RawMessage(`{"type":"object","additionalProperties":false,"required":["answered","reason","sentences"],"properties":{"answered":{"type":"boolean"},"reason":{"type":"string"},"sentences":{"type":"array","items":{"type":"object","additionalProperties":false,"required":["text","ids"],"properties":{"text":{"type":"string"},"ids":{"type":"array","items":{"type":"string"}}}}}}}`)

var questionSchema = json.RawMessage(`{"type":"object","additionalProperties":false,"required":["question"],"properties":{"question":{"type":"string"}}}`)

func (f format) response(name string, schema json.RawMessage) llm.ResponseFormat {
	switch f {
	case schemaFormat:
		return llm.ResponseFormat{Name: name, Schema: schema}
	case jsonFormat:
		return llm.ResponseFormat{JSON: true}
	}
	return llm.ResponseFormat{}
}
