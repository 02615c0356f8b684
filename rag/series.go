package rag

import "regexp"

// opensSeries is how the first member of a series begins, and continuesSeries
// how the others do.
var (
	opensSeries     = regexp.MustCompile(`(?i)^(?:the first|first(?:ly)?|one (?:is|was|of)|to begin with|erstens|(?:der|die|das) erste|zunächst|d'abord|premièrement|le premier|la première|en primer lugar|primero|el primero|la primera|во-первых|первы[йм]|перв(?:ая|ое))\b|^(?:まず|第一|首先|첫째)`)
	continuesSeries = regexp.MustCompile(`(?i)^(?:the (?:second|third|fourth|fifth|next|last|other)|second(?:ly)?|third(?:ly)?|next|then|also|in addition|further(?:more)?|moreover|another|finally|lastly|zweitens|drittens|(?:der|die|das) (?:zweite|dritte|letzte)|außerdem|ferner|schließlich|ensuite|deuxièmement|enfin|en outre|de plus|le second|la seconde|en segundo lugar|segundo|además|por último|finalmente|во-вторых|в-третьих|кроме того|также|наконец)\b|^(?:次に|第二|第三|また|さらに|最後に|其次|再次|此外|最后|둘째|셋째|또한)`)
)

// seriesGap is how many sentences may stand between two members of a series.
const seriesGap = 2

// series returns the members of the series that a sentence announces or opens,
// none if it does neither.
func (s *Snapshot) series(unit int) []int {
	first := unit
	if !opensSeries.MatchString(s.units[first].text()) {
		first++
		if first >= len(s.units) || !s.adjoins(first) || !opensSeries.MatchString(s.units[first].text()) {
			return nil
		}
	}
	members := []int{first}
	for n := first + 1; n < len(s.units) && s.adjoins(n) && n-members[len(members)-1] <= seriesGap+1; n++ {
		if continuesSeries.MatchString(s.units[n].text()) {
			members = append(members, n)
		}
	}
	return members
}
