// Package library decides which version of the articles and cases answers
// questions: it reads the corpus folder, checks it, puts it in place of the one
// before, and goes back to an earlier version when asked to.
//
// It builds no index: what puts an edition in place is handed to it.
package library

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"maps"
	"os"
	"path"
	"slices"
	"strings"
	"sync"
	"time"

	"casebot/corpus"
	"casebot/corpus/archive"
	"casebot/corpus/cases"
)

// Edition is a version of the articles with the cases that rest on them.
type Edition struct {
	ID     string // of the files, see archive.ID; "" for the built-in corpus
	Corpus *corpus.Corpus
	Cases  *cases.Set
	// Questions is the folder's questions.jsonl, nil if there is none.
	Questions []byte

	cases string // the hash of the case files
}

// Options configure New.
type Options struct {
	// Dir is the corpus folder; "" is the built-in corpus, which never changes.
	Dir string
	// Versions keeps what was put in place; nil keeps nothing.
	Versions *archive.Archive
	// Put builds everything that answering needs, then makes the edition answer.
	// After an error the one before must still answer.
	Put func(context.Context, Edition) error
	Log *slog.Logger     // nil means silence
	Now func() time.Time // nil means time.Now
}

// Library keeps the live edition. All methods may be called concurrently;
// loads happen one after another.
type Library struct {
	opts Options
	load sync.Mutex // held while an edition is made

	mu     sync.Mutex
	live   Edition
	pinned bool
}

// Errors that can be matched.
var (
	// ErrBuiltin is returned for a change of the built-in corpus.
	ErrBuiltin = errors.New("the built-in articles cannot change: set CORPUS_DIR to a folder of articles, which casebot corpus export DIR makes")
	// ErrNoVersion is returned for a rollback to what is not kept.
	ErrNoVersion = errors.New("there is no such version to go back to")
)

// questionsName is the file whose answers a preview compares.
const questionsName = "questions.jsonl"

// Result is what a reload or a rollback changed.
type Result struct {
	Changes corpus.Changes
	// CasesChanged: other cases answer. Unchanged: the version is the same.
	CasesChanged, Unchanged bool
	// Faults are the files that were left out and the warnings.
	Faults []corpus.Fault
	// Version of the articles that answers now, or would in a preview.
	Version string
	// Articles and Cases are how many there are.
	Articles, Cases int
}

// New returns a Library that has nothing in place yet.
func New(opts Options) *Library {
	if opts.Log == nil {
		opts.Log = slog.New(slog.DiscardHandler)
	}
	if opts.Now == nil {
		opts.Now = time.Now
	}
	return &Library{opts: opts}
}

// Live returns the edition in place. It is zero before Start.
func (l *Library) Live() Edition {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.live
}

// Pinned reports whether a rollback holds: then changes of the folder wait for
// the next Reload.
func (l *Library) Pinned() bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.pinned
}

// Start puts the first edition in place: the pinned version if there is one,
// else the folder, without its cases where they are faulty, else the newest kept
// version. A fault on the way is logged; it is returned only where nothing could
// be put in place.
func (l *Library) Start(ctx context.Context) error {
	l.load.Lock()
	defer l.load.Unlock()
	if l.opts.Dir != "" && l.opts.Versions != nil {
		id, err := l.opts.Versions.Pinned()
		if err == nil && id != "" {
			err = l.putKept(ctx, id)
			if err == nil {
				l.opts.Log.Info("a rollback holds until the next reload", "version", id)
				return nil
			}
		}
		if err != nil {
			l.opts.Log.Error("the pinned version cannot be used, the folder is", "version", id, "err", err)
		}
	}
	e, files, err := l.read()
	if _, faulty := err.(caseError); faulty {
		l.opts.Log.Error("the cases are left out", "err", err)
		err = nil
	}
	if err == nil {
		err = l.put(ctx, e, files)
	}
	if err == nil || l.opts.Versions == nil || ctx.Err() != nil {
		return err
	}
	versions, listErr := l.opts.Versions.List()
	if listErr != nil || len(versions) == 0 {
		return err
	}
	l.opts.Log.Error("the corpus folder cannot be used, the newest kept version is", "version", versions[0].ID, "err", err)
	if keptErr := l.putKept(ctx, versions[0].ID); keptErr != nil {
		return errors.Join(err, keptErr)
	}
	l.setPinned(false)
	return nil
}

