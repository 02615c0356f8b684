// Casebot answers questions about a collection of news articles and shows the
// verbatim passages that each answer rests on: in Discord where a token is
// set, in the terminal otherwise.
package main

import (
	"context"
	"io"
	"os"
	"os/signal"
	"syscall"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := run(ctx, os.Args[1:], os.Environ(), os.Stdin, os.Stdout, os.Stderr)
	stop()
	os.Exit(code)
}

// run is the whole program: flags, configuration, then the command. It
// returns the exit code: 0, 1 for a failure, 2 for words it does not know.
func run(ctx context.Context, args, environ []string, stdin io.Reader, stdout, stderr io.Writer) int {
	t := &terminal{in: stdin, out: stdout, err: stderr}
	command, err := parse(args, t)
	if err != nil {
		t.fail(err)
		return 2
	}
	if command == nil { // help or version was shown
		return 0
	}
	if err := command.start(ctx, environ, t); err != nil {
		t.fail(err)
		return 1
	}
	return 0
}
