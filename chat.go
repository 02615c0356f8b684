package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"golang.org/x/term"

	"casebot/corpus"
	"casebot/rag"
)

// chatCommand is a conversation in the terminal.
type chatCommand struct{}

// Run implements command.
func (chatCommand) Run(ctx context.Context, a *app) error {
	if !a.interactive() {
		return errNoTerminal
	}
	fmt.Fprintln(a.out, "Ask about the articles. Every answer shows the passage that says so.")
	fmt.Fprintln(a.out, a.styles().faint.Render("/sources lists the articles, /how tells how the last question was understood,"))
	fmt.Fprintln(a.out, a.styles().faint.Render("/new forgets the conversation, /quit ends it."))
	answerer, c, err := a.unloaded()
	if err != nil {
		return err
	}
	ctx, cancel := context.WithCancel(ctx)
	loaded := make(chan struct{})
	var failed error
	go func() {
		defer close(loaded)
		failed = answerer.Load(ctx, c, nil)
	}()
	defer func() { cancel(); <-loaded }()
	select {
	case <-loaded:
		if failed != nil {
			return failed
		}
	case <-time.After(patience):
		fmt.Fprintln(a.out, "The index is still being made. Until it is ready, answers come from keyword search.")
	}
	return a.converse(ctx, answerer)
}

// patience is how long a person waits for the index before being asked in.
const patience = 2 * time.Second

// converse asks for questions and answers them until the input ends.
func (a *app) converse(ctx context.Context, answerer *rag.Answerer) error {
	var history []rag.Turn
	understood := []string{"Nothing was asked yet."}
	lines := a.lines()
	for ctx.Err() == nil {
		line, err := lines.read()
		if errors.Is(err, io.EOF) {
			fmt.Fprintln(a.out)
			return nil
		}
		if err != nil {
			return err
		}
		switch line = strings.TrimSpace(line); line {
		case "":
			continue
		case "/quit", "/exit":
			return nil
		case "/new":
			history = nil
			fmt.Fprintln(a.out, "Forgotten.")
			continue
		case "/how":
			for _, searched := range understood {
				fmt.Fprintln(a.out, corpus.Visible(searched))
			}
			continue
		case "/sources":
			a.listSources(answerer.Corpus())
			continue
		}
		done := a.waiting()
		answer, err := answerer.Answer(ctx, rag.Question{Text: line, History: history})
		done()
		if err != nil {
			return err
		}
		fmt.Fprintln(a.out)
		a.show(answer)
		fmt.Fprintln(a.out)
		if answer.Standalone != "" {
			understood = []string{"Searched for: " + answer.Standalone}
			for _, part := range answer.Parts {
				understood = append(understood, "In parts: "+part)
			}
		}
		if answer.Outcome != rag.Smalltalk {
			history = append(history, rag.Turn{Question: line, Answer: answer.Headline})
		}
	}
	return nil
}

// lineReader reads lines with editing and recall.
type lineReader struct {
	file   *os.File
	editor *term.Terminal
}

func (a *app) lines() *lineReader {
	in := a.in.(*os.File)
	return &lineReader{in, term.NewTerminal(struct {
		io.Reader
		io.Writer
	}{in, a.out}, "> ")}
}

// read returns one line. The terminal is raw only while a person types, so
// that answers are printed as usual and Ctrl-C stops a long one.
func (l *lineReader) read() (string, error) {
	state, err := term.MakeRaw(int(l.file.Fd()))
	if err != nil {
		return "", err
	}
	line, err := l.editor.ReadLine()
	return line, errors.Join(err, term.Restore(int(l.file.Fd()), state))
}
