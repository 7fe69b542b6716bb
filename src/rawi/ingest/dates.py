"""Dates as pages, addresses and people write them: Gregorian, Solar Hijri and Lunar Hijri, whole days or not.

Only what says a whole date is read: "2 hours ago" and "05/06/2019" (May or June?) give nothing. A year from 1300 to
1410 is Solar Hijri, from 1411 to 1480 Lunar Hijri; a Lunar day is kept with a day on either side, since countries
differ by one.
"""

import calendar
import re
import tomllib
from datetime import date, timedelta
from functools import cache
from importlib.resources import files

from hijridate import Hijri
from persiantools.jdatetime import JalaliDate

from rawi.ingest.folding import fold, variants
from rawi.records import Published

_SOLAR, _LUNAR, _GREGORIAN = range(1300, 1411), range(1411, 1481), range(1900, 2101)
_ISO = re.compile(r"(?<![\d/.-])(\d{4})(?:-(\d{1,2})(?:-(\d{1,2})(?!\d))?)?(?=$|[t ]\d{1,2}:|[tz\s])")
_COMPACT = re.compile(r"^(\d{4})(\d{2})(\d{2})(?:$|[t ]?\d{4})")
_YEAR_FIRST = re.compile(r"(?<![\d/.-])(\d{4})\s?[/.-]\s?(\d{1,2})\s?[/.-]\s?(\d{1,2})(?![\d/.]*[/\d])")
_DAY_FIRST = re.compile(r"(?<![\d/.-])(\d{1,2})\s?[/.-]\s?(\d{1,2})\s?[/.-]\s?(\d{4})(?!\d)")
_PATH = re.compile(r"/(\d{4})[/-](\d{1,2})(?:[/-](\d{1,2}))?(?=[/?#_-]|$)")
_PATH_COMPACT = re.compile(r"/((?:19|20|13|14)\d{2})([01]\d)([0-3]\d)(?=[/?#_.-]|$)")

Interval = tuple[date, date, str]


def published_of(value: str, basis: str = "given") -> Published | None:
    """The date a string holds, for a publication date; None when it holds none, or an ambiguous one.

    Understands ISO days, months, years and times (the day is the one written, no time zone is applied), numeric
    dates, and days with the name of a month in Persian, Arabic or English.
    """
    found = find_date(value)
    return _published(found, basis) if found else None


def from_address(url: str) -> Published | None:
    """The date in the path of an address: `/2019/11/05/`, `/1398/08/14/`, `/20191105-`, or a month `/2019/11/`."""
    path = re.sub(r"^[a-z][a-z0-9+.-]*://[^/]*", "", url, flags=re.I)
    best: Interval | None = None
    for pattern in (_PATH, _PATH_COMPACT):
        for m in pattern.finditer(path):
            found = _interval(int(m[1]), int(m[2]), int(m[3]) if m[3] else None)
            if found and (best is None or (found[2] == "day" and best[2] != "day")):
                best = found
    return _published(best, "url") if best else None


def find_date(value: str) -> Interval | None:
    """First and last day and the precision of the one date in a short string; Gregorian wins over other calendars."""
    text = fold(value[:400])
    if m := _COMPACT.match(text):
        return _interval(int(m[1]), int(m[2]), int(m[3]))
    if (found := _named(text)) is not None:
        return found
    if m := _YEAR_FIRST.search(text):
        return _interval(int(m[1]), int(m[2]), int(m[3]))
    if m := _DAY_FIRST.search(text):
        return _day_first(int(m[1]), int(m[2]), int(m[3]))
    if (m := _ISO.match(text)) and (m[2] or text == m[1]):
        return _interval(int(m[1]), int(m[2]) if m[2] else None, int(m[3]) if m[3] else None)
    return None


def year_bounds(year: int) -> tuple[date, date] | None:
    """First and last day of a year of whichever calendar counts so."""
    found = _interval(year, None, None)
    return found[:2] if found else None


def _published(found: Interval, basis: str) -> Published:
    return Published(start=found[0].isoformat(), end=found[1].isoformat(), precision=found[2], basis=basis)


