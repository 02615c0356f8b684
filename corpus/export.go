package corpus

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"
)

// Export writes every article as ID.txt with its metadata in ID.yaml to dir,
// which is made if it is not there, so that LoadDir(dir) gives the same texts.
// What was inferred stands as a comment in the metadata. A file that is there
// with another content is never overwritten: then nothing is written and the
// error names all such files.
func (c *Corpus) Export(dir string) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return fmt.Errorf("export corpus: %w", err)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return fmt.Errorf("export corpus: %w", err)
	}
	defer root.Close()
	files := map[string][]byte{}
	var clashes []string
	for _, a := range c.Articles {
		files[a.ID+".txt"] = []byte(a.Text)
		files[a.ID+".yaml"] = a.Meta.yaml()
		for _, kind := range kinds[1:] {
			if _, err := root.Lstat(a.ID + kind); err == nil {
				clashes = append(clashes, a.ID+kind)
			}
		}
	}
	for name, data := range files {
		there, err := root.ReadFile(name)
		switch {
		case err == nil && bytes.Equal(there, data):
			delete(files, name)
		case err == nil:
			clashes = append(clashes, name)
		case !errors.Is(err, fs.ErrNotExist):
			return fmt.Errorf("export corpus to %s: %w", dir, err)
		}
	}
	if len(clashes) > 0 {
		slices.Sort(clashes)
		return fmt.Errorf("export corpus to %s: %s already there and different; choose an empty folder", dir, strings.Join(clashes, ", "))
	}
	for name, data := range files {
		if err := create(root, name, data); err != nil {
			return fmt.Errorf("export corpus to %s: %w", dir, err)
		}
	}
	return nil
}

// create writes a file that must not be there yet.
func create(root *os.Root, name string, data []byte) error {
	f, err := root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	return errors.Join(err, f.Close())
}

// yaml returns m as the text of a metadata file.
func (m Meta) yaml() []byte {
	var b bytes.Buffer
	for _, f := range m.Fields() {
		if f.Value == "" {
			continue
		}
		value, err := yaml.Marshal(f.Value)
		if err != nil {
			// A string always has a YAML form.
			panic("corpus: " + err.Error())
		}
		comment := ""
		if f.Inferred {
			comment = "# inferred: "
		}
		fmt.Fprintf(&b, "%s%s: %s\n", comment, f.Name, bytes.TrimSpace(value))
	}
	return b.Bytes()
}
