package rag

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"casebot/corpus"
	"casebot/corpus/claim"
)

const (
	// sureSpan is the judge's logit for a span from which the span is the
	// answer; below it the whole sentence is shown as the answer, unless it is
	// longer than a headline may be.
	sureSpan      = 4.0
	headlineRunes = 200
)

// focus returns the part of a sentence that answers, widened from the judge's
// span to what a person would say: whole words, numbers with their units,
// whole names and dates, quotations and brackets with both their ends. It is
// empty where the judge is not sure of its span, or marks a single word that
// tells nothing by itself.
func focus(text string, span corpus.Span, score float64) corpus.Span {
	short := utf8.RuneCountInString(text) <= headlineRunes
	if span.End <= span.Start || short && score < sureSpan {
		return corpus.Span{}
	}
	span = wholeWords(text, span)
	for _, part := range parts(text) {
		if part.Start < span.End && span.Start < part.End {
			span = corpus.Span{Start: min(span.Start, part.Start), End: max(span.End, part.End)}
		}
	}
	span = trimmed(text, closed(text, trimmed(text, span)))
	if short && lone(text[span.Start:span.End]) {
		return corpus.Span{}
	}
	return span
}

// lone reports whether a text is a single word that is no name, number or date.
func lone(text string) bool {
	words := terms(text)
	return len(words) == 1 && !words[0].upper && !unspaced(firstRune(text)) && len(parts(text)) == 0
}

// parts are the spans of a sentence that must not be cut.
func parts(text string) []corpus.Span {
	var out []corpus.Span
	for _, n := range claim.Numbers(text) {
		out = append(out, corpus.Span{Start: n.Start, End: n.End})
	}
	for _, d := range claim.Dates(text) {
		out = append(out, corpus.Span{Start: d.Start, End: d.End})
	}
	for _, n := range claim.Names(text) {
		out = append(out, corpus.Span{Start: n.Start, End: n.End})
	}
	return out
}

// wholeWords widens a span to the ends of the words that it cuts; characters
// of scripts without spaces are words of their own.
func wholeWords(text string, span corpus.Span) corpus.Span {
	inWord := func(r rune) bool { return (unicode.IsLetter(r) || unicode.IsDigit(r)) && !unspaced(r) }
	for span.Start > 0 {
		before, size := utf8.DecodeLastRuneInString(text[:span.Start])
		first, _ := utf8.DecodeRuneInString(text[span.Start:])
		if !inWord(before) || !inWord(first) {
			break
		}
		span.Start -= size
	}
	for span.End < len(text) {
		after, size := utf8.DecodeRuneInString(text[span.End:])
		last, _ := utf8.DecodeLastRuneInString(text[:span.End])
		if !inWord(after) || !inWord(last) {
			break
		}
		span.End += size
	}
	return span
}

// pairs are marks that open and close.
var pairs = []struct{ open, close string }{
	{"“", "”"}, {"„", "“"}, {"«", "»"}, {"「", "」"}, {"『", "』"}, {"(", ")"}, {"（", "）"}, {"[", "]"}, {`"`, `"`},
}

// closed widens a span to the marks that belong to those that it holds, and
// takes in a pair that stands directly around it.
func closed(text string, span corpus.Span) corpus.Span {
	for _, p := range pairs {
		inside := text[span.Start:span.End]
		opens, closes := strings.Count(inside, p.open), strings.Count(inside, p.close)
		switch {
		case p.open == p.close && opens%2 == 0, p.open != p.close && opens == closes:
			if strings.HasSuffix(text[:span.Start], p.open) && strings.HasPrefix(text[span.End:], p.close) {
				span = corpus.Span{Start: span.Start - len(p.open), End: span.End + len(p.close)}
			}
		case p.open == p.close && strings.Count(text[:span.Start], p.open)%2 == 1, closes > opens:
			if i := strings.LastIndex(text[:span.Start], p.open); i >= 0 {
				span.Start = i
			}
		default:
			if i := strings.Index(text[span.End:], p.close); i >= 0 {
				span.End += i + len(p.close)
			}
		}
	}
	return span
}

// trimmed takes spaces and the marks between clauses from the ends of a span.
func trimmed(text string, span corpus.Span) corpus.Span {
	const between = " \t\n,;:.。、，"
	inside := text[span.Start:span.End]
	span.Start += len(inside) - len(strings.TrimLeft(inside, between))
	inside = text[span.Start:span.End]
	span.End -= len(inside) - len(strings.TrimRight(inside, between))
	return span
}
