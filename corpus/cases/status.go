package cases

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"casebot/corpus/claim"
)

// ladder gives the stages that a status of package claim stands for, the
// furthest first.
var ladder = []struct {
	status string
	stages []Stage
}{
	{"sentenced", []Stage{Sentenced}},
	{"convicted", []Stage{Convicted}},
	{"charged", []Stage{Indicted}},
	{"arrested", []Stage{Arrested, Detained}},
}

// English tells arrests from detentions; where neither word stands the two
// are not told apart.
var (
	arrestWords    = regexp.MustCompile(`(?i)\barrest`)
	detentionWords = regexp.MustCompile(`(?i)\b(?:detain|detention|custody)`)
)

// furthest gives the stages that the words of a text may stand for where it
// tells how far an affair has come; several where they are not told apart,
// none where it does not tell.
func furthest(text string) []Stage {
	said := claim.Statuses(text)
	for _, rung := range ladder {
		if !slices.Contains(said, rung.status) {
			continue
		}
		arrest, detention := arrestWords.MatchString(text), detentionWords.MatchString(text)
		switch {
		case rung.status != "arrested" || arrest == detention:
			return rung.stages
		case arrest:
			return []Stage{Arrested}
		default:
			return []Stage{Detained}
		}
	}
	for _, h := range claim.Hedges(text) {
		if h.Class == "suspicion" {
			return []Stage{Suspected}
		}
	}
	return nil
}

// status wants a stage of the list that each of its quotes gives as the
// furthest it speaks of; a background says none.
func (k *checker) status() {
	is := k.Status.Is
	if !slices.Contains(Stages(), is) {
		k.fault("status.is", "%q is no status; the statuses are %s", is, list(Stages()))
	}
	if !k.quotes("status", k.Status.Quotes) {
		return
	}
	for i, q := range k.Status.Quotes {
		where := fmt.Sprintf("status.quotes[%d].text", i)
		said := furthest(q.source.Slice(q.span))
		switch {
		case len(said) == 0 && is != Background:
			k.fault(where, "the quote gives no status; it has to say %q", is)
		case len(said) > 0 && !slices.Contains(said, is):
			k.fault(where, "the quote says %s, the status is %s: quote the words that give the status and no more", list(said), is)
		}
	}
}

func list(stages []Stage) string {
	words := make([]string, len(stages))
	for i, s := range stages {
		words[i] = string(s)
	}
	return strings.Join(words, ", ")
}
