package main

import (
	"context"
	"io"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// TestTranscripts runs what people type, from testdata, through the whole program.
func TestTranscripts(t *testing.T) {
	folders, err := filepath.Glob("testdata/*")
	if err != nil || len(folders) == 0 {
		t.Fatalf("no transcripts: %v", err)
	}
	for _, folder := range folders {
		t.Run(filepath.Base(folder), func(t *testing.T) {
			testscript.Run(t, testscript.Params{Dir: folder, Cmds: map[string]func(*testscript.TestScript, bool, []string){
				"casebot": func(ts *testscript.TestScript, fails bool, args []string) {
					transcribe(ts, fails, strings.NewReader(""), args)
				},
				// feed FILE ARGS: casebot ARGS with the file as standard input
				"feed": func(ts *testscript.TestScript, fails bool, args []string) {
					transcribe(ts, fails, strings.NewReader(ts.ReadFile(args[0])), args[1:])
				},
			}})
		})
	}
}

func transcribe(ts *testscript.TestScript, fails bool, in io.Reader, args []string) {
	var environ []string
	for _, name := range []string{"HOME", "XDG_CACHE_HOME", "CORPUS_DIR", "CACHE_DIR", "DISCORD_TOKEN", "LOG_LEVEL"} {
		if value := ts.Getenv(name); value != "" {
			environ = append(environ, name+"="+value)
		}
	}
	code := run(context.Background(), args, environ, in, ts.Stdout(), ts.Stderr())
	if (code != 0) != fails {
		ts.Fatalf("exit code %d", code)
	}
}
