package cases

import (
	"fmt"
	"slices"
	"strings"

	"casebot/corpus"
)

// Event is a fact on the timeline.
type Event struct {
	// Cases that tell it, in order of ID.
	Cases []*Case
	*Fact
}

// Timeline returns the facts of one case, or of all cases for an empty ID,
// by date; of equal dates the less precise first. Bounds that are not zero
// leave out what certainly lies before from or after to. Facts without a date
// come last, for one case without bounds; else there are none. A fact that
// several cases tell in the same words appears once. An unknown ID gives no
// events.
func (s *Set) Timeline(caseID string, from, to corpus.Date) []Event {
	datedOnly := caseID == "" || !from.IsZero() || !to.IsZero()
	var events []Event
	seen := map[string]int{}
	for _, c := range s.cases {
		if caseID != "" && c.ID != caseID {
			continue
		}
		for i := range c.Facts {
			f := &c.Facts[i]
			if datedOnly && f.Date.IsZero() || before(f.Date.Date, from) || before(to, f.Date.Date) {
				continue
			}
			key := f.Date.ISO() + " " + f.Text
			if at, ok := seen[key]; ok {
				events[at].Cases = append(events[at].Cases, c)
				continue
			}
			seen[key] = len(events)
			events = append(events, Event{[]*Case{c}, f})
		}
	}
	slices.SortStableFunc(events, func(a, b Event) int { return a.Date.Compare(b.Date.Date) })
	return events
}

// before reports whether all of a lies before the beginning of b. Nothing is
// known of unknown dates.
func before(a, b corpus.Date) bool {
	if a.IsZero() || b.IsZero() || a.Contains(b) {
		return false
	}
	return last(a) < first(b)
}

// first and last give the first and the last day of a date as year·10000 +
// month·100 + day; a month that is as long as can be is long enough to order.
func first(d corpus.Date) int {
	year := d.Year
	if d.Precision == corpus.Decade {
		year -= year % 10
	}
	return year*10000 + max(int(d.Month), 1)*100 + max(d.Day, 1)
}

func last(d corpus.Date) int {
	switch d.Precision {
	case corpus.Decade:
		return (d.Year/10*10+9)*10000 + 1231
	case corpus.Year:
		return d.Year*10000 + 1231
	case corpus.Month:
		return d.Year*10000 + int(d.Month)*100 + 31
	}
	return first(d)
}

// When says what is known of the date and where it comes from: "April 2018,
// “last April” in a report of 6 January 2019"; a date that the article gives
// in full has no origin to tell. Without a date it names the report's.
func (f *Fact) When() string {
	if f.Date.IsZero() {
		if r := f.reported(); r != "" {
			return "no date given, " + r
		}
		return "no date given"
	}
	if strings.Contains(f.Phrase, fmt.Sprint(f.Date.Year)) || f.Phrase == "" {
		return f.Date.String()
	}
	if r := f.reported(); r != "" {
		return fmt.Sprintf("%s, “%s” in a %s", f.Date, f.Phrase, r)
	}
	return fmt.Sprintf("%s, “%s”", f.Date, f.Phrase)
}

// reported says when the article of the first quote was reported or posted,
// "" if that is not known.
func (f *Fact) reported() string {
	if len(f.Quotes) == 0 || f.Quotes[0].source == nil {
		return ""
	}
	meta := f.Quotes[0].source.Meta
	switch {
	case !meta.Reported.IsZero():
		return "report of " + meta.Reported.String()
	case !meta.Published.IsZero():
		return "text of " + meta.Published.String()
	}
	return ""
}
