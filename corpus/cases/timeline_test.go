package cases

import (
	"slices"
	"strings"
	"testing"

	"casebot/corpus"
)

func date(t *testing.T, text string) corpus.Date {
	t.Helper()
	d, err := corpus.ParseDate(text)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestTimelineIsInOrder(t *testing.T) {
	set, _ := builtinCases(t)
	events := set.Timeline("", corpus.Date{}, corpus.Date{})
	if len(events) < 15 {
		t.Fatalf("only %d events", len(events))
	}
	if !slices.IsSortedFunc(events, func(a, b Event) int { return a.Date.Compare(b.Date.Date) }) {
		t.Error("events are not sorted by date")
	}
	for _, e := range events {
		if e.Date.IsZero() {
			t.Errorf("an event without a date: %q", e.Text)
		}
	}
}

func TestTimelineBounds(t *testing.T) {
	set, _ := builtinCases(t)
	dates := func(from, to string) (out []string) {
		for _, e := range set.Timeline("ji-chaoqun", date(t, from), date(t, to)) {
			out = append(out, e.Date.ISO())
		}
		return out
	}
	tests := []struct {
		from, to string
		want     []string
	}{
		{"2016", "2018", []string{"2010s", "2016", "2018-09"}},
		{"2018-09-15", "", []string{"2010s", "2018-09", "2022-09"}},
		{"2018-10", "", []string{"2010s", "2022-09"}},
		{"", "2009-12-31", nil},
		{"2020", "", []string{"2022-09"}},
	}
	for _, tt := range tests {
		if got := dates(tt.from, tt.to); !slices.Equal(got, tt.want) {
			t.Errorf("Timeline from %q to %q = %v, want %v", tt.from, tt.to, got, tt.want)
		}
	}
	if got := len(set.Timeline("ji-chaoqun", corpus.Date{}, corpus.Date{})); got != len(set.Case("ji-chaoqun").Facts) {
		t.Errorf("the whole timeline has %d facts, want all", got)
	}
	if got := set.Timeline("nobody", corpus.Date{}, corpus.Date{}); got != nil {
		t.Errorf("the timeline of no case has %v", got)
	}
}

func TestTimelineTellsSharedFactsOnce(t *testing.T) {
	set, _ := builtinCases(t)
	seen := map[string]int{}
	for _, e := range set.Timeline("", corpus.Date{}, corpus.Date{}) {
		seen[e.Text]++
		if strings.Contains(e.Text, "anti-espionage law") && len(e.Cases) != 2 {
			t.Errorf("%q is told by %d cases, want 2", e.Text, len(e.Cases))
		}
	}
	for text, n := range seen {
		if n > 1 {
			t.Errorf("%q appears %d times", text, n)
		}
	}
}

func TestWhenSaysHowTheDateIsKnown(t *testing.T) {
	set, _ := builtinCases(t)
	tests := []struct{ id, text, want string }{
		{"belgium-arrest", "The FBI arrested the man", "April 2018, “last April” in a report of 6 January 2019"},
		{"ji-chaoqun", "Ji Chaoqun was arrested", "September 2018"},
		{"ji-chaoqun", "Ji was convicted", "September 2022, “last September” in a text of 26 January 2023"},
		{"cia-cooperators-in-china", "It is believed", "no date given, report of 6 January 2019"},
		{"ji-chaoqun", "Ji Chaoqun arrived", "the 2010s, “about a decade ago” in a text of 26 January 2023"},
	}
	for _, tt := range tests {
		facts := set.Case(tt.id).Facts
		i := slices.IndexFunc(facts, func(f Fact) bool { return strings.HasPrefix(f.Text, tt.text) })
		if i < 0 {
			t.Errorf("%s has no fact that begins with %q", tt.id, tt.text)
		} else if got := facts[i].When(); got != tt.want {
			t.Errorf("When of %q = %q, want %q", tt.text, got, tt.want)
		}
	}
}

func TestPeople(t *testing.T) {
	set, _ := builtinCases(t)
	all := set.People("")
	for _, name := range []string{"Ji Chaoqun", "Xu Yanjun", "Zheng Xiaoqing", "Meng Wanzhou", "Glassman", "Christopher Wray", "Xi Jinping"} {
		if !slices.ContainsFunc(all, func(p Person) bool { return p.Name == name && !p.Unnamed }) {
			t.Errorf("People lacks %s", name)
		}
	}
	xu := set.People("徐延军")
	if len(xu) != 1 || len(xu[0].Roles) != 2 {
		t.Errorf("People(徐延军) = %v, want one person in two cases", xu)
	}
	if got := set.People("former"); len(got) != 3 {
		t.Errorf("People(former) = %d people, want the 3 unnamed ones, never merged", len(got))
	}
	if got := set.People("quark"); len(got) != 0 {
		t.Errorf("People(quark) = %v", got)
	}
}
