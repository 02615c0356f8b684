package eval

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"casebot/rag"
)

// Change is a question that two Answerers answer differently.
type Change struct {
	Question      string
	Before, After rag.Answer
}

// maxLine bounds one line of a question file.
const maxLine = 1 << 20

// Questions reads the questions alone from a question file. Lines need nothing
// but "question"; "history" counts, other fields do not. All faults are
// reported at once, each with its line.
func Questions(data []byte) ([]rag.Question, error) {
	var questions []rag.Question
	var faults []error
	lines := bufio.NewScanner(bytes.NewReader(data))
	lines.Buffer(nil, maxLine)
	for n := 1; lines.Scan(); n++ {
		if len(bytes.TrimSpace(lines.Bytes())) == 0 {
			continue
		}
		var q Question
		if err := json.Unmarshal(lines.Bytes(), &q); err != nil {
			faults = append(faults, fmt.Errorf("line %d: %w", n, err))
			continue
		}
		if q.Question == "" {
			faults = append(faults, fmt.Errorf("line %d: question is missing", n))
			continue
		}
		questions = append(questions, q.Ask())
	}
	return questions, errors.Join(append(faults, lines.Err())...)
}

// Compare asks both the same questions and returns those whose outcome,
// headline or quotes differ, and how many were asked. When ctx ends it returns
// what it has with the context's error.
func Compare(ctx context.Context, before, after Answerer, questions []rag.Question) (changes []Change, asked int, err error) {
	for i, q := range questions {
		a, err := before.Answer(ctx, q)
		if err != nil {
			return changes, i, err
		}
		b, err := after.Answer(ctx, q)
		if err != nil {
			return changes, i, err
		}
		if !sameAnswer(a, b) {
			changes = append(changes, Change{q.Text, a, b})
		}
	}
	return changes, len(questions), nil
}

// sameAnswer compares what a reader sees, not where in the text it stands.
func sameAnswer(a, b rag.Answer) bool {
	if a.Outcome != b.Outcome || a.Headline != b.Headline || len(a.Citations) != len(b.Citations) {
		return false
	}
	for i := range a.Citations {
		if a.Citations[i].Article.ID != b.Citations[i].Article.ID || a.Citations[i].Text != b.Citations[i].Text {
			return false
		}
	}
	return true
}
