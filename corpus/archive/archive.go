// Package archive keeps the last versions of a corpus folder, so that an admin
// can go back to one.
//
// A version is a zip file of what was read from the folder, taken by a Recorder
// while it was read: loading it gives the same corpus and cases again, whatever
// has become of the folder. Its ID is the hash of its files. Vectors are not
// kept; their cache goes by text.
package archive

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
)

// Kept is how many versions stay, the newest included.
const Kept = 3

// ErrNotFound is returned for a version that is not kept.
var ErrNotFound = errors.New("archive: no such version")

// ErrDamaged is returned for a version whose file is not whole.
var ErrDamaged = errors.New("archive: the version's file is damaged")

// Archive is a folder of versions. It may be used concurrently, by one process.
type Archive struct {
	dir string
	mu  sync.Mutex
}

// Version is one kept version.
type Version struct {
	ID    string    // of its files, see ID
	Saved time.Time // when it was last put in place, to the millisecond
}

const (
	pinName    = "pinned"
	unfinished = ".unfinished-"
)

// fileName holds when a version was saved, which orders them, and its ID.
var fileName = regexp.MustCompile(`^(\d{13})-([0-9a-f]{64})\.zip$`)

// ID returns the hexadecimal SHA-256 of the names and contents of files.
func ID(files map[string][]byte) string {
	sum := sha256.New()
	for _, name := range slices.Sorted(maps.Keys(files)) {
		fmt.Fprintf(sum, "%q %d\n", name, len(files[name]))
		sum.Write(files[name])
	}
	return hex.EncodeToString(sum.Sum(nil))
}

// Open makes the folder where it is missing, and clears away what a crash left
// half written.
func Open(dir string) (*Archive, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("archive: %w", err)
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, fmt.Errorf("archive: %w", err)
	}
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), unfinished) {
			if err := os.Remove(filepath.Join(dir, e.Name())); err != nil {
				return nil, fmt.Errorf("archive: %w", err)
			}
		}
	}
	return &Archive{dir: dir}, nil
}

// List returns the kept versions, newest first.
func (a *Archive) List() ([]Version, error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.list()
}

func (a *Archive) list() ([]Version, error) {
	entries, err := os.ReadDir(a.dir)
	if err != nil {
		return nil, fmt.Errorf("archive: %w", err)
	}
	var found []Version
	for _, e := range entries {
		m := fileName.FindStringSubmatch(e.Name())
		if m == nil {
			continue
		}
		ms, err := strconv.ParseInt(m[1], 10, 64)
		if err != nil {
			continue // not a file of ours
		}
		found = append(found, Version{ID: m[2], Saved: time.UnixMilli(ms)})
	}
	slices.SortFunc(found, func(a, b Version) int { return b.Saved.Compare(a.Saved) })
	return found, nil
}

func (a *Archive) path(v Version) string {
	return filepath.Join(a.dir, fmt.Sprintf("%013d-%s.zip", v.Saved.UnixMilli(), v.ID))
}

// Save keeps the files as the newest version. One that is kept already only
// becomes the newest. Versions beyond Kept go, but never the pinned one. When
// Save returns nil the version survives a loss of power; after an error the
// versions are as before.
func (a *Archive) Save(files map[string][]byte, now time.Time) error {
	id := ID(files)
	a.mu.Lock()
	defer a.mu.Unlock()
	versions, err := a.list()
	if err != nil {
		return err
	}
	v := Version{ID: id, Saved: now}
	if len(versions) > 0 && !versions[0].Saved.Before(time.UnixMilli(now.UnixMilli())) {
		v.Saved = versions[0].Saved.Add(time.Millisecond) // the clock went back
	}
	same := func(v Version) bool { return v.ID == id }
	if i := slices.IndexFunc(versions, same); i >= 0 {
		err = os.Rename(a.path(versions[i]), a.path(v))
	} else {
		err = a.write(a.path(v), func(w io.Writer) error { return writeZip(w, files, now) })
	}
	if err == nil {
		err = syncDir(a.dir)
	}
	if err != nil {
		return fmt.Errorf("archive: save version: %w", err)
	}
	return a.prune(append([]Version{v}, slices.DeleteFunc(versions, same)...))
}

