package rag

import (
	"regexp"
	"slices"

	"casebot/corpus/claim"
)

// answerType is the kind of thing that a question asks for.
type answerType int

const (
	anyType answerType = iota
	aPerson
	aName
	anAge
	aMoney
	aLength
	aDuration
	aNumber
	aDate
	aReason
)

// typePatterns tell the answer type by the question words of six languages.
// The first that matches decides.
var typePatterns = []struct {
	kind    answerType
	pattern *regexp.Regexp
}{
	{anAge, regexp.MustCompile(`(?i)\b(how old|what (?:is|was|'s) (?:\w+ ){1,3}age|qué edad|cuántos años tiene|quel âge|wie alt|сколько лет)\b|何歳|几岁|多大年`)},
	{aMoney, regexp.MustCompile(`(?i)\bhow much (?:money|did .*\b(?:cost|pay|charge|receive|earn)|does .*\b(?:cost|pay|charge|earn)|was .*\b(?:paid|worth|charged)|were .*\b(?:worth|paid)|is .*\b(?:worth|paid)|will .*\b(?:cost|pay))|\b(?:price|salary|cuánto (?:dinero|cuesta|costó)|combien (?:coûte|d'argent)|was kostet|wie ?viel (?:geld|kostet))\b|いくら|多少钱`)},
	{aLength, regexp.MustCompile(`(?i)\bhow (?:high|tall|deep|wide|far|heavy|long is the|long are the)\b|\bhow many (?:met(?:re|er)s|kilomet(?:re|er)s|miles|feet|kilos?|kilograms?)\b|\bwie (?:hoch|tief|breit|schwer|weit)\b`)},
	{aDuration, regexp.MustCompile(`(?i)\b(how long|how many (?:years|months|weeks|days|hours|minutes)|cuánto tiempo|cuántos (?:años|meses|días)|combien de (?:temps|mois|jours|années)|wie lange|wie viele (?:jahre|monate|tage))\b|何年|何ヶ月|多久|几年|多少年`)},
	{aNumber, regexp.MustCompile(`(?i)\b(how (?:many|much)|what (?:number|percentage|share|proportion) of|cuánt[oa]s?|combien|wie ?viele?|сколько)\b|何(?:人|通|回|件|名|個)|いくつ|多少|几(?:人|个)`)},
	{aDate, regexp.MustCompile(`(?i)\b(when|what (?:year|month|day|date|time)|which (?:year|month|day|date)|since when|cuándo|quand|wann|когда)\b|いつ|何時|何月|什么时候|哪一?年`)},
	{aReason, regexp.MustCompile(`(?i)\b(why|what (?:was|is|were) the (?:reason|cause|motive)|how come|por qué|pourquoi|warum|wieso|weshalb|почему)\b|なぜ|どうして|为什么|為什麼`)},
	{aName, regexp.MustCompile(`(?i)\b(?:(?:what|which)(?: is|'s| was| are| were)? (?:the |\w+(?:'s|’s) )?(?:\w+ ){0,3}names?\b|\w+ name\b\s*\?*$|(?:what|how) .*\bcalled\b|cómo se llama|wie hei(?:ß|ss)t|comment s'appelle|как зовут)|名前|叫什么|이름`)},
	{aPerson, regexp.MustCompile(`(?i)\b(who(?:m|se|'s)?|quién(?:es)?|qui|wer|wen|wem|кто|кем)\b|誰|だれ|谁|누구`)},
}

// typeOf tells what a question asks for by its question words.
func typeOf(question string) answerType {
	for _, p := range typePatterns {
		if p.pattern.MatchString(question) {
			return p.kind
		}
	}
	return anyType
}

// kind is what the question asks for; a comparison names its answers itself.
func (x *examination) kind() answerType {
	if x.intent == compare {
		return anyType
	}
	return typeOf(x.asked())
}