// Reload reads the folder again and puts it in place. It fails, and changes
// nothing, when an article or a case that is new or was in place is faulty.
func (l *Library) Reload(ctx context.Context) (Result, error) {
	l.load.Lock()
	defer l.load.Unlock()
	e, files, result, err := l.next()
	if err != nil {
		return Result{}, err
	}
	if err := l.put(ctx, e, files); err != nil {
		return Result{}, err
	}
	return result, l.unpin()
}

// Preview reads the folder and tells what Reload would change or refuse. The
// edition is for asking it questions.
func (l *Library) Preview(context.Context) (Edition, Result, error) {
	l.load.Lock()
	defer l.load.Unlock()
	e, _, result, err := l.next()
	return e, result, err
}

// next reads the folder and compares it with the live edition.
func (l *Library) next() (Edition, map[string][]byte, Result, error) {
	if l.opts.Dir == "" {
		return Edition{}, nil, Result{}, ErrBuiltin
	}
	e, files, err := l.read()
	if err != nil {
		return Edition{}, nil, Result{}, err
	}
	live := l.Live()
	if err := newFaults(live.Corpus, e.Corpus); err != nil {
		return Edition{}, nil, Result{}, err
	}
	return e, files, resultOf(live, e), nil
}

// Rollback puts a kept version in place and pins it; "" is the one before the
// live one. The pin holds over restarts, until the next Reload.
func (l *Library) Rollback(ctx context.Context, id string) (Result, error) {
	l.load.Lock()
	defer l.load.Unlock()
	if l.opts.Dir == "" || l.opts.Versions == nil {
		return Result{}, ErrBuiltin
	}
	live := l.Live()
	if id == "" {
		versions, err := l.opts.Versions.List()
		if err != nil {
			return Result{}, err
		}
		id = before(versions, live.ID)
	}
	if id == "" {
		return Result{}, ErrNoVersion
	}
	if err := l.putKept(ctx, id); err != nil {
		return Result{}, err
	}
	result := resultOf(live, l.Live())
	if err := l.opts.Versions.Pin(id); err != nil {
		return result, fmt.Errorf("the version answers now, but not after a restart: %w", err)
	}
	return result, nil
}

// before returns the version that was in place before the given one, "" if none.
func before(versions []archive.Version, id string) string {
	i := slices.IndexFunc(versions, func(v archive.Version) bool { return v.ID == id })
	if i+1 < len(versions) {
		return versions[i+1].ID
	}
	return ""
}

// Versions returns the kept versions, newest first.
func (l *Library) Versions() ([]archive.Version, error) {
	if l.opts.Versions == nil {
		return nil, nil
	}
	return l.opts.Versions.List()
}

// Corpora loads the articles of all kept versions, newest first.
func (l *Library) Corpora() ([]*corpus.Corpus, error) {
	versions, err := l.Versions()
	if err != nil {
		return nil, err
	}
	var out []*corpus.Corpus
	for _, v := range versions {
		files, err := l.opts.Versions.Files(v.ID)
		if err != nil {
			return nil, err
		}
		c, err := corpus.Load(files)
		if err != nil {
			return nil, err
		}
		out = append(out, c)
	}
	return out, nil
}

// read loads and checks the folder, or the built-in corpus.
func (l *Library) read() (Edition, map[string][]byte, error) {
	if l.opts.Dir == "" {
		c, err := corpus.Builtin()
		if err != nil {
			return Edition{}, nil, err
		}
		set, err := cases.Builtin(c)
		return Edition{Corpus: c, Cases: set}, nil, err
	}
	root, err := os.OpenRoot(l.opts.Dir)
	if err != nil {
		return Edition{}, nil, fmt.Errorf("open the corpus folder: %w", err)
	}
	defer root.Close()
	return l.edition(root.FS())
}

// caseError says that the case files cannot be used. The edition that comes
// with it has none.
type caseError struct{ error }

