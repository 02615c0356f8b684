package eval

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"casebot/rag"
)

// Kinds are the kinds of question, in the order of a report.
var Kinds = []string{
	"direct", "paraphrase", "entity-alias", "number-date", "relative-date",
	"multi-hop", "cross-article", "list", "comparison", "summary", "follow-up",
	"typo", "keyword", "japanese", "false-premise", "unanswerable-near",
	"unanswerable-off", "prompt-injection", "boilerplate",
}

// Question is one line of a question file.
type Question struct {
	ID       string     `json:"id"`
	Question string     `json:"question"`
	History  []rag.Turn `json:"history,omitempty"`
	Kind     string     `json:"kind"`
	// Language of the question (BCP 47), "" for English and for kind japanese.
	Language   string `json:"language,omitempty"`
	Answerable bool   `json:"answerable"`
	// Answers are the accepted strings, one of which is enough.
	Answers []string `json:"answers"`
	// AnswersAll, if there is any, rules instead: every group needs one of its strings.
	AnswersAll [][]string `json:"answers_all,omitempty"`
	Evidence   []Evidence `json:"evidence"`
	// AnyOf says that one item of Evidence is enough; otherwise all are needed.
	AnyOf bool   `json:"any_of,omitempty"`
	Notes string `json:"notes,omitempty"`
}

// Evidence is a verbatim passage that answers a question, or a part of it.
type Evidence struct {
	Article string `json:"article"`
	Text    string `json:"text"`
	// Alt are passages that do as well as this one.
	Alt []Evidence `json:"alt,omitempty"`
}

// Ask returns the question as it is put to an Answerer.
func (q Question) Ask() rag.Question {
	return rag.Question{Text: q.Question, History: q.History}
}

// groups returns the accepted strings as groups that each need one match.
func (q Question) groups() [][]string {
	if len(q.AnswersAll) > 0 {
		return q.AnswersAll
	}
	return [][]string{q.Answers}
}

// Load reads a question file: one JSON object a line, blank lines skipped.
// Unknown fields, kinds and contradictions are faults; all are reported at
// once, each with the file's name and line.
func Load(r io.Reader, name string) ([]Question, error) {
	return loadLines(r, name, Question.check, func(q Question) string { return q.ID })
}

// loadLines decodes one T a line and checks each, and that its ID is unique.
func loadLines[T any](r io.Reader, name string, check func(T) error, id func(T) string) ([]T, error) {
	var (
		items  []T
		faults []error
		seen   = map[string]int{}
		line   int
	)
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		line++
		if len(bytes.TrimSpace(lines.Bytes())) == 0 {
			continue
		}
		item, err := decode[T](lines.Bytes())
		if err == nil {
			err = check(item)
		}
		if first := seen[id(item)]; err == nil && first > 0 {
			err = fmt.Errorf("id %q is taken by line %d", id(item), first)
		}
		if err != nil {
			faults = append(faults, fmt.Errorf("%s:%d: %w", name, line, err))
			continue
		}
		seen[id(item)] = line
		items = append(items, item)
	}
	if err := lines.Err(); err != nil {
		faults = append(faults, fmt.Errorf("%s:%d: %w", name, line+1, err))
	}
	if len(faults) == 0 && len(items) == 0 {
		faults = append(faults, fmt.Errorf("%s: no lines", name))
	}
	return items, errors.Join(faults...)
}

// decode reads exactly one JSON object without unknown fields.
func decode[T any](line []byte) (T, error) {
	var item T
	d := json.NewDecoder(bytes.NewReader(line))
	d.DisallowUnknownFields()
	if err := d.Decode(&item); err != nil {
		return item, err
	}
	if _, err := d.Token(); err != io.EOF {
		return item, errors.New("more than one JSON value")
	}
	return item, nil
}

// check reports the first contradiction in q.
func (q Question) check() error {
	switch {
	case q.ID == "":
		return errors.New("id is missing")
	case strings.TrimSpace(q.Question) == "":
		return errors.New("question is missing")
	case !slices.Contains(Kinds, q.Kind):
		return fmt.Errorf("unknown kind %q", q.Kind)
	case q.Kind == "follow-up" && len(q.History) == 0:
		return errors.New("a follow-up needs history")
	case !q.Answerable && len(q.Answers)+len(q.AnswersAll)+len(q.Evidence) > 0:
		return errors.New("not answerable, yet it has answers or evidence")
	case q.Answerable && (len(q.Answers) == 0 || len(q.Evidence) == 0):
		return errors.New("answerable, yet answers or evidence are missing")
	case len(q.AnswersAll) > 0 && !slices.Equal(q.Answers, slices.Concat(q.AnswersAll...)):
		return errors.New("answers are not the groups of answers_all in one list")
	case slices.ContainsFunc(q.AnswersAll, func(g []string) bool { return len(g) == 0 }):
		return errors.New("a group of answers_all is empty")
	case slices.ContainsFunc(q.Answers, func(s string) bool { return normalize(s) == "" }):
		return errors.New("an accepted answer is empty")
	}
	return checkEvidence(q.Evidence)
}

// checkEvidence reports the first item that lacks its article or text.
func checkEvidence(items []Evidence) error {
	for _, e := range items {
		if e.Article == "" || normalize(e.Text) == "" {
			return errors.New("evidence without article or text")
		}
		if err := checkEvidence(e.Alt); err != nil {
			return err
		}
	}
	return nil
}
