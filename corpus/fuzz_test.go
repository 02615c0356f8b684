package corpus

import (
	"os"
	"path/filepath"
	"testing"
	"testing/fstest"
	"unicode/utf8"
)

// seeds are all articles at hand and what is hard about texts in small.
func seeds(f *testing.F) {
	f.Helper()
	files, _ := filepath.Glob("testdata/articles/*")
	built, _ := filepath.Glob("articles/*.txt")
	if len(files) == 0 || len(built) == 0 {
		f.Fatal("no seed articles")
	}
	for _, name := range append(files, built...) {
		data, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(data))
	}
	for _, c := range splits {
		f.Add(c.text)
	}
	f.Add("\ufeff---\ntitle: x\n---\n- a\n- b.\r\r\n\u2028* * *\n「。」。\u200b。a\u0301.")
}

// Whatever the text, every kind of file is cut so that sentences, headings
// and furniture hold everything once, and dates lie where they should.
func FuzzLoad(f *testing.F) {
	seeds(f)
	f.Fuzz(func(t *testing.T, text string) {
		for _, kind := range kinds {
			files := fstest.MapFS{"a" + kind: {Data: []byte(text)}}
			a := loadArticle(files, file{name: "a" + kind, id: "a", kind: kind}).article
			if a == nil {
				continue
			}
			if kind == ".txt" && a.Text != text {
				t.Fatalf("the text of a .txt file changed")
			}
			checkCover(t, a)
			for _, s := range a.Sentences[:min(3, len(a.Sentences))] {
				end := s.Start
				for _, m := range a.ResolveDates(s.Span) {
					if m.Start < end || m.End > s.End || !utf8.ValidString(a.Slice(m.Span)) {
						t.Fatalf("date %v in sentence %v", m, s.Span)
					}
					end = m.End
				}
			}
		}
	})
}

func FuzzParseMeta(f *testing.F) {
	f.Add("title: x\npublished: 2018-01-02\n")
	f.Add("a: &a [*a]\n? b\n: - c\n---\n...\n")
	f.Fuzz(func(t *testing.T, text string) {
		if m, _ := parseMeta(text); m.Published.Precision > Day {
			t.Fatal(m)
		}
	})
}
