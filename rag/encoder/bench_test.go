package encoder

import (
	"strings"
	"testing"
)

// text of the given number of tokens in all, with the encoder's prefix (two or
// three tokens) and the two marks.
func textOf(tb testing.TB, m *Model, tokens int) string {
	tb.Helper()
	words := strings.Fields(strings.Repeat("The court heard how the engineer was met by officers of the ministry in the spring and sentenced later that year . ", 8))
	for n := len(words); n > 0; n-- {
		if text := strings.Join(words[:n], " "); m.Tokens(text) <= tokens {
			return text
		}
	}
	tb.Fatalf("no text of %d tokens", tokens)
	return ""
}

func BenchmarkOpen(b *testing.B) {
	for b.Loop() {
		if _, err := Builtin(); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkTokenize(b *testing.B) {
	m, _ := loadGolden(b)
	text := textOf(b, m, 100)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		m.Tokens(text)
	}
}

// eachKernel runs a benchmark on every kernel of this processor.
func eachKernel(b *testing.B, f func(b *testing.B, m *Model)) {
	m, _ := loadGolden(b)
	for _, k := range kernels {
		b.Run(k.name(), func(b *testing.B) {
			m := *m
			m.kernel = k
			b.ReportAllocs()
			f(b, &m)
		})
	}
}

func embedBenchmark(kind Kind, texts, tokens int) func(b *testing.B, m *Model) {
	return func(b *testing.B, m *Model) {
		list := make([]string, texts)
		if texts > 1 && m.kernel == (plain{}) {
			b.Skip("takes most of a minute")
		}
		for i := range list {
			list[i] = textOf(b, m, tokens)
		}
		for b.Loop() {
			if _, err := m.Embed(b.Context(), kind, list); err != nil {
				b.Fatal(err)
			}
		}
	}
}

func BenchmarkQuery12Tokens(b *testing.B)    { eachKernel(b, embedBenchmark(Query, 1, 12)) }
func BenchmarkPassage128Tokens(b *testing.B) { eachKernel(b, embedBenchmark(Passage, 1, 128)) }
func Benchmark64Sentences(b *testing.B)      { eachKernel(b, embedBenchmark(Passage, 64, 30)) }

// The pair is 60 tokens long in all, <s> and </s> included.
func BenchmarkJudge10Pairs(b *testing.B) {
	eachKernel(b, func(b *testing.B, m *Model) {
		pair := Pair{"How long was the engineer sentenced ?", "The court heard the case .", ""}
		pair.Sentence = textOf(b, m, 60-len(m.judgeInput(pair).ids))
		if n := len(m.judgeInput(pair).ids); n < 58 || n > 60 {
			b.Fatalf("a pair of %d tokens", n)
		}
		pairs := make([]Pair, 10)
		for i := range pairs {
			pairs[i] = pair
		}
		for b.Loop() {
			if _, err := m.Judge(b.Context(), pairs); err != nil {
				b.Fatal(err)
			}
		}
	})
}
