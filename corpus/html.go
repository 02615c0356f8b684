package corpus

import (
	"fmt"
	"io"
	"strings"

	"github.com/go-shiori/go-readability"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// extractHTML returns the article of a web page as readability finds it, with
// the metadata of the page. The second result says why it cannot be used.
func extractHTML(content string) (doc document, problem string) {
	if problem := htmlProblem(content); problem != "" {
		return doc, problem
	}
	// The readability library walks pages of any making; a page that it
	// trips over is left out like every other broken file.
	defer func() {
		if r := recover(); r != nil {
			doc, problem = document{}, "cannot be read as a web page; save its text as .txt"
		}
	}()
	root, err := html.Parse(strings.NewReader(content))
	if err != nil {
		return doc, fmt.Sprintf("cannot be read as HTML (%v)", err)
	}
	parser := readability.NewParser()
	parser.MaxElemsToParse = maxHTMLElements
	page, err := parser.ParseDocument(root, nil)
	if err != nil {
		return doc, fmt.Sprintf("cannot be read as a web page (%v)", err)
	}
	node := page.Node
	if node == nil {
		node = root
	}
	w := htmlWalker{}
	w.walk(node, paragraph)
	w.flush(paragraph)
	doc.text, doc.blocks = w.out.text.String(), w.out.blocks
	if !hasWord(doc.text) {
		return doc, "holds no article text"
	}
	doc.meta = Meta{Title: page.Title, Source: page.SiteName, Language: page.Language, URL: canonical(root)}
	if page.PublishedTime != nil {
		doc.meta.Published = fromTime(*page.PublishedTime)
	}
	return doc, ""
}

// htmlProblem reads the tags once, in linear time, and says why a page is not
// worth parsing: too many elements, or too many within each other.
func htmlProblem(content string) string {
	z := html.NewTokenizer(strings.NewReader(content))
	depth, elements := 0, 0
	for {
		switch z.Next() {
		case html.ErrorToken:
			if err := z.Err(); err != io.EOF {
				return fmt.Sprintf("cannot be read as HTML (%v)", err)
			}
			return ""
		case html.StartTagToken:
			elements++
			if name, _ := z.TagName(); nests(name) {
				depth++
			}
		case html.EndTagToken:
			if name, _ := z.TagName(); nests(name) && depth > 0 {
				depth--
			}
		}
		if depth > maxHTMLDepth || elements > maxHTMLElements {
			return fmt.Sprintf("has more than %d elements, or nests deeper than %d; save its text as .txt", maxHTMLElements, maxHTMLDepth)
		}
	}
}

// nests reports whether an element needs an end tag to end.
func nests(name []byte) bool {
	switch atom.Lookup(name) {
	case atom.Area, atom.Base, atom.Br, atom.Col, atom.Embed, atom.Hr, atom.Img, atom.Input, atom.Link, atom.Meta,
		atom.Source, atom.Track, atom.Wbr, atom.P, atom.Li, atom.Td, atom.Th, atom.Tr, atom.Dt, atom.Dd, atom.Option,
		atom.Tbody, atom.Thead, atom.Tfoot:
		return false
	}
	return true
}

// canonical returns the address that a page gives as its own.
func canonical(root *html.Node) string {
	for n := range root.Descendants() {
		if n.DataAtom != atom.Link || !strings.EqualFold(attribute(n, "rel"), "canonical") {
			continue
		}
		if href := strings.TrimSpace(attribute(n, "href")); webAddress.MatchString(href) {
			return href
		}
	}
	return ""
}

func attribute(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// An htmlWalker turns elements into blocks.
type htmlWalker struct {
	out  extraction
	line strings.Builder
}

func (w *htmlWalker) flush(kind blockKind) {
	w.out.add(w.line.String(), kind)
	w.line.Reset()
}

func (w *htmlWalker) walk(n *html.Node, kind blockKind) {
	if n.Type == html.TextNode {
		w.line.WriteString(n.Data)
		return
	}
	switch n.DataAtom {
	case atom.Script, atom.Style, atom.Noscript, atom.Template, atom.Svg, atom.Button, atom.Select, atom.Textarea, atom.Head:
		return
	case atom.Td, atom.Th: // the cells of a row stand on one line
		if strings.TrimSpace(w.line.String()) != "" {
			w.line.WriteString(", ")
		}
	case atom.Br:
		w.flush(kind)
		return
	}
	inline := isInline(n.DataAtom)
	if !inline {
		w.flush(kind)
		kind = kindOf(n.DataAtom, kind)
	}
	for child := range n.ChildNodes() {
		w.walk(child, kind)
	}
	if !inline {
		w.flush(kind)
	}
}

// kindOf returns what the text inside an element is, given what it would be
// outside.
func kindOf(a atom.Atom, outside blockKind) blockKind {
	switch a {
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		return title
	case atom.Li, atom.Tr, atom.Dt, atom.Dd, atom.Pre, atom.Figcaption:
		return item
	}
	return outside
}

// isInline reports elements that stand within a line of text.
func isInline(a atom.Atom) bool {
	switch a {
	case atom.A, atom.Abbr, atom.B, atom.Bdi, atom.Bdo, atom.Cite, atom.Code, atom.Data, atom.Del, atom.Dfn, atom.Em,
		atom.Font, atom.I, atom.Ins, atom.Kbd, atom.Label, atom.Mark, atom.Q, atom.Ruby, atom.S, atom.Samp, atom.Small,
		atom.Span, atom.Strong, atom.Sub, atom.Sup, atom.Td, atom.Th, atom.Time, atom.U, atom.Var, atom.Wbr:
		return true
	}
	return false
}
