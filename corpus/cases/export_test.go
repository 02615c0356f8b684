package cases

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestExportRoundTrip(t *testing.T) {
	set, c := builtinCases(t)
	dir := t.TempDir()
	if err := c.Export(dir); err != nil {
		t.Fatal(err)
	}
	for range 2 { // again over the same files
		if err := set.Export(dir); err != nil {
			t.Fatal(err)
		}
	}
	exported := *c
	exported.Dir = dir
	again, err := For(&exported)
	if err != nil {
		t.Fatal(err)
	}
	if len(again.Cases()) != len(set.Cases()) {
		t.Errorf("%d of %d cases came back", len(again.Cases()), len(set.Cases()))
	}
	changed := filepath.Join(dir, Folder, "ji-chaoqun.yaml")
	if err := os.WriteFile(changed, []byte("name: mine\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := set.Export(dir); err == nil || !strings.Contains(err.Error(), "ji-chaoqun.yaml already there") {
		t.Errorf("Export over an edited file: %v", err)
	}
	if data, err := os.ReadFile(changed); err != nil || string(data) != "name: mine\n" {
		t.Errorf("the edited file now holds %q, %v", data, err)
	}
	if err := new(Set).Export(filepath.Join(dir, "none")); err != nil {
		t.Error(err)
	}
}
