package rag

import (
	"slices"
	"testing"

	"casebot/corpus"
	"casebot/corpus/claim"
)

// TestSettle decides by what the judge and the rules say of each passage.
func TestSettle(t *testing.T) {
	wrong := func(k claim.Kind, text string) []claim.Problem {
		return []claim.Problem{{Kind: k, Text: text, Contradicts: k != claim.Status && k != claim.Universal}}
	}
	for name, tt := range map[string]struct {
		passages []comparison
		want     ClaimOutcome
	}{
		"says it":                       {[]comparison{{supports: 0.9, shared: 0.9, spoken: 1, sameLanguage: true}}, Supported},
		"says something else":           {[]comparison{{supports: 0.2, shared: 0.1, spoken: 0.2, sameLanguage: true}}, NotFound},
		"says it in another language":   {[]comparison{{supports: 0.2, shared: 0.1}}, Supported},
		"as somebody's word":            {[]comparison{{supports: 0.9, shared: 0.9, problems: wrong(claim.HedgeDropped, "said")}}, Supported},
		"denied in other words":         {[]comparison{{supports: -1.2, shared: 0.9, spoken: 1, denied: true}}, Supported},
		"with the sentence before":      {[]comparison{{supports: -0.5, shared: 0.4}, {both: true, supports: 0.4, shared: 0.9}}, Supported},
		"two sentences do not differ":   {[]comparison{{both: true, supports: 0.4, shared: 0.9, spoken: 1, problems: wrong(claim.Number, "ten")}}, NotFound},
		"another number":                {[]comparison{{supports: -0.8, shared: 0.5, spoken: 0.8, sameLanguage: true, problems: wrong(claim.Number, "ten")}}, Contradicted},
		"a number of something else":    {[]comparison{{supports: -0.8, shared: 0.5, spoken: 0.5, sameLanguage: true, problems: wrong(claim.Number, "ten")}}, NotFound},
		"the opposite":                  {[]comparison{{supports: -1.5, shared: 0.3, spoken: 1, sameLanguage: true, problems: wrong(claim.Opposite, "won")}}, Contradicted},
		"a short denial":                {[]comparison{{supports: -1.6, shared: 0.3, spoken: 0.5, narrow: true, problems: wrong(claim.NegationChanged, "was")}}, Contradicted},
		"the opposite, far away":        {[]comparison{{supports: -2.9, shared: 0.3, spoken: 1, problems: wrong(claim.Opposite, "won")}}, NotFound},
		"convicted, only accused":       {[]comparison{{supports: 0, shared: 0.6, onlyAccused: true, problems: wrong(claim.Status, "convicted")}}, Contradicted},
		"extradited, not spoken of":     {[]comparison{{supports: 0, shared: 0.6, onlyAccused: true, problems: wrong(claim.Status, "extradited")}}, NotFound},
		"said, and differs further off": {[]comparison{{supports: 0.9, shared: 0.9, sameLanguage: true}, {supports: -0.5, shared: 0.5, spoken: 1, problems: wrong(claim.Opposite, "won")}}, Supported},
		"said of less than what differs": {[]comparison{{supports: 0.3, shared: 0.35, sameLanguage: true}, {supports: -0.2, shared: 0.7, spoken: 1, problems: wrong(claim.Opposite, "red")}},
			Contradicted},
	} {
		if got, _ := settle(tt.passages); got != tt.want {
			t.Errorf("%s: settle = %v, want %v", name, got, tt.want)
		}
	}
}

// TestHoldBoth takes a number from the one sentence and a name from the other,
// and cites the two.
func TestHoldBoth(t *testing.T) {
	const text = "Lars Holm sold a boat. It cost 300 crowns."
	a := &corpus.Article{Text: text, Sentences: []corpus.Sentence{{Span: corpus.Span{Start: 0, End: 22}}, {Span: corpus.Span{Start: 23, End: 42}}}}
	s := NewSnapshot(&corpus.Corpus{Articles: []*corpus.Article{a}})
	at := comparison{candidate: candidate{unit: 1}}
	for say, want := range map[string]int{"The boat of Lars Holm cost 300 crowns.": 0, "The boat of Lars Holm cost 500 crowns.": 1} {
		if got := s.holdBoth(query{text: say}, at); len(got.problems) != want || !got.both {
			t.Errorf("holdBoth(%q) finds %v, want %d problems", say, got.problems, want)
		}
	}
	both := s.holdBoth(query{}, at)
	cited := s.citeAll(&both)
	if len(cited) != 2 || cited[0].Text != "Lars Holm sold a boat." || cited[1].Text != "It cost 300 crowns." {
		t.Errorf("citeAll = %v, want the two sentences in order", cited)
	}
}

// TestFullNames takes a last name for a person only where it is clear whose it is.
func TestFullNames(t *testing.T) {
	const text = "Lars Holm met Ida Vik and Jon Vik. Holm paid. Vik left."
	a := &corpus.Article{Text: text, Sentences: []corpus.Sentence{{Span: corpus.Span{Start: 0, End: 34}}, {Span: corpus.Span{Start: 35, End: 45}}, {Span: corpus.Span{Start: 46, End: 55}}}}
	for _, tt := range []struct {
		claim    string
		sentence int
		want     []string
	}{
		{"Then Lars Holm paid.", 1, []string{"Lars Holm"}},
		{"Then Erik Holm paid.", 1, nil},
		{"Then Ida Vik left.", 2, nil},
		{"Then Lars Holm left.", 2, nil},
	} {
		if got := (unit{a, tt.sentence}).fullNames(tt.claim); !slices.Equal(got, tt.want) {
			t.Errorf("fullNames(%q) of %q = %v, want %v", tt.claim, (unit{a, tt.sentence}).text(), got, tt.want)
		}
	}
}
