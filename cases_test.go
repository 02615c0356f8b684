package main

import (
	"context"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// TestCaseCommands runs the transcripts in testdata/cases.
func TestCaseCommands(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir: "testdata/cases",
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"casebot": func(ts *testscript.TestScript, fails bool, args []string) {
				environ := []string{"HOME=" + ts.Getenv("WORK"), "CORPUS_DIR=" + ts.Getenv("CORPUS_DIR")}
				code := run(context.Background(), args, environ, strings.NewReader(""), ts.Stdout(), ts.Stderr())
				if (code != 0) != fails {
					ts.Fatalf("exit code %d", code)
				}
			},
		},
	})
}