@cache
def _months() -> tuple[dict[str, tuple[str, int]], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    data = tomllib.loads(files("rawi.ingest").joinpath("months.toml").read_text("utf-8"))
    ordinal, after, between = ("|".join(data["words"][kind]) for kind in ("ordinal", "month", "between"))
    names = {
        spelling: (kind, number)
        for kind in ("gregorian", "solar", "lunar")
        for number, row in enumerate(data[kind], 1)
        for name in row
        for spelling in variants(name)
    }
    name = rf"({'|'.join(re.escape(n) for n in sorted(names, key=len, reverse=True))})(?: ?(?:{after}))?"
    day_first = re.compile(
        rf"(?<!\d)(\d{{1,2}})(?:{ordinal})?[\s/.،,-]{{1,2}}{name}(?:/\w+)?\.?[\s/.،,-]{{1,3}}(\d{{4}}|\d{{2}})(?!\d)"
    )
    name_first = re.compile(rf"(?<!\w){name}\.? (\d{{1,2}})(?:{ordinal})?,? (?:(?:{between}) \S+ )?(\d{{4}})(?!\d)")
    month_only = re.compile(rf"(?<![\w\d]){name},? (\d{{4}})(?!\d)")
    return names, day_first, name_first, month_only


def _named(text: str) -> Interval | None:
    """A date with the name of a month; where a page gives the day in two calendars, the Gregorian one."""
    names, day_first, name_first, month_only = _months()
    found: dict[str, Interval] = {}
    for day, name, year in [m.groups() for m in day_first.finditer(text)] + [
        (m[2], m[1], m[3]) for m in name_first.finditer(text)
    ]:
        kind, month = names[name]
        number = int(year)
        if len(year) == 2:
            if kind != "solar":
                continue
            number += 1300 if number > 20 else 1400
        interval = _interval(number, month, int(day), kind)
        if interval:
            found.setdefault(kind, interval)
    if not found:
        for m in month_only.finditer(text):
            kind, month = names[m[1]]
            interval = _interval(int(m[2]), month, None, kind)
            if interval:
                found.setdefault(kind, interval)
    return found.get("gregorian") or found.get("solar") or found.get("lunar")


def _day_first(first: int, second: int, year: int) -> Interval | None:
    """`14/08/1398` is day and month; for a Gregorian date both orders are in use, so it must be clear which."""
    if year not in _GREGORIAN:
        return _interval(year, second, first)
    if first <= 12 and second <= 12 and first != second:
        return None
    return _interval(year, second, first) if second <= 12 else _interval(year, first, second)


def _interval(year: int, month: int | None, day: int | None, kind: str | None = None) -> Interval | None:
    counted = "solar" if year in _SOLAR else "lunar" if year in _LUNAR else "gregorian" if year in _GREGORIAN else None
    if counted is None or (kind is not None and (kind == "gregorian") != (counted == "gregorian")):
        return None
    kind = kind or counted
    try:
        if kind == "gregorian":
            return _gregorian(year, month, day)
        return _solar(year, month, day) if kind == "solar" else _lunar(year, month, day)
    except (ValueError, OverflowError):
        return None


def _gregorian(year: int, month: int | None, day: int | None) -> Interval:
    if month is None:
        return date(year, 1, 1), date(year, 12, 31), "year"
    if day is None:
        return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]), "month"
    return date(year, month, day), date(year, month, day), "day"


def _solar(year: int, month: int | None, day: int | None) -> Interval:
    if day is not None:
        at = _from_solar(year, month or 1, day)
        return at, at, "day"
    start = _from_solar(year, month or 1, 1)
    after = _from_solar(year + (month in (None, 12)), (month or 12) % 12 + 1, 1)
    return start, after - timedelta(days=1), "year" if month is None else "month"


def _lunar(year: int, month: int | None, day: int | None) -> Interval:
    one = timedelta(days=1)
    if day is not None:
        at = _from_hijri(year, month or 1, day)
        return at - one, at + one, "day"
    start = _from_hijri(year, month or 1, 1)
    after = _from_hijri(year + (month in (None, 12)), (month or 12) % 12 + 1, 1)
    return start - one, after, "year" if month is None else "month"


def _from_solar(year: int, month: int, day: int) -> date:
    at: date = JalaliDate(year, month, day).to_gregorian()  # type: ignore[no-untyped-call]
    return at


def _from_hijri(year: int, month: int, day: int) -> date:
    at = Hijri(year, month, day).to_gregorian()
    return date(at.year, at.month, at.day)
