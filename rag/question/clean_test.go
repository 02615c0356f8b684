package question

import (
	"errors"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

func TestClean(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"plain", "How long was Ji Chaoqun sentenced?", "How long was Ji Chaoqun sentenced?"},
		{"empty", "", ""},
		{"nothing visible", "\u200b\u2060\ufeff \u00ad\u3164\u2800\t", ""},
		{"lines and spaces", "  who\r\n\tpaid\u00a0\u2003him\u2028? ", "who paid him ?"},
		{"zero width inside a word", "Ji\u200b Cha\u200do\u2060q\u00adun\ufeff", "Ji Chaoqun"},
		{"bidi override", "who \u202egnihtemos\u202c \u2066x\u2069\u200e\u061c?", "who gnihtemos x?"},
		{"control", "a\x00b\x1b[31mc\x7f\u0085d", "ab[31mc d"},
		{"invalid UTF-8", "a\xff\xc3b", "ab"},
		{"stand-ins", "a\ufffdb\ufffcc", "abc"},
		{"composes", "Mu\u0308nchen, Pha\u0323\u0302m", "München, Phậm"},
		{"combining flood", "Z" + strings.Repeat("\u0336", 500) + "algo", "Z" + strings.Repeat("\u0336", maxMarks) + "algo"},
		{"marks on nothing", "\u0301 \u0336\u0336a", "a"},
		{"private use", "a\ue000b\U000f0000c\ufdd0d", "abcd"},
		{"hidden tags", "hi\U000e0049\U000e0067\U000e006e\U000e006f\U000e0072\U000e0065", "hi"},
		{"hidden tags after a flag", "\U0001f3f4\U000e0069\U000e0067\U000e006e\U000e006f\U000e0072\U000e0065\U000e0061\U000e006c\U000e006c\U000e007f", "\U0001f3f4"},
		{"hidden variation selectors", "a\ufe01\ufe02\U000e0100b", "ab"},

		{"flag of Scotland", "\U0001f3f4\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f", "\U0001f3f4\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f"},
		{"family", "👩‍👩‍👧‍👦", "👩‍👩‍👧‍👦"},
		{"skin tone and heart", "👩🏽‍💻 ❤️‍🔥 🏳️‍🌈 🇯🇵 1️⃣", "👩🏽‍💻 ❤️‍🔥 🏳️‍🌈 🇯🇵 1️⃣"},
		{"chess piece and gender", "🧔🏻‍♀️", "🧔🏻‍♀️"},
		{"Japanese", "季超群は何年の刑を受けましたか？", "季超群は何年の刑を受けましたか？"},
		{"Persian non-joiner", "می\u200cخواهم", "می\u200cخواهم"},
		{"Malayalam joiner", "ന്\u200d", "ന്"}, // nothing follows that it could join
		{"Sinhala joiner", "ශ්\u200dරී", "ශ්\u200dරී"},
		{"Arabic with vowels", "السَّلَامُ", "السَّلَامُ"},
		{"Hebrew with points", "בְּרֵאשִׁ֖ית", norm.NFC.String("בְּרֵאשִׁ֖ית")},
		{"Tibetan", "སྒྲུབས", "སྒྲུབས"},
		{"Thai", "ที่นี่", "ที่นี่"},
		{"Hindi", "क़ानून", norm.NFC.String("क़ानून")},
		{"Korean in letters", "\u1112\u1161\u11ab", "한"},
		{"Mongolian", "ᠮᠣᠩᠭᠣᠯ", "ᠮᠣᠩᠭᠣᠯ"},
		{"Arabic number sign", "\u0600\u0661", "\u0600\u0661"},
		{"Chinese variant", "葛\U000e0100", "葛\U000e0100"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got, err := Clean(tt.in); err != nil || got != tt.want {
				t.Errorf("Clean(%q) = %q, %v, want %q", tt.in, got, err, tt.want)
			}
		})
	}
}

func TestCleanLength(t *testing.T) {
	tests := []struct {
		name, in string
		want     error
	}{
		{"as long as allowed", strings.Repeat("語", MaxRunes), nil},
		{"one more", strings.Repeat("語", MaxRunes+1), ErrTooLong},
		{"long only in spaces", strings.Repeat("a  ", MaxRunes/2), nil},
		{"10 MB", strings.Repeat("a", 10<<20), ErrTooLong},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if _, err := Clean(tt.in); !errors.Is(err, tt.want) {
				t.Errorf("Clean: %v, want %v", err, tt.want)
			}
		})
	}
}

func FuzzClean(f *testing.F) {
	for _, seed := range []string{"Who is Ji?", "👩‍👩‍👧 می\u200cخواهم", "Z\u0336\u0336\u0336\u0344\u0344", "\u0958\u0336\ufb1d", "a\u202e\xff\u200b", "\U0001f3f4\U000e0067\U000e0062\U000e0073\U000e007f", "❤\u200c\ufe0f\u200d"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, in string) {
		got, err := Clean(in)
		if err != nil {
			return
		}
		if !utf8.ValidString(got) || !norm.NFC.IsNormalString(got) || strings.TrimSpace(got) != got || utf8.RuneCountInString(got) > MaxRunes {
			t.Fatalf("Clean(%q) = %q", in, got)
		}
		marks := 0
		for _, r := range got {
			if unicode.In(r, unicode.Cc, unicode.Co, unicode.Bidi_Control) {
				t.Fatalf("Clean(%q) keeps %U", in, r)
			}
			if marks++; !unicode.In(r, unicode.Mn, unicode.Me) || unicode.Is(unicode.Variation_Selector, r) {
				marks = 0
			}
			if marks > maxMarks {
				t.Fatalf("Clean(%q) keeps %d marks in a row", in, marks)
			}
		}
		if again, err := Clean(got); err != nil || again != got {
			t.Fatalf("Clean(%q) = %q, cleaned again %q, %v", in, got, again, err)
		}
	})
}
