package cases

import (
	"slices"
	"strings"
	"testing"
)

// affairs are the affairs that the two articles report, and what each case has
// to tell of them, as read from the articles: who, what, when, where, with
// what outcome, and from which article. Each string has to stand in a line of
// the case or in its date.
var affairs = []struct {
	id      string
	status  Stage
	unnamed bool // nobody concerned is named
	tells   []string
	article string
}{
	{"belgium-arrest", Arrested, true, []string{
		"deputy director of the Jiangsu state security department", "The FBI arrested", "Belgium", "April 2018", "2017",
		"suspecting that he invited and entertained an engineer from GE Aviation in Ohio", "attempted to steal corporate secrets related to jet engines",
		"tip-off from GE Aviation to the FBI", "worked together to lure the executive", "since at least 2013", "36 messages", "iCloud",
		"Prosecutor Glassman told NHK and emphasized that this was the first time an MSS official had been arrested", "extremely important for the United States and the world",
	}, "000_62d8144fe86f8dca"},
	{"chicago-resident", Arrested, true, []string{
		"Chinese resident in Chicago", "acted under the deputy director’s instructions", "36 messages", "2018",
		"suspected of investigating Chinese nationals and Chinese Americans", "potential spies", "the tip of the iceberg", "The FBI arrested",
	}, "000_62d8144fe86f8dca"},
	{"ten-indicted-2018", Indicted, true, []string{
		"October 2018", "two Jiangsu state security executives", "hacker group", "European and American aviation-related companies", "Ten people", "The FBI announced",
	}, "000_62d8144fe86f8dca"},
	{"two-hackers-2018", Indicted, true, []string{
		"December 2018", "two members of a hacker group", "allegations", "United States, Japan, and elsewhere",
		"China’s Foreign Ministry strongly protested", "“a fabrication by the United States”", "denied any involvement",
	}, "000_62d8144fe86f8dca"},
	{"former-cia-employee-2018", Arrested, true, []string{
		"January 2018", "former CIA employee", "on suspicion of", "classified information to the MSS", "large sums of money", "The FBI arrested",
	}, "000_62d8144fe86f8dca"},
	{"former-dia-employee-2018", Arrested, true, []string{
		"June 2018", "former employee of the Defense Intelligence Agency", "on suspicion of", "military intelligence", "The FBI arrested",
	}, "000_62d8144fe86f8dca"},
	{"former-state-and-cia-employees-2017", Arrested, true, []string{
		"2017", "former employees of the State Department and the CIA", "on suspicion of", "to the MSS in exchange for money", "The FBI arrested",
	}, "000_62d8144fe86f8dca"},
	{"cia-cooperators-in-china", Detained, true, []string{
		"It is believed that more than 20 CIA cooperators", "detained or executed several years ago", "built inside China", "The MSS is uncovering",
	}, "000_62d8144fe86f8dca"},
	{"japanese-nationals-detained", Detained, true, []string{
		"Japanese nationals", "repeatedly detained by agencies under the MSS", "2014", "anti-espionage law",
	}, "000_62d8144fe86f8dca"},
	{"two-canadians-2018", Detained, false, []string{
		"Two Canadians", "December 2018", "on suspicion of “endangering national security", "widely seen as possible retaliation",
		"Meng Wanzhou was arrested by Canadian authorities at the request of the United States",
	}, "000_62d8144fe86f8dca"},
	{"ji-chaoqun", Sentenced, false, []string{
		"sentenced to eight years in prison", "September 2018", "undercover US law enforcement agent", "September 2022", "convicted for acting as an agent of a foreign government",
		"student visa", "2016", "US Army Reserves", "eight people", "The US authorities claim that Ji received his instructions from Xu Yanjun",
		"according to US officials", "CIA, FBI, or NASA", "take photographs of aircraft carriers", "BBC",
	}, "001_63a8e6dbe434261b"},
	{"xu-yanjun", Sentenced, false, []string{
		"sentenced to 20 years in federal prison", "attempting to steal trade secrets", "General Electric", "first Chinese intelligence officer to be extradited to the US",
		"\"ransack\"", "China has denied these allegations", "\"smearing China\"",
	}, "001_63a8e6dbe434261b"},
	{"zheng-xiaoqing", Sentenced, false, []string{
		"a former employee of General Electric", "two-year sentence", "in the US", "confidential information that belonged to General Electric", "to the Chinese government",
	}, "001_63a8e6dbe434261b"},
	{"ministry-of-state-security", Background, false, []string{
		"1983", "Ministry of Public Security", "counterintelligence, foreign intelligence, and political security", "First Bureau", "Sixth Bureau",
		"State Council", "2014", "anti-espionage law", "2017", "National Intelligence Law", "local state security bureaus", "not opened an official website",
		"Counter-Espionage Department", "Foreign Intelligence Department", "Domestic Security Department", "(HUMINT)",
		"Jiangsu Province Ministry of State Security (JSSD)", "state-organized, systematic crime", "central role",
	}, "001_63a8e6dbe434261b"},
}

