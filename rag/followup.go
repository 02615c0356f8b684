package rag

import (
	"regexp"
	"slices"
	"strings"

	"casebot/corpus"
	"casebot/corpus/claim"
)

// rememberedTurns is how far back a follow-up may reach.
const rememberedTurns = 6

// maxReadings bounds how many readings of one follow-up are tried.
const maxReadings = 4

// pronouns stand for somebody or something of an earlier turn.
var pronouns = regexp.MustCompile(`(?i)\b((?:the|that|this) (?:man|woman|guy|person|agency|group|company|firm|case|country|place|law|one)|the same (?:man|woman|person|agency|group|company|case|year|day)|he|she|him|his|her|hers|they|them|their|theirs|it|its|this|that|these|those)\b`)

// elliptic is a question that only names what is new in it.
var elliptic = regexp.MustCompile(`(?i)^\s*(?:(?:and|or|but|ok|okay|so)\b[\s,]*)*(?:what about|how about|same for|and for|and|or)\s+(.+?)\s*[?.!]*\s*$`)

// ordinal picks one of several by its place.
var ordinal = regexp.MustCompile(`(?i)\b(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|last)\b`)

// another asks for what the last answer left out.
var another = regexp.MustCompile(`(?i)\b(?:the other(?: ones?)?|another(?: one)?|anyone else|anything else|who else|what else|others|the rest|more)\b`)

// bare is a question word alone.
var bare = regexp.MustCompile(`(?i)^\s*(?:(?:and|but|ok|okay|so)\b[\s,]*)*(who|when|where|why|how|how come|how long|how many|how much|since when|until when|by whom|for what|what for)\s*[?.!]*\s*$`)

// reading is one way to understand a follow-up by itself.
type reading struct {
	text string
	// answered and subject are what an answer to "and the other one?" must not
	// repeat: the earlier answer, and the name that it was about.
	answered, subject string
	// asked is what the judge is asked, where text says more: the earlier
	// question, put before the new one, would be answered in its place.
	asked string
	// alone is whether text is the new question, with nothing of an earlier one
	// but names.
	alone bool
}

// readings returns the ways to understand a question in its conversation,
// likeliest first; the question itself where it stands alone.
func (s *Snapshot) readings(q Question) []reading {
	asked := strings.TrimSpace(q.Text)
	if len(q.History) == 0 {
		return []reading{{text: asked, alone: true}}
	}
	history := q.History[max(0, len(q.History)-rememberedTurns):]
	last := history[len(history)-1]
	before := s.readings(Question{Text: last.Question, History: history[:len(history)-1]})[0].text

	switch {
	case ordinal.MatchString(asked) && ordinal.MatchString(before) && len(content(terms(ordinal.ReplaceAllString(asked, "")))) <= 1:
		return []reading{{text: ordinal.ReplaceAllString(before, ordinal.FindString(asked))}}
	case bare.MatchString(asked):
		return []reading{{text: bare.FindStringSubmatch(asked)[1] + "? " + before + " " + last.Answer}}
	case another.MatchString(asked) && len(content(terms(another.ReplaceAllString(asked, "")))) == 0:
		return []reading{s.other(before, last.Answer)}
	case elliptic.MatchString(asked) && !questionWords[firstWord(elliptic.FindStringSubmatch(asked)[1])]:
		return []reading{{text: s.exchange(before, elliptic.FindStringSubmatch(asked)[1])}}
	case pronouns.MatchString(asked):
		return s.substitutions(asked, before, last.Answer)
	case len(content(terms(asked))) <= 1 && len(s.namesIn(asked)) == 0:
		return []reading{{text: asked + " " + before}}
	}
	return []reading{{text: asked, alone: true}}
}

func firstWord(text string) string {
	for _, t := range terms(text) {
		return t.word
	}
	return ""
}

// exchange asks the earlier question of another subject: its last name gives
// way to the new one.
func (s *Snapshot) exchange(before, subject string) string {
	names := s.namesIn(before)
	if len(names) == 0 {
		return strings.TrimRight(before, "?.! ") + " " + subject + "?"
	}
	n := names[len(names)-1]
	return before[:n.Start] + subject + before[n.End:]
}

// other asks the earlier question of somebody else.
func (s *Snapshot) other(before, answer string) reading {
	names := s.namesIn(before)
	if len(names) == 0 {
		return reading{text: before, answered: answer}
	}
	n := names[len(names)-1]
	return reading{text: s.exchange(before, "the other one"), answered: answer, subject: before[n.Start:n.End]}
}

// substitutions puts the names of the earlier question and answer in the place
// of the first pronoun, persons for "he" and "she" if there are any; the whole
// earlier question stands before the last reading, for what is no name.
func (s *Snapshot) substitutions(asked, before, answer string) []reading {
	names := append(s.namesOf(before), s.namesOf(answer)...)
	if personal.MatchString(pronouns.FindString(asked)) {
		if persons := append(personsOf(before), personsOf(answer)...); len(persons) > 0 {
			names = persons
		}
	}
	if neuter.MatchString(pronouns.FindString(asked)) {
		persons := append(personsOf(before), personsOf(answer)...)
		names = slices.DeleteFunc(names, func(name string) bool { return slices.Contains(persons, name) })
	}
	if demonstrative.MatchString(pronouns.FindString(asked)) {
		names = nil
	}
	var out []reading
	for _, name := range names {
		r := reading{text: substitute(asked, name), alone: true}
		if !strings.Contains(asked, name) && !origin.MatchString(name) && !slices.Contains(out, r) && len(out) < maxReadings-1 {
			out = append(out, r)
		}
	}
	if len(out) > 0 && personal.MatchString(pronouns.FindString(asked)) {
		return out
	}
	return append(out, reading{text: before + " " + asked, asked: asked})
}

// personal pronouns stand for persons.
var personal = regexp.MustCompile(`(?i)^(?:he|she|him|his|her|hers|(?:the|that|this) (?:man|woman|guy|person))$`)

// neuter pronouns stand for no person.
var neuter = regexp.MustCompile(`(?i)^its?$`)

// demonstrative pronouns stand for what was said rather than for a name.
var demonstrative = regexp.MustCompile(`(?i)^(?:this|that|these|those)$`)

// origin is a word that tells where somebody is from: a name of nobody.
var origin = regexp.MustCompile(`^\p{Lu}\p{L}+(?:ese|ian|ish|ican|ean|ench|utch)$`)

func personsOf(text string) []string {
	var out []string
	for _, p := range claim.Persons(text) {
		out = append(out, p.Text)
	}
	return out
}

// possessives need an 's when a name takes their place.
var possessives = wordSet("his her hers their theirs its")

func substitute(asked, name string) string {
	at := pronouns.FindStringIndex(asked)
	if possessives[strings.ToLower(asked[at[0]:at[1]])] && at[1] < len(asked) && asked[at[1]] == ' ' {
		name += "'s"
	}
	return asked[:at[0]] + name + asked[at[1]:]
}

// namesIn finds the names of a question or an answer, by their capitals or
// because the corpus knows them as names.
func (s *Snapshot) namesIn(text string) []corpus.Span {
	return capitalised(text, func(word string) bool { return s.lexicon.names[word] })
}
