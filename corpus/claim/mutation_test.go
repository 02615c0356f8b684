package claim

import (
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// mutations change one thing of a true sentence, or return "" if they cannot.
var mutations = []struct {
	name  string
	apply func(r *rand.Rand, s string, all []string) string
}{
	{"number", func(r *rand.Rand, s string, all []string) string {
		return exchange(r, s, all, func(t string) (out []string) {
			for _, q := range Numbers(t) {
				out = append(out, strings.TrimSpace(q.Text))
			}
			return out
		})
	}},
	{"date", func(r *rand.Rand, s string, all []string) string {
		return exchange(r, s, all, func(t string) (out []string) {
			for _, d := range Dates(t) {
				out = append(out, d.Text)
			}
			return out
		})
	}},
	{"name", func(r *rand.Rand, s string, all []string) string {
		return exchange(r, s, all, func(t string) (out []string) {
			for _, n := range Names(t) {
				out = append(out, n.Text)
			}
			return out
		})
	}},
	{"status", func(r *rand.Rand, s string, all []string) string {
		forms := []string{"arrested", "convicted", "charged", "sentenced", "indicted", "executed", "released"}
		for _, i := range r.Perm(len(forms)) {
			lie := strings.Replace(s, forms[i], forms[(i+1+r.IntN(len(forms)-1))%len(forms)], 1)
			if !slices.Equal(Statuses(lie), Statuses(s)) { // "charged" for "indicted" is no lie
				return lie
			}
		}
		return ""
	}},
	{"hedge", func(r *rand.Rand, s string, all []string) string {
		for _, cut := range hedgeCuts {
			if t := cut.re.ReplaceAllString(s, cut.with); t != s {
				return t
			}
		}
		return ""
	}},
	{"negation", func(r *rand.Rand, s string, all []string) string {
		for _, cut := range negationCuts {
			if t := cut.re.ReplaceAllString(s, cut.with); t != s {
				return t
			}
		}
		return ""
	}},
}

type replacement struct {
	re   *regexp.Regexp
	with string
}

var (
	hedgeCuts = []replacement{
		{regexp.MustCompile(`is suspected of attempting to`), "did"},
		{regexp.MustCompile(`is suspected of investigating`), "investigated"},
		{regexp.MustCompile(`[Tt]he US authorities (state|claim) that `), ""},
		{regexp.MustCompile(`on suspicion of`), "for"},
		{regexp.MustCompile(`it is believed that `), ""},
		{regexp.MustCompile(`believes that `), "knows: "},
		{regexp.MustCompile(`, according to US officials`), ""},
		{regexp.MustCompile(`According to the US Department of Justice, `), ""},
		{regexp.MustCompile(`suspecting that`), "because"},
		{regexp.MustCompile(`allegedly `), ""},
		{regexp.MustCompile(`was charged with providing`), "provided"},
	}
	negationCuts = []replacement{
		{regexp.MustCompile(` not `), " "},
		{regexp.MustCompile(`hadn't`), "had"},
		{regexp.MustCompile(`has denied`), "has confirmed"},
		{regexp.MustCompile(`without `), "while "},
		{regexp.MustCompile(` (was|is|has) `), " $1 not "},
	}
)

// exchange replaces one of the parts of s by one of another sentence that s
// does not hold.
func exchange(r *rand.Rand, s string, all []string, parts func(string) []string) string {
	mine := parts(s)
	if len(mine) == 0 {
		return ""
	}
	old := mine[r.IntN(len(mine))]
	for range 50 {
		theirs := parts(all[r.IntN(len(all))])
		if len(theirs) == 0 {
			continue
		}
		if with := theirs[r.IntN(len(theirs))]; !strings.Contains(strings.ToLower(s), strings.ToLower(with)) && !equivalent(with, mine) {
			return strings.Replace(s, old, with, 1)
		}
	}
	return ""
}

// equivalent reports whether with says the same as one of the parts of a
// sentence in other words: the same date or the same country.
func equivalent(with string, parts []string) bool {
	for _, p := range parts {
		a, b := Dates(with), Dates(p)
		if len(a) > 0 && len(b) > 0 && b[0].supports(a[0]) {
			return true
		}
		code := countries()[joined(split(with))]
		if code != "" && code == countries()[joined(split(p))] {
			return true
		}
	}
	return false
}

func TestMutationsAreCaught(t *testing.T) {
	all := articleSentences(t)
	r := rand.New(rand.NewPCG(1, 2))
	caught, tried := map[string]int{}, map[string]int{}
	var missed []string
	for n := 0; n < 300; {
		m := mutations[r.IntN(len(mutations))]
		s := all[r.IntN(len(all))]
		lie := m.apply(r, s, all)
		if lie == "" || lie == s {
			continue
		}
		n++
		tried[m.name]++
		if len(Check(lie, []string{s}, Options{})) > 0 {
			caught[m.name]++
		} else {
			missed = append(missed, m.name+": "+lie)
		}
	}
	total := 0
	for _, m := range mutations {
		t.Logf("%-8s %3d of %3d caught", m.name, caught[m.name], tried[m.name])
		total += caught[m.name]
	}
	if total < 285 {
		slices.Sort(missed)
		t.Errorf("caught %d of 300, want 285; missed:\n%s", total, strings.Join(slices.Compact(missed), "\n"))
	}
}
