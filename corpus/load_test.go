package corpus

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
)

const good = "A man was arrested in Ghent on 3 May 2018. He denies it."

// faultsOf loads files next to one good article, which must survive, and
// returns the faults as "file: problem", "+" before those of files loaded all
// the same.
func faultsOf(t *testing.T, files map[string]string) (*Corpus, []string) {
	t.Helper()
	fsys := fstest.MapFS{"good.txt": {Data: []byte(good)}}
	for name, data := range files {
		fsys[name] = &fstest.MapFile{Data: []byte(data)}
	}
	c, err := Load(fsys)
	if err != nil {
		t.Fatalf("Load: %v", err)
	}
	if a, err := c.Article("good"); err != nil || len(a.Sentences) != 2 {
		t.Fatalf("the good article was lost: %v", err)
	}
	var faults []string
	for _, f := range c.Faults {
		mark := "+"
		if f.LeftOut {
			mark = ""
		}
		faults = append(faults, mark+f.File+": "+f.Problem)
	}
	return c, faults
}

func TestLoadNamesWhatIsWrong(t *testing.T) {
	cases := []struct {
		name  string
		files map[string]string
		want  string // beginning of the only fault
	}{
		{"empty", map[string]string{"a.txt": ""}, "a.txt: is empty"},
		{"space", map[string]string{"a.txt": " \n\ufeff\n"}, "a.txt: is empty"},
		{"latin-1", map[string]string{"a.txt": "caf\xe9 au lait."}, "a.txt: is not UTF-8 (byte 3)"},
		{"utf-16", map[string]string{"a.txt": "\xff\xfeh\x00i\x00"}, "a.txt: is UTF-16"},
		{"binary", map[string]string{"a.txt": "GIF89a\x00 and so on."}, "a.txt: holds zero bytes"},
		{"too large", map[string]string{"a.txt": strings.Repeat("A sentence. ", maxArticleBytes/10)}, "a.txt: is larger than the limit of 2048 KB"},
		{"50 MB", map[string]string{"a.txt": strings.Repeat("0123456789", 5<<20)}, "a.txt: is larger than the limit of 2048 KB"},
		{"large page", map[string]string{"a.html": strings.Repeat("<p>A sentence.", maxArticleBytes/10)}, "a.html: is larger than the limit of 2048 KB"},
		{"only furniture", map[string]string{"a.txt": "Leave a Reply\n\nRequired fields are marked *"}, "a.txt: holds no sentence"},
		{"empty page", map[string]string{"a.html": "<html><body><script>x()</script></body></html>"}, "a.html: holds no"},
		{"picture", map[string]string{"a.jpg": "x"}, "a.jpg: is not an article"},
		{"same name", map[string]string{"a.txt": good, "a.md": good}, "a.md: has the same name as a.txt"},
		{"same name, page first", map[string]string{"a.html": good, "a.md": good}, "a.html: has the same name as a.md"},
		{"folder", map[string]string{"more/a.txt": good}, "more: is a folder"},
		{"no name", map[string]string{".txt": good, "a.txt": ""}, "a.txt: is empty"},
		{"bad name", map[string]string{"a\nb.txt": good}, "a\nb.txt: has a name with control characters"},
		{"lonely metadata", map[string]string{"b.yaml": "title: x"}, "b.yaml: describes an article that is not there"},
		{"unknown key", map[string]string{"a.txt": good, "a.yaml": "title: x\nauthor: y"}, "+a.yaml: has the unknown key \"author\""},
		{"bad date", map[string]string{"a.txt": good, "a.yaml": "published: last week"}, "+a.yaml: has a bad date under \"published\": \"last week\" is no date"},
		{"bad address", map[string]string{"a.txt": good, "a.yaml": "url: javascript:alert(1)"}, "+a.yaml: has no web address"},
		{"list for title", map[string]string{"a.txt": good, "a.yaml": "title: [a, b]"}, "+a.yaml: has no plain text under \"title\""},
		{"alias", map[string]string{"a.txt": good, "a.yaml": "language: en\ntitle: *s"}, "+a.yaml: has no plain text under"},
		{"broken yaml", map[string]string{"a.txt": good, "a.yaml": "title: \"x"}, "+a.yaml: is not valid YAML"},
		{"yaml list", map[string]string{"a.txt": good, "a.yaml": "- x"}, "+a.yaml: is not a list of keys"},
		{"deep yaml", map[string]string{"a.txt": good, "a.yaml": "title: " + strings.Repeat("[", 200)}, "+a.yaml: nests too deeply"},
		{"deep yaml, indented", map[string]string{"a.txt": good, "a.yaml": deepMapping(150)}, "+a.yaml: has the unknown key"},
		{"large yaml", map[string]string{"a.txt": good, "a.yaml": "title: " + strings.Repeat("x", maxMetaBytes)}, "+a.yaml: is larger than the limit of 16 KB"},
		{"latin-1 yaml", map[string]string{"a.txt": good, "a.yaml": "title: caf\xe9"}, "+a.yaml: is not UTF-8"},
		{"bad front matter", map[string]string{"a.md": "---\ntitle: x\nmood: y\n---\n" + good}, "+a.md: has the unknown key \"mood\""},
		{"deep page", map[string]string{"a.html": strings.Repeat("<div>", 100_000) + good}, "a.html: has more than"},
		{"deep inline page", map[string]string{"a.html": strings.Repeat("<b>", 100_000) + good}, "a.html: has more than"},
		{"deep markdown", map[string]string{"a.md": strings.Repeat("- ", 20_000) + good}, "a.md: nests more than 100"},
		{"many links", map[string]string{"a.md": strings.Repeat("[a](", 100_000) + good}, "a.md: has more than 5000"},
		{"deep quotes", map[string]string{"a.md": good + "\n\n" + strings.Repeat(">", 20_000) + good}, "a.md: nests more than 100"},
		{"many lines", map[string]string{"a.txt": strings.Repeat("x\n", 2*maxBlocks)}, "a.txt: has more than 20000 lines"},
		{"many elements", map[string]string{"a.html": strings.Repeat("<p>x", 100_000) + good}, "a.html: has more than"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			_, faults := faultsOf(t, c.files)
			if len(faults) == 0 || !strings.HasPrefix(faults[0], c.want) {
				t.Errorf("faults = %q, want %q…", faults, c.want)
			}
			if len(faults) > 1 {
				t.Errorf("faults = %q, want one", faults)
			}
		})
	}
}

