package cases

// Passage is a sentence of the articles that names what was asked for.
type Passage struct {
	Citation
	// Date is the first date that it names, resolved from Phrase; zero if none.
	Date   Date
	Phrase string
}

// Gathered puts passages on a name that no case knows in a summary, marked as
// such.
func Gathered(name string, passages []Passage) Summary {
	sum := Summary{Title: name, Notice: "No case file covers this. These are the sentences of the articles that name it."}
	for _, p := range passages {
		f := Fact{Date: p.Date, Phrase: p.Phrase, Quotes: []Quote{{source: p.Article, span: p.Span}}}
		sum.add(Line{Kind: KindPassage, Text: p.Text, Date: f.Date, When: f.When(), phrase: f.Phrase}, []Citation{p.Citation})
	}
	sum.number()
	return sum
}
