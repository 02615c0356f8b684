package rag

import (
	"cmp"
	"context"
	"slices"

	"casebot/corpus"
)

// Dossier is what the articles say of one name: every sentence that has it.
type Dossier struct {
	Name    string
	Entries []Entry // by date, undated ones last, then by place
	Version string
}

// Entry is one sentence of a dossier.
type Entry struct {
	Citation
	// Date is the first date that the sentence names, resolved; zero if none.
	Date corpus.Date
	// Phrase is how the sentence names it.
	Phrase string
}

// Dossier collects the sentences that have all words of a name. Without any
// it has no entries.
func (a *Answerer) Dossier(ctx context.Context, name string) (Dossier, error) {
	s := a.snapshot.Load()
	if s == nil {
		return Dossier{}, ErrNotLoaded
	}
	mended, _ := s.mend(name, a.isWord)
	d := Dossier{Name: mended, Version: s.corpus.Version}
	words := content(terms(mended))
	if len(words) == 0 {
		return d, ctx.Err()
	}
	for _, u := range s.units {
		if !holdsAll(u.text(), words) {
			continue
		}
		e := Entry{Citation: Citation{Article: u.article, Span: u.get().Span, Text: u.text()}}
		for _, m := range u.article.ResolveDates(e.Span) {
			if !m.Date.IsZero() {
				e.Date, e.Phrase = m.Date, u.article.Slice(m.Span)
				break
			}
		}
		d.Entries = append(d.Entries, e)
	}
	slices.SortStableFunc(d.Entries, func(x, y Entry) int {
		return cmp.Or(x.Date.Compare(y.Date), cmp.Compare(x.Article.ID, y.Article.ID), cmp.Compare(x.Start, y.Start))
	})
	return d, ctx.Err()
}

func holdsAll(text string, words []term) bool {
	held := stemsIn(text)
	for _, w := range words {
		if !held[w.stem] {
			return false
		}
	}
	return true
}
