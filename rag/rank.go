package rag

// signals are what the order of the sentences that the judge has read rests
// on, by their names.
type signals map[string]float64

// signalsOf measures a candidate that the judge has read.
func (x *examination) signalsOf(c candidate) signals {
	text, around := x.snapshot.units[c.unit].text(), x.snapshot.around(c.unit)
	return signals{
		"answers":  float64(c.verdict.Answers),                // the judge's logit that it answers
		"supports": float64(c.verdict.Supports),               // and that it supports the question's words
		"cosine":   c.cosine,                                  // its nearness in meaning
		"covered":  x.snapshot.covered(x.query.terms, around), // share of the question's words in it and around it
		"untold":   float64(untold(x.asked(), text)),          // attributes asked for that it does not speak of
	}
}
