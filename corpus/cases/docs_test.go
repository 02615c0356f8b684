package cases

import (
	"os"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"casebot/corpus"
)

// The example of the documentation loads.
func TestDocumentedExampleLoads(t *testing.T) {
	data, err := os.ReadFile("../../docs/cases.md")
	if err != nil {
		t.Fatal(err)
	}
	var article []string
	for _, line := range regexp.MustCompile(`(?m)^> (.+)$`).FindAllStringSubmatch(string(data), -1) {
		article = append(article, line[1])
	}
	example := regexp.MustCompile("(?s)```yaml\n(.*?)```").FindStringSubmatch(string(data))
	if len(article) == 0 || example == nil {
		t.Fatal("the documentation has no article or no case")
	}
	c, err := corpus.Load(fstest.MapFS{
		"harbour.txt":  {Data: []byte(strings.Join(article, " ") + "\n")},
		"harbour.yaml": {Data: []byte("title: Harbour\npublished: 2021-05-04\nlanguage: en\n")},
	})
	if err != nil {
		t.Fatal(err)
	}
	const other = "name: Carl Stein\nstatus: {is: detained, quotes: [{article: harbour, text: Carl Stein was detained}]}\n" +
		"facts: [{text: Carl Stein was detained in Kiel., date: 2019, phrase: 2019, quotes: [{article: harbour, text: Carl Stein was detained in Kiel in 2019.}]}]\n"
	set, err := Load(files(map[string]string{"harbour-drawings.yaml": example[1], "harbour-stein.yaml": other}), c)
	if err != nil {
		t.Fatal(err)
	}
	if got := set.Case("harbour-drawings").Facts[0].When(); got != "March 2021, “last March” in a text of 4 May 2021" {
		t.Errorf("When() = %q", got)
	}
}
