package cases

import "encoding/json"

// MarshalJSON gives the summary with each line's passages inside the line, so
// that a reader needs no numbers:
//
//	{"case","title","status","notice","lines":[{"kind","label","text",
//	 "date","precision","phrase","when","case","quotes":[…]}]}
func (s Summary) MarshalJSON() ([]byte, error) {
	out := struct {
		Case   string     `json:"case,omitempty"`
		Title  string     `json:"title"`
		Status Stage      `json:"status,omitempty"`
		Notice string     `json:"notice,omitempty"`
		Lines  []jsonLine `json:"lines"`
	}{Title: s.Title, Notice: s.Notice, Lines: []jsonLine{}}
	if s.Case != nil {
		out.Case, out.Status = s.Case.ID, s.Case.Status.Is
	}
	for _, l := range s.Lines {
		out.Lines = append(out.Lines, s.jsonLine(l))
	}
	return json.Marshal(out)
}

type jsonLine struct {
	Kind      Kind       `json:"kind"`
	Label     string     `json:"label,omitempty"`
	Text      string     `json:"text"`
	Date      string     `json:"date,omitempty"`
	Precision string     `json:"precision,omitempty"`
	Phrase    string     `json:"phrase,omitempty"`
	When      string     `json:"when,omitempty"`
	Case      string     `json:"case,omitempty"`
	Quotes    []Citation `json:"quotes"`
}

var precisionNames = [...]string{"unknown", "decade", "year", "month", "day"}

func (s Summary) jsonLine(l Line) jsonLine {
	out := jsonLine{Kind: l.Kind, Label: l.Label, Text: l.Text, Case: l.Case, Quotes: []Citation{}}
	if l.When != "" {
		out.Date, out.Phrase, out.When = l.Date.ISO(), l.phrase, l.When
		out.Precision = precisionNames[l.Date.Precision]
	}
	for _, n := range l.Refs {
		out.Quotes = append(out.Quotes, s.Citations[n-1])
	}
	return out
}
