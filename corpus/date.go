package corpus

import (
	"fmt"
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
