package claim

import (
	"slices"
	"testing"
)

func TestCompare(t *testing.T) {
	for _, tt := range []struct {
		say, passage string
		want         []Kind
	}{
		// Opposites and what says the same.
		{"The captain kept his licence.", "The captain, Nils Aas, was fined and lost his licence.", []Kind{Opposite}},
		{"The captain kept his licence.", "The captain was fined and retained his licence.", nil},
		{"The captain lost his licence.", "The captain did not keep his licence.", nil},
		{"The painting was found.", "The painting is still missing.", []Kind{Opposite}},
		{"The boat was bought new.", "The boat was bought second-hand in Oslo.", []Kind{Opposite}},
		{"The firm admitted its liability.", "The firm paid without accepting liability.", []Kind{Opposite}},
		{"Der Hafen wurde geschlossen.", "Der Hafen wurde im Mai geöffnet.", []Kind{Opposite}},
		{"El puerto fue cerrado.", "El puerto fue abierto en mayo.", []Kind{Opposite}},
		{"Le port est ferme.", "Le port est ouvert depuis mai.", []Kind{Opposite}},

		// Denied by a prefix, and words that only look so.
		{"The judge called the vote unfair.", "The judge called the vote fair.", []Kind{Opposite}},
		{"The judge called the vote not unfair.", "The judge called the vote fair.", nil},
		{"The firm imported grain.", "The firm ported grain.", nil},

		// Colours in the same place.
		{"Die Stufe wurde auf Rot gesetzt.", "Die Stufe wurde von Grün auf Gelb gesetzt.", []Kind{Opposite}},
		{"Die Stufe wurde auf Gelb gesetzt.", "Die Stufe wurde von Grün auf Gelb gesetzt.", nil},

		// Another name in the same place.
		{"Mette Brandt discovered the leak.", "The leak was first seen on Monday by Lars Holm.", []Kind{ProperName}},
		{"Mette Brandt was elected chairman.", "Lars Holm was elected chairman of the club.", []Kind{ProperName}},
		{"Lars Holm was elected chairman.", "Lars Holm was elected chairman of the club.", nil},
		{"Holm met his contact in Berlin.", "Holm met his contact in Vienna.", []Kind{ProperName}},
		{"A Swedish engineer was arrested.", "A Norwegian engineer was arrested.", []Kind{ProperName}},
		{"Mette Brandt wrote a book.", "Lars Holm was elected chairman of the club.", nil},

		// Said of the other one of two.
		{"Jon Vik was released on bail.", bail, nil},
		{"Anna Vik was released on bail.", bail, []Kind{Role}},

		// Something else, or another language.
		{"The captain kept a dog.", "The captain, Nils Aas, lost his licence in Bergen.", nil},
		{"Der Kapitän behielt den Schein.", "The captain lost his licence.", nil},
	} {
		var got []Kind
		for _, p := range Compare(tt.say, tt.passage, Options{}).Differences {
			got = append(got, p.Kind)
			if !p.Contradicts || tt.say[p.Start:p.End] != p.Text {
				t.Errorf("Compare(%q, %q) gives %+v", tt.say, tt.passage, p)
			}
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("Compare(%q, %q) = %v, want %v", tt.say, tt.passage, got, tt.want)
		}
	}
}

func TestCompareDenied(t *testing.T) {
	const passage = "Pupils travel free; teachers pay two crowns for the bus."
	for say, want := range map[string]bool{
		"Pupils do not pay for the bus.":  true,
		"Pupils pay for the bus.":         false,
		"Pupils do not smoke on the bus.": false,
	} {
		if got := Compare(say, passage, Options{}).Denied; got != want {
			t.Errorf("Compare(%q).Denied = %v, want %v", say, got, want)
		}
	}
}

func TestCompareCovered(t *testing.T) {
	const passage = "The pin was not insured."
	for say, want := range map[string]struct {
		covered float64
		within  bool
	}{
		"The pin was insured.":              {1, true},
		"The silver pin was insured.":       {2. / 3, true},
		"The silver ring belongs to a king": {0, false},
	} {
		if got := Compare(say, passage, Options{}); got.Covered != want.covered || got.Within != want.within {
			t.Errorf("Compare(%q) covers %v, within %v, want %v", say, got.Covered, got.Within, want)
		}
	}
}
