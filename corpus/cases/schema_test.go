package cases

import (
	"encoding/json"
	"io/fs"
	"os"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
)

// schema is as much of JSON Schema as docs/case.schema.json uses.
type schema struct {
	Ref                  string `json:"$ref"`
	Type                 any
	Enum                 []string
	Pattern              string
	MinLength, MinItems  int
	Minimum              float64
	Required             []string
	Properties           map[string]*schema
	Items                *schema
	AdditionalProperties *bool
	DependentRequired    map[string][]string
	Defs                 map[string]*schema `json:"$defs"`
}

func readSchema(t *testing.T) *schema {
	t.Helper()
	data, err := os.ReadFile("../../docs/case.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	s := new(schema)
	if err := json.Unmarshal(data, s); err != nil {
		t.Fatal(err)
	}
	return s
}

// What editors complete is what the loader reads.
func TestSchemaHasTheFieldsOfTheStructs(t *testing.T) {
	s := readSchema(t)
	for name, of := range map[string]reflect.Type{
		"case": reflect.TypeFor[Case](), "status": reflect.TypeFor[Status](), "party": reflect.TypeFor[Party](),
		"fact": reflect.TypeFor[Fact](), "difference": reflect.TypeFor[Difference](), "relation": reflect.TypeFor[Relation](),
		"quote": reflect.TypeFor[Quote](),
	} {
		def := s.Defs[name]
		if def == nil || def.AdditionalProperties == nil || *def.AdditionalProperties {
			t.Errorf("%s: no definition that is closed to other properties", name)
			continue
		}
		var fields, required []string
		for i := range of.NumField() {
			tag, options, _ := strings.Cut(of.Field(i).Tag.Get("yaml"), ",")
			if tag == "" || tag == "-" {
				continue
			}
			fields = append(fields, tag)
			if options != "omitempty" {
				required = append(required, tag)
			}
		}
		var properties []string
		for p := range def.Properties {
			properties = append(properties, p)
		}
		slices.Sort(fields)
		slices.Sort(properties)
		if !slices.Equal(fields, properties) {
			t.Errorf("%s: the struct has %v, the schema %v", name, fields, properties)
		}
		slices.Sort(required)
		slices.Sort(def.Required)
		if !slices.Equal(required, def.Required) {
			t.Errorf("%s: the struct wants %v, the schema %v", name, required, def.Required)
		}
	}
	var stages []string
	for _, st := range Stages() {
		stages = append(stages, string(st))
	}
	if got := s.Defs["status"].Properties["is"].Enum; !slices.Equal(got, stages) {
		t.Errorf("the schema lists the statuses %v, the program %v", got, stages)
	}
}

func TestSchemaAcceptsTheCaseFiles(t *testing.T) {
	s := readSchema(t)
	names, err := fs.Glob(Files(), "*.yaml")
	if err != nil || len(names) == 0 {
		t.Fatal(names, err)
	}
	for _, name := range names {
		data, err := fs.ReadFile(Files(), name)
		if err != nil {
			t.Fatal(err)
		}
		var v any
		if err := yaml.Unmarshal(data, &v); err != nil {
			t.Fatal(err)
		}
		for _, fault := range s.faults(s, name, v) {
			t.Error(fault)
		}
	}
}

func TestSchemaRefuses(t *testing.T) {
	s := readSchema(t)
	for _, text := range []string{
		"name: x\n",
		strings.Replace(goodCase, "aliases:", "alias:", 1),
		strings.Replace(goodCase, "is: arrested", "is: hanged", 1),
		strings.Replace(goodCase, "date: 2021-03", "date: March 2021", 1),
		strings.Replace(goodCase, "    phrase: last March\n", "", 1),
		strings.Replace(goodCase, "aliases: [the drawings]", `aliases: [""]`, 1),
		strings.Replace(goodCase, "text: Police arrested Anna Berg\n", "text: Police arrested Anna Berg\n      occurrence: 0\n", 1),
	} {
		var v any
		if err := yaml.Unmarshal([]byte(text), &v); err != nil {
			t.Fatal(err)
		}
		if len(s.faults(s, "", v)) == 0 {
			t.Errorf("the schema accepts\n%s", text)
		}
	}
	var v any
	if err := yaml.Unmarshal([]byte(goodCase), &v); err != nil {
		t.Fatal(err)
	}
	if faults := s.faults(s, "good", v); len(faults) > 0 {
		t.Errorf("the schema refuses the good case: %v", faults)
	}
}

// faults checks a value against a part of the schema.
func (s *schema) faults(root *schema, at string, v any) (out []string) {
	if s.Ref != "" {
		return root.Defs[strings.TrimPrefix(s.Ref, "#/$defs/")].faults(root, at, v)
	}
	kind := kindOf(v)
	if types := s.types(); len(types) > 0 && !slices.Contains(types, kind) {
		return []string{at + ": is " + kind}
	}
	switch v := v.(type) {
	case string:
		if len(v) < s.MinLength || len(s.Enum) > 0 && !slices.Contains(s.Enum, v) || !regexp.MustCompile(s.Pattern).MatchString(v) {
			out = append(out, at+": "+v)
		}
	case uint64:
		if float64(v) < s.Minimum {
			out = append(out, at+": too small")
		}
	case []any:
		if len(v) < s.MinItems {
			out = append(out, at+": too few")
		}
		for _, item := range v {
			out = append(out, s.Items.faults(root, at+"[]", item)...)
		}
	case map[string]any:
		for _, r := range s.Required {
			if _, ok := v[r]; !ok {
				out = append(out, at+": lacks "+r)
			}
		}
		for key, item := range v {
			if s.Properties[key] == nil {
				out = append(out, at+": has "+key)
				continue
			}
			out = append(out, s.Properties[key].faults(root, at+"."+key, item)...)
			for _, r := range s.DependentRequired[key] {
				if _, ok := v[r]; !ok {
					out = append(out, at+": lacks "+r)
				}
			}
		}
	}
	return out
}

func (s *schema) types() (out []string) {
	switch t := s.Type.(type) {
	case string:
		out = []string{t}
	case []any:
		for _, x := range t {
			out = append(out, x.(string))
		}
	}
	return out
}

func kindOf(v any) string {
	switch v.(type) {
	case string:
		return "string"
	case bool:
		return "boolean"
	case uint64, int64:
		return "integer"
	case []any:
		return "array"
	case map[string]any:
		return "object"
	}
	return "null"
}
