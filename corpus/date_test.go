package corpus

import "testing"

func TestParseDate(t *testing.T) {
	cases := map[string]string{
		"2018": "2018", "2018-04": "April 2018", "2018-04-06": "6 April 2018", "2018-4-6": "6 April 2018",
		"2019-01-06T11:51:00Z": "6 January 2019", "2010s": "the 2010s", "": "", " 2018 ": "2018", "2016-02-29": "29 February 2016",
	}
	for in, want := range cases {
		d, err := ParseDate(in)
		if err != nil || d.String() != want {
			t.Errorf("ParseDate(%q) = %q, %v, want %q", in, d, err, want)
		}
		if again, err := ParseDate(d.ISO()); err != nil || again != d {
			t.Errorf("ParseDate(%q) = %v, %v, want %v", d.ISO(), again, err, d)
		}
	}
	for _, in := range []string{"last April", "2018-13", "2018-02-29", "2018-00", "2018-04-00", "18", "20180406", "0s", "6 April 2018"} {
		if d, err := ParseDate(in); err == nil {
			t.Errorf("ParseDate(%q) = %v, want an error", in, d)
		}
	}
}

func TestDateContains(t *testing.T) {
	cases := []struct {
		d, e string
		want bool
	}{
		{"2018", "2018-04-06", true}, {"2018-04", "2018-04-06", true}, {"2010s", "2018", true}, {"2018", "2018", true},
		{"2018-04-06", "2018-04", false}, {"2018-04", "2018-05-01", false}, {"2018", "2019", false}, {"2010s", "2020", false},
		{"", "2018", false}, {"2018", "", false}, {"", "", false},
	}
	for _, c := range cases {
		d, _ := ParseDate(c.d)
		e, _ := ParseDate(c.e)
		if got := d.Contains(e); got != c.want {
			t.Errorf("%q contains %q = %v, want %v", c.d, c.e, got, c.want)
		}
	}
}
