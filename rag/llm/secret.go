package llm

import (
	"fmt"
	"log/slog"
	"strings"
)

// Secret is a credential that prints as ***, however it is printed.
type Secret string

// masked stands in for a secret wherever one would be shown.
const masked = "***"

// Format prints *** for every verb.
func (s Secret) Format(f fmt.State, verb rune) { fmt.Fprint(f, masked) }

// MarshalText gives ***, in JSON and YAML too.
func (s Secret) MarshalText() ([]byte, error) { return []byte(masked), nil }

// LogValue gives *** to logs.
func (s Secret) LogValue() slog.Value { return slog.StringValue(masked) }

// redact removes the secret from a text that may repeat it. Services do so in
// the errors about a wrong key.
func (s Secret) redact(text string) string {
	if s == "" {
		return text
	}
	return strings.ReplaceAll(text, string(s), masked)
}
