package rag

import "testing"

func TestUntold(t *testing.T) {
	for _, c := range []struct {
		question, passage string
		want              int
	}{
		{"Is Ann Lee married?", "Ann Lee was sentenced to two years.", 1},
		{"Is Ann Lee married?", "Ann Lee and her husband live in Oslo.", 0},
		{"Who is her lawyer?", "Her counsel, Jo Park, spoke.", 0},
		{"李さんの弁護士は誰ですか", "李氏は逮捕された。", 1},
		{"Where was he arrested?", "He was arrested in Oslo.", 0},
		{"Did he appeal?", "He was sentenced in March.", 1},
	} {
		if got := untold(c.question, c.passage); got != c.want {
			t.Errorf("untold(%q, %q) = %d, want %d", c.question, c.passage, got, c.want)
		}
	}
}
