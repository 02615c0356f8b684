package corpus

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// Precision says how much of a date is known.
type Precision int

// From nothing to a day.
const (
	Unknown Precision = iota
	Decade
	Year
	Month
	Day
)

// Date is a calendar date known to some precision. The zero value is unknown.
type Date struct {
	Year      int
	Month     time.Month // 0 unless Precision is Month or Day
	Day       int        // 0 unless Precision is Day
	Precision Precision
}

// String gives "6 January 2019", "April 2018", "2017", "the 2010s" or "".
func (d Date) String() string {
	switch d.Precision {
	case Day:
		return fmt.Sprintf("%d %s %d", d.Day, d.Month, d.Year)
	case Month:
		return fmt.Sprintf("%s %d", d.Month, d.Year)
	case Year:
		return fmt.Sprint(d.Year)
	case Decade:
		return fmt.Sprintf("the %ds", d.Year/10*10)
	default:
		return ""
	}
}

// IsZero reports whether nothing is known.
func (d Date) IsZero() bool { return d.Precision == Unknown }

// Compare orders dates by their beginning; of two that begin together the
// less precise comes first. Unknown dates come last.
func (d Date) Compare(e Date) int {
	if d.IsZero() != e.IsZero() {
		if d.IsZero() {
			return 1
		}
		return -1
	}
	for _, c := range []int{d.Year - e.Year, int(d.Month - e.Month), d.Day - e.Day} {
		if c != 0 {
			return c
		}
	}
	return int(d.Precision - e.Precision)
}

// ISO gives "2019-01-06", "2018-04", "2017", "2010s" or "", which ParseDate
// reads back.
func (d Date) ISO() string {
	switch d.Precision {
	case Day:
		return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day)
	case Month:
		return fmt.Sprintf("%04d-%02d", d.Year, d.Month)
	case Year:
		return fmt.Sprintf("%04d", d.Year)
	case Decade:
		return fmt.Sprintf("%ds", d.Year/10*10)
	default:
		return ""
	}
}

var isoDate = regexp.MustCompile(`^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?(?:[T ]\d{2}:\d{2}.*)?$`)

// ParseDate reads "2018-04-06", "2018-04", "2018" or "2010s"; a time of day
// after the date is ignored. Empty text is the unknown date.
func ParseDate(s string) (Date, error) {
	s = strings.TrimSpace(s)
	if s == "" {
		return Date{}, nil
	}
	if year, ok := strings.CutSuffix(s, "0s"); ok && len(year) == 3 {
		if n, err := strconv.Atoi(year); err == nil && n > 0 {
			return Date{Year: n * 10, Precision: Decade}, nil
		}
	}
	if m := isoDate.FindStringSubmatch(s); m != nil {
		year, _ := strconv.Atoi(m[1])
		month, _ := strconv.Atoi(m[2])
		day, _ := strconv.Atoi(m[3])
		d, ok := makeDate(year, time.Month(month), day)
		if ok && (m[2] == "" || month > 0) && (m[3] == "" || day > 0) {
			return d, nil
		}
	}
	return Date{}, fmt.Errorf("%q is no date; write 2018-04-06, 2018-04 or 2018", s)
}

// Contains reports whether all of e lies within d: April 2018 contains
// 6 April 2018. Nothing contains an unknown date, nor does one contain any.
func (d Date) Contains(e Date) bool {
	if d.IsZero() || e.IsZero() || e.Precision < d.Precision {
		return false
	}
	switch d.Precision {
	case Decade:
		return d.Year/10 == e.Year/10
	case Year:
		return d.Year == e.Year
	case Month:
		return d.Year == e.Year && d.Month == e.Month
	default:
		return d == e
	}
}

// makeDate returns the date to the precision of what is not zero. It is false
// for what no calendar has.
func makeDate(year int, month time.Month, day int) (Date, bool) {
	switch {
	case year < 1 || year > 9999 || month < 0 || month > time.December:
		return Date{}, false
	case month == 0:
		return Date{Year: year, Precision: Year}, true
	case day == 0:
		return Date{Year: year, Month: month, Precision: Month}, true
	}
	t := time.Date(year, month, day, 0, 0, 0, 0, time.UTC)
	if t.Month() != month || t.Day() != day {
		return Date{}, false
	}
	return fromTime(t), true
}
