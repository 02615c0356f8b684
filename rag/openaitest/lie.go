package openaitest

import (
	"bufio"
	"bytes"
	_ "embed"
	"encoding/json"
	"fmt"
	"io"
)

//go:embed lies.jsonl
var liesFile []byte

// Lie is a sentence that a model might write about passages, with what is
// wrong with it. Kind "truth" marks sentences that hold.
type Lie struct {
	Kind     string       `json:"kind"`
	Passages []LiePassage `json:"passages"`
	Say      string       `json:"say"`
	IDs      []string     `json:"ids"` // S1 and on; all passages if empty
}

// LiePassage is one passage of a Lie.
type LiePassage struct {
	Text    string `json:"text"`
	Context string `json:"context"` // what stands before it
	Phrase  string `json:"phrase"`  // a relative date in it
	Date    string `json:"date"`    // what that means, "April 2018"
}

// Lies gives the built-in lies and truths, in the order of their file.
func Lies() []Lie {
	lies, err := ReadLies(bytes.NewReader(liesFile))
	if err != nil {
		panic(err)
	}
	return lies
}

// ReadLies reads lies and truths, one JSON object a line.
func ReadLies(r io.Reader) ([]Lie, error) {
	var out []Lie
	sc := bufio.NewScanner(r)
	for sc.Scan() {
		var l Lie
		if err := json.Unmarshal(sc.Bytes(), &l); err != nil {
			return nil, fmt.Errorf("lie %q: %v", sc.Text(), err)
		}
		if len(l.IDs) == 0 {
			for i := range l.Passages {
				l.IDs = append(l.IDs, fmt.Sprintf("S%d", i+1))
			}
		}
		out = append(out, l)
	}
	return out, sc.Err()
}

// Sentence is one sentence of a scripted answer.
type Sentence struct {
	Text string   `json:"text"`
	IDs  []string `json:"ids"`
}

// Answer is a complete answer in the form that the generator asks for.
func Answer(sentences ...Sentence) Reply {
	return JSON(map[string]any{"answered": true, "reason": "", "sentences": sentences})
}

// NotAnswered is an answer that there is none.
func NotAnswered(reason string) Reply {
	return JSON(map[string]any{"answered": false, "reason": reason, "sentences": []Sentence{}})
}

// Liar is a model that tells one lie, and tells it again when asked to correct
// it.
func Liar(l Lie) func(ChatRequest) Reply {
	return func(ChatRequest) Reply { return Answer(Sentence{l.Say, l.IDs}) }
}
