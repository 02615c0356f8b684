package rag

import (
	"math"
	"regexp"
	"slices"
	"strings"

	"casebot/corpus/claim"
)

// features are what the decision to answer rests on, by their names.
type features map[string]float64

// measure computes the features of an examination with at least one candidate.
func (x *examination) measure() features {
	s, top := x.snapshot, x.candidates[0]
	text, around := s.units[top.unit].text(), s.around(top.unit)
	span := text
	if top.judged {
		span = span[top.verdict.Span.Start:top.verdict.Span.End]
	}
	asked, answers, kind := x.asked(), float64(top.verdict.Answers), x.kind()
	decoy := 0.0
	if d := s.decoy(x.query.vector); d > 0 {
		decoy = max(d-top.cosine, -0.1)
	}
	lacking := missing(asked, text, around)
	compared := claim.Compare(claimOf(asked), text, claim.Options{Context: []string{around}})
	return features{
		// What the judge says of the best sentence.
		"answers": answers,                        // its logit
		"surely":  max(answers, 0),                // what of it is above 0
		"span":    float64(top.verdict.SpanScore), // the logit of the answer span

		// The best sentence among the others.
		"region": x.region(), // the mean nearness in meaning of the first candidates
		"field":  x.field(),  // the judge's mean logit over them
		"lead":   x.lead(),   // its lead in the ranking's score
		"decoy":  decoy,      // how much nearer the nearest page furniture is

		// What of the question is in it and around it.
		"words":     s.covered(x.plainWords(), text),             // share of its words that are no names, in it
		"spoken":    compared.Covered,                            // share of its ideas that it speaks of: an echo is no answer
		"opposite":  float64(len(compared.Differences)),          // what it says otherwise
		"names":     lacking[claim.ProperName],                   // names that do not stand there
		"elsewhere": float64(s.namedElsewhere(asked, around)),    // names that other sentences have instead
		"numbers":   lacking[claim.Number] + lacking[claim.Date], // numbers and dates that do not stand there
		"scope":     lacking[claim.Universal],                    // "all", "only", "always"
		"cause":     lacking[claim.Cause],                        // a reason taken for granted
		"untold":    float64(untold(asked, text)),                // attributes asked for that it does not speak of
		"uncounted": indicator(uncounted(asked, text)),           // it gives no number of what is to be counted

		// What kind of thing is asked for.
		"type":     kind.fits(asked, span, s.namesOf(span)),                   // 1 if the span holds it, 0 if not, 0.5 if anything will do
		"why":      indicator(kind == aReason),                                // the judge takes any clause for a reason
		"nameOf":   indicator(kind == aName),                                  // any name for the one asked for
		"whoIs":    indicator(x.onlyNames() && holdsAll(text, x.query.terms)), // who or what a name is, that stands in it
		"which":    indicator(whichOfAKind.MatchString(asked)),                // and any company for the one asked for
		"open":     indicator(x.intent != direct),                             // a summary, list, comparison or keywords: no single answer
		"outcome":  indicator(asksOutcome.MatchString(asked)),                 // what became of it in the end, which news seldom knows
		"yesNo":    indicator(yesNo.MatchString(x.query.text)),                // a statement with a question mark
		"request":  indicator(isRequest(x.query.text)),                        // for what no article could answer
		"long":     float64(min(len(terms(asked)), longQuestion)),             // its words: who knows much asks at length
		"followUp": indicator(x.reading.asked != ""),                          // asked after the question before it
	}
}

// longQuestion is the number of words from which more make no difference.
const longQuestion = 40

// missing counts what a question has, by kind, that stands neither in a text
// nor around it.
func missing(asked, text, around string) map[claim.Kind]float64 {
	n := map[claim.Kind]float64{}
	for _, p := range claim.Check(claimOf(asked), []string{text}, claim.Options{Context: []string{around}}) {
		n[p.Kind]++
	}
	return n
}

// namedElsewhere counts the names of a question that do not stand in a text,
// though the corpus has them.
func (s *Snapshot) namedElsewhere(asked, text string) int {
	held, n := stemsIn(text), 0
	for _, name := range s.namesOf(asked) {
		words := content(terms(name))
		here := slices.ContainsFunc(words, func(t term) bool { return held[t.stem] })
		if !here && slices.ContainsFunc(words, func(t term) bool { return s.keywords.has(t.stem) }) {
			n++
		}
	}
	return n
}

// plainWords are the words of the question that belong to no name.
func (x *examination) plainWords() []term {
	inName := map[string]bool{}
	for _, name := range x.snapshot.namesOf(x.asked()) {
		for _, t := range terms(name) {
			inName[t.stem] = true
		}
	}
	return slices.DeleteFunc(slices.Clone(x.query.terms), func(t term) bool { return inName[t.stem] })
}

// onlyNames reports whether a question asks of nothing but what a name stands
// for.
func (x *examination) onlyNames() bool {
	return len(x.query.terms) > 0 && len(x.plainWords()) == 0
}

