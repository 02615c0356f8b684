package cases

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"casebot/corpus"
)

// Mention is a name of a case in a question.
type Mention struct {
	Case *Case
	Name string      // as the case file has it
	Span corpus.Span // bytes of the question
	// Person is who is named, nil if the name is the case's alone.
	Person *Party
	// Written says that an article of the case has the name in the same words.
	Written bool
}

// Mentions finds the cases that a question names by their name, an alias or a
// person, in the order of the question. Where names overlap the longest wins;
// one name may mean several cases.
func (s *Set) Mentions(question string) []Mention {
	spans := wordSpans(question)
	words := make([]string, len(spans))
	for i, w := range spans {
		words[i] = strings.ToLower(question[w.Start:w.End])
	}
	type match struct {
		at, length int // in words
		name
	}
	var found []match
	for _, m := range s.names() {
		if m.rank > rankPerson {
			continue // an institution takes part in too many affairs to point at one
		}
		for i := 0; i+len(m.tokens) <= len(words); i++ {
			if slices.Equal(words[i:i+len(m.tokens)], m.tokens) {
				found = append(found, match{i, len(m.tokens), m})
			}
		}
	}
	slices.SortStableFunc(found, func(a, b match) int {
		return cmp.Or(b.length-a.length, a.rank-b.rank, a.at-b.at)
	})
	var kept []match
	for _, f := range found {
		covered := slices.ContainsFunc(kept, func(k match) bool {
			overlap := k.at < f.at+f.length && f.at < k.at+k.length
			return overlap && (k.at != f.at || k.length != f.length || k.rank < f.rank || k.of == f.of)
		})
		if !covered {
			kept = append(kept, f)
		}
	}
	slices.SortStableFunc(kept, func(a, b match) int { return a.at - b.at })
	var out []Mention
	for _, k := range kept {
		span := corpus.Span{Start: spans[k.at].Start, End: spans[k.at+k.length-1].End}
		written := k.of.quotes(question[span.Start:span.End])
		out = append(out, Mention{k.of, k.text, span, k.of.person(k.tokens), written})
	}
	return out
}

// person returns who in the case has a name, nil for nobody.
func (c *Case) person(name []string) *Party {
	for i, p := range c.People {
		if slices.ContainsFunc(append([]string{p.Name}, p.Aliases...), func(n string) bool { return slices.Equal(fold(n), name) }) {
			return &c.People[i]
		}
	}
	return nil
}

// Plain gives a question with people's nicknames and other spellings replaced
// by the name that the articles use: "季超群" by "Ji Chaoqun". What the articles
// write themselves stays.
func (s *Set) Plain(question string) string {
	var b strings.Builder
	end := 0
	for _, m := range s.Mentions(question) {
		if m.Span.Start < end || m.Person == nil || m.Written {
			continue
		}
		before := strings.TrimSuffix(question[end:m.Span.Start], "the ")
		b.WriteString(before)
		if r, _ := utf8.DecodeLastRuneInString(before); isolated(r) {
			b.WriteByte(' ')
		}
		b.WriteString(m.Person.Name)
		if r, _ := utf8.DecodeRuneInString(question[m.Span.End:]); isolated(r) {
			b.WriteByte(' ')
		}
		end = m.Span.End
	}
	b.WriteString(question[end:])
	return b.String()
}

// quotes reports whether an article that the case quotes writes a name so.
func (c *Case) quotes(name string) bool {
	for _, f := range c.Facts {
		for _, q := range f.Quotes {
			if strings.Contains(q.source.Text, name) {
				return true
			}
		}
	}
	return false
}

// Requests for a summary, by what stands before and after the name. The rest
// must be a name whole, so that "tell me about Ji's sentence" stays a question.
var (
	summaryBefore = regexp.MustCompile(`(?i)^\s*(?:(?:please|can you|could you|would you|bitte)\s+)*(?:` + strings.Join([]string{
		`tell me (?:more |everything |all )?(?:about|of)`, `what (?:do you know|can you tell me|is known) about`,
		`(?:give me |write |show me )?(?:an? |the )?(?:brief |short |quick )?(?:summary|overview|rundown|outline) (?:of|on)`,
		`summari[sz]e`, `sum up`, `brief me on`, `describe`, `explain`, `what happened (?:in|with)`, `what(?:'s|’s| is) the story (?:of|with|behind)`,
		`erzähl(?:e|en sie)? mir (?:von|über|mehr über)`, `was weißt du über`, `fasse`, `zusammenfassung (?:von|zu)`,
		`parle[- ]moi d[eu]`, `résume`, `résumé d[eu]`, `háblame de(?:l)?`, `cuéntame (?:de(?:l)?|sobre)`, `resume`, `resumen de(?:l)?`,
		`请?(?:介绍|说说|讲讲|总结|概述)(?:一下)?`, `請?(?:介紹|說說|講講|總結|概述)(?:一下)?`,
	}, "|") + `)[\s:]*`)
	summaryAfter = regexp.MustCompile(`(?i)[\s,]*(?:for me|please|bitte|zusammen|` + strings.Join([]string{
		`に?について(?:教えて|説明して|まとめて|話して)(?:ください|下さい)?`, `の(?:概要|要約|まとめ)(?:を.*)?`, `を(?:説明|要約)して(?:ください|下さい)?`,
		`(?:案)?(?:是怎么回事|的案情|的概要|的介绍)`, `(?:案)?(?:是怎麼回事|的案情|的概要|的介紹)`,
	}, "|") + `)?[\s?？!.。！]*$`)
	caseOf = regexp.MustCompile(`(?i)^(?:(?:the|an?) )?(?:case|affair|story) (?:of|about|against|involving) |^(?:de[nmr] |des )?Falle?s? (?:von |um )?|^l['’]affaire |^el caso (?:de )?`)
)

// Asked returns the case that a question wants told as a whole ("tell me about
// the Chicago case"), or nil: then it asks for something in particular.
func (s *Set) Asked(question string) *Case {
	rest := strings.TrimSpace(question)
	before := summaryBefore.FindStringIndex(rest)
	if before != nil {
		rest = rest[before[1]:]
	}
	after := summaryAfter.FindStringIndex(rest)
	tail := strings.Trim(rest[after[0]:], " ?？!.。！,")
	if before == nil && tail == "" {
		return nil
	}
	rest = caseOf.ReplaceAllString(rest[:after[0]], "")
	return s.exact(rest)
}

// exact returns the case whose name or alias this is, or nil. The words "case"
// and "affair" may follow the name. A person who only takes part does not
// stand for the case.
func (s *Set) exact(text string) *Case {
	tokens := fold(text)
	for len(tokens) > 0 {
		if found := pick(s.names(), func(m name) bool { return m.rank == rankTitle && slices.Equal(m.tokens, tokens) }); len(found) == 1 {
			return found[0].Case
		}
		last := tokens[len(tokens)-1]
		if !slices.Contains([]string{"case", "affair", "story", "事件", "案"}, last) {
			return nil
		}
		tokens = tokens[:len(tokens)-1]
	}
	return nil
}
