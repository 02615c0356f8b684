package corpus

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestExportRoundTrip(t *testing.T) {
	odd, err := LoadDir("testdata/articles")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []*Corpus{loadBuiltin(t), odd} {
		dir := filepath.Join(t.TempDir(), "new", "folder")
		if err := c.Export(dir); err != nil {
			t.Fatal(err)
		}
		if err := c.Export(dir); err != nil {
			t.Errorf("a second export of the same = %v", err)
		}
		again, err := LoadDir(dir)
		if err != nil {
			t.Fatal(err)
		}
		if len(again.Articles) != len(c.Articles) || len(again.Faults) > 0 {
			t.Fatalf("%d articles and faults %v, want %d articles", len(again.Articles), again.Faults, len(c.Articles))
		}
		for i, a := range c.Articles {
			if again.Articles[i].Text != a.Text {
				t.Errorf("the text of %s changed", a.ID)
			}
			if d := cmp.Diff(a.Meta, again.Articles[i].Meta); d != "" {
				t.Errorf("metadata of %s, -before +after:\n%s", a.ID, d)
			}
		}
	}
}

func TestExportNeverOverwrites(t *testing.T) {
	c := loadBuiltin(t)
	first, second := c.Articles[0].ID, c.Articles[1].ID
	for _, name := range []string{second + ".txt", second + ".yaml", second + ".md"} {
		dir := writeFiles(t, map[string]string{name: "mine"})
		err := c.Export(dir)
		if err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("Export over %s = %v, want an error naming it", name, err)
		}
		if data, _ := os.ReadFile(filepath.Join(dir, name)); string(data) != "mine" {
			t.Errorf("%s was overwritten", name)
		}
		if _, err := os.Stat(filepath.Join(dir, first+".txt")); err == nil {
			t.Errorf("an export that clashes with %s wrote files", name)
		}
	}
}
