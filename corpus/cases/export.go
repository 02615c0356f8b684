package cases

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Export writes the case files to the folder of cases inside dir, a corpus
// folder, which is made if it is not there. A file that is there with another
// content is never overwritten: then nothing is written and the error names
// all such files. An empty set writes nothing.
func (s *Set) Export(dir string) error {
	if len(s.files) == 0 {
		return nil
	}
	dir = filepath.Join(dir, Folder)
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return fmt.Errorf("export cases: %w", err)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return fmt.Errorf("export cases: %w", err)
	}
	defer root.Close()
	var missing, clashes []string
	for name, data := range s.files {
		there, err := root.ReadFile(name)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			missing = append(missing, name)
		case err != nil:
			return fmt.Errorf("export cases to %s: %w", dir, err)
		case !bytes.Equal(there, data):
			clashes = append(clashes, name)
		}
	}
	if len(clashes) > 0 {
		slices.Sort(clashes)
		return fmt.Errorf("export cases to %s: %s already there and different; choose an empty folder", dir, strings.Join(clashes, ", "))
	}
	for _, name := range missing {
		if err := root.WriteFile(name, s.files[name], 0o644); err != nil {
			return fmt.Errorf("export cases to %s: %w", dir, err)
		}
	}
	return nil
}
