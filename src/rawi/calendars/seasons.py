"""Seasons, quarters and halves of a year as intervals."""

from datetime import date
from types import ModuleType

from rawi.calendars import gregorian, solar
from rawi.calendars.interval import Interval

SPRING, SUMMER, AUTUMN, WINTER = range(4)


def season(year: int, number: int, calendar: ModuleType) -> Interval:
    """Season `number` (spring is 0) of a year: quarters of the solar year, meteorological ones of a Gregorian year.

    The Gregorian winter of year Y runs from December of Y - 1 to February of Y.
    """
    if calendar is solar:
        return Interval(solar.month(year, 3 * number + 1).start, solar.month(year, 3 * number + 3).end)
    if number == WINTER:
        return Interval(date(year - 1, 12, 1), gregorian.month(year, 2).end)
    return Interval(gregorian.month(year, 3 * number + 3).start, gregorian.month(year, 3 * number + 5).end)


def months(year: int, first: int, last: int, calendar: ModuleType) -> Interval:
    """From the first day of month `first` to the last of month `last`."""
    return Interval(calendar.month(year, first).start, calendar.month(year, last).end)
