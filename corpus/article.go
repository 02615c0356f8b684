package corpus

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"io/fs"
	"strings"
	"unicode/utf8"
)

// A result is what became of one article file.
type result struct {
	article *Article // nil if it was left out
	faults  []Fault
}

func (r *result) warn(file, problem string) {
	r.faults = append(r.faults, Fault{file, problem, false})
}

// loadArticle reads one article with its metadata.
func loadArticle(fsys fs.FS, f file) (r result) {
	leave := func(problem string) result {
		r.faults = append(r.faults, Fault{f.name, problem, true})
		return r
	}
	data, problem := read(fsys, f.name, maxArticleBytes)
	if problem == "" {
		problem = textProblem(data)
	}
	if problem != "" {
		return leave(problem)
	}
	doc, problem := extract(f.kind, string(data))
	if problem != "" {
		return leave(problem)
	}
	if len(doc.blocks) > maxBlocks {
		return leave(fmt.Sprintf("has more than %d lines; split it into articles", maxBlocks))
	}
	a := &Article{ID: f.id, Text: doc.text, Meta: doc.meta}
	for _, p := range doc.problems {
		r.warn(f.name, p)
	}
	if f.meta != "" {
		beside, problems := readMeta(fsys, f.meta)
		for _, p := range problems {
			r.warn(f.meta, p)
		}
		a.Meta = beside.or(a.Meta)
	}
	sum := sha256.Sum256([]byte(a.Text))
	a.Hash = hex.EncodeToString(sum[:])
	if !doc.front.isEmpty() {
		a.Furniture = append(a.Furniture, Furniture{doc.front, reasonFrontMatter})
	}
	analyse(a, doc.blocks)
	if len(a.Sentences) == 0 {
		return leave("holds no sentence that could be quoted, only headings and page furniture")
	}
	r.article = a
	return r
}

// read returns the content of a file of at most limit bytes, or what is wrong
// with it.
func read(fsys fs.FS, name string, limit int) ([]byte, string) {
	f, err := fsys.Open(name)
	if err != nil {
		return nil, openProblem(fsys, name, err)
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, int64(limit)+1))
	if err != nil {
		return nil, openProblem(fsys, name, err)
	}
	if len(data) > limit {
		return nil, fmt.Sprintf("is larger than the limit of %d KB; shorten or split it", limit>>10)
	}
	return data, ""
}

// textProblem says why data is no text, "" if it is.
func textProblem(data []byte) string {
	switch {
	case bytes.HasPrefix(data, []byte("\xFF\xFE")), bytes.HasPrefix(data, []byte("\xFE\xFF")):
		return "is UTF-16; save it as UTF-8"
	case bytes.IndexByte(data, 0) >= 0:
		return "holds zero bytes, so it is not a text file"
	case !utf8.Valid(data):
		return fmt.Sprintf("is not UTF-8 (byte %d); save it as UTF-8", invalidAt(data))
	case !hasWord(string(data)):
		return "is empty; put text there or remove it"
	}
	return ""
}

// invalidAt returns the offset of the first byte that is not UTF-8.
func invalidAt(data []byte) int {
	for i := 0; i < len(data); {
		r, size := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && size == 1 {
			return i
		}
		i += size
	}
	return len(data)
}

// A document is what an article file holds, whatever its kind.
type document struct {
	text     string
	blocks   []block
	front    Span // front matter within text, empty if there is none
	meta     Meta
	problems []string // warnings about the metadata inside the file
}

// extract reads the content of a file. The text of a .txt is the file itself,
// byte for byte; of other kinds, what a reader would see. The second result
// says why it cannot be used.
func extract(kind, content string) (document, string) {
	if kind == ".html" {
		return extractHTML(content)
	}
	front, body := cutFrontMatter(content)
	doc := document{text: content}
	if body > 0 {
		doc.meta, doc.problems = parseMeta(front)
	}
	if kind == ".md" {
		if problem := markdownProblem(content); problem != "" {
			return doc, problem
		}
		doc.text, doc.blocks = extractMarkdown(content[body:])
		if !hasWord(doc.text) {
			return doc, "holds no text"
		}
		return doc, ""
	}
	doc.front = trim(content, Span{0, body})
	doc.blocks = layout(content, body)
	return doc, ""
}

// An extraction collects blocks of text and remembers where they stand.
type extraction struct {
	text   strings.Builder
	blocks []block
}

// add appends a block set off by blank lines; white space is collapsed, and
// blocks without text are dropped.
func (e *extraction) add(text string, kind blockKind) {
	text = strings.Join(strings.FieldsFunc(text, isSpace), " ")
	if text == "" {
		return
	}
	if e.text.Len() > 0 {
		e.text.WriteString("\n\n")
	}
	start := e.text.Len()
	e.text.WriteString(text)
	e.blocks = append(e.blocks, block{Span: Span{start, e.text.Len()}, kind: kind, blankAbove: true, blankBelow: true})
}
