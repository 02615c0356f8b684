package generate

import (
	"context"
	"errors"
	"log/slog"
	"maps"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"casebot/corpus/claim"
	"casebot/rag/llm"
)

// Options configure a Generator.
type Options struct {
	Chat  Chatter
	Judge Judge
	// Deadline bounds one answer; 20 seconds if 0. A quarter of it is for the
	// rewriting of the question, the rest for the answer with its repair.
	Deadline time.Duration
	// Unchecked lets every sentence with a known ID pass. It exists to measure
	// what the checks do and is never set where readers see the answer.
	Unchecked bool
	Log       *slog.Logger // discarded if nil
}

// Generator phrases answers. It may be used concurrently.
type Generator struct {
	chat      Chatter
	judge     Judge
	deadline  time.Duration
	unchecked bool
	log       *slog.Logger

	format atomic.Int32 // the best format that the server knows, as far as is known

	mu       sync.Mutex
	outcomes map[Outcome]int
}

// New makes a Generator.
func New(o Options) *Generator {
	if o.Deadline == 0 {
		o.Deadline = 20 * time.Second
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	return &Generator{chat: o.Chat, judge: o.Judge, deadline: o.Deadline, unchecked: o.Unchecked, log: o.Log, outcomes: map[Outcome]int{}}
}

// Reasons of our own in a Draft that is not answered.
const (
	ReasonNothingLeft = "no sentence of the model's answer passed the checks"
	ReasonDoubted     = "the passages may not answer this, and not every sentence of the model's answer passed the checks"
)

// Generate asks the model and checks what it says. It returns within three
// quarters of the deadline. An error means that the model gave nothing usable, and is mostly
// an *llm.Fault: the caller answers without it.
func (g *Generator) Generate(ctx context.Context, r Request) (Draft, error) {
	ctx, cancel := context.WithTimeout(ctx, g.deadline*3/4)
	defer cancel()
	if r.Language == "" {
		r.Language = claim.Language(r.Question)
	}
	d := Draft{Outcomes: map[Outcome]int{}}
	first, conversation, err := g.ask(ctx, r, &d.Usage)
	if err != nil {
		return d, err
	}
	if len(first.Sentences) == 0 || !first.Answered && r.Doubted {
		d.Reason = first.Reason
		return d, nil
	}
	// A model that gives sentences and says that they are no answer disagrees
	// with the judge, who finds one: then no sentence may fail.
	r.Doubted = r.Doubted || !first.Answered
	if g.unchecked {
		return unchecked(r, first, d), nil
	}
	kept, err := g.check(ctx, r, first.Sentences, d.Outcomes)
	if err != nil {
		return d, err
	}
	kept = g.repair(ctx, r, conversation, kept, &d)
	d.fill(r, kept)
	g.count(d.Outcomes)
	return d, nil
}

// ask sends the question in the best format that the server knows, and in the
// next where it turns out not to.
func (g *Generator) ask(ctx context.Context, r Request, used *llm.Usage) (reply, []llm.Message, error) {
	for {
		f := format(g.format.Load())
		messages := []llm.Message{
			{Role: llm.System, Text: systemPrompt(r.Language, f)},
			{Role: llm.User, Text: questionPrompt(r)},
		}
		text, u, err := g.chat.Chat(ctx, r.User, messages, f.response("answer", f.answerSchema(len(r.Passages))))
		*used = used.Add(u)
		var answer reply
		if err == nil {
			answer, err = parse(text)
		}
		if err == nil {
			return answer, append(messages, llm.Message{Role: llm.Assistant, Text: text}), nil
		}
		if !errors.Is(err, errNotUnderstood) && llm.KindOf(err) != llm.Format {
			return reply{}, nil, err
		}
		if f == tagFormat {
			return reply{}, nil, &llm.Fault{Kind: llm.NotUnderstood, Detail: err.Error()}
		}
		g.log.Info("falling back to a simpler response format", "after", err)
		g.format.CompareAndSwap(int32(f), int32(f+1))
	}
}

// repair asks once more for the sentences that failed, with the reasons, and
// puts those that pass now in their places. What fails again is dropped.
func (g *Generator) repair(ctx context.Context, r Request, conversation []llm.Message, all []checked, d *Draft) []checked {
	var failed []failedSentence
	var places []int
	for i, c := range all {
		if c.outcome != Passed {
			failed = append(failed, failedSentence{strings.Join(c.IDs, ", "), c.reason, c.Text})
			places = append(places, i)
		}
	}
	if len(failed) == 0 {
		return all
	}
	again := g.askAgain(ctx, r, append(conversation, llm.Message{Role: llm.User, Text: repairPrompt(failed)}), d)
	for n, c := range again {
		repeated := slices.ContainsFunc(all, func(o checked) bool { return o.outcome == Passed && o.Text == c.Text })
		if n < len(places) && c.outcome == Passed && !repeated {
			all[places[n]] = c
			d.Outcomes[Repaired]++
		}
	}
	return all
}

// askAgain gives the checked sentences of a second answer, none if there is no
// second answer: the first one's good sentences stand all the same.
func (g *Generator) askAgain(ctx context.Context, r Request, messages []llm.Message, d *Draft) []checked {
	f := format(g.format.Load())
	text, u, err := g.chat.Chat(ctx, r.User, messages, f.response("answer", f.answerSchema(len(r.Passages))))
	d.Usage = d.Usage.Add(u)
	if err != nil {
		return nil
	}
	second, err := parse(text)
	if err != nil {
		return nil
	}
	again, err := g.check(ctx, r, second.Sentences, map[Outcome]int{})
	if err != nil {
		return nil
	}
	return again
}

// fill puts the sentences that passed into the draft.
func (d *Draft) fill(r Request, all []checked) {
	said := map[string]bool{}
	for _, c := range all {
		switch {
		case c.outcome != Passed:
			d.LeftOut++
		case said[c.Text]:
			d.Outcomes[Repeated]++
		default:
			said[c.Text] = true
			d.Sentences = append(d.Sentences, c.sentence(r))
		}
	}
	switch {
	case len(d.Sentences) == 0:
		d.Reason = ReasonNothingLeft
	case r.Doubted && d.LeftOut > 0:
		d.Reason, d.Sentences = ReasonDoubted, nil
	default:
		d.Answered = true
	}
}

func (c checked) sentence(r Request) Sentence {
	s := Sentence{Text: c.Text}
	for _, i := range c.support {
		s.Support = append(s.Support, r.Passages[i].ID)
	}
	return s
}

// unchecked is a draft of every sentence that cites a passage there is.
func unchecked(r Request, all reply, d Draft) Draft {
	for _, s := range all.Sentences {
		c := checked{said: s}
		for _, id := range s.IDs {
			if i := r.passage(id); i >= 0 {
				c.support = append(c.support, i)
			}
		}
		if len(c.support) > 0 {
			d.Sentences = append(d.Sentences, c.sentence(r))
		}
	}
	d.Answered = len(d.Sentences) > 0
	return d
}

func (g *Generator) count(outcomes map[Outcome]int) {
	g.mu.Lock()
	defer g.mu.Unlock()
	for o, n := range outcomes {
		g.outcomes[o] += n
	}
}

// Outcomes counts what the checks have found since the start.
func (g *Generator) Outcomes() map[Outcome]int {
	g.mu.Lock()
	defer g.mu.Unlock()
	return maps.Clone(g.outcomes)
}
