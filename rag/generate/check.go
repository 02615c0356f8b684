package generate

import (
	"context"
	"regexp"
	"slices"
	"strings"

	"casebot/corpus"
	"casebot/corpus/claim"
	"casebot/rag/encoder"
)

// Outcome names what a check found. The kinds of package claim are outcomes
// under their own names.
type Outcome string

// Outcomes, in the order in which the checks are made.
const (
	Passed      Outcome = "passed"
	UnknownID   Outcome = "unknown id" // of one ID; the sentence goes on without it
	Uncited     Outcome = "uncited"    // no known ID is left
	TooLong     Outcome = "too long"
	Markup      Outcome = "markup" // a link, a mention, formatting
	Voice       Outcome = "voice"  // "I", "we" or "you", who no passage says
	Quote       Outcome = "quote"  // quotation marks around what is not verbatim
	Novel       Outcome = "novel"  // a clause in words that the passages do not use, unsupported
	Unsupported Outcome = "unsupported"
	Repeated    Outcome = "repeated"
	Repaired    Outcome = "repaired" // failed, was asked for again, and passed
)

// Thresholds of the judge's supports logit, chosen on the labelled claims of
// package eval, see docs/language-model.md.
const (
	// minSupport is what a sentence needs from the best of its passages.
	minSupport = -0.6
	// minForeignSupport is the same for a sentence in another language than all
	// its passages, where the rules see less.
	minForeignSupport = 0.1
	// minNovelSupport is what a clause needs most of whose words are not in the
	// passages.
	minNovelSupport = 0.6
	// novelShare is the share of a clause's content words, and novelWords their
	// number, from which on it counts as such.
	novelShare = 0.6
	novelWords = 2
)

// checked is a sentence with what the checks found.
type checked struct {
	said
	support []int // indexes of passages
	outcome Outcome
	reason  string // for the model, where the outcome is not Passed
}

// markup matches what no sentence of an answer needs: links, mentions,
// headings, emphasis, code, spoilers, quotes and HTML.
var markup = regexp.MustCompile("(?i)https?:|www\\.|\\b[a-z0-9-]+\\.(?:com|net|org|io|ru|cn|gg)\\b|\\]\\(|@everyone|@here|[<>]|&(?:[a-z]+|#\\d+);|@[\\w]|[`|*~]{2}|`|^[#>]|__|\\*")

// quoted matches what stands between quotation marks.
var quoted = regexp.MustCompile(`["“„«]([^"“”„«»]+)["”“»]|「([^「」]+)」|『([^『』]+)』`)

// voice matches words by which an answer would speak of itself or the reader.
var voice = regexp.MustCompile(`(?:^|[^\p{L}\p{N}])(?:I|(?i:my|me|we|our|you|your|ich|mein|meine|wir|unser|je|mon|ma|nous|notre|vous|votre|yo|mi|nosotros|nuestro|usted))(?:[^\p{L}\p{N}]|$)|私|我们|我的|あなた`)

// rules checks one sentence against its passages by everything but the judge.
func (r Request) rules(s said, outcomes map[Outcome]int) checked {
	c := checked{said: s, outcome: Passed}
	for _, id := range s.IDs {
		i := r.passage(id)
		if i < 0 {
			outcomes[UnknownID]++
		} else if !slices.Contains(c.support, i) {
			c.support = append(c.support, i)
		}
	}
	slices.Sort(c.support)
	fail := func(o Outcome, reason string) checked {
		c.outcome, c.reason = o, reason
		return c
	}
	switch {
	case len(c.support) == 0:
		return fail(Uncited, "it names none of the numbered sentences")
	case len(s.Text) > maxSentenceBytes:
		return fail(TooLong, "it is too long")
	case markup.MatchString(s.Text):
		return fail(Markup, "it holds a link, a mention or formatting")
	}
	evidence, opts := r.evidence(c.support)
	if w := strings.Trim(voice.FindString(s.Text), " .,;:!?"); w != "" && !slices.ContainsFunc(evidence, voice.MatchString) {
		return fail(Voice, "nobody in the sentences says \""+w+"\"")
	}
	for _, m := range quoted.FindAllStringSubmatch(s.Text, -1) {
		if q := m[1] + m[2] + m[3]; !slices.ContainsFunc(evidence, func(e string) bool { return strings.Contains(plainQuotes(e), plainQuotes(q)) }) {
			return fail(Quote, "it puts quotation marks around words that are not in the sentences")
		}
	}
	problems := claim.Check(s.Text, evidence, opts)
	if len(problems) == 0 {
		c.support = r.needed(s.Text, c.support)
		return c
	}
	var reasons []string
	for _, p := range problems {
		reasons = append(reasons, p.Text+": "+p.Reason)
	}
	return fail(Outcome(problems[0].Kind), strings.Join(reasons, "; "))
}

