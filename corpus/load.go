package corpus

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"runtime"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// ErrEmpty is matched by the error for a folder without a usable article.
var ErrEmpty = errors.New("no article to answer from")

// LoadDir loads the folder dir as Load does and sets Corpus.Dir. Symbolic
// links are followed only where they stay inside the folder.
func LoadDir(dir string) (*Corpus, error) {
	root, err := os.OpenRoot(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("corpus folder %s: %w; create it and put .txt, .md or .html files there", dir, fs.ErrNotExist)
	}
	if err != nil {
		return nil, fmt.Errorf("open corpus folder %s: %w", dir, err)
	}
	defer root.Close()
	c, err := Load(root.FS())
	if err != nil {
		return nil, fmt.Errorf("corpus folder %s: %w", dir, err)
	}
	c.Dir = dir
	return c, nil
}

// Load reads the articles at the top of fsys: .txt, .md and .html files, with
// metadata in NAME.yaml beside them or in front matter. What cannot be used
// is named in Corpus.Faults and does not cost the others; only a file system
// without any usable article is an error, which matches ErrEmpty.
func Load(fsys fs.FS) (*Corpus, error) {
	entries, err := fs.ReadDir(fsys, ".")
	if err != nil {
		return nil, fmt.Errorf("list articles: %w", err)
	}
	files, faults := choose(fsys, entries)
	results := make([]result, len(files))
	var work sync.WaitGroup
	next := make(chan int)
	for range min(runtime.GOMAXPROCS(0), len(files)) {
		work.Go(func() {
			for i := range next {
				results[i] = loadArticle(fsys, files[i])
			}
		})
	}
	for i := range files {
		next <- i
	}
	close(next)
	work.Wait()

	c := &Corpus{}
	for _, r := range results {
		faults = append(faults, r.faults...)
		if r.article != nil {
			c.Articles = append(c.Articles, r.article)
		}
	}
	c.Faults = faults
	if len(c.Articles) == 0 {
		return nil, emptyError(faults)
	}
	c.Version = c.hash()
	return c, nil
}

// emptyError says that nothing was loaded, why, and what to do.
func emptyError(faults []Fault) error {
	const shown = 3
	var why strings.Builder
	for i, f := range faults {
		if i == shown {
			fmt.Fprintf(&why, "; and %d more", len(faults)-shown)
			break
		}
		fmt.Fprintf(&why, "; %s: %s", f.File, f.Problem)
	}
	return fmt.Errorf("%w: put .txt, .md or .html files with text there%s", ErrEmpty, why.String())
}

// kinds of article files, in the order in which they win over each other when
// they share a name.
var kinds = []string{".txt", ".md", ".html"}

// A file is an article file to be read.
type file struct {
	name, id, kind string
	meta           string // name of the metadata file, "" if there is none
}

// choose picks the article files among entries and names what is wrong with
// the rest. Names that begin with a dot, other data beside the articles
// (.jsonl) and the folder of case files are none of its business.
func choose(fsys fs.FS, entries []fs.DirEntry) ([]file, []Fault) {
	var files []file
	var faults []Fault
	leave := func(name, problem string) { faults = append(faults, Fault{name, problem, true}) }
	byID := map[string]int{}
	metas := map[string]string{}
	var total int64
	for _, e := range entries {
		name := e.Name()
		extension := strings.ToLower(path.Ext(name))
		id := strings.TrimSuffix(name, path.Ext(name))
		if strings.HasPrefix(name, ".") || extension == ".jsonl" || e.IsDir() && name == "cases" {
			continue
		}
		if e.IsDir() {
			leave(name, "is a folder; only files at the top of the corpus folder are read, move its articles up")
			continue
		}
		if extension == ".yaml" || extension == ".yml" {
			metas[id] = name
			continue
		}
		rank := kindRank(extension)
		if rank < 0 {
			leave(name, "is not an article: only .txt, .md and .html are read")
			continue
		}
		if problem := nameProblem(id); problem != "" {
			leave(name, problem)
			continue
		}
		info, err := fs.Stat(fsys, name)
		if err != nil && e.Type()&fs.ModeSymlink != 0 {
			leave(name, linkProblem)
			continue
		}
		if err != nil {
			leave(name, openProblem(fsys, name, err))
			continue
		}
		if !info.Mode().IsRegular() {
			leave(name, "is not a regular file; put a copy of the text there")
			continue
		}
		if total += info.Size(); total > maxCorpusBytes || len(files) == maxArticles {
			leave(name, fmt.Sprintf("does not fit: a corpus holds at most %d articles and %d MB", maxArticles, maxCorpusBytes>>20))
			total -= info.Size()
			continue
		}
		f := file{name: name, id: id, kind: kinds[rank]}
		i, taken := byID[id]
		if !taken {
			byID[id] = len(files)
			files = append(files, f)
			continue
		}
		if rank < kindRank(files[i].kind) {
			files[i], f = f, files[i]
		}
		leave(f.name, fmt.Sprintf("has the same name as %s; rename one of them", files[i].name))
	}
	for _, id := range slices.Sorted(maps.Keys(metas)) {
		name := metas[id]
		if i, ok := byID[id]; ok {
			files[i].meta = name
			continue
		}
		leave(name, "describes an article that is not there; name it like the article or remove it")
	}
	return files, faults
}

// kindRank returns the place of extension in kinds, -1 if it is not there.
func kindRank(extension string) int {
	for i, k := range kinds {
		if k == extension {
			return i
		}
	}
	return -1
}

// nameProblem says why a file name cannot be an article's ID, "" if it can.
func nameProblem(id string) string {
	switch {
	case id == "":
		return "has no name before the extension; give it one"
	case !utf8.ValidString(id) || strings.ContainsFunc(id, unicode.IsControl):
		return "has a name with control characters or broken UTF-8; rename it"
	}
	return ""
}

const linkProblem = "is a symbolic link that leads out of the folder or nowhere; put a copy of the file there"

// openProblem explains an error on opening or reading a file.
func openProblem(fsys fs.FS, name string, err error) string {
	info, statErr := fs.Lstat(fsys, name)
	switch {
	case statErr == nil && info.Mode()&fs.ModeSymlink != 0:
		return linkProblem
	case errors.Is(err, fs.ErrPermission):
		return "may not be read; change its permissions"
	}
	return fmt.Sprintf("cannot be read (%v)", reason(err))
}

// reason is an error without the operation and path that fs puts before it.
func reason(err error) error {
	var pathError *fs.PathError
	if errors.As(err, &pathError) {
		return pathError.Err
	}
	return err
}

// hash returns what Version holds: a hash over everything that an answer can
// depend on, so that a better splitter counts as a new version too.
func (c *Corpus) hash() string {
	h := sha256.New()
	for _, a := range c.Articles {
		m := a.Meta
		fmt.Fprintf(h, "%q %s %q %q %q %q %s %s\n", a.ID, a.Hash, m.Title, m.Source, m.URL, m.Language, m.Published.ISO(), m.Reported.ISO())
		for _, s := range a.Sentences {
			fmt.Fprintln(h, s.Start, s.End)
		}
		for _, s := range a.Headings {
			fmt.Fprintln(h, "heading", s.Start, s.End)
		}
	}
	return hex.EncodeToString(h.Sum(nil))
}
