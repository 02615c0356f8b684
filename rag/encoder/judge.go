package encoder

import (
	"context"
	"math"
	"strings"
	"unicode"
)

// How many tokens of each text the judge reads, as in its training.
const (
	maxQuestion = 40
	maxContext  = 36 // the last ones
	maxSentence = 72
	// maxPair is the longest input: three texts and five marks.
	maxPair = maxQuestion + maxContext + maxSentence + 5
	// maxAnswer bounds the answer span in tokens: longer ones are sentences.
	maxAnswer = 30
)

// Pair is a question and a sentence that may answer it. Context is what stands
// before the sentence, or nothing. To ask whether the sentence supports a
// claim, the claim takes the question's place and there is no context.
type Pair struct{ Question, Context, Sentence string }

// Judgement is the judge's reading of a Pair. Its numbers are logits: they
// order pairs, but are not calibrated.
type Judgement struct {
	Answers, Supports float32
	// Span is where in Pair.Sentence the answer stands, if it does: byte
	// offsets on character boundaries, without surrounding spaces. It is empty
	// if the sentence has no tokens.
	Span Span
	// SpanScore is the sum of the span's start and end logits.
	SpanScore float32
	// State is the mean of the last layer over all tokens, Dim numbers: what
	// the judge's own heads are read from, for others to be fitted on.
	State []float32
}

// heads are the judge's outputs: a pooled layer for the pair, two rows over it,
// and two rows over each token.
type heads struct {
	pool, poolBias   []float32 // [hidden][hidden]
	heads, headsBias []float32 // [2][hidden]: answers, supports
	span, spanBias   []float32 // [2][hidden]: start, end
}

func loadHeads(t *tensors, n int) (heads, error) {
	var h heads
	for _, f := range []struct {
		to    *[]float32
		name  string
		shape []int
	}{
		{&h.pool, "pool.weight", []int{n, n}},
		{&h.poolBias, "pool.bias", []int{n}},
		{&h.heads, "heads.weight", []int{2, n}},
		{&h.headsBias, "heads.bias", []int{2}},
		{&h.span, "span.weight", []int{2, n}},
		{&h.spanBias, "span.bias", []int{2}},
	} {
		var err error
		if *f.to, err = t.floats(f.name, f.shape...); err != nil {
			return h, err
		}
	}
	return h, nil
}

// Judge reads each pair and returns one Judgement for each, in the same order.
// Of a question it reads the first 40 tokens, of a context the last 36, of a
// sentence the first 72. The only error is the context's. No pairs give no
// judgements.
func (m *Model) Judge(ctx context.Context, pairs []Pair) ([]Judgement, error) {
	judgements := make([]Judgement, len(pairs))
	err := m.judgeEach(ctx, pairs, func(i int, in *judgeInput, out logits) {
		span, score := bestSpan(pairs[i].Sentence, in.sentence, out.start, out.end)
		judgements[i] = Judgement{out.answers, out.supports, span, score, out.middle}
	})
	if err != nil {
		return nil, err
	}
	return judgements, nil
}

// logits is what the judge gives for a pair: two numbers for the whole and two
// for each token of the sentence.
type logits struct {
	answers, supports float32
	start, end        []float32
	middle            []float32 // mean state
}

// judgeEach calls done for each pair, in any order but never two at a time.
func (m *Model) judgeEach(ctx context.Context, pairs []Pair, done func(i int, in *judgeInput, out logits)) error {
	inputs := make([]judgeInput, len(pairs))
	ids := make([][]int32, len(pairs))
	for i, p := range pairs {
		inputs[i] = m.judgeInput(p)
		ids[i] = inputs[i].ids
	}
	return m.through(ctx, m.judge, ids, func(i int, states []float32) {
		in := &inputs[i]
		done(i, in, m.heads.apply(states, states[in.from*m.hidden:][:len(in.sentence)*m.hidden]))
	})
}

// judgeInput is what the layers read of a Pair.
type judgeInput struct {
	ids      []int32
	from     int // where in ids the sentence begins
	sentence []Token
}

// judgeInput lays a pair out: <s> question </s></s> [context </s>] sentence </s>.
func (m *Model) judgeInput(p Pair) judgeInput {
	var in judgeInput
	in.ids = make([]int32, 0, maxPair)
	in.ids = append(in.ids, startID)
	in.ids = m.appendIDs(in.ids, m.tokenize(nil, p.Question, maxQuestion))
	in.ids = append(in.ids, endID, endID)
	if context := m.Tokenize(p.Context); len(context) > 0 {
		in.ids = m.appendIDs(in.ids, context[max(0, len(context)-maxContext):])
		in.ids = append(in.ids, endID)
	}
	in.from = len(in.ids)
	in.sentence = m.tokenize(nil, p.Sentence, maxSentence)
	in.ids = append(m.appendIDs(in.ids, in.sentence), endID)
	return in
}

// apply returns the logits of a pair from its hidden states and those of its
// sentence, which are among them.
func (h *heads) apply(states, sentence []float32) logits {
	n := len(h.poolBias)
	middle, pooled := make([]float32, n), make([]float32, n)
	mean(middle, states)
	for i := range pooled {
		pooled[i] = float32(math.Tanh(float64(dot(h.pool[i*n:][:n], middle) + h.poolBias[i])))
	}
	out := logits{
		answers:  dot(h.heads[:n], pooled) + h.headsBias[0],
		supports: dot(h.heads[n:], pooled) + h.headsBias[1],
		start:    make([]float32, len(sentence)/n),
		end:      make([]float32, len(sentence)/n),
		middle:   middle,
	}
	for i := range out.start {
		out.start[i] = dot(h.span[:n], sentence[i*n:][:n]) + h.spanBias[0]
		out.end[i] = dot(h.span[n:], sentence[i*n:][:n]) + h.spanBias[1]
	}
	return out
}

// bestSpan returns the span of at most maxAnswer tokens with the highest sum of
// its first token's start and its last token's end logit, the first of equals.
func bestSpan(sentence string, tokens []Token, start, end []float32) (Span, float32) {
	if len(tokens) == 0 {
		return Span{}, 0
	}
	best, from, to := start[0]+end[0], 0, 0
	for i, s := range start {
		for j := i; j < min(i+maxAnswer, len(end)); j++ {
			if s+end[j] > best {
				best, from, to = s+end[j], i, j
			}
		}
	}
	return trim(sentence, Span{tokens[from].Start, tokens[to].End}), best
}

// trim takes spaces off both ends of a span of text.
func trim(text string, s Span) Span {
	part := text[s.Start:s.End]
	left := strings.TrimLeftFunc(part, unicode.IsSpace)
	s.Start += len(part) - len(left)
	s.End = s.Start + len(strings.TrimRightFunc(left, unicode.IsSpace))
	return s
}

// dot is the scalar product of two vectors of the same length.
func dot(a, b []float32) float32 {
	var s0, s1, s2, s3 float32
	b = b[:len(a)]
	for ; len(a) >= 4; a, b = a[4:], b[4:] {
		s0 += a[0] * b[0]
		s1 += a[1] * b[1]
		s2 += a[2] * b[2]
		s3 += a[3] * b[3]
	}
	for i, x := range a {
		s0 += x * b[i]
	}
	return s0 + s1 + s2 + s3
}