// deepMapping nests n mappings by indentation.
func deepMapping(n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(strings.Repeat(" ", i) + "a:\n")
	}
	return b.String()
}

func TestLoadBillionLaughs(t *testing.T) {
	yaml := "a: &a [x, x, x, x, x, x, x, x, x]\n"
	for c := 'b'; c < 'j'; c++ {
		yaml += string(c) + ": &" + string(c) + " [" + strings.Repeat("*"+string(c-1)+", ", 9) + "]\n"
	}
	_, faults := faultsOf(t, map[string]string{"a.txt": good, "a.yaml": yaml + "title: *i\n"})
	if len(faults) != 10 {
		t.Errorf("%d faults, want one for each of the 10 keys", len(faults))
	}
}

func TestLoadIgnoresWhatIsNotItsOwn(t *testing.T) {
	_, faults := faultsOf(t, map[string]string{"cases/a.yaml": "x: y", "questions.jsonl": "{}", ".DS_Store": "\x00"})
	if len(faults) > 0 {
		t.Errorf("faults = %q, want none", faults)
	}
}

func TestLoadMetadata(t *testing.T) {
	c, faults := faultsOf(t, map[string]string{
		"beside.txt":  good,
		"beside.yaml": "title: \"A: man\"\nsource: 'The Post'\npublished: 2018\nreported: 2018-05-04\nurl: https://example.org/a\nlanguage: en\n",
		"front.txt":   "---\ntitle: >\n  Two\n  lines\npublished: 2018-05\n---\n" + good,
		"both.md":     "---\ntitle: front\nsource: front\n---\n# Heading\n\n" + good,
		"both.yaml":   "title: beside\n",
		"dashes.txt":  "---\n" + good + "\n---\n",
		"none.txt":    "Source: https://example.org/x\n\nA headline\n2018-05-04\n" + good + "\n",
		"empty.txt":   good,
		"empty.yaml":  "# nothing yet\n",
		"number.txt":  good,
		"number.yaml": "title: 007\n",
	})
	if len(faults) > 0 {
		t.Fatalf("faults = %q", faults)
	}
	day := func(s string) Date {
		d, err := ParseDate(s)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	first := "A man was arrested in Ghent on 3 May 2018."
	want := map[string]Meta{
		"beside": {Title: "A: man", Source: "The Post", URL: "https://example.org/a", Language: "en", Published: day("2018"), Reported: day("2018-05-04")},
		"front":  {Title: "Two lines", Language: "en", Published: day("2018-05"), Inferred: []string{"language"}},
		"both":   {Title: "beside", Source: "front", Language: "en", Inferred: []string{"language"}},
		"dashes": {Title: first, Language: "en", Inferred: []string{"language", "title"}},
		"none":   {Title: "A headline", URL: "https://example.org/x", Language: "en", Reported: day("2018-05-04"), Inferred: []string{"language", "reported", "title", "url"}},
		"empty":  {Title: first, Language: "en", Inferred: []string{"language", "title"}},
		"number": {Title: "007", Language: "en", Inferred: []string{"language"}},
		"good":   {Title: first, Language: "en", Inferred: []string{"language", "title"}},
	}
	for _, a := range c.Articles {
		checkCover(t, a)
		if d := cmp.Diff(want[a.ID], a.Meta); d != "" {
			t.Errorf("metadata of %s, -want +got:\n%s", a.ID, d)
		}
	}
}

// The text of a .txt is the file itself, front matter and byte order mark
// included, so that offsets count in the file.
func TestLoadKeepsTextFiles(t *testing.T) {
	content := "\ufeff---\r\ntitle: x\r\n---\r\n" + good + "\r\n"
	c, _ := faultsOf(t, map[string]string{"a.txt": content})
	a, err := c.Article("a")
	if err != nil || a.Text != content || a.Meta.Title != "x" || len(a.Sentences) != 2 {
		t.Fatalf("article = %+v, %v", a, err)
	}
	if f := a.Furniture; len(f) != 1 || f[0].Reason != "front matter" || !strings.HasPrefix(a.Slice(f[0].Span), "---") {
		t.Errorf("furniture = %v", f)
	}
}

func TestLoadVersion(t *testing.T) {
	load := func(text, yaml string) string {
		c, err := Load(fstest.MapFS{"a.txt": {Data: []byte(text)}, "a.yaml": {Data: []byte(yaml)}})
		if err != nil {
			t.Fatal(err)
		}
		return c.Version
	}
	version := load(good, "title: x")
	if again := load(good, "title: 'x' # same"); again != version {
		t.Error("the same texts and metadata have another version")
	}
	for _, other := range []string{load(good+" ", "title: x"), load(good, "title: y"), load(good, "title: x\nreported: 2018")} {
		if other == version {
			t.Error("another text or other metadata have the same version")
		}
	}
}

func TestLoadWithoutArticles(t *testing.T) {
	_, err := Load(fstest.MapFS{})
	if !errors.Is(err, ErrEmpty) {
		t.Errorf("Load(nothing) = %v, want ErrEmpty", err)
	}
	_, err = Load(fstest.MapFS{"a.txt": {}, "b.pdf": {}})
	if !errors.Is(err, ErrEmpty) || !strings.Contains(err.Error(), "a.txt: is empty") || !strings.Contains(err.Error(), "b.pdf: is not an article") {
		t.Errorf("Load(broken files) = %v, want ErrEmpty with both files", err)
	}
	_, err = LoadDir(filepath.Join(t.TempDir(), "missing"))
	if !errors.Is(err, fs.ErrNotExist) || !strings.Contains(err.Error(), "create it") {
		t.Errorf("LoadDir(missing) = %v", err)
	}
	_, err = LoadDir(writeFiles(t, map[string]string{"x/a.txt": good}) + "/x/a.txt")
	if err == nil {
		t.Error("LoadDir(file) gave no error")
	}
}

// writeFiles writes files into a new folder and returns it.
func writeFiles(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, data := range files {
		if err := os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), []byte(data), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func TestLoadDirLinks(t *testing.T) {
	outside := writeFiles(t, map[string]string{"secret.txt": "A secret sentence.", "secret.yaml": "title: secret"})
	dir := writeFiles(t, map[string]string{"a.txt": good, "b.txt": good})
	link := func(target, name string) {
		if err := os.Symlink(target, filepath.Join(dir, name)); err != nil {
			t.Skip("no symbolic links here:", err)
		}
	}
	link(filepath.Join(outside, "secret.txt"), "out.txt")
	link("../"+filepath.Base(outside)+"/secret.txt", "relative.txt")
	link("nowhere.txt", "broken.txt")
	link("self.txt", "self.txt")
	link("a.txt", "inside.txt")
	link(filepath.Join(outside, "secret.yaml"), "b.yaml")
	c, err := LoadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var ids, faults []string
	for _, a := range c.Articles {
		ids = append(ids, a.ID)
		if strings.Contains(a.Text+a.Meta.Title, "secret") {
			t.Errorf("article %s holds what is outside the folder", a.ID)
		}
	}
	if d := cmp.Diff([]string{"a", "b", "inside"}, ids); d != "" {
		t.Errorf("articles, -want +got:\n%s", d)
	}
	for _, f := range c.Faults {
		faults = append(faults, f.File)
		if !strings.Contains(f.Problem, "symbolic link") {
			t.Errorf("%s: %s, want it called a symbolic link", f.File, f.Problem)
		}
	}
	if d := cmp.Diff([]string{"broken.txt", "out.txt", "relative.txt", "self.txt", "b.yaml"}, faults); d != "" {
		t.Errorf("faults, -want +got:\n%s", d)
	}
	if c.Dir != dir {
		t.Errorf("Dir = %q, want %q", c.Dir, dir)
	}
}

// brokenFS fails to open one file.
type brokenFS struct {
	fstest.MapFS
	name string
	err  error
}

func (b brokenFS) Open(name string) (fs.File, error) {
	if name == b.name {
		return nil, &fs.PathError{Op: "open", Path: name, Err: b.err}
	}
	return b.MapFS.Open(name)
}

func TestLoadUnreadable(t *testing.T) {
	for err, want := range map[error]string{fs.ErrPermission: "may not be read", errors.New("disk on fire"): "cannot be read (disk on fire)"} {
		files := brokenFS{fstest.MapFS{"a.txt": {Data: []byte(good)}, "b.txt": {Data: []byte(good)}}, "b.txt", err}
		c, loadErr := Load(files)
		if loadErr != nil {
			t.Fatal(loadErr)
		}
		if len(c.Articles) != 1 || len(c.Faults) != 1 || !strings.HasPrefix(c.Faults[0].Problem, want) {
			t.Errorf("faults = %v, want %q", c.Faults, want)
		}
	}
}
