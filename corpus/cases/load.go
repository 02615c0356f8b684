package cases

import (
	"embed"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"casebot/corpus"
)

//go:embed *.yaml
var builtin embed.FS

// Files holds the case files that come with the program.
func Files() fs.FS { return builtin }

// Folder is the name of the folder with case files inside a corpus folder.
const Folder = "cases"

// maxFileBytes is far more than a case needs and far less than memory.
const maxFileBytes = 1 << 20

// Builtin loads the case files that come with the program. They fit the
// built-in articles only. It finds the place of every quote; that the lines say
// no more than their quotes the tests have shown of these files, and it would
// take a fifth of a second at every start: Load(Files(), c) shows it again.
func Builtin(c *corpus.Corpus) (*Set, error) { return load(builtin, archive{Corpus: c}) }

// For loads the cases that belong to a corpus: the built-in ones for the
// built-in articles, else those in its folder. No such folder is an empty set.
func For(c *corpus.Corpus) (*Set, error) {
	if c.Dir == "" {
		return Builtin(c)
	}
	// A root keeps symbolic links from leading out of the corpus folder.
	root, err := os.OpenRoot(c.Dir)
	if err != nil {
		return nil, fmt.Errorf("open corpus folder: %w", err)
	}
	defer root.Close()
	files, err := fs.Sub(root.FS(), Folder)
	if err != nil {
		return nil, err
	}
	set, err := Load(files, c)
	if err != nil {
		return nil, inFolder(err, filepath.Join(c.Dir, Folder))
	}
	return set, nil
}

// Load reads every .yaml and .yml file at the top of fsys and checks it
// against the articles. One fault refuses the whole set, so that a reload
// keeps the cases it had; the error joins every *Problem of every file. A
// folder that does not exist or holds no case gives an empty set.
func Load(fsys fs.FS, c *corpus.Corpus) (*Set, error) { return load(fsys, newArchive(c)) }

func load(fsys fs.FS, a archive) (*Set, error) {
	entries, err := fs.ReadDir(fsys, ".")
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("read case files: %w", err)
	}
	var documents []*document
	var problems []error
	for _, e := range entries {
		if e.IsDir() || !isCaseFile(e.Name()) {
			continue
		}
		d, err := loadFile(fsys, e.Name())
		if err != nil {
			problems = append(problems, err)
			continue
		}
		documents = append(documents, d)
	}
	problems = append(problems, checkAll(documents, a)...)
	if len(problems) > 0 {
		return nil, errors.Join(problems...)
	}
	set := &Set{files: map[string][]byte{}}
	for _, d := range documents {
		set.cases = append(set.cases, d.Case)
		set.files[d.file] = d.data
	}
	slices.SortFunc(set.cases, func(a, b *Case) int { return strings.Compare(a.ID, b.ID) })
	return set, nil
}

// checkAll checks all documents, each on its own goroutine: together they take
// long enough to be felt when the program starts.
func checkAll(documents []*document, a archive) []error {
	found := make([][]error, len(documents))
	var wg sync.WaitGroup
	for i, d := range documents {
		wg.Go(func() { found[i] = d.check(a, documents) })
	}
	wg.Wait()
	return slices.Concat(found...)
}

func isCaseFile(name string) bool {
	ext := path.Ext(name)
	return (ext == ".yaml" || ext == ".yml") && !strings.HasPrefix(name, ".")
}

func loadFile(fsys fs.FS, name string) (*document, error) {
	f, err := fsys.Open(name)
	if err != nil {
		return nil, &Problem{File: name, Message: err.Error()}
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, maxFileBytes+1))
	switch {
	case err != nil:
		return nil, &Problem{File: name, Message: err.Error()}
	case len(data) > maxFileBytes:
		return nil, &Problem{File: name, Message: fmt.Sprintf("larger than %d bytes: split it into several cases", maxFileBytes)}
	}
	d, err := decode(name, data)
	if err != nil {
		return nil, err
	}
	d.ID, d.data = strings.TrimSuffix(name, path.Ext(name)), data
	return d, nil
}

// Problems lists what Load found wrong, in order of file and line; nil for
// errors of another kind.
func Problems(err error) []*Problem {
	var out []*Problem
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		for _, e := range joined.Unwrap() {
			out = append(out, Problems(e)...)
		}
		return out
	}
	var p *Problem
	if errors.As(err, &p) {
		out = append(out, p)
	}
	return out
}

// inFolder puts the folder before the file names of all problems.
func inFolder(err error, dir string) error {
	for _, p := range Problems(err) {
		p.File = filepath.Join(dir, p.File)
	}
	return err
}
