package openaitest

import (
	"encoding/json"
	"fmt"
	"regexp"
	"strings"
)

// ChatRequest is the body of a chat request as the server understood it.
type ChatRequest struct {
	Model               string    `json:"model"`
	Messages            []Message `json:"messages"`
	Stream              bool      `json:"stream"`
	Temperature         *float64  `json:"temperature"`
	MaxTokens           int       `json:"max_tokens"`
	MaxCompletionTokens int       `json:"max_completion_tokens"`
	N                   int       `json:"n"`
	User                string    `json:"user"`
	StreamOptions       struct {
		IncludeUsage bool `json:"include_usage"`
	} `json:"stream_options"`
	ResponseFormat *Format         `json:"response_format"`
	Tools          json.RawMessage `json:"tools"`
	Functions      json.RawMessage `json:"functions"`

	Raw string `json:"-"` // the whole body
}

// Message is one turn of the conversation with the model.
type Message struct {
	Role    string `json:"role"`
	Content string `json:"content"`
}

// Format is the response format that a request asks for.
type Format struct {
	Type string `json:"type"`
	// Schema beside "json_object" is the dialect of llama.cpp; the service
	// itself refuses it.
	Schema     json.RawMessage `json:"schema"`
	JSONSchema struct {
		Name   string          `json:"name"`
		Schema json.RawMessage `json:"schema"`
		Strict bool            `json:"strict"`
	} `json:"json_schema"`
}

// FormatName gives the response format asked for, "text" if none and
// "json_object+schema" for llama.cpp's dialect.
func (r ChatRequest) FormatName() string {
	if r.ResponseFormat == nil {
		return "text"
	}
	if r.ResponseFormat.Schema != nil {
		return r.ResponseFormat.Type + "+schema"
	}
	return r.ResponseFormat.Type
}

// Last gives the content of the last message of a role.
func (r ChatRequest) Last(role string) string {
	for i := len(r.Messages) - 1; i >= 0; i-- {
		if r.Messages[i].Role == role {
			return r.Messages[i].Content
		}
	}
	return ""
}

var (
	schemaName = regexp.MustCompile(`^[a-zA-Z0-9_-]{1,64}$`)
	reasoning  = regexp.MustCompile(`^(o1|o3|o4|gpt-5)`)
)

// problem says why the service would refuse the request, "" if it would not.
func (r ChatRequest) problem() string {
	switch {
	case r.Model == "":
		return "you must provide a model parameter"
	case len(r.Messages) == 0:
		return "Invalid 'messages': empty array. Expected an array with minimum length 1, but got an empty array instead."
	case r.Temperature != nil && (*r.Temperature < 0 || *r.Temperature > 2):
		return "Invalid 'temperature': decimal above maximum value. Expected a value <= 2."
	case r.MaxTokens > 0 && r.MaxCompletionTokens > 0:
		return "Setting 'max_tokens' and 'max_completion_tokens' at the same time is not supported."
	case r.MaxTokens > 0 && reasoning.MatchString(r.Model):
		return "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead."
	case r.StreamOptions.IncludeUsage && !r.Stream:
		return "The 'stream_options' parameter is only allowed when 'stream' is enabled."
	case r.Tools != nil || r.Functions != nil:
		return "this project's model has no tools"
	}
	for i, m := range r.Messages {
		if m.Role != "system" && m.Role != "developer" && m.Role != "user" && m.Role != "assistant" {
			return fmt.Sprintf("Invalid value: '%s'. Supported values are: 'system', 'assistant', 'user'. (messages[%d].role)", m.Role, i)
		}
	}
	return r.formatProblem()
}

func (r ChatRequest) formatProblem() string {
	f := r.ResponseFormat
	if f == nil || f.Type == "text" {
		return ""
	}
	switch f.Type {
	case "json_object":
		for _, m := range r.Messages {
			if strings.Contains(strings.ToLower(m.Content), "json") {
				return ""
			}
		}
		return "'messages' must contain the word 'json' in some form, to use 'response_format' of type 'json_object'."
	case "json_schema":
		if !schemaName.MatchString(f.JSONSchema.Name) {
			return "Invalid 'response_format.json_schema.name'"
		}
		var schema map[string]any
		if json.Unmarshal(f.JSONSchema.Schema, &schema) != nil || schema["type"] != "object" {
			return "Invalid schema for response_format: schema must be a JSON Schema of 'type: \"object\"'"
		}
		if f.JSONSchema.Strict {
			return strictProblem(schema, f.JSONSchema.Name)
		}
		return ""
	}
	return "Invalid value: '" + f.Type + "'. Supported values are: 'json_object', 'json_schema', and 'text'."
}

// strictProblem checks what strict mode demands of every object of a schema.
func strictProblem(schema map[string]any, name string) string {
	if items, ok := schema["items"].(map[string]any); ok {
		return strictProblem(items, name)
	}
	if schema["type"] != "object" {
		return ""
	}
	if schema["additionalProperties"] != false {
		return "Invalid schema for response_format '" + name + "': 'additionalProperties' is required to be supplied and to be false."
	}
	properties, _ := schema["properties"].(map[string]any)
	required, _ := schema["required"].([]any)
	if len(required) != len(properties) {
		return "Invalid schema for response_format '" + name + "': 'required' is required to be supplied and to be an array including every key in properties."
	}
	for _, p := range properties {
		if sub, ok := p.(map[string]any); ok {
			if problem := strictProblem(sub, name); problem != "" {
				return problem
			}
		}
	}
	return ""
}
