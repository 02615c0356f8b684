package corpus

import (
	"regexp"
	"slices"
	"strings"
)

// A block is a line or a run of lines that belong together: one paragraph,
// heading or piece of page furniture.
type block struct {
	Span
	kind blockKind // as far as the format says it
	// blankAbove and blankBelow say whether a blank line, or the end of the
	// text, sets the block off from its neighbours.
	blankAbove, blankBelow bool
}

type blockKind int

const (
	paragraph blockKind = iota // or whatever it looks like
	title                      // a heading of markdown or HTML
	item                       // of a list or table: never a heading
)

// Wrapped text looks like this: lines of at most maxWrapWidth columns, most
// of them nearly full, most breaking off in mid-sentence.
const (
	minWrapWidth  = 40
	maxWrapWidth  = 130
	fullLineShare = 0.6
)

// layout cuts plain text into blocks. In most texts from the web a line is a
// paragraph; where the look of the text says that lines were wrapped to a
// width, paragraphs are what blank lines separate.
func layout(text string, from int) []block {
	lines := textLines(text, from)
	if !isWrapped(text, lines) {
		return lines
	}
	var blocks []block
	for _, line := range lines {
		if line.blankAbove || len(blocks) == 0 || !continues(text[blocks[len(blocks)-1].Start:line.Start], text[line.Start:line.End]) {
			blocks = append(blocks, line)
			continue
		}
		last := &blocks[len(blocks)-1]
		last.End, last.blankBelow = line.End, line.blankBelow
	}
	return blocks
}

// continues reports whether a line of wrapped text goes on with the paragraph
// above it: not after or as a line of page furniture, not with a list mark.
func continues(above, line string) bool {
	above = strings.TrimSpace(above)
	if isMarker(line) || lineFurniture(above) != "" {
		return false
	}
	return !endsSentence(above) || lineFurniture(line) == ""
}

// textLines returns the lines of text from an offset on, trimmed, blank ones
// left out.
func textLines(text string, from int) []block {
	var lines []block
	blank := true
	for from < len(text) {
		end := from + lineEnd(text[from:])
		span := trim(text, Span{from, end})
		from = end
		if span.isEmpty() {
			blank = true
			if len(lines) > 0 {
				lines[len(lines)-1].blankBelow = true
			}
			continue
		}
		lines = append(lines, block{Span: span, blankAbove: blank})
		blank = false
	}
	if len(lines) > 0 {
		lines[len(lines)-1].blankBelow = true
	}
	return lines
}

// lineEnd returns the length of the first line of text with its line break:
// LF, CR LF, CR, or a Unicode line or paragraph separator.
func lineEnd(text string) int {
	i := strings.IndexAny(text, "\n\r\u2028\u2029\u0085\f\v")
	if i < 0 {
		return len(text)
	}
	for _, br := range []string{"\r\n", "\u2028", "\u2029", "\u0085"} {
		if strings.HasPrefix(text[i:], br) {
			return i + len(br)
		}
	}
	return i + 1
}

// isWrapped decides by the look of text whether its lines were broken to fit
// a width.
func isWrapped(text string, lines []block) bool {
	var widths []int
	open := 0
	for _, line := range lines {
		if line.blankBelow {
			continue
		}
		s := text[line.Start:line.End]
		widths = append(widths, width(s))
		if !endsSentence(s) {
			open++
		}
	}
	if len(widths) == 0 || 2*open < len(widths) {
		return false
	}
	full := slices.Sorted(slices.Values(widths))[len(widths)*9/10]
	if full < minWrapWidth || full > maxWrapWidth {
		return false
	}
	near := 0
	for _, w := range widths {
		if float64(w) >= fullLineShare*float64(full) {
			near++
		}
	}
	return float64(near) >= fullLineShare*float64(len(widths))
}

// isMarker reports whether a line begins a list item or a markdown heading.
func isMarker(line string) bool { return listMarker.MatchString(line) || strings.HasPrefix(line, "#") }

var headingMark = regexp.MustCompile(`^#{1,6}[ \t]+`)
