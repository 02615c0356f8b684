package eval

import (
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"casebot/corpus"
	"casebot/rag"
)

// minCover is the share of an evidence text's characters that a passage must
// cover to count as a hit when it does not contain the whole.
const minCover = 0.5

// Result is one answered question and what it scores.
type Result struct {
	Question Question
	Answer   rag.Answer
	Took     time.Duration
	// Found has, for each needed item of evidence, the rank from 1 of the first
	// retrieved passage that hits it, 0 if none does. With any_of it has one
	// element: the best of all items.
	Found []int
	// Targets tells for each retrieved passage whether it hits any evidence.
	Targets []bool
	// CitedHits tells for each citation whether it hits any evidence.
	CitedHits []bool
	// CitedItems tells for each needed item (as Found) whether a citation hits it.
	CitedItems []bool
	// Correct: the accepted answer is in the headline or a citation, not refused.
	Correct bool
	// CorrectText: the headline alone has it.
	CorrectText bool
}

// Right reports whether the outcome is right: a correct answer where there is
// one, a refusal where there is none.
func (r Result) Right() bool {
	if r.Question.Answerable {
		return r.Correct
	}
	return r.Answer.Outcome.Refused()
}

// Judge scores one answer. For questions without an answer only the outcome
// counts, so the other fields stay empty.
func Judge(q Question, a rag.Answer) Result {
	r := Result{Question: q, Answer: a}
	if !q.Answerable {
		r.Targets = make([]bool, len(a.Retrieved))
		r.CitedHits = make([]bool, len(a.Citations))
		return r
	}
	ranks := make([]int, len(q.Evidence))
	r.Targets = make([]bool, len(a.Retrieved))
	for i, h := range a.Retrieved {
		for j, e := range q.Evidence {
			if !hits(h.Article, h.Span, e) {
				continue
			}
			r.Targets[i] = true
			if ranks[j] == 0 {
				ranks[j] = i + 1
			}
		}
	}
	cited := make([]bool, len(q.Evidence))
	r.CitedHits = make([]bool, len(a.Citations))
	for i, c := range a.Citations {
		for j, e := range q.Evidence {
			if hits(c.Article, c.Span, e) {
				r.CitedHits[i], cited[j] = true, true
			}
		}
	}
	r.Found, r.CitedItems = ranks, cited
	if q.AnyOf {
		r.Found = []int{firstRank(ranks)}
		r.CitedItems = []bool{slices.Contains(cited, true)}
	}
	if a.Outcome.Refused() {
		return r
	}
	headline := normalize(a.Headline)
	r.CorrectText = accepts(q, headline)
	r.Correct = accepts(q, headline+"\n"+quotes(a.Citations))
	return r
}

// firstRank returns the smallest rank that is not 0, or 0.
func firstRank(ranks []int) int {
	first := 0
	for _, rank := range ranks {
		if rank > 0 && (first == 0 || rank < first) {
			first = rank
		}
	}
	return first
}

// quotes joins the normalized passages by a line break, so that no accepted
// string is found across two of them.
func quotes(citations []rag.Citation) string {
	var parts []string
	for _, c := range citations {
		parts = append(parts, normalize(c.Text))
	}
	return strings.Join(parts, "\n")
}

// accepts reports whether normalized text has one string of every group.
func accepts(q Question, text string) bool {
	for _, group := range q.groups() {
		if !slices.ContainsFunc(group, func(s string) bool { return containsWords(text, normalize(s)) }) {
			return false
		}
	}
	return true
}

// hits reports whether the passage contains or sufficiently covers e or one of
// its alternatives.
func hits(a *corpus.Article, passage corpus.Span, e Evidence) bool {
	if a == nil {
		return false
	}
	if a.ID == e.Article && covers(a.Text, passage, e.Text) {
		return true
	}
	return slices.ContainsFunc(e.Alt, func(alt Evidence) bool { return hits(a, passage, alt) })
}

// covers looks at every place where evidence stands in text and reports whether
// passage contains one or covers at least minCover of its characters.
func covers(text string, passage corpus.Span, evidence string) bool {
	characters := utf8.RuneCountInString(evidence)
	for from := 0; ; {
		i := strings.Index(text[from:], evidence)
		if i < 0 {
			break
		}
		start, end := max(from+i, passage.Start), min(from+i+len(evidence), passage.End)
		if start < end && float64(utf8.RuneCountInString(text[start:end])) >= minCover*float64(characters) {
			return true
		}
		from += i + len(evidence)
	}
	// The extraction of a page may have other white space than the page.
	if passage.Start < 0 || passage.End > len(text) || passage.Start >= passage.End {
		return false
	}
	return strings.Contains(normalize(text[passage.Start:passage.End]), normalize(evidence))
}
