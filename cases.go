package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"casebot/corpus"
	"casebot/corpus/cases"
	"casebot/rag"
	"casebot/rag/generate"
)

// suggested is how many names are offered where none fits.
const suggested = 5

// casebook loads the cases of a corpus. A fault in one file is an error with
// the place of every fault.
func (a *app) casebook() (*cases.Set, error) {
	c, err := a.articles()
	if err != nil {
		return nil, err
	}
	set, err := cases.For(c)
	if err != nil {
		return nil, hinted{err, "docs/cases.md describes case files; casebot corpus check shows how articles are read."}
	}
	return set, nil
}

// openCases opens the cases of a corpus for the answerer.
func openCases(c *corpus.Corpus) (rag.Casebook, error) {
	set, err := cases.For(c)
	if err != nil {
		return nil, err
	}
	return set, nil
}

// caseCommand tells one case.
type caseCommand struct {
	Name []string `arg:"" help:"A name, alias or person of the case."`
	JSON bool     `name:"json" help:"Write JSON, every quote with article, start, end and text."`
}

// Run implements command. A name that no case knows is looked up in the
// articles.
func (c *caseCommand) Run(ctx context.Context, a *app) error {
	set, err := a.casebook()
	if err != nil {
		return err
	}
	name := strings.Join(c.Name, " ")
	found, near, several := set.Find(name, suggested)
	switch {
	case found != nil:
		return a.tell(set.Summary(found), c.JSON, (*terminal).writeSummary)
	case several:
		return ambiguous(name, near)
	}
	gathered, err := a.gather(ctx, name)
	if err != nil {
		return err
	}
	if len(gathered.Lines) == 0 {
		return unknown(name, near)
	}
	return a.tell(gathered, c.JSON, (*terminal).writeSummary)
}

// findCase returns the one case that a name means.
func findCase(set *cases.Set, name string) (*cases.Case, error) {
	found, near, several := set.Find(name, suggested)
	switch {
	case found != nil:
		return found, nil
	case several:
		return nil, ambiguous(name, near)
	}
	return nil, unknown(name, near)
}

// gather collects what the articles say of a name. A name that they have only
// in another spelling gathers nothing: it may be somebody else's.
func (a *app) gather(ctx context.Context, name string) (cases.Summary, error) {
	answerer, err := a.answerer(ctx)
	if err != nil {
		return cases.Summary{}, err
	}
	dossier, err := answerer.Dossier(ctx, name)
	if err != nil {
		return cases.Summary{}, err
	}
	if !strings.EqualFold(dossier.Name, strings.TrimSpace(name)) {
		dossier.Entries = nil
	}
	return gathered(dossier), nil
}

func gathered(d rag.Dossier) cases.Summary {
	var passages []cases.Passage
	for _, e := range d.Entries {
		passages = append(passages, cases.Passage{
			Citation: cases.Citation{Article: e.Article, Span: e.Span, Text: e.Text},
			Date:     cases.Date{Date: e.Date}, Phrase: e.Phrase,
		})
	}
	return cases.Gathered(d.Name, passages)
}

// ambiguous says which cases a name may mean.
func ambiguous(name string, meant []cases.Suggestion) error {
	var ids []string
	for _, s := range meant {
		ids = append(ids, s.Case.ID)
	}
	return hinted{fmt.Errorf("%q may mean several cases", name), "Choose one of: " + strings.Join(ids, ", ") + "."}
}

// unknown says that nothing has a name, and which names come near.
func unknown(name string, near []cases.Suggestion) error {
	err := fmt.Errorf("nothing here is called %q", name)
	if len(near) == 0 {
		return hinted{err, "casebot cases lists the cases, casebot sources the articles."}
	}
	var names []string
	for _, s := range near {
		names = append(names, s.Name)
	}
	return hinted{err, "The nearest names are: " + strings.Join(names, ", ") + "."}
}

