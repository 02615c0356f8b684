package cases

import (
	"errors"
	"fmt"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
)

// Problem is one thing that is wrong with a case file.
type Problem struct {
	File    string
	Line    int    // from 1; 0 for the file as a whole
	Where   string // "facts[2].text", "" for the file as a whole
	Message string // what is wrong and what to do
}

func (p *Problem) Error() string {
	place := p.File
	if p.Line > 0 {
		place = fmt.Sprintf("%s:%d", p.File, p.Line)
	}
	if p.Where != "" {
		place += ": " + p.Where
	}
	return place + ": " + p.Message
}

// document is a decoded case file that knows the line of each of its parts.
type document struct {
	*Case
	file  string
	data  []byte
	lines map[string]int // by path, "facts[2].text"
	names []string       // the case's name and aliases, folded
}

// decode reads one case file strictly: an unknown or repeated field is an
// error. Every error is a *Problem.
func decode(file string, data []byte) (d *document, err error) {
	defer func() {
		if recover() != nil { // go-yaml v1.19.2 panics on some broken input, as FuzzLoad found
			d, err = nil, &Problem{File: file, Message: "is no YAML that can be read"}
		}
	}()
	tree, err := parser.ParseBytes(data, 0)
	if err != nil {
		return nil, yamlProblem(file, err)
	}
	if len(tree.Docs) != 1 || tree.Docs[0].Body == nil {
		return nil, &Problem{File: file, Message: "a case file holds one case; see docs/cases.md"}
	}
	d = &document{Case: new(Case), file: file, lines: map[string]int{}}
	if err := yaml.UnmarshalWithOptions(data, d.Case, yaml.Strict()); err != nil {
		return nil, yamlProblem(file, err)
	}
	ast.Walk(d, tree.Docs[0].Body)
	for _, n := range append([]string{d.Name}, d.Aliases...) {
		d.names = append(d.names, strings.Join(fold(n), " "))
	}
	return d, nil
}

// Visit notes the line of one node; ast.Walk calls it.
func (d *document) Visit(n ast.Node) ast.Visitor {
	const root = "$."
	path := n.GetPath()
	if t := n.GetToken(); t != nil && len(path) > len(root) {
		if _, seen := d.lines[path[len(root):]]; !seen {
			d.lines[path[len(root):]] = t.Position.Line
		}
	}
	return d
}

// problem describes what is wrong at a path of the document.
func (d *document) problem(where, format string, args ...any) *Problem {
	return &Problem{File: d.file, Line: d.lines[where], Where: where, Message: fmt.Sprintf(format, args...)}
}

func yamlProblem(file string, err error) *Problem {
	p := &Problem{File: file, Message: err.Error()}
	var y yaml.Error
	if errors.As(err, &y) {
		p.Message = y.GetMessage()
		if t := y.GetToken(); t != nil {
			p.Line = t.Position.Line
		}
	}
	return p
}
