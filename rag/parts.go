package rag

import (
	"context"
	"regexp"
	"strings"
)

// asksNext is where a question goes on to ask something else: after a mark or
// "and", a question word or a verb before its subject. After a mere comma,
// "who" and "which" tell more of what was named.
var asksNext = regexp.MustCompile(`(?i)(?:[?!.;:]|\s[-–—])\s+(?:(?:and|but|or|so|then|also)\b,?\s+)*(?:` + asksBy + `|` + inverted + `)|(?:,\s+(?:and|but|or|so)|\s+and)\s+(?:` + asksBy + `|` + inverted + `)|,\s+(?:what|why|how)\b`)

const (
	asksBy    = `(?:(?:by|with|from|to|for|of|on|at|in|about|through|since|until) )?(?:what|who|whom|whose|which|when|where|why|how)\b`
	auxiliary = `is|are|was|were|did|does|do|has|have|had|can|could|will|would`
	inverted  = `(?:` + auxiliary + `) (?:the|a|an|he|she|it|they|his|her|its|their|this|that|these|those|there|any)\b`
)

// asksFirst is how a part that asks begins.
var asksFirst = regexp.MustCompile(`(?i)^(?:` + asksBy + `|(?:` + auxiliary + `)\b)`)

// described is somebody or something that is not named but told apart.
var described = regexp.MustCompile(`(?i)\b(?:the|that) ((?:[\p{L}'’-]+ ){0,3}?[\p{L}'’-]+),? (who|whose|which) ((?:\d,\d|[^,?:;–—\s]|\s+[^-–—\s])+)`)

const (
	// fragment is the number of words up to which a part is no question by itself.
	fragment = 2
	// partsAtMost bounds how many parts are examined; the last has the rest.
	partsAtMost = 4
)

// askedParts cuts a question into what it asks one after another, and what it
// says before the first.
func askedParts(text string) (before string, asks []string) {
	cuts := append(asksNext.FindAllStringIndex(text, -1), []int{len(text), len(text)})
	from := 0
	for _, cut := range cuts {
		joined := strings.Trim(text[from:cut[0]], " \t\n,;:.?!-–—")
		part := leadingAnd.ReplaceAllString(joined, "")
		from = cut[0]
		switch {
		case len(asks) == 0 && !asksFirst.MatchString(part):
			before = strings.TrimSpace(before + " " + part)
		case len(asks) == 0 || asksFirst.MatchString(part) && len(strings.Fields(part)) > fragment && len(asks) < partsAtMost:
			asks = append(asks, part)
		default:
			asks[len(asks)-1] += " " + joined
		}
	}
	for i := range asks {
		asks[i] += "?"
	}
	return before, asks
}

// leadingAnd joins a question to the one before.
var leadingAnd = regexp.MustCompile(`(?i)^(?:(?:and|but|or|so|then|also)\b,?\s+)+`)

// examineParts examines what a question asks one after another, or first who
// or what it describes and then the question of them. There are no parts where
// it asks one thing.
func (a *Answerer) examineParts(ctx context.Context, x *examination) error {
	before, asks := askedParts(x.query.text)
	m := described.FindStringSubmatchIndex(x.query.text)
	if m != nil && isStop(lastWord(x.query.text[m[2]:m[3]])) {
		m = nil
	}
	switch {
	case len(asks) == 0 || len(asks) == 1 && m == nil:
		return nil
	case m == nil || m[0] > len(before) && len(asks) > 1:
		return a.examineAsked(ctx, x, before, asks)
	}
	who, err := a.examinePart(ctx, x, reading{text: whoIs(x.query.text, m)})
	if err != nil {
		return err
	}
	names := x.snapshot.newNamesOf(x.query.text, who)
	if len(names) == 0 {
		return nil
	}
	if before == "" {
		_, err = a.examinePart(ctx, x, reading{text: x.query.text[:m[0]] + names[0] + x.query.text[m[1]:]})
	} else {
		err = a.examineAsked(ctx, x, names[0], asks)
	}
	if err != nil {
		return err
	}
	x.parts = append(x.parts[1:], x.parts[0]) // what was asked first, then of whom
	return nil
}

// examineAsked examines one question after another, each in the light of those
// before it.
func (a *Answerer) examineAsked(ctx context.Context, x *examination, before string, asks []string) error {
	answer, sum := "", 0.0
	for _, ask := range asks {
		p, err := a.examinePart(ctx, x, x.snapshot.partReading(ask, before, answer))
		if err != nil {
			return err
		}
		p.part = ask
		sum += p.confidence
		before = strings.TrimSpace(before + " " + ask)
		answer = p.best()
	}
	if len(asks) > 1 {
		x.confidence = max(x.confidence, sum/float64(len(asks)))
	}
	return nil
}

// examinePart examines a part of a question.
func (a *Answerer) examinePart(ctx context.Context, x *examination, r reading) (*examination, error) {
	p, err := a.examineReading(ctx, x.snapshot, r, intentOf(r.text))
	if err == nil {
		x.parts = append(x.parts, p)
	}
	return p, err
}

// best is the best sentence, "" if none was found.
func (x *examination) best() string {
	if len(x.candidates) == 0 {
		return ""
	}
	return x.snapshot.units[x.candidates[0].unit].text()
}

// answered reports whether the articles answer.
func (x *examination) answered() bool {
	return len(x.candidates) > 0 && x.confidence >= x.calibration.Decision.Unsure
}

// unanswered are the questions of a compound one that the articles do not
// answer.
func (x *examination) unanswered() []string {
	var out []string
	for _, p := range x.parts {
		if p.part != "" && !p.answered() {
			out = append(out, "“"+p.part+"”")
		}
	}
	return out
}

// whoIs asks for what a question describes.
func whoIs(text string, m []int) string {
	noun, pronoun, clause := text[m[2]:m[3]], strings.ToLower(text[m[4]:m[5]]), text[m[6]:m[7]]
	switch pronoun {
	case "who":
		return "Who " + clause + "?"
	case "whose":
		return "Whose " + clause + "?"
	}
	return "Which " + noun + " " + clause + "?"
}

func lastWord(text string) string {
	words := strings.Fields(text)
	return strings.ToLower(words[len(words)-1])
}

// newNamesOf are the names in the best sentence of an examination that a
// question does not have, of persons if there are any.
func (s *Snapshot) newNamesOf(question string, x *examination) []string {
	if persons := newNames(question, personsOf(x.best())); len(persons) > 0 {
		return persons
	}
	return newNames(question, s.namesOf(x.best()))
}

// partReading understands a part after what stands before it.
func (s *Snapshot) partReading(ask, before, answer string) reading {
	switch {
	case before == "":
		return reading{text: ask}
	case pronouns.MatchString(ask):
		return s.substitutions(ask, before, answer)[0]
	case len(s.namesIn(ask)) > 0:
		return reading{text: ask}
	}
	return reading{text: before + " " + ask, asked: ask}
}