// tell writes a summary in one of its layouts, or as JSON.
func (a *app) tell(s cases.Summary, asJSON bool, layout func(*terminal, cases.Summary) error) error {
	if asJSON {
		return a.encode(s)
	}
	return layout(a.terminal, s)
}

func (t *terminal) writeSummary(s cases.Summary) error { return s.WriteText(t.out, t.width()) }

// encode writes one JSON object a line, quotes as they are.
func (t *terminal) encode(v any) error {
	out := json.NewEncoder(t.out)
	out.SetEscapeHTML(false)
	return out.Encode(v)
}

// casesCommands list the cases and help to write new ones.
type casesCommands struct {
	List  casesCommand `cmd:"" default:"withargs" help:"List the cases (the default)."`
	Draft draftCommand `cmd:"" help:"Write a case file skeleton for an article, for a person to edit."`
}

type casesCommand struct {
	JSON bool `name:"json" help:"Write one JSON object a case."`
}

// Run implements command.
func (c *casesCommand) Run(_ context.Context, a *app) error {
	set, err := a.casebook()
	if err != nil {
		return err
	}
	for _, x := range set.Cases() {
		if !c.JSON {
			fmt.Fprintln(a.out, a.wrap(a.styles().headline.Render(x.Name), ""))
			fmt.Fprintln(a.out, a.wrap(a.styles().faint.Render(fmt.Sprintf("%s · %s · %s", x.ID, x.Status.Is, counted(len(x.Facts), "fact"))), ""))
			continue
		}
		if err := a.encode(map[string]any{"case": x.ID, "name": x.Name, "aliases": x.Aliases, "status": x.Status.Is, "facts": len(x.Facts)}); err != nil {
			return err
		}
	}
	if len(set.Cases()) == 0 && !c.JSON {
		fmt.Fprintln(a.out, "There are no case files for these articles. casebot cases draft ARTICLE begins one.")
	}
	return nil
}

func counted(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

type draftCommand struct {
	Article string `arg:"" help:"The article: its file name without extension, as casebot sources shows it."`
}

// Run implements command.
func (c *draftCommand) Run(ctx context.Context, a *app) error {
	articles, err := a.articles()
	if err != nil {
		return err
	}
	draft, err := cases.Draft(ctx, articles, c.Article, a.phraser())
	switch {
	case errors.Is(err, corpus.ErrNotFound):
		return hinted{fmt.Errorf("there is no article %q", c.Article), "casebot sources lists the articles."}
	case err != nil:
		return err
	}
	_, err = a.out.Write(draft)
	return err
}

// phraser puts passages into words of its own, nil without a language model.
func (a *app) phraser() cases.Phraser {
	if !a.settings.Phrased() {
		return nil
	}
	client := a.service(nil)
	g := generate.New(generate.Options{Chat: client, Deadline: a.settings.GeneratorDeadline, Log: a.log})
	return func(ctx context.Context, passage string) (string, error) {
		text, err := g.Phrase(ctx, "", passage)
		if err != nil {
			a.warn("%v; the facts that remain keep the article's words", err)
		}
		return text, err
	}
}

// checkCases loads the case files of a corpus, which checks each of their
// lines, and names every fault.
func (a *app) checkCases(c *corpus.Corpus) error {
	load := cases.For
	if c.Dir == "" {
		load = func(c *corpus.Corpus) (*cases.Set, error) { return cases.Load(cases.Files(), c) }
	}
	set, err := load(c)
	if err != nil {
		problems := cases.Problems(err)
		if len(problems) == 0 {
			return err
		}
		for _, p := range problems {
			fmt.Fprintln(a.out, p)
		}
		return hinted{fmt.Errorf("%s in the case files", counted(len(problems), "problem")), "docs/cases.md says what a line must satisfy."}
	}
	quotes := 0
	for _, x := range set.Cases() {
		quotes += len(set.Summary(x).Citations)
	}
	fmt.Fprintf(a.out, "%s, %s verified\n", counted(len(set.Cases()), "case"), counted(quotes, "quote"))
	return nil
}