func TestEveryAffairIsTold(t *testing.T) {
	set, _ := builtinCases(t)
	for _, a := range affairs {
		t.Run(a.id, func(t *testing.T) {
			c := set.Case(a.id)
			if c == nil {
				t.Fatal("no such case")
			}
			if c.Status.Is != a.status {
				t.Errorf("status %s, want %s", c.Status.Is, a.status)
			}
			sum := set.Summary(c)
			var told strings.Builder
			for _, l := range sum.Lines {
				told.WriteString(l.Label + " " + l.When + " " + l.Text + "\n")
			}
			for _, want := range a.tells {
				if !strings.Contains(told.String(), want) {
					t.Errorf("does not tell %q", want)
				}
			}
			if !slices.ContainsFunc(sum.Citations, func(c Citation) bool { return c.Article.ID == a.article }) {
				t.Errorf("does not quote %s", a.article)
			}
			if a.unnamed && slices.ContainsFunc(c.People, func(p Party) bool { return !p.Unnamed && p.Name != "Glassman" }) {
				t.Errorf("names somebody the article does not name: %v", c.People)
			}
		})
	}
	if len(set.Cases()) != len(affairs) {
		t.Errorf("%d cases, %d affairs are listed", len(set.Cases()), len(affairs))
	}
}

// The articles do not say that these are the same people.
func TestCasesThatMustNotMerge(t *testing.T) {
	set, _ := builtinCases(t)
	for _, pair := range [][2]string{{"belgium-arrest", "xu-yanjun"}, {"chicago-resident", "ji-chaoqun"}} {
		for i, id := range pair {
			var note string
			for _, l := range set.Summary(set.Case(id)).Of(KindRelated) {
				if l.Case == pair[1-i] {
					note = l.Text
				}
			}
			if note != PossiblyRelated {
				t.Errorf("%s says of %s: %q, want %q", id, pair[1-i], note, PossiblyRelated)
			}
		}
	}
	for _, id := range []string{"belgium-arrest", "chicago-resident"} {
		for _, l := range set.Summary(set.Case(id)).Lines {
			if l.Kind != KindRelated && (strings.Contains(l.Text+l.Label, "Xu") || strings.Contains(l.Text+l.Label, "Ji ")) {
				t.Errorf("%s names somebody of another case: %q", id, l.Text)
			}
		}
	}
}

func TestEveryLineCarriesVerbatimQuotes(t *testing.T) {
	set, _ := builtinCases(t)
	for _, c := range set.Cases() {
		sum := set.Summary(c)
		for _, l := range sum.Lines {
			if len(l.Refs) == 0 && l.Text != PossiblyRelated {
				t.Errorf("%s: no quote for %q", c.ID, l.Text)
			}
			for _, n := range l.Refs {
				q := sum.Citations[n-1]
				if q.Text == "" || q.Article.Text[q.Start:q.End] != q.Text {
					t.Errorf("%s: [%d] is not verbatim: %q", c.ID, n, q.Text)
				}
			}
		}
	}
}

func TestAccusationsStandBesideDenials(t *testing.T) {
	set, _ := builtinCases(t)
	for _, tt := range []struct{ id, accusation, denial string }{
		{"two-hackers-2018", "alleged", "denied"},
		{"xu-yanjun", "ransack", "denied"},
		{"zheng-xiaoqing", "ransack", "denied"},
		{"ministry-of-state-security", "stealing advanced Western technologies", "has not been involved"},
	} {
		var sides string
		for _, l := range set.Summary(set.Case(tt.id)).Of(KindSide) {
			sides += l.Text + "\n"
		}
		if !strings.Contains(sides, tt.accusation) || !strings.Contains(sides, tt.denial) {
			t.Errorf("%s shows no %q beside %q:\n%s", tt.id, tt.accusation, tt.denial, sides)
		}
	}
}
