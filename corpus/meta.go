package corpus

import (
	"fmt"
	"io/fs"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
)

// readMeta reads a metadata file. What is wrong with it is named; the rest of
// it holds.
func readMeta(fsys fs.FS, name string) (Meta, []string) {
	data, problem := read(fsys, name, maxMetaBytes)
	if problem == "" && !utf8.Valid(data) {
		problem = "is not UTF-8; save it as UTF-8"
	}
	if problem != "" {
		return Meta{}, []string{problem}
	}
	return parseMeta(string(data))
}

// parseMeta reads the YAML of a metadata file or a front matter block: one
// mapping from known keys to scalars. The tree is read without being decoded,
// so aliases are never expanded.
func parseMeta(text string) (m Meta, problems []string) {
	if strings.Count(text, "[")+strings.Count(text, "{") > maxMetaBrackets || deepYAML.MatchString(text) {
		return m, []string{"nests too deeply for metadata; write one key: value a line"}
	}
	parsed, err := parser.ParseBytes([]byte(text), 0)
	if err != nil {
		return m, []string{"is not valid YAML (" + firstLine(err.Error()) + "); write one key: value a line"}
	}
	for _, doc := range parsed.Docs {
		entries, ok := mappingEntries(doc.Body)
		if !ok {
			return m, append(problems, "is not a list of keys and values; write one key: value a line")
		}
		for _, e := range entries {
			if p := m.set(e.Key.String(), e.Value); p != "" {
				problems = append(problems, p)
			}
		}
	}
	return m, problems
}

// deepYAML finds lists within lists that no metadata has.
var deepYAML = regexp.MustCompile(`(?m)^[ \t]*(?:[-?][ \t]+){16}`)

// mappingEntries returns the entries of a mapping; an empty document has none.
func mappingEntries(node ast.Node) ([]*ast.MappingValueNode, bool) {
	switch n := node.(type) {
	case nil, *ast.NullNode, *ast.CommentGroupNode:
		return nil, true
	case *ast.MappingNode:
		return n.Values, true
	case *ast.MappingValueNode:
		return []*ast.MappingValueNode{n}, true
	}
	return nil, false
}

// metaKeys are the keys that a metadata file may have.
var metaKeys = []string{"title", "published", "reported", "source", "url", "language"}

// set stores one key and returns what is wrong with it, "" if nothing is.
func (m *Meta) set(key string, node ast.Node) string {
	key = strings.ToLower(strings.Trim(key, `"' `))
	if !slices.Contains(metaKeys, key) {
		return fmt.Sprintf("has the unknown key %q; known are %s", shorten(key, 40), strings.Join(metaKeys, ", "))
	}
	value, ok := scalar(node)
	if !ok {
		return fmt.Sprintf("has no plain text under %q", key)
	}
	value = strings.Join(strings.FieldsFunc(value, isSpace), " ")
	var err error
	switch key {
	case "title":
		m.Title = value
	case "source":
		m.Source = value
	case "url":
		m.URL = value
	case "language":
		m.Language = value
	case "published":
		m.Published, err = ParseDate(value)
	case "reported":
		m.Reported, err = ParseDate(value)
	}
	if err != nil {
		return fmt.Sprintf("has a bad date under %q: %v", key, err)
	}
	if key == "url" && value != "" && !webAddress.MatchString(value) {
		m.URL = ""
		return fmt.Sprintf("has no web address under %q; write https://…", key)
	}
	return ""
}

var webAddress = regexp.MustCompile(`^https?://[^\s<>"]+$`)

// scalar returns the text of a scalar node as it was written.
func scalar(node ast.Node) (string, bool) {
	switch n := node.(type) {
	case *ast.StringNode:
		return n.Value, true
	case *ast.LiteralNode:
		return n.Value.Value, true
	case *ast.NullNode:
		return "", true
	case *ast.IntegerNode, *ast.FloatNode, *ast.BoolNode:
		return n.GetToken().Value, true
	}
	return "", false
}

// or returns m with what it does not know taken from other.
func (m Meta) or(other Meta) Meta {
	pick := func(a, b string) string {
		if a != "" {
			return a
		}
		return b
	}
	m.Title, m.Source = pick(m.Title, other.Title), pick(m.Source, other.Source)
	m.URL, m.Language = pick(m.URL, other.URL), pick(m.Language, other.Language)
	if m.Published.IsZero() {
		m.Published = other.Published
	}
	if m.Reported.IsZero() {
		m.Reported = other.Reported
	}
	return m
}

// frontMatter is a block between lines of three dashes at the top of a file
// whose first line is a key.
var frontMatter = regexp.MustCompile(`^\x{FEFF}?---[ \t]*\r?\n(?:#[^\n]*\n)*[A-Za-z_"'-]+\s*:`)

var frontMatterEnd = regexp.MustCompile(`(?m)^(?:---|\.\.\.)[ \t]*\r?$`)

// cutFrontMatter returns the YAML that a file begins with and the offset of
// the text after it, 0 if there is none.
func cutFrontMatter(content string) (yaml string, body int) {
	if !frontMatter.MatchString(content[:min(len(content), maxMetaBytes)]) {
		return "", 0
	}
	start := lineEnd(content)
	end := frontMatterEnd.FindStringIndex(content[start:min(len(content), start+maxMetaBytes)])
	if end == nil {
		return "", 0
	}
	body = start + end[1]
	return content[start : start+end[0]], body + lineEnd(content[body:])
}

func firstLine(s string) string {
	s, _, _ = strings.Cut(s, "\n")
	return s
}
