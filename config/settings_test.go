package config

import (
	"os"
	"strings"
	"testing"
)

// TestReadmeListsTheSettings holds the README's table to the struct.
func TestReadmeListsTheSettings(t *testing.T) {
	readme, err := os.ReadFile("../README.md")
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(readme), Table()) {
		t.Errorf("the README's settings are out of date; they are:\n%s", Table())
	}
}