// whichOfAKind asks for one thing of a kind that has names.
var whichOfAKind = regexp.MustCompile(`(?i)\b(?:which|what) (?:(?:other|secret|specific|kind of|type of|sort of|two|three|four|five|six|seven|eight|nine|ten) )?(?:compan(?:y|ies)|firms?|hospital|clinics?|prison|city|cities|town|countr(?:y|ies)|university|school|airport|port|part(?:y|ies)|street|newspaper|paper|bank|agency|state|court|brand|make|model|team|club|museum|hotel|region|province|authority|ministry|organi[sz]ation|institute|lab(?:oratory)?|insurer|group|producer|supplier|film|book|song|language|software|person|man|woman|judge|lawyer|minister|rider|player|diplomat|official)\b`)

// asksOutcome asks what became of something by now.
var asksOutcome = regexp.MustCompile(`(?i)\b(?:will|going to|in the end|turn out|ended? up|succeed|outcome|eventually|now|today|currently|these days)\b`)

// counted is what a question wants to be counted.
var counted = regexp.MustCompile(`(?i)\bhow (?:many|much) ((?:[\p{L}'’-]+ ){0,4}?)(?:is|are|was|were|did|do|does|has|have|had|can|could|will|would|of|in|at|on|from|to|per|for|there|been|that|who|which|and)\b`)

// numberReach is how many words may stand between a number and what it counts.
const numberReach = 4

// uncounted reports whether a question wants something counted and a text in
// its language has no number shortly before that word.
func uncounted(asked, text string) bool {
	m := counted.FindStringSubmatch(asked)
	if m == nil || claim.Language(asked) != claim.Language(text) {
		return false
	}
	what := content(terms(m[1]))
	if len(what) == 0 {
		return false
	}
	words := terms(text)
	for i, t := range words {
		if t.stem != what[len(what)-1].stem {
			continue
		}
		if slices.ContainsFunc(words[max(0, i-numberReach):i], func(n term) bool { return isNumber(n.stem) }) {
			return false
		}
	}
	return true
}

// leadOver is the place of the candidate that the best one's lead is measured
// against: others as good beside it do no harm.
const leadOver = 3

// lead is how far the best candidate is ahead of the fourth.
func (x *examination) lead() float64 {
	if len(x.candidates) <= leadOver {
		return 0
	}
	return x.candidates[0].score - x.candidates[leadOver].score
}

// fieldSize is how many candidates the mean over the field takes in.
const fieldSize = 10

// field is the judge's mean logit over the first candidates: a question that
// many sentences half answer is often one that none does.
func (x *examination) field() float64 {
	var sum, n float64
	for _, c := range x.candidates[:min(fieldSize, len(x.candidates))] {
		if c.judged {
			sum, n = sum+float64(c.verdict.Answers), n+1
		}
	}
	return sum / max(n, 1)
}

// regionSize is how many candidates the mean nearness takes in.
const regionSize = 30

// region is the mean nearness in meaning of the first candidates: whether the
// articles speak of the subject at all.
func (x *examination) region() float64 {
	first := x.candidates[:min(regionSize, len(x.candidates))]
	sum := 0.0
	for _, c := range first {
		sum += c.cosine
	}
	return sum / max(float64(len(first)), 1)
}

// meanState is the mean of the judge's states over the candidates that it has
// read, each weighted by its chance of being the one that answers. It is nil if
// the judge read none or gives no states.
func (x *examination) meanState() []float64 {
	var mean []float64
	sum := 0.0
	for _, c := range x.candidates {
		if !c.judged {
			continue
		}
		chance := math.Exp(c.score - x.candidates[0].score)
		sum += chance
		if mean == nil {
			mean = make([]float64, len(c.verdict.State))
		}
		for i, v := range c.verdict.State {
			mean[i] += chance * float64(v)
		}
	}
	for i := range mean {
		mean[i] /= sum
	}
	return mean
}

func indicator(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

// around is the text that a reader of a sentence has in mind: title, heading,
// the sentence before, the sentence itself and the one after.
func (s *Snapshot) around(n int) string {
	u := s.units[n]
	parts := []string{u.article.Meta.Title, u.context(), u.text()}
	if n+1 < len(s.units) && s.units[n+1].article == u.article {
		parts = append(parts, s.units[n+1].text())
	}
	return strings.Join(parts, "\n")
}

// covered is the share of the question's terms, by weight, that text holds.
func (s *Snapshot) covered(question []term, text string) float64 {
	have, all := s.weigh(question, stemsIn(text))
	if all == 0 {
		return 1
	}
	return have / all
}

// weigh sums the weights of the words that are held, and of all of them.
func (s *Snapshot) weigh(words []term, held map[string]bool) (have, all float64) {
	for _, t := range words {
		idf := s.keywords.idf(t.stem)
		all += idf
		if held[t.stem] {
			have += idf
		}
	}
	return have, all
}

// questionLead is what a question begins with that is no part of its claim.
var questionLead = regexp.MustCompile(`(?i)^\s*(?:(?:please|and|so|ok|okay|hey|hi|well)\b[\s,]*)*(?:(?:in|on|at|by|for|from|to|of) )?(?:who|what|when|where|why|which|whose|whom|how(?: (?:many|much|long|old|far|often))?)?\s*(?:(?:is|are|was|were|did|does|do|has|have|had|can|could|will|would)\b)?\s*`)

// namesOf returns the names of a text as strings.
func (s *Snapshot) namesOf(text string) []string {
	var out []string
	for _, n := range s.namesIn(text) {
		out = append(out, text[n.Start:n.End])
	}
	return out
}
