package generate

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"casebot/corpus/claim"
	"casebot/rag/llm"
)

// ErrRewrite says that the model's rewriting of a question cannot be trusted.
var ErrRewrite = errors.New("the rewriting brings in what the conversation does not say")

const (
	maxRewriteBytes = 300
	// minKept is the share of the message's content words that its rewriting
	// keeps, and minKnown the share of the rewriting's that the conversation has.
	minKept  = 0.5
	minKnown = 0.75
	// rewriteTurns is how far back a rewriting may reach.
	rewriteTurns = 6
)

// Rewrite makes a follow-up a question that stands alone. The result brings in
// no number, date or name that the conversation does not have; one that does
// is ErrRewrite, and the caller understands the question by its own rules. A
// question without history is returned as it is.
func (g *Generator) Rewrite(ctx context.Context, user, question string, history []Turn) (string, llm.Usage, error) {
	if len(history) == 0 {
		return question, llm.Usage{}, nil
	}
	history = history[max(0, len(history)-rewriteTurns):]
	ctx, cancel := context.WithTimeout(ctx, g.deadline/4)
	defer cancel()
	messages := []llm.Message{{Role: llm.User, Text: rewritePrompt(history, question)}}
	f := format(g.format.Load())
	text, used, err := g.chat.Chat(ctx, user, messages, f.response("question", questionSchema))
	if llm.KindOf(err) == llm.Format {
		g.format.CompareAndSwap(int32(f), int32(f+1))
	}
	if err != nil {
		return "", used, err
	}
	var out struct{ Question string }
	if i := strings.IndexByte(text, '{'); i >= 0 {
		text = text[i:]
	}
	if err := json.NewDecoder(strings.NewReader(text)).Decode(&out); err != nil {
		return "", used, &llm.Fault{Kind: llm.NotUnderstood, Detail: "rewriting: " + err.Error()}
	}
	rewritten := clean(out.Question)
	if err := trusted(rewritten, question, history); err != nil {
		return "", used, err
	}
	return rewritten, used, nil
}

// trusted checks a rewriting against the conversation.
func trusted(rewritten, question string, history []Turn) error {
	if rewritten == "" || len(rewritten) > maxRewriteBytes || markup.MatchString(rewritten) {
		return fmt.Errorf("%w: its form", ErrRewrite)
	}
	if kept, _ := claim.Coverage(question, []string{rewritten}); kept < minKept && claim.Language(question) == claim.Language(rewritten) {
		return fmt.Errorf("%w: it asks something else", ErrRewrite)
	}
	said := []string{question}
	for _, t := range history {
		said = append(said, t.Question, t.Answer)
	}
	if known, _ := claim.Coverage(rewritten, said); known < minKnown {
		return fmt.Errorf("%w: words", ErrRewrite)
	}
	for _, p := range claim.Check(rewritten, said, claim.Options{}) {
		switch p.Kind {
		case claim.Number, claim.Date, claim.ProperName, claim.Status:
			return fmt.Errorf("%w: %s", ErrRewrite, p.Kind)
		}
	}
	return nil
}
