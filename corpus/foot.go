package corpus

import (
	"cmp"
	"slices"
	"unicode/utf8"
)

// The foot of a page is what stands below the article: from furniture that
// says so to the end, with the strays between that no rule knows, such as
// headlines of other articles. Nothing is foot that has the article's own
// text below it, since notices and advertisements also stand amid the news.
const (
	reasonFoot = "foot of the page"
	// sureOfStrays and sureOfSentences are the weights of furniture above
	// from which a line without a stop, and a short sentence, is a stray.
	sureOfStrays    = 2
	sureOfSentences = 3
	// maxStrayRunes is the longest line without a stop that is a stray,
	// maxStraySentence the longest with one, maxNoticeBytes the longest
	// paragraph that is one because it holds a notice.
	maxStrayRunes    = 150
	maxStraySentence = 80
	maxNoticeBytes   = 200
)

// footWeights say how much a kind of furniture speaks for the foot: 2 for what
// stands below an article as a rule, 1 for what is also seen amid one.
var footWeights = map[string]int{
	reasonComments: 2, reasonRequired: 2, reasonCaptcha: 2, reasonSpam: 2, reasonOthers: 2, reasonCopyright: 2,
	reasonSubscribe: 1, reasonCookies: 1, reasonAdvert: 1,
}

// markFoot gives the strays in the foot of the page their reason.
func markFoot(a *Article, parts []part) {
	var strays []int
	sure, seen := 0, map[string]bool{}
	for i := lastLong(parts); i < len(parts); i++ {
		p := &parts[i]
		reason := p.reason
		if reason == "" {
			var whole bool
			reason, whole = a.notice(p)
			switch {
			case whole: // its sentences say why
			case a.isStray(p, sure, reason != ""):
				strays = append(strays, i)
			default: // the article goes on
				strays, sure = nil, 0
				clear(seen)
			}
		}
		if !seen[reason] {
			seen[reason] = true
			sure += footWeights[reason]
		}
	}
	for _, i := range strays {
		parts[i].reason = reasonFoot
	}
}

// lastLong returns the place of the last part that is too long to be a stray.
func lastLong(parts []part) int {
	for i := len(parts) - 1; i > 0; i-- {
		if p := parts[i]; p.reason == "" && p.End-p.Start > 4*maxStrayRunes {
			return i
		}
	}
	return 0
}

// notice returns why a short paragraph holds furniture, "" if it does not, and
// whether it holds nothing else.
func (a *Article) notice(p *part) (reason string, whole bool) {
	if p.End-p.Start > maxFurnitureBytes {
		return "", false
	}
	a.judge(p)
	for _, r := range p.reasons {
		reason = cmp.Or(reason, r)
	}
	return reason, !slices.Contains(p.reasons, "")
}

// isStray reports whether a part that no rule for lines knows belongs to the
// foot below furniture of weight sure.
func (a *Article) isStray(p *part, sure int, notice bool) bool {
	text := a.Slice(p.Span)
	runes := utf8.RuneCountInString(text)
	switch {
	case sure < sureOfStrays || p.kind == title || runes > maxStrayRunes:
		return false
	case notice:
		return len(text) <= maxNoticeBytes
	case p.kind == item || isMarker(text) || !endsSentence(text):
		return true
	}
	return sure >= sureOfSentences && runes <= maxStraySentence && !beginsQuote(text)
}
