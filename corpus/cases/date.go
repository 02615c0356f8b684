package cases

import (
	"casebot/corpus"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
)

// Date is a date as case files write it: 2018-04-06, 2018-04, 2018 or 2010s.
// Its form says how much is known; no date at all is the unknown one.
type Date struct{ corpus.Date }

// UnmarshalYAML reads a date from its node, so that an error has its line.
func (d *Date) UnmarshalYAML(n ast.Node) error {
	read, err := corpus.ParseDate(n.GetToken().Value)
	if err != nil {
		return &yaml.SyntaxError{Message: err.Error(), Token: n.GetToken()}
	}
	d.Date = read
	return nil
}

// MarshalText writes a date as case files have it, "" if unknown.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.ISO()), nil }
