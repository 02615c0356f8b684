package corpus

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"
)

// short is the text of one article of three sentences, unlike all others.
func short(i int) string {
	return fmt.Sprintf("Report %d on a theft of secrets\n\nThe U.S. authorities said on Monday that engineer No. %d had copied %d files. "+
		"“He was arrested last April,” said Sen. A. B. Jones of district %d. Company %d denied it.\n", i, i, 3*i, i, i)
}

func BenchmarkLoad10000(b *testing.B) {
	files := fstest.MapFS{}
	for i := range 10_000 {
		files[fmt.Sprintf("%05d.txt", i)] = &fstest.MapFile{Data: []byte(short(i))}
	}
	b.ResetTimer()
	for b.Loop() {
		c, err := Load(files)
		if err != nil || len(c.Articles) != 10_000 {
			b.Fatal(err)
		}
	}
}

func BenchmarkSplit1MB(b *testing.B) {
	var text strings.Builder
	for i := 0; text.Len() < 1<<20; i++ {
		text.WriteString(short(i))
	}
	b.SetBytes(int64(text.Len()))
	for b.Loop() {
		splitSentences(text.String(), Span{0, text.Len()}, "en")
	}
}

func BenchmarkBuiltin(b *testing.B) {
	for b.Loop() {
		if _, err := Builtin(); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkResolveDates(b *testing.B) {
	c, err := Builtin()
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		for _, a := range c.Articles {
			for _, s := range a.Sentences {
				a.ResolveDates(s.Span)
			}
		}
	}
}
