// Package watch tells when the files of a corpus folder have changed and then
// come to rest.
package watch

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"time"

	"github.com/fsnotify/fsnotify"
)

// Options configure Open.
type Options struct {
	// Dir is the folder. Its sub-folders named in Sub are watched too, as soon
	// as they are there.
	Dir string
	Sub []string
	// Quiet is how long nothing may change before Changed is called; 0 means 2 s.
	// Under constant change it is called all the same, every ten times that.
	Quiet time.Duration
	// Changed is called after changes, never twice at a time. What changes
	// meanwhile leads to another call.
	Changed func(context.Context)
	Log     *slog.Logger // nil means silence
}

// Folder is a watched folder.
type Folder struct {
	opts    Options
	watcher *fsnotify.Watcher
	first   time.Time // of the changes not yet told
}

// Open begins to watch. It returns an error where the folder is not there or
// cannot be watched, such as on some network shares or beyond the system's
// number of watches. The caller must call Run.
func Open(opts Options) (*Folder, error) {
	if opts.Quiet == 0 {
		opts.Quiet = 2 * time.Second
	}
	if opts.Log == nil {
		opts.Log = slog.New(slog.DiscardHandler)
	}
	opts.Dir = filepath.Clean(opts.Dir)
	w, err := fsnotify.NewWatcher()
	if err != nil {
		return nil, fmt.Errorf("watch %s: %w", opts.Dir, err)
	}
	// The parent tells when the folder itself is replaced.
	if err := errors.Join(w.Add(filepath.Dir(opts.Dir)), w.Add(opts.Dir)); err != nil {
		return nil, errors.Join(fmt.Errorf("watch %s: %w", opts.Dir, err), w.Close())
	}
	f := &Folder{opts: opts, watcher: w}
	f.addMissing()
	return f, nil
}

// Run tells changes, those since Open included, until ctx ends. A folder that
// is removed or replaced is watched again when it is back.
func (f *Folder) Run(ctx context.Context) error {
	defer f.watcher.Close()
	quiet := time.NewTimer(0)
	if !quiet.Stop() {
		<-quiet.C
	}
	defer quiet.Stop()
	for {
		select {
		case <-ctx.Done():
			return nil
		case event, open := <-f.watcher.Events:
			if !open {
				return errors.New("the watch ended")
			}
			if f.concerns(event) {
				quiet.Reset(f.wait())
			}
		case err, open := <-f.watcher.Errors:
			if !open {
				return errors.New("the watch ended")
			}
			// Events were lost, so anything may have changed.
			f.opts.Log.Warn("watch the corpus folder", "err", err)
			quiet.Reset(f.wait())
		case <-quiet.C:
			f.first = time.Time{}
			f.addMissing()
			f.opts.Changed(ctx)
		}
	}
}

// concerns reports whether an event is about a file of the folder or the
// folder itself, and watches what has newly come.
func (f *Folder) concerns(event fsnotify.Event) bool {
	rel, err := filepath.Rel(f.opts.Dir, event.Name)
	if err != nil || !filepath.IsLocal(rel) {
		return false // a neighbour of the folder
	}
	if event.Has(fsnotify.Create) {
		f.addMissing()
	}
	return event.Op != fsnotify.Chmod
}

// addMissing watches the folder and its sub-folders, those that are there.
// Watching twice is the same as once.
func (f *Folder) addMissing() {
	for _, sub := range append([]string{""}, f.opts.Sub...) {
		err := f.watcher.Add(filepath.Join(f.opts.Dir, sub))
		if err != nil && !errors.Is(err, fs.ErrNotExist) && !errors.Is(err, os.ErrPermission) {
			f.opts.Log.Warn("watch the corpus folder", "folder", sub, "err", err)
		}
	}
}

// wait returns how long to wait for quiet, less when it was waited long.
func (f *Folder) wait() time.Duration {
	now := time.Now()
	if f.first.IsZero() {
		f.first = now
	}
	return max(0, min(f.opts.Quiet, f.first.Add(10*f.opts.Quiet).Sub(now)))
}
