package corpus

import "time"

// unit is what a relative date counts in.
type unit int

const (
	days unit = iota
	weeks
	months
	years
	decades
)

func fromTime(t time.Time) Date {
	return Date{Year: t.Year(), Month: t.Month(), Day: t.Day(), Precision: Day}
}

// time is the beginning of a date that is known to the day or the month.
func (d Date) time() time.Time {
	return time.Date(d.Year, d.Month, max(d.Day, 1), 0, 0, 0, 0, time.UTC)
}

// back counts n units back from d and knows the result to that unit, where d
// is known well enough; otherwise it is unknown. What was a decade ago is
// known to a decade; what was weeks ago, to the month if the whole week lies
// in one.
func (d Date) back(n int, u unit) Date {
	switch {
	case u == decades && d.Precision >= Year:
		return Date{Year: (d.Year - 10*n) / 10 * 10, Precision: Decade}
	case u == years && n >= 10 && n%10 == 0 && d.Precision >= Year:
		// Round numbers of years are as vague as decades.
		return Date{Year: (d.Year - n) / 10 * 10, Precision: Decade}
	case u == years && d.Precision >= Year:
		return Date{Year: d.Year - n, Precision: Year}
	case u == months && d.Precision >= Month:
		first := time.Date(d.Year, d.Month-time.Month(n), 1, 0, 0, 0, 0, time.UTC)
		return Date{Year: first.Year(), Month: first.Month(), Precision: Month}
	case u == weeks && d.Precision == Day:
		day := d.time().AddDate(0, 0, -7*n)
		monday := day.AddDate(0, 0, -(int(day.Weekday())+6)%7)
		if sunday := monday.AddDate(0, 0, 6); sunday.Month() != monday.Month() {
			return Date{}
		}
		return Date{Year: day.Year(), Month: day.Month(), Precision: Month}
	case u == days && d.Precision == Day:
		return fromTime(d.time().AddDate(0, 0, -n))
	}
	return Date{}
}

// lastMonth is the latest month of that name before the month of d.
func (d Date) lastMonth(m time.Month) Date {
	if d.Precision < Month {
		return Date{}
	}
	year := d.Year
	if m >= d.Month {
		year--
	}
	return Date{Year: year, Month: m, Precision: Month}
}

// lastDay is the latest such day of the year up to d.
func (d Date) lastDay(m time.Month, day int) Date {
	if d.Precision != Day {
		return Date{}
	}
	e, ok := makeDate(d.Year, m, day)
	if ok && e.Compare(d) > 0 {
		e, ok = makeDate(d.Year-1, m, day)
	}
	if !ok {
		return Date{}
	}
	return e
}

// lastWeekday is the latest such weekday before d, or up to d.
func (d Date) lastWeekday(w time.Weekday, orToday bool) Date {
	if d.Precision != Day {
		return Date{}
	}
	n := (int(d.time().Weekday()) - int(w) + 7) % 7
	if n == 0 && !orToday {
		n = 7
	}
	return fromTime(d.time().AddDate(0, 0, -n))
}
