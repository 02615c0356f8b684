package bot

import (
	"testing"

	"casebot/rag"
)

func TestStatementsCarryTheirNumbers(t *testing.T) {
	got := statements([]rag.Statement{{Text: "He got *eight* years.", Citations: []int{0, 2}}, {Text: "He appealed.", Citations: []int{1}}})
	if want := `**He got \*eight\* years.** \[1\]\[3\] **He appealed.** \[2\]`; got != want {
		t.Errorf("statements = %s, want %s", got, want)
	}
}
