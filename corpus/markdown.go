package corpus

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	table "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// deepMarkdown finds a line of more than maxNesting list and quote marks.
var deepMarkdown = regexp.MustCompile(fmt.Sprintf(`(?m)^[ \t]*(?:(?:>|[-*+][ \t]|\d{1,9}[.)][ \t])[ \t]*){%d}`, maxNesting))

// markdownParser knows CommonMark and tables.
var markdownParser = goldmark.New(goldmark.WithExtensions(extension.Table)).Parser()

// markdownProblem says why a document is not worth parsing, "" if it is.
func markdownProblem(content string) string {
	marks := 0
	for _, mark := range []string{"[", "*", "_"} {
		marks += strings.Count(content, mark)
	}
	switch {
	case marks > maxMarks:
		return fmt.Sprintf("has more than %d links and emphases; save its text as .txt", maxMarks)
	case deepMarkdown.MatchString(content):
		return fmt.Sprintf("nests more than %d lists or quotes; save its text as .txt", maxNesting)
	}
	return ""
}

// extractMarkdown returns the text of a markdown document without its markup,
// and its blocks.
func extractMarkdown(content string) (string, []block) {
	source := []byte(content)
	var e extraction
	root := markdownParser.Parse(text.NewReader(source))
	ast.Walk(root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.Heading:
			e.add(inlineText(n, source), title)
		case *ast.Paragraph, *ast.TextBlock:
			kind := paragraph
			if n.Parent().Kind() == ast.KindListItem {
				kind = item
			}
			e.add(inlineText(n, source), kind)
		case *ast.CodeBlock, *ast.FencedCodeBlock:
			e.add(string(n.Lines().Value(source)), item)
		case *table.TableRow, *table.TableHeader:
			e.add(rowText(n, source), item)
		case *ast.HTMLBlock:
		default:
			return ast.WalkContinue, nil
		}
		return ast.WalkSkipChildren, nil
	})
	return e.text.String(), e.blocks
}

// rowText returns the cells of a table row on one line.
func rowText(row ast.Node, source []byte) string {
	var cells []string
	for cell := row.FirstChild(); cell != nil; cell = cell.NextSibling() {
		if text := inlineText(cell, source); text != "" {
			cells = append(cells, text)
		}
	}
	return strings.Join(cells, ", ")
}

// inlineText returns the text inside a block as a reader sees it: links by
// their words, images and raw HTML not at all.
func inlineText(block ast.Node, source []byte) string {
	var b strings.Builder
	ast.Walk(block, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.Text:
			b.Write(unescape(n.Segment.Value(source)))
			if n.SoftLineBreak() || n.HardLineBreak() {
				b.WriteByte('\n')
			}
		case *ast.String:
			b.Write(n.Value)
		case *ast.AutoLink:
			b.Write(n.Label(source))
		case *ast.Image, *ast.RawHTML:
			return ast.WalkSkipChildren, nil
		}
		return ast.WalkContinue, nil
	})
	return b.String()
}

// unescape resolves backslashes and character references.
func unescape(b []byte) []byte {
	return util.ResolveEntityNames(util.ResolveNumericReferences(util.UnescapePunctuations(b)))
}
