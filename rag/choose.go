package rag

// chosen picks the candidates to cite, best first: one for a direct question;
// for others as many as add something.
func (x *examination) chosen() []candidate {
	out := x.candidates[:1]
	if x.intent == direct {
		return out
	}
	for _, c := range x.candidates[1:min(citedAtMost, len(x.candidates))] {
		if c.judged && c.verdict.Answers > 0 {
			out = append(out, c)
		}
	}
	return out
}
