package generate

import (
	"encoding/json"
	"errors"
	"regexp"
	"strings"
	"unicode/utf8"
)

// What a reply may hold; what is beyond it is cut off, not refused.
const (
	maxSentences     = 8
	maxSentenceBytes = 600
	maxSentenceIDs   = 8
	maxReasonBytes   = 300
)

// reply is a model's answer before any check.
type reply struct {
	Answered  bool
	Reason    string
	Sentences []said
}

// said is one sentence of a reply with the IDs the model gave.
type said struct {
	Text string
	IDs  []string
}

var errNotUnderstood = errors.New("the model's answer has neither form")

// parse reads a model's answer in either form, whichever was asked for: small
// models mix them. JSON may stand in a code fence or between other words.
func parse(text string) (reply, error) {
	if r, ok := parseJSON(text); ok {
		return r.bounded(), nil
	}
	if r, ok := parseTags(text); ok {
		return r.bounded(), nil
	}
	return reply{}, errNotUnderstood
}

// parseJSON tries every opening brace until one begins an answer. Raw control
// characters, which grammars of servers let into strings, count as spaces.
func parseJSON(text string) (reply, bool) {
	text = strings.Map(func(r rune) rune {
		if r < ' ' {
			return ' '
		}
		return r
	}, text)
	for tries := 0; tries < 10; tries++ {
		i := strings.IndexByte(text, '{')
		if i < 0 {
			return reply{}, false
		}
		var raw struct {
			Answered  *bool  `json:"answered"`
			Reason    string `json:"reason"`
			Sentences []struct {
				Text string `json:"text"`
				IDs  ids    `json:"ids"`
			} `json:"sentences"`
		}
		err := json.NewDecoder(strings.NewReader(text[i:])).Decode(&raw)
		if err == nil && (raw.Answered != nil || raw.Sentences != nil) {
			r := reply{Answered: raw.Answered == nil || *raw.Answered, Reason: raw.Reason}
			for _, s := range raw.Sentences {
				r.Sentences = append(r.Sentences, said{s.Text, s.IDs})
			}
			return r, true
		}
		text = text[i+1:]
	}
	return reply{}, false
}

// ids takes IDs as strings or numbers, in a list or alone.
type ids []string

func (l *ids) UnmarshalJSON(b []byte) error {
	*l = idNumbers.FindAllString(string(b), -1)
	for i, id := range *l {
		(*l)[i] = canonicalID(id)
	}
	return nil
}

var idNumbers = regexp.MustCompile(`[Ss]?\d{1,6}`)

func canonicalID(id string) string { return "S" + strings.TrimLeft(strings.TrimLeft(id, "Ss"), "0") }

var (
	tagLine = regexp.MustCompile(`(?i)^[\s*#-]*(answered|reason|sentence)[\s*]*:\s*(.*)$`)
	tagIDs  = regexp.MustCompile(`[\[(]\s*([Ss]?\d{1,6}(?:\s*[,;and]*\s*[Ss]?\d{1,6})*)\s*[\])][\s.]*$`)
)

// parseTags reads the lines of the tagged form and passes over all others.
func parseTags(text string) (reply, bool) {
	var r reply
	found, denied := false, false
	for line := range strings.Lines(text) {
		m := tagLine.FindStringSubmatch(strings.TrimSpace(line))
		if m == nil {
			continue
		}
		found = true
		switch value := strings.Trim(m[2], " *"); strings.ToLower(m[1]) {
		case "answered":
			denied = !strings.HasPrefix(strings.ToLower(value), "yes")
		case "reason":
			r.Reason = value
		case "sentence":
			r.Sentences = append(r.Sentences, taggedSentence(value))
		}
	}
	r.Answered = !denied && len(r.Sentences) > 0
	return r, found
}

func taggedSentence(value string) said {
	m := tagIDs.FindStringSubmatchIndex(value)
	if m == nil {
		return said{Text: value}
	}
	s := said{Text: strings.TrimSpace(value[:m[0]])}
	for _, id := range idNumbers.FindAllString(value[m[2]:m[3]], -1) {
		s.IDs = append(s.IDs, canonicalID(id))
	}
	return s
}

// bounded cleans the texts and cuts off what is too much.
func (r reply) bounded() reply {
	out := reply{Answered: r.Answered, Reason: cut(clean(r.Reason), maxReasonBytes)}
	for _, s := range r.Sentences[:min(maxSentences, len(r.Sentences))] {
		s.Text = clean(s.Text)
		if s.Text == "" {
			continue
		}
		s.IDs = s.IDs[:min(maxSentenceIDs, len(s.IDs))]
		out.Sentences = append(out.Sentences, s)
	}
	return out
}

// trailingIDs are citation markers that a model writes into its sentence.
var trailingIDs = regexp.MustCompile(`\s*[\[(]\s*[Ss]\d+(?:\s*,\s*[Ss]?\d+)*\s*[\])]`)

// clean puts a text on one line, without what cannot be seen and without
// citation markers.
func clean(text string) string { return visible(trailingIDs.ReplaceAllString(text, "")) }

// cut shortens a text to at most n bytes, at a rune.
func cut(text string, n int) string {
	if len(text) <= n {
		return text
	}
	for n > 0 && !utf8.RuneStart(text[n]) {
		n--
	}
	return text[:n]
}
