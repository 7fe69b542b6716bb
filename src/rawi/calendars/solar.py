"""The Solar Hijri calendar of Iran and Afghanistan (persiantools does the arithmetic)."""

from datetime import date

from persiantools.jdatetime import JalaliDate

from rawi.calendars.interval import Interval

YEARS = (1, 1999)


def valid(year: int, month: int = 1, day: int = 1) -> bool:
    """Whether there is such a day (Esfand 30 only in leap years)."""
    return YEARS[0] <= year <= YEARS[1] and 1 <= month <= 12 and 1 <= day <= _length(year, month)


def to_date(year: int, month: int, day: int) -> date:
    """The Gregorian day; ValueError when there is none."""
    if not valid(year, month, day):
        raise ValueError(f"no day {year}-{month}-{day} in the Solar Hijri calendar")
    found: date = JalaliDate(year, month, day).to_gregorian()  # type: ignore[no-untyped-call]
    return found


def of_date(day: date) -> tuple[int, int, int]:
    """(year, month, day) of a Gregorian day; ValueError before 622-03-22."""
    there = JalaliDate.to_jalali(day)  # type: ignore[no-untyped-call]
    return there.year, there.month, there.day


def month(year: int, number: int) -> Interval:
    """First to last day of a month."""
    return Interval(to_date(year, number, 1), to_date(year, number, _length(year, number)))


def year(number: int) -> Interval:
    """First to last day of a year (Nowruz to the eve of the next)."""
    return Interval(to_date(number, 1, 1), to_date(number, 12, _length(number, 12)))


def _length(year: int, month: int) -> int:
    if month <= 6:
        return 31
    if month <= 11:
        return 30
    return 30 if JalaliDate.is_leap(year) else 29
