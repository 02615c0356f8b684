package corpus

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"
)

// articles loads a corpus of .txt files from their names and texts.
func articles(t *testing.T, texts map[string]string) *Corpus {
	t.Helper()
	files := fstest.MapFS{}
	for name, text := range texts {
		files[name] = &fstest.MapFile{Data: []byte(text)}
	}
	c, err := Load(files)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// report writes changes as one readable line each.
func report(c Changes) string {
	var out strings.Builder
	for _, a := range c.Removed {
		fmt.Fprintln(&out, "- article", a.ID)
	}
	for _, a := range c.Added {
		fmt.Fprintln(&out, "+ article", a.ID)
	}
	for _, ch := range c.Changed {
		fmt.Fprintln(&out, "* article", ch.New.ID, strings.Join(ch.Meta, ","))
		for _, s := range ch.Removed {
			fmt.Fprintln(&out, "  -", ch.Old.Slice(s.Span))
		}
		for _, s := range ch.Added {
			fmt.Fprintln(&out, "  +", ch.New.Slice(s.Span))
		}
		for _, r := range ch.Reworded {
			fmt.Fprintln(&out, "  *", ch.Old.Slice(r.Old.Span), "->", ch.New.Slice(r.New.Span))
		}
	}
	return out.String()
}

const spyText = "The engineer was arrested in Chicago. He was sentenced to eight years in prison. The court spoke of a grave crime."

func TestDiff(t *testing.T) {
	base := map[string]string{"a.txt": spyText, "b.txt": "A second article stands here. It stays as it is."}
	with := func(name, text string) map[string]string {
		out := map[string]string{"a.txt": base["a.txt"], "b.txt": base["b.txt"]}
		out[name] = text
		if text == "" {
			delete(out, name)
		}
		return out
	}
	tests := []struct {
		name  string
		after map[string]string
		want  string
	}{
		{"nothing", base, ""},
		{"article added", with("c.txt", "A third one came later."), "+ article c\n"},
		{"article removed", with("b.txt", ""), "- article b\n"},
		{"sentence added", with("a.txt", spyText+" Nobody else was charged at that time."), "* article a \n  + Nobody else was charged at that time.\n"},
		{"sentence removed", with("a.txt", strings.Replace(spyText, " The court spoke of a grave crime.", "", 1)), "* article a \n  - The court spoke of a grave crime.\n"},
		{"sentence reworded", with("a.txt", strings.Replace(spyText, "eight years", "nine years", 1)), "* article a \n  * He was sentenced to eight years in prison. -> He was sentenced to nine years in prison.\n"},
		{"sentence replaced", with("a.txt", strings.Replace(spyText, "The court spoke of a grave crime.", "Lawyers plan an appeal next month.", 1)), "* article a \n  - The court spoke of a grave crime.\n  + Lawyers plan an appeal next month.\n"},
		{"sentence moved", with("a.txt", "The court spoke of a grave crime. The engineer was arrested in Chicago. He was sentenced to eight years in prison."), "* article a \n"},
		{"metadata", with("a.yaml", "title: Another title\nurl: https://example.org/a\n"), "* article a title,url\n"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			before, after := articles(t, base), articles(t, tt.after)
			got := Diff(before, after)
			// Titles are guessed from the text, so a new text may change them.
			if text := strings.Replace(report(got), "a title\n", "a \n", 1); text != tt.want {
				t.Errorf("Diff reports\n%swant\n%s", text, tt.want)
			}
			if got.Empty() != (tt.want == "") {
				t.Errorf("Empty() = %v", got.Empty())
			}
			back := Diff(after, before)
			if len(back.Added) != len(got.Removed) || len(back.Removed) != len(got.Added) || len(back.Changed) != len(got.Changed) {
				t.Errorf("the other way round: %s", report(back))
			}
		})
	}
}

func TestDiffWithNothing(t *testing.T) {
	c := articles(t, map[string]string{"a.txt": spyText})
	if got := report(Diff(nil, c)); got != "+ article a\n" {
		t.Errorf("Diff(nil, c) reports %s", got)
	}
	if got := report(Diff(c, nil)); got != "- article a\n" {
		t.Errorf("Diff(c, nil) reports %s", got)
	}
	if !Diff(nil, nil).Empty() {
		t.Error("nothing differs from nothing")
	}
}

func TestDiffOfARewrittenArticleEnds(t *testing.T) {
	var a, b strings.Builder
	for i := range 330 {
		fmt.Fprintf(&a, "The old sentence number %d says something.\n", i)
		fmt.Fprintf(&b, "A wholly new line with the count of %d stands here.\n", i)
	}
	got := Diff(articles(t, map[string]string{"a.txt": a.String()}), articles(t, map[string]string{"a.txt": b.String()}))
	if len(got.Changed) != 1 || len(got.Changed[0].Removed) != 330 || len(got.Changed[0].Added) != 330 {
		t.Errorf("%d changed, want one with 330 sentences on each side", len(got.Changed))
	}
}
