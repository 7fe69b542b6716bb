"""The Gregorian calendar: bounds of years and months."""

from calendar import monthrange
from datetime import date

from rawi.calendars.interval import Interval

YEARS = (1, 9999)


def valid(year: int, month: int = 1, day: int = 1) -> bool:
    """Whether there is such a day."""
    return YEARS[0] <= year <= YEARS[1] and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]


def to_date(year: int, month: int, day: int) -> date:
    """The day; ValueError when there is none."""
    return date(year, month, day)


def of_date(day: date) -> tuple[int, int, int]:
    """(year, month, day)."""
    return day.year, day.month, day.day


def month(year: int, number: int) -> Interval:
    """First to last day of a month."""
    return Interval(date(year, number, 1), date(year, number, monthrange(year, number)[1]))


def year(number: int) -> Interval:
    """First to last day of a year."""
    return Interval(date(number, 1, 1), date(number, 12, 31))
