"""Feasts and observances: the days they fall on, year by year. What they are is data (`feasts.toml`)."""

import tomllib
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from types import ModuleType
from typing import Any

from rawi.calendars import gregorian, lunar, solar
from rawi.calendars.interval import Interval

_CALENDARS: dict[str, ModuleType] = {"gregorian": gregorian, "jalali": solar, "hijri": lunar}


@cache
def _rules() -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = tomllib.loads(
        (files("rawi.calendars") / "feasts.toml").read_text(encoding="utf-8")
    )
    return found


def known() -> frozenset[str]:
    """The names of all feasts."""
    return frozenset(_rules())


def calendar_of(name: str) -> str:
    """The calendar that fixes a feast: gregorian, jalali or hijri. KeyError for an unknown one."""
    return str(_rules()[name].get("calendar", "gregorian"))


def feast(name: str, year: int) -> Interval:
    """The days of feast `name` in a year of its own calendar. KeyError when unknown, ValueError when there is none."""
    rule = _rules()[name]
    if "easter" in rule:
        return Interval.day(easter(year) + timedelta(days=rule["easter"]))
    calendar, month = _CALENDARS[rule["calendar"]], rule["month"]
    if "last" in rule:  # the last such weekday of the month
        return Interval.day(_last(calendar.month(year, month), rule["last"]))
    if "nth" in rule:
        return Interval.day(_nth(calendar.month(year, month), rule["weekday"], rule["nth"], rule.get("plus", 0)))
    if "day" not in rule:
        whole: Interval = calendar.month(year, month)
        return whole
    first = calendar.to_date(year, month, rule["day"])
    return Interval(first, first + timedelta(days=rule.get("days", 1) - 1))


def easter(year: int) -> date:
    """Western Easter Sunday (the anonymous Gregorian computus)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


def _last(month: Interval, weekday: int) -> date:
    assert month.end is not None
    return month.end - timedelta(days=(month.end.weekday() - weekday) % 7)


def _nth(month: Interval, weekday: int, nth: int, plus: int) -> date:
    assert month.start is not None
    if nth < 0:
        return _last(month, weekday) + timedelta(days=7 * (nth + 1) + plus)
    first = month.start + timedelta(days=(weekday - month.start.weekday()) % 7)
    return first + timedelta(days=7 * (nth - 1) + plus)
