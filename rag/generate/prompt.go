package generate

import (
	"embed"
	"fmt"
	"strings"
	"text/template"
	"unicode"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
)

//go:embed prompts/*.tmpl
var promptFiles embed.FS

var prompts = template.Must(template.New("").Funcs(template.FuncMap{"data": data}).ParseFS(promptFiles, "prompts/*.tmpl"))

// escapes keep data from ending the element or attribute it stands in.
var escapes = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;", "`", "'")

// data makes text safe to stand between delimiters.
func data(text string) string { return escapes.Replace(visible(text)) }

// visible puts text on one line, without control and invisible characters.
func visible(text string) string {
	text = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case unicode.Is(unicode.C, r) || r == unicode.ReplacementChar:
			return -1
		}
		return r
	}, text)
	return strings.Join(strings.Fields(text), " ")
}

// render fills in a prompt. The templates are part of the program: a fault in
// one is a programming mistake.
func render(name string, with any) string {
	var b strings.Builder
	if err := prompts.ExecuteTemplate(&b, name+".tmpl", with); err != nil {
		panic(err)
	}
	return strings.TrimSpace(b.String())
}

func systemPrompt(lang string, f format) string {
	return render("system", struct {
		Language string
		Most     int
		Format   string
	}{languageName(lang), maxSentences, f.form()})
}

// languageName gives the English name of a language: "Japanese".
func languageName(tag string) string {
	t, err := language.Parse(tag)
	if err != nil {
		return "English"
	}
	return display.English.Tags().Name(t)
}

type promptArticle struct {
	Title, Date string
	Sentences   []promptSentence
}

type promptSentence struct {
	ID    string
	Text  string
	Dates []string
}

// questionPrompt fences the passages, one element for each article in order of
// its first passage, and the question after them.
func questionPrompt(r Request) string {
	var articles []*promptArticle
	byID := map[string]*promptArticle{}
	for i, p := range r.Passages {
		a := byID[p.Article]
		if a == nil {
			a = &promptArticle{Title: p.Title, Date: p.Date}
			byID[p.Article] = a
			articles = append(articles, a)
		}
		s := promptSentence{ID: modelID(i), Text: p.Text}
		for _, d := range p.Dates {
			s.Dates = append(s.Dates, d.Phrase+" = "+d.Date.String())
		}
		a.Sentences = append(a.Sentences, s)
	}
	return render("question", struct {
		Articles []*promptArticle
		Question string
	}{articles, r.Question})
}

// modelID is the number under which the model sees the passage at index i.
func modelID(i int) string { return fmt.Sprintf("S%d", i+1) }

type failedSentence struct{ IDs, Reason, Text string }

func repairPrompt(failed []failedSentence) string {
	return render("repair", struct{ Failed []failedSentence }{failed})
}

func rewritePrompt(history []Turn, question string) string {
	return render("rewrite", struct {
		History  []Turn
		Question string
	}{history, question})
}
