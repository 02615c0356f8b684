package main

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/alecthomas/kong"

	"casebot/config"
)

// version is set at build time with -ldflags "-X main.version=…".
var version = "development"

// commands is the command line.
type commands struct {
	Config  string           `help:"YAML file with settings; the environment wins." placeholder:"FILE" env:"CASEBOT_CONFIG"`
	Corpus  string           `help:"Folder of articles instead of the built-in ones." name:"corpus" placeholder:"DIR"`
	Version kong.VersionFlag `help:"Show the version."`

	Start   startCommand   `cmd:"" default:"1" help:"Serve Discord where DISCORD_TOKEN is set, converse in the terminal otherwise (the default)."`
	Chat    chatCommand    `cmd:"" help:"Converse in the terminal."`
	Ask     askCommand     `cmd:"" help:"Answer one question, or a stream of them with --json."`
	Verify  verifyCommand  `cmd:"" help:"Check a claim: supported, contradicted or not found."`
	Sources sourcesCommand `cmd:"" help:"List the articles."`

	Case     caseCommand     `cmd:"" help:"Tell one case, each line with its quotes."`
	Cases    casesCommands   `cmd:"" help:"List the cases, or draft a new one."`
	Timeline timelineCommand `cmd:"" help:"Show what happened when, for one case or all."`
	People   peopleCommand   `cmd:"" help:"Show who plays a part in the cases."`

	Texts  corpusCommands `cmd:"" name:"corpus" help:"Check or export the articles."`
	Eval   evalCommand    `cmd:"" help:"Score a file of questions."`
	DB     dbCommands     `cmd:"" name:"db" help:"Export or back up what the bot has stored."`
	Health healthCommand  `cmd:"" help:"Ask a running bot whether it lives; the exit code says so."`
	Setup  configCommand  `cmd:"" name:"config" help:"Show the settings in force, secrets masked."`
}

// command is what one invocation does.
type command interface {
	Run(ctx context.Context, a *app) error
}

// invocation is a parsed command line.
type invocation struct {
	command
	flags *commands
}

// parse reads the command line. It returns nil where help or the version was
// asked for and has been printed.
func parse(args []string, t *terminal) (*invocation, error) {
	var flags commands
	exited := false
	parser, err := kong.New(&flags,
		kong.Name("casebot"),
		kong.Description("Questions about news articles, answered with the passages that say so."),
		kong.Vars{"version": version},
		kong.Writers(t.out, t.err),
		kong.Exit(func(int) { exited = true }),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true}),
	)
	if err != nil {
		return nil, err
	}
	parsed, err := parser.Parse(args)
	if exited {
		return nil, nil
	}
	if err != nil {
		return nil, hinted{err, "casebot --help lists the commands."}
	}
	chosen, ok := parsed.Selected().Target.Addr().Interface().(command)
	if !ok {
		return nil, fmt.Errorf("%s is not a command by itself", parsed.Command())
	}
	return &invocation{chosen, &flags}, nil
}

// start reads the configuration and runs the command.
func (i *invocation) start(ctx context.Context, environ []string, t *terminal) error {
	settings, err := config.Load(i.flags.Config, environ)
	if err != nil {
		return err
	}
	if i.flags.Corpus != "" {
		settings.CorpusDir = i.flags.Corpus
		if err := settings.Validate(); err != nil {
			return err
		}
	}
	a := newApp(settings, t)
	defer a.close()
	return i.Run(ctx, a)
}

// hinted is an error that says what to do.
type hinted struct {
	error
	hint string
}

func (h hinted) Unwrap() error { return h.error }

// fail prints an error for a person: what is wrong, then what to do.
func (t *terminal) fail(err error) {
	if errors.Is(err, context.Canceled) || errors.Is(err, io.EOF) {
		return
	}
	fmt.Fprintf(t.err, "error: %v\n", err)
	var h hinted
	if errors.As(err, &h) {
		fmt.Fprintf(t.err, "hint: %s\n", h.hint)
	}
}
