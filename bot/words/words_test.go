package words

import (
	"reflect"
	"strings"
	"testing"
)

// Every language has every text, with the same number of blanks.
func TestLanguagesAreComplete(t *testing.T) {
	want := reflect.ValueOf(english)
	for locale, w := range all {
		got := reflect.ValueOf(*w)
		for i := range got.NumField() {
			name, text := got.Type().Field(i).Name, got.Field(i).String()
			if text == "" && (name != "Smalltalk" || locale != "en") {
				t.Errorf("%s: %s is missing", locale, name)
			}
			if a, b := strings.Count(text, "%s"), strings.Count(want.Field(i).String(), "%s"); a != b {
				t.Errorf("%s: %s has %d blanks, want %d", locale, name, a, b)
			}
		}
	}
	for _, l := range Languages() {
		if all[l] == nil {
			t.Errorf("no words for %s", l)
		}
	}
}

func TestFor(t *testing.T) {
	for locale, want := range map[string]*Words{
		"en-US": &english, "de": &german, "es-ES": &spanish, "es-419": &spanish, "ko": &english,
		"zh-TW": &traditional, "zh-CN": &simplified, "": &english,
	} {
		if For(locale) != want {
			t.Errorf("For(%q) has the wrong language", locale)
		}
	}
}

func TestDetect(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"Who was arrested in Belgium?", "en"},
		{"Wer wurde in Belgien verhaftet?", "de"},
		{"Qui a été arrêté en Belgique et pourquoi ?", "fr"},
		{"¿Quién fue detenido en Bélgica?", "es-ES"},
		{"誰がベルギーで逮捕されたのですか", "ja"},
		{"季超群被判了多少年?他是谁?", "zh-CN"},
		{"季超群被判了多少年?他是誰?", "zh-TW"},
		{"Ji Chaoqun", "en"},
		{"", "en"},
	} {
		if got := Detect(c.text); got != c.want {
			t.Errorf("Detect(%q) = %q, want %q", c.text, got, c.want)
		}
	}
}