// prune removes the versions beyond Kept, given newest first.
func (a *Archive) prune(versions []Version) error {
	pinned, err := a.pinned()
	if err != nil {
		return err
	}
	for _, v := range versions[min(Kept, len(versions)):] {
		if v.ID == pinned {
			continue
		}
		if err := os.Remove(a.path(v)); err != nil {
			return fmt.Errorf("archive: remove old version: %w", err)
		}
	}
	return nil
}

// Files returns a version's files, all of them checked against its ID. It is
// what corpus.Load reads. ErrNotFound and ErrDamaged can be matched.
func (a *Archive) Files(id string) (fs.FS, error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	versions, err := a.list()
	if err != nil {
		return nil, err
	}
	i := slices.IndexFunc(versions, func(v Version) bool { return v.ID == id })
	if i < 0 {
		return nil, ErrNotFound
	}
	data, err := os.ReadFile(a.path(versions[i]))
	if err != nil {
		return nil, fmt.Errorf("archive: %w", err)
	}
	files, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, fmt.Errorf("%w: %v", ErrDamaged, err)
	}
	contents := map[string][]byte{}
	for _, f := range files.File {
		if contents[f.Name], err = fs.ReadFile(files, f.Name); err != nil {
			return nil, fmt.Errorf("%w: %s: %v", ErrDamaged, f.Name, err)
		}
	}
	if ID(contents) != id {
		return nil, fmt.Errorf("%w: its files are not those that were saved", ErrDamaged)
	}
	return files, nil
}

// Pin makes a kept version the one to start with until Unpin. It is on disk
// when Pin returns nil.
func (a *Archive) Pin(id string) error {
	a.mu.Lock()
	defer a.mu.Unlock()
	versions, err := a.list()
	if err != nil {
		return err
	}
	if !slices.ContainsFunc(versions, func(v Version) bool { return v.ID == id }) {
		return ErrNotFound
	}
	write := func(w io.Writer) error { _, err := io.WriteString(w, id+"\n"); return err }
	if err := a.write(filepath.Join(a.dir, pinName), write); err != nil {
		return fmt.Errorf("archive: pin version: %w", err)
	}
	return syncDir(a.dir)
}

// Unpin takes the pin away, if there is one.
func (a *Archive) Unpin() error {
	a.mu.Lock()
	defer a.mu.Unlock()
	err := os.Remove(filepath.Join(a.dir, pinName))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("archive: unpin version: %w", err)
	}
	return syncDir(a.dir)
}

// Pinned returns the ID of the pinned version, "" if there is none.
func (a *Archive) Pinned() (string, error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.pinned()
}

func (a *Archive) pinned() (string, error) {
	data, err := os.ReadFile(filepath.Join(a.dir, pinName))
	if errors.Is(err, fs.ErrNotExist) {
		return "", nil
	}
	if err != nil {
		return "", fmt.Errorf("archive: %w", err)
	}
	return strings.TrimSpace(string(data)), nil
}

// write puts a file at path whole or not at all.
func (a *Archive) write(path string, content func(io.Writer) error) error {
	f, err := os.CreateTemp(a.dir, unfinished+"*")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name()) // renamed by then when all went well
	if err := errors.Join(content(f), f.Sync(), f.Close()); err != nil {
		return err
	}
	return os.Rename(f.Name(), path)
}

// writeZip writes files in order of their names, so that versions repeat.
func writeZip(w io.Writer, files map[string][]byte, now time.Time) error {
	z := zip.NewWriter(w)
	for _, name := range slices.Sorted(maps.Keys(files)) {
		f, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate, Modified: now.UTC()})
		if err != nil {
			return err
		}
		if _, err := f.Write(files[name]); err != nil {
			return err
		}
	}
	return z.Close()
}

// syncDir makes renames and removals in dir survive a loss of power.
func syncDir(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}
