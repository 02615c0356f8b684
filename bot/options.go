package bot

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"time"

	"casebot/bot/discord"
	"casebot/bot/ops"
	"casebot/bot/store"
	"casebot/corpus"
	"casebot/corpus/cases"
	"casebot/rag"
	"casebot/rag/eval"
)

// Answerer answers questions. It may be called concurrently.
type Answerer interface {
	Answer(ctx context.Context, q rag.Question) (rag.Answer, error)
}

// Verifier checks claims against the articles. It may be called concurrently.
type Verifier interface {
	Verify(ctx context.Context, claim string) (rag.Verdict, error)
}

// Gatherer collects what the articles say of a name. It may be called
// concurrently.
type Gatherer interface {
	Dossier(ctx context.Context, name string) (rag.Dossier, error)
}

// Library gives the articles and cases that are in use now.
type Library interface {
	Corpus() *corpus.Corpus // nil before the first is loaded
	Cases() *cases.Set      // nil where there are none
}

// Reloader reads the articles again. On an error the old ones stay in use;
// the error says why, to an admin.
type Reloader interface {
	Reload(ctx context.Context) (Report, error)
}

// Report is what a reload found: article IDs, and the files that are wrong.
type Report struct {
	Version                 string
	Articles                int
	Added, Changed, Removed []string
	CasesChanged            bool
	Faults                  []corpus.Fault
}

// same reports whether nothing has changed.
func (r Report) same() bool {
	return len(r.Added)+len(r.Changed)+len(r.Removed) == 0 && !r.CasesChanged
}

// Versions looks ahead to a reload and goes back behind one.
type Versions interface {
	// Preview tells what Reload would change, or why it would fail.
	Preview(ctx context.Context) (Preview, error)
	// Rollback puts the version before the one in use in its place, until the
	// next Reload; ErrNoVersion where there is none. It and Reload return
	// ErrBuilding when ctx ends before they do: then they go on.
	Rollback(ctx context.Context) (Report, error)
	// Pinned reports whether a rollback holds.
	Pinned() bool
}

// Preview is what a reload would change.
type Preview struct {
	Report
	Changes corpus.Changes
	// Answers are those of the folder's own questions that would change;
	// Asked of all Questions were compared.
	Answers          []eval.Change
	Asked, Questions int
}

// Options are what a Bot needs. Token, Answerer and Library must be set.
type Options struct {
	Token    string
	Answerer Answerer
	Library  Library
	Verifier Verifier // nil: no /verify
	Gatherer Gatherer // nil: only names that a case knows are told about
	Reloader Reloader // nil: no /corpus
	Versions Versions // nil: no /corpus diff and rollback
	// Store keeps votes, settings and the audit log; nil: nothing is kept.
	Store   *store.Store
	Metrics *ops.Metrics // nil: nothing is counted
	Log     *slog.Logger

	// HomeGuilds are the servers whose managers may administer the articles,
	// which all servers share. AdminUsers and AdminRoles may do so as well,
	// the roles in home servers; the application's owner always may.
	HomeGuilds, AdminUsers, AdminRoles []string
	// DevGuild is a server in which commands are registered at once, instead
	// of everywhere.
	DevGuild string
	// MessageContent: the privileged intent is switched on in the portal, and
	// threads are followed without a mention.
	MessageContent bool
	// Questions a minute; 0 means 10 and 30.
	UserPerMinute, ChannelPerMinute int
	// Parallel is how many questions are worked on at once; 0 means 4.
	Parallel int

	// Transport carries the REST calls, nil for the ordinary one.
	Transport http.RoundTripper
	Pace      discord.Pace
	// Patience is how long an answer may take: 50 s if zero, so that every
	// interaction ends within 60 s.
	Patience time.Duration
	// Drain is how long running answers may go on after the end was asked for:
	// 6 s if zero, so that the end comes within 10 s.
	Drain time.Duration
	// Now is the clock of the rate limits, nil for time.Now.
	Now func() time.Time
}

func (o Options) withDefaults() (Options, error) {
	if o.Token == "" || o.Answerer == nil || o.Library == nil {
		return o, errors.New("bot: token, answerer and library are required")
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	defaults := []struct {
		n *int
		v int
	}{{&o.UserPerMinute, 10}, {&o.ChannelPerMinute, 30}, {&o.Parallel, 4}}
	for _, d := range defaults {
		if *d.n == 0 {
			*d.n = d.v
		}
	}
	if o.Patience == 0 {
		o.Patience = 50 * time.Second
	}
	if o.Drain == 0 {
		o.Drain = 6 * time.Second
	}
	return o, nil
}