var (
	statedAge    = regexp.MustCompile(`(?i)\b(?:\d{1,3}|\w+)[ -]years?[ -]old\b|\baged? (?:of )?\d{1,3}\b|, (?:[1-9]\d),|\b(?:at the age of|in (?:his|her|their) (?:\w+ies|\d0s))\b|Jahre alt|-jährig|\d años|\d ans\b|歳|岁`)
	statedReason = regexp.MustCompile(`(?i)\b(because|since|due to|so that|in order to|retaliation|owing to|therefore|reason|on (?:the )?(?:suspicion|charges|ground)|for \w+ing|thanks to|caused?|led to|suspecting|seeking|hop(?:es?|ing)|aim(?:s|ed|ing)? (?:to|at)|weil|wegen|denn|damit|porque|parce que|car)\b|ため|から|因为|因為`)
	people       = regexp.MustCompile(`(?i)\b(?:man|woman|men|women|\w{3,}(?:er|or|ist|ian|man|woman|ee|ant|mann|in)s?|police|resident|agent|president|student|child|children|brother|sister|wife|husband|officials?|nationals?|judges?|chef|mayor|king|queen|family|friends?|colleagues?|members?)\b`)
	ofPerson     = regexp.MustCompile(`(?i)\b(?:agent|man|woman|guy|person|people|resident|engineer|guard|technician|daughters?|sons?|boys?|girls?|child(?:ren)?|kids?|wife|husband|brother|sister|officer|judge|lawyer|attorney|prosecutor|doctor|employees?|officials?|director|president|minister|mayor|student|teacher|author|journalist|victims?|suspects?|thief|thieves|spy|spies|Ingenieur\w*|Mann|Frau|Tochter|Sohn|ingénieur|ingeniero|инженер\w*)\b|エンジニア|技術者|工程师|엔지니어`)
	currency     = map[string]bool{"usd": true, "eur": true, "gbp": true, "jpy": true, "cny": true, "money": true}
	moneyWords   = regexp.MustCompile(`(?i)[$€£¥]|\b(dollars?|euros?|pounds?|yen|yuan|crowns?|florins?|marks|francs?|pesos?|roubles?|rupees?|kronor|free of charge|free|kostenlos|gratis)\b`)
	durations    = []string{"year", "month", "week", "day", "hour", "minute", "second", "decade"}
	lengths      = regexp.MustCompile(`(?i)\b(met(?:re|er)s?|kilomet(?:re|er)s?|millimet(?:re|er)s?|centimet(?:re|er)s?|km|miles?|feet|foot|inch(?:es)?|tons?|tonnes?|kilograms?|kg|grams?|Metern?|Kilometern?)\b`)
)

// fits tells how well a text could hold what is asked for: 1 if it holds
// something of the kind that the question did not bring, 0 if nothing, 0.5 if
// anything will do.
func (k answerType) fits(question, text string, names []string) float64 {
	yes := false
	switch k {
	case anAge:
		yes = statedAge.MatchString(text)
	case aMoney:
		yes = moneyWords.MatchString(text) || slices.ContainsFunc(claim.Numbers(text), func(q claim.Quantity) bool { return currency[q.Unit] })
	case aLength:
		yes = lengths.MatchString(text) && len(claim.Numbers(text)) > 0
	case aDuration:
		yes = slices.ContainsFunc(claim.Numbers(text), func(q claim.Quantity) bool { return slices.Contains(durations, q.Unit) }) || len(claim.Dates(text)) > 0
	case aNumber:
		yes = slices.ContainsFunc(claim.Numbers(text), func(q claim.Quantity) bool { return !q.Ordinal })
	case aDate:
		yes = len(claim.Dates(text)) > 0
	case aReason:
		yes = statedReason.MatchString(text)
	case aName:
		if ofPerson.MatchString(question) {
			names = personsOf(text)
		}
		yes = len(newNames(question, names)) > 0
	case aPerson:
		yes = len(newNames(question, names)) > 0 || len(newNames(question, people.FindAllString(text, -1))) > 0
	default:
		return 0.5
	}
	if yes {
		return 1
	}
	return 0
}

// newNames returns the names that share no word with the question.
func newNames(question string, names []string) []string {
	asked := stemsIn(question)
	var out []string
	for _, name := range names {
		if !slices.ContainsFunc(content(terms(name)), func(t term) bool { return asked[t.stem] }) {
			out = append(out, name)
		}
	}
	return out
}
