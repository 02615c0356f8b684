package generate

import (
	"encoding/json"
	"strconv"

	"casebot/rag/llm"
)

// format is how the model is asked to lay out its answer. Servers know
// different ones; each falls back to the next.
type format int

const (
	schemaFormat  format = iota // JSON, held to a schema by the server
	dialectFormat               // the same, asked for as llama.cpp's servers want it
	jsonFormat                  // JSON, by the server's JSON mode
	tagFormat                   // lines with tags, plain text to the server
)

// form is the name of the layout in the prompt.
func (f format) form() string {
	switch f {
	case tagFormat:
		return "tags"
	case jsonFormat:
		return "json"
	}
	return "schema" // the server holds the model to the layout
}

// answerSchema describes an answer from n passages, in the subset that strict
// mode takes: every property is required and no other is allowed. The
// sentences come first, so that a model decides whether it answered after it
// has tried. A server that reads the dialect also gets bounds, which keep
// small models from never ending; strict mode does not know them all.
func (f format) answerSchema(n int) json.RawMessage {
	type object = map[string]any
	ids := make([]string, n)
	for i := range ids {
		ids[i] = modelID(i)
	}
	text, id := object{"type": "string"}, object{"type": "string", "enum": ids}
	idList := object{"type": "array", "items": id}
	sentences := object{"type": "array", "items": object{
		"type": "object", "additionalProperties": false, "required": []string{"text", "ids"},
		"properties": ordered{{"text", text}, {"ids", idList}},
	}}
	reason := object{"type": "string"}
	if f == dialectFormat {
		text["maxLength"], reason["maxLength"], idList["maxItems"], idList["minItems"], sentences["maxItems"], sentences["minItems"] = 300, 100, 3, 1, 4, 1
	}
	schema, err := json.Marshal(object{
		"type": "object", "additionalProperties": false, "required": []string{"sentences", "answered", "reason"},
		"properties": ordered{{"sentences", sentences}, {"answered", object{"type": "boolean"}}, {"reason", reason}},
	})
	if err != nil {
		panic(err) // of maps and strings only
	}
	return schema
}

// ordered is a JSON object whose keys keep their order: models write them so.
type ordered []struct {
	key   string
	value any
}

// MarshalJSON writes the object.
func (o ordered) MarshalJSON() ([]byte, error) {
	b := []byte{'{'}
	for i, p := range o {
		if i > 0 {
			b = append(b, ',')
		}
		value, err := json.Marshal(p.value)
		if err != nil {
			return nil, err
		}
		b = append(append(strconv.AppendQuote(b, p.key), ':'), value...)
	}
	return append(b, '}'), nil
}

var questionSchema = json.RawMessage(`{"type":"object","additionalProperties":false,"required":["question"],"properties":{"question":{"type":"string"}}}`)

func (f format) response(name string, schema json.RawMessage) llm.ResponseFormat {
	switch f {
	case schemaFormat:
		return llm.ResponseFormat{Name: name, Schema: schema}
	case dialectFormat:
		return llm.ResponseFormat{Schema: schema, JSON: true}
	case jsonFormat:
		return llm.ResponseFormat{JSON: true}
	}
	return llm.ResponseFormat{}
}
