package corpus

import (
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func loadBuiltin(t *testing.T) *Corpus {
	t.Helper()
	c, err := Builtin()
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// texts returns what stands at spans.
func (a *Article) texts(spans []Span) []string {
	var texts []string
	for _, s := range spans {
		texts = append(texts, a.Slice(s))
	}
	return texts
}

func TestBuiltinIsByteForByte(t *testing.T) {
	for _, a := range loadBuiltin(t).Articles {
		data, err := os.ReadFile("articles/" + a.ID + ".txt")
		if err != nil {
			t.Fatal(err)
		}
		if a.Text != string(data) {
			t.Errorf("article %s differs from its file", a.ID)
		}
	}
}

func TestBuiltinHeadings(t *testing.T) {
	want := map[string][]string{
		"000_62d8144fe86f8dca": {
			"China’s Ministry of State Security and Industrial Espionage — A “State-Organized Crime,” U.S. DOJ and FBI Warned.",
			"U.S. Justice Department makes full effort to uncover China’s industrial espionage network.",
			"Background of the case.",
			"U.S.–China confrontation intensifies even in espionage.",
			"What is China’s Ministry of State Security.",
		},
		"001_63a8e6dbe434261b": {
			"The Chinese engineer was arrested in 2018",
			"A quick glance at China's intelligence agency",
		},
	}
	for _, a := range loadBuiltin(t).Articles {
		if d := cmp.Diff(want[a.ID], a.texts(a.Headings)); d != "" {
			t.Errorf("headings of %s, -want +got:\n%s", a.ID, d)
		}
	}
}

func TestBuiltinFurniture(t *testing.T) {
	want := map[string][]string{
		"000_62d8144fe86f8dca": {
			"dateline: 2019-01-16", "blog ranking: A chapter I", "blog ranking: A chapter I", "blog ranking: A chapter I",
			"pointer: The following", "dateline: January 6, 2019, 11:51.", "comment form: Leave a Reply",
			"required fields: Your email", "captcha: Please enter", "spam filter: This site",
		},
		"001_63a8e6dbe434261b": {"glued metadata: date 2023-01-26"},
	}
	for _, a := range loadBuiltin(t).Articles {
		if len(a.Furniture) != len(want[a.ID]) {
			t.Fatalf("%s has %d pieces of furniture, want %d", a.ID, len(a.Furniture), len(want[a.ID]))
		}
		for i, f := range a.Furniture {
			if got := f.Reason + ": " + a.Slice(f.Span); !strings.HasPrefix(got, want[a.ID][i]) {
				t.Errorf("furniture %d of %s = %q, want %q…", i, a.ID, got, want[a.ID][i])
			}
		}
	}
}

// What remains of the two articles once headings and furniture are out is
// quotable, every byte of it.
func TestBuiltinSentences(t *testing.T) {
	counts := map[string]int{"000_62d8144fe86f8dca": 37, "001_63a8e6dbe434261b": 38}
	for _, a := range loadBuiltin(t).Articles {
		checkCover(t, a)
		if len(a.Sentences) != counts[a.ID] {
			t.Errorf("%s has %d sentences, want %d", a.ID, len(a.Sentences), counts[a.ID])
		}
	}
}