// needed leaves out the passages that a sentence can do without: the rules
// find nothing and no word loses its source. Models like to cite too much.
// In another language than the passages' that cannot be told.
func (r Request) needed(text string, support []int) []int {
	evidence, _ := r.evidence(support)
	lang := claim.Language(text)
	if slices.ContainsFunc(evidence, func(e string) bool { return claim.Language(e) != lang }) {
		return support
	}
	all, _ := claim.Coverage(text, evidence)
	for i := len(support) - 1; i >= 0 && len(support) > 1; i-- {
		fewer := slices.Delete(slices.Clone(support), i, i+1)
		rest, opts := r.evidence(fewer)
		if share, _ := claim.Coverage(text, rest); share == all && len(claim.Check(text, rest, opts)) == 0 {
			support = fewer
		}
	}
	return support
}

// passage gives the index of the passage that the model knows by an ID, -1 if
// there is none.
func (r Request) passage(id string) int {
	for i := range r.Passages {
		if modelID(i) == id {
			return i
		}
	}
	return -1
}

// plainQuotes makes apostrophes and spaces alike.
func plainQuotes(s string) string {
	return strings.Join(strings.Fields(strings.NewReplacer("’", "'", "‘", "'").Replace(s)), " ")
}

// evidence gives what the checks may hold a sentence against.
func (r Request) evidence(support []int) ([]string, claim.Options) {
	var texts []string
	opts := claim.Options{Aliases: r.Aliases}
	for _, i := range support {
		p := r.Passages[i]
		texts = append(texts, p.Text)
		opts.Context = append(opts.Context, p.Context)
		for _, d := range p.Dates {
			if d.Date != (corpus.Date{}) {
				opts.Dates = append(opts.Dates, d.Date)
			}
		}
	}
	return texts, opts
}

// check runs every check on the sentences of a reply, the judge's on all that
// passed the rules together.
func (g *Generator) check(ctx context.Context, r Request, sentences []said, outcomes map[Outcome]int) ([]checked, error) {
	out := make([]checked, len(sentences))
	var pairs []encoder.Pair
	var of []question // what each pair decides
	for i, s := range sentences {
		out[i] = r.rules(s, outcomes)
		if out[i].outcome != Passed {
			continue
		}
		evidence, opts := r.evidence(out[i].support)
		for _, q := range questions(s.Text, evidence, opts.Context) {
			q.sentence = i
			for _, e := range joined(evidence) {
				pairs = append(pairs, encoder.Pair{Question: q.text, Sentence: e})
				of = append(of, q)
			}
		}
	}
	judgements, err := g.judge.Judge(ctx, pairs)
	if err != nil {
		return nil, err
	}
	best := map[question]float64{}
	for n, j := range judgements {
		if b, ok := best[of[n]]; !ok || float64(j.Supports) > b {
			best[of[n]] = float64(j.Supports)
		}
	}
	for _, q := range of {
		c := &out[q.sentence]
		if c.outcome == Passed && best[q] < q.least {
			c.outcome, c.reason = q.failure, q.text+": the sentences do not say this"
		}
	}
	for i := range out {
		outcomes[out[i].outcome]++
	}
	return out, nil
}

// question is one text that the judge must find supported.
type question struct {
	sentence int
	text     string
	least    float64
	failure  Outcome
}

// questions gives what to ask of the judge about a sentence: whether the whole
// is supported, and every clause that is in words of its own. Context is what
// stands around the evidence.
func questions(text string, evidence, context []string) []question {
	out := []question{{text: text, least: minSupport, failure: Unsupported}}
	lang := claim.Language(text)
	if !slices.ContainsFunc(evidence, func(e string) bool { return claim.Language(e) == lang }) {
		out[0].least = minForeignSupport
		return out
	}
	for _, clause := range clauses(text) {
		share, novel := claim.Coverage(clause, append(context, evidence...))
		if 1-share >= novelShare && len(novel) >= novelWords {
			out = append(out, question{text: clause, least: minNovelSupport, failure: Novel})
		}
	}
	return out
}

var clauseBreak = regexp.MustCompile(`[,;:—–]\s+|\s+(?:and|but|who|which|while|for|after|with|by|und|aber|nach|et|mais|qui|pour|y|pero|que|por)\s+`)

// clauses cuts a sentence into its parts: clauses, and what hangs on them.
func clauses(text string) []string {
	var out []string
	for _, c := range clauseBreak.Split(text, -1) {
		if c = strings.TrimSpace(c); c != "" {
			out = append(out, c)
		}
	}
	return out
}

// maxJoined is how many bytes of evidence the judge reads at once, about.
const maxJoined = 300

// joined gives the texts to hold a sentence against: all together where the
// judge can read that much, and each by itself where it cannot.
func joined(evidence []string) []string {
	all := strings.Join(evidence, " ")
	if len(evidence) == 1 || len(all) <= maxJoined {
		return []string{all}
	}
	return evidence
}
