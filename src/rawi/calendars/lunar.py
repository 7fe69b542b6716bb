"""The Lunar Hijri calendar.

Months begin when the new moon is seen, so countries differ by a day. Values are those of Umm al-Qura (AH 1343 to
1500, from hijridate) and of the tabular civil calendar outside; `variants` gives the day before and after as well.
"""

from datetime import date, timedelta

from hijridate import Gregorian, Hijri

from rawi.calendars.interval import Interval

YEARS = (1, 1600)
_OFFICIAL = (1343, 1500)
_EPOCH = date(622, 7, 19).toordinal()  # 1 Muharram 1 of the tabular calendar, in proleptic Gregorian days


def valid(year: int, month: int = 1, day: int = 1) -> bool:
    """Whether there may be such a day: a 30th is allowed in every month, as sighting may give one."""
    return YEARS[0] <= year <= YEARS[1] and 1 <= month <= 12 and 1 <= day <= 30


def to_date(year: int, month: int, day: int) -> date:
    """The Gregorian day by Umm al-Qura (tabular outside its years); ValueError when there is none."""
    if not valid(year, month, day):
        raise ValueError(f"no day {year}-{month}-{day} in the Lunar Hijri calendar")
    return _first(year, month) + timedelta(days=day - 1)


def variants(year: int, month: int, day: int) -> tuple[date, date, date]:
    """The days that some country may call this date: the day before, the day itself, the day after."""
    day_itself = to_date(year, month, day)
    return day_itself - timedelta(days=1), day_itself, day_itself + timedelta(days=1)


def of_date(day: date) -> tuple[int, int, int]:
    """(year, month, day) of a Gregorian day; ValueError before AH 1 or after AH 1600."""
    if _first(_OFFICIAL[0], 1) <= day < _first(_OFFICIAL[1] + 1, 1):
        there = Gregorian(day.year, day.month, day.day).to_hijri()
        return there.year, there.month, there.day
    year = (30 * (day.toordinal() - _EPOCH) + 10646) // 10631
    if not YEARS[0] <= year <= YEARS[1]:
        raise ValueError(f"{day} is outside the Lunar Hijri years {YEARS[0]} to {YEARS[1]}")
    while _first(year, 1) > day:
        year -= 1
    number = 12
    while _first(year, number) > day:
        number -= 1
    return year, number, (day - _first(year, number)).days + 1


def month(year: int, number: int) -> Interval:
    """First to last day of a month."""
    after = _first(year, number + 1) if number < 12 else _first(year + 1, 1)
    return Interval(_first(year, number), after - timedelta(days=1))


def year(number: int) -> Interval:
    """First to last day of a year."""
    return Interval(_first(number, 1), _first(number + 1, 1) - timedelta(days=1))


def _first(year: int, month: int) -> date:
    if _OFFICIAL[0] <= year <= _OFFICIAL[1]:
        there = Hijri(year, month, 1).to_gregorian()
        return date(there.year, there.month, there.day)
    days = (year - 1) * 354 + (3 + 11 * year) // 30 + 29 * (month - 1) + month // 2
    return date.fromordinal(_EPOCH + days)