func (e caseError) Unwrap() error { return e.error }

// edition loads articles, cases and questions from the files of a folder, and
// returns with them the files that were read.
func (l *Library) edition(folder fs.FS) (Edition, map[string][]byte, error) {
	recorder := archive.Record(folder)
	c, err := corpus.Load(recorder)
	if err != nil {
		return Edition{}, nil, fmt.Errorf("corpus folder: %w", err)
	}
	c.Dir = l.opts.Dir
	e := Edition{Corpus: c, Cases: new(cases.Set)}
	e.Questions, err = fs.ReadFile(recorder, questionsName)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return Edition{}, nil, fmt.Errorf("corpus folder: %w", err)
	}
	sub, err := fs.Sub(recorder, cases.Folder)
	if err != nil {
		return Edition{}, nil, err
	}
	set, err := cases.Load(sub, c)
	files := recorder.Files()
	e.ID, e.cases = archive.ID(files), archive.ID(caseFiles(files))
	if err != nil {
		return e, files, caseError{fmt.Errorf("folder %s: %w", cases.Folder, err)}
	}
	e.Cases = set
	return e, files, nil
}

// caseFiles are those of the files that belong to cases.
func caseFiles(files map[string][]byte) map[string][]byte {
	files = maps.Clone(files)
	maps.DeleteFunc(files, func(name string, _ []byte) bool { return !strings.HasPrefix(name, cases.Folder+"/") })
	return files
}

// put makes an edition answer and keeps its files. A version that cannot be
// kept is a fault for the log: it answers all the same.
func (l *Library) put(ctx context.Context, e Edition, files map[string][]byte) error {
	if err := l.opts.Put(ctx, e); err != nil {
		return err
	}
	l.mu.Lock()
	l.live = e
	l.mu.Unlock()
	if l.opts.Versions == nil || files == nil {
		return nil
	}
	if err := l.opts.Versions.Save(files, l.opts.Now()); err != nil {
		l.opts.Log.Error("this version cannot be gone back to", "version", e.ID, "err", err)
	}
	return nil
}

// putKept makes a kept version answer.
func (l *Library) putKept(ctx context.Context, id string) error {
	files, err := l.opts.Versions.Files(id)
	if errors.Is(err, archive.ErrNotFound) {
		return ErrNoVersion
	}
	if err != nil {
		return err
	}
	e, _, err := l.edition(files)
	if err != nil {
		return err
	}
	e.ID = id // also where this program reads other files than the one that kept it
	if err := l.put(ctx, e, nil); err != nil {
		return err
	}
	l.setPinned(true)
	return nil
}

func (l *Library) unpin() error {
	if l.opts.Versions != nil {
		if err := l.opts.Versions.Unpin(); err != nil {
			return fmt.Errorf("the folder answers now, but after a restart the earlier version will: %w", err)
		}
	}
	l.setPinned(false)
	return nil
}

func (l *Library) setPinned(pinned bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.pinned = pinned
}

func resultOf(before, after Edition) Result {
	return Result{
		Changes:      corpus.Diff(before.Corpus, after.Corpus),
		CasesChanged: before.cases != after.cases,
		Unchanged:    before.ID == after.ID,
		Faults:       after.Corpus.Faults,
		Version:      after.Corpus.Version,
		Articles:     len(after.Corpus.Articles),
		Cases:        len(after.Cases.Cases()),
	}
}

// newFaults joins the faults that cost the corpus a file which the live one
// has, or which neither has: a file that is no article does not count.
func newFaults(live, next *corpus.Corpus) error {
	known := map[corpus.Fault]bool{}
	if live != nil {
		for _, f := range live.Faults {
			known[f] = true
		}
	}
	var errs []error
	for _, f := range next.Faults {
		if f.LeftOut && !known[f] && claimsToBeArticle(f.File) {
			errs = append(errs, fmt.Errorf("%s %s", f.File, f.Problem))
		}
	}
	return errors.Join(errs...)
}

func claimsToBeArticle(name string) bool {
	return slices.Contains([]string{".txt", ".md", ".html", ".yaml", ".yml"}, strings.ToLower(path.Ext(name)))
}
