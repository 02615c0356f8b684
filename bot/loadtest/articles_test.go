package loadtest

import (
	"strings"
	"testing"

	"casebot/corpus"
)

func TestArticlesAreUnlike(t *testing.T) {
	dir := t.TempDir()
	const n = 1000
	must(t, WriteArticles(dir, n))
	c, err := corpus.LoadDir(dir)
	must(t, err)
	if len(c.Articles) != n || len(c.Faults) > 0 {
		t.Fatalf("%d articles, faults %v", len(c.Articles), c.Faults)
	}
	asked := map[string]bool{}
	for i, a := range c.Articles {
		made := MakeArticle(i, 0)
		if asked[made.Question] {
			t.Errorf("two articles answer %q", made.Question)
		}
		asked[made.Question] = true
		if len(a.Sentences) != 3 || !strings.Contains(a.Slice(a.Sentences[0].Span), made.Answer) {
			t.Fatalf("article %s has %d sentences: %s", a.ID, len(a.Sentences), a.Text)
		}
	}
}

func TestEditionsDifferInOneSentence(t *testing.T) {
	for i := range 50 {
		a, b := strings.Split(MakeArticle(i, 0).Text, "\n"), strings.Split(MakeArticle(i, 1).Text, "\n")
		if a[0] != b[0] || a[1] == b[1] || a[2] != b[2] {
			t.Errorf("editions of %d: %q and %q", i, a, b)
		}
	}
}
