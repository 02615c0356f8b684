package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"casebot/rag"
)

// askCommand answers one question, or one a line.
type askCommand struct {
	Question []string `arg:"" optional:"" help:"The question."`
	JSON     bool     `name:"json" help:"Read one JSON object a line from standard input and write one a line."`
}

// Run implements command.
func (c *askCommand) Run(ctx context.Context, a *app) error {
	question := strings.Join(c.Question, " ")
	if !c.JSON && strings.TrimSpace(question) == "" {
		return hinted{errors.New("no question"), `ask one: casebot ask "Who was arrested?"`}
	}
	answerer, err := a.answerer(ctx)
	if err != nil {
		return err
	}
	if c.JSON {
		return answerStream(ctx, a, answerer)
	}
	done := a.waiting()
	answer, err := answerer.Answer(ctx, rag.Question{Text: question})
	done()
	if err != nil {
		return err
	}
	a.show(answer)
	return nil
}

// questionLine is one line of input with --json.
type questionLine struct {
	ID       string     `json:"id"`
	Question string     `json:"question"`
	History  []rag.Turn `json:"history"`
}

// answerLine is one line of output with --json.
type answerLine struct {
	ID         string         `json:"id"`
	Answer     string         `json:"answer"`
	Refused    bool           `json:"refused"`
	Citations  []citationJSON `json:"citations"`
	Retrieved  []hitJSON      `json:"retrieved"`
	Confidence float64        `json:"confidence"`
	TookMS     int64          `json:"took_ms"`
}

// citationJSON is a passage as all commands write it with --json.
type citationJSON struct {
	Article string `json:"article"`
	Start   int    `json:"start"`
	End     int    `json:"end"`
	Text    string `json:"text"`
}

type hitJSON struct {
	Article string  `json:"article"`
	Start   int     `json:"start"`
	End     int     `json:"end"`
	Score   float64 `json:"score"`
}

// longestLine bounds one line of input, in bytes.
const longestLine = 1 << 20

// answerStream answers line by line. A line that cannot be read is reported
// on its own line of output, and the others are answered all the same.
func answerStream(ctx context.Context, a *app, answerer *rag.Answerer) error {
	in := bufio.NewScanner(a.in)
	in.Buffer(nil, longestLine)
	out := json.NewEncoder(a.out)
	out.SetEscapeHTML(false)
	bad := 0
	for line := 1; in.Scan(); line++ {
		if strings.TrimSpace(in.Text()) == "" {
			continue
		}
		var q questionLine
		if err := json.Unmarshal(in.Bytes(), &q); err != nil {
			bad++
			if err := out.Encode(map[string]any{"id": q.ID, "error": fmt.Sprintf("line %d is not a question: %v", line, err)}); err != nil {
				return err
			}
			continue
		}
		began := time.Now()
		answer, err := answerer.Answer(ctx, rag.Question{Text: q.Question, History: q.History})
		if err != nil {
			return err
		}
		if err := out.Encode(lineOf(q.ID, answer, time.Since(began))); err != nil {
			return err
		}
	}
	if err := in.Err(); err != nil {
		return fmt.Errorf("standard input: %w", err)
	}
	if bad > 0 {
		return fmt.Errorf("lines of standard input that are no questions: %d", bad)
	}
	return nil
}

func lineOf(id string, a rag.Answer, took time.Duration) answerLine {
	line := answerLine{
		ID: id, Answer: a.Headline, Refused: a.Outcome.Refused(),
		Citations: []citationJSON{}, Retrieved: []hitJSON{},
		Confidence: a.Confidence, TookMS: took.Milliseconds(),
	}
	if !line.Refused {
		line.Citations = citationsJSON(a.Citations)
	}
	for _, h := range a.Retrieved {
		line.Retrieved = append(line.Retrieved, hitJSON{h.Article.ID, h.Start, h.End, h.Score})
	}
	return line
}
