package claim

var (
	reasons  = newLexicon("because, because of, due to, owing to, as a result, therefore, hence, consequently, led to, leading to, caused, causing, in retaliation, in response to, in revenge, thanks to, motivated by, motive, out of, weil, wegen, aufgrund, deshalb, daher, dank, parce que, a cause de, grace a, en raison de, donc, porque, debido a, a causa de, gracias a, por eso, por ello, のため, から、, ので, せいで, おかげ, 理由, 因为, 由于, 因此, 所以, 导致")
	purposes = newLexicon("in order to, so that, for the purpose of, um zu, damit, afin de, afin que, con el fin de, para que, ために, 为了, 以便")

	givenReasons  = newLexicon("because, due, owing, so, as a result, therefore, hence, led to, leading, since, after, caused, reason, reasons, retaliation, response, exchange, thanks, possible, motive, suspicion, for, weil, wegen, aufgrund, deshalb, dank, nach, grund, parce, cause, grace, raison, apres, pour, porque, debido, tras, por, causa, ため, ので, 理由, 報復, 因为, 由于, 因此")
	givenPurposes = newLexicon("to, so that, purpose, aim*, goal, for, um, zu, damit, zweck, afin, pour, but, para, fin, ため, 目的, 为")
)

// causeProblems finds reasons and purposes that the evidence does not give:
// no passage names any, or none speaks of what s names.
func causeProblems(s *sentence, evidence []*sentence) []Problem {
	var out []Problem
	for _, kind := range []struct{ claimed, given lexicon }{{reasons, givenReasons}, {purposes, givenPurposes}} {
		for _, m := range kind.claimed.find(s.text, s.words) {
			if !s.gives(evidence, kind.given) || !s.known(m.last+1, evidence) {
				out = append(out, s.problem(Cause, m.start, m.end, "the passages do not give this as the reason"))
			}
		}
	}
	return out
}

func (s *sentence) gives(evidence []*sentence, l lexicon) bool {
	for _, e := range evidence {
		if len(l.find(e.text, e.words)) > 0 {
			return true
		}
	}
	return false
}

// known reports whether at least half of the content words of the clause that
// begins at word i occur in the evidence. In another language than the
// evidence's it cannot be told, and true is returned.
func (s *sentence) known(i int, evidence []*sentence) bool {
	same := sameLanguage(s, evidence)
	if len(same) == 0 {
		return true
	}
	all, seen := 0, 0
	for ; i < len(s.words) && all < 8; i++ {
		if all > 0 && s.words[i].clause {
			break
		}
		if s.stems[i] == "" {
			continue
		}
		all++
		for _, e := range same {
			if e.has(s.stems[i]) {
				seen++
				break
			}
		}
	}
	return 2*seen >= all
}
