"""Parts: what one rule reads of a time expression, as values, before anything is resolved.

A rule's `make` names the kind of part; its named groups and constants give the values. Groups: `day`, `month`, `year`,
`weekday`, `number`, each with its `_to` for the other end of a range; `unit`, `sign` (before, now, after), `season`,
`edge`, `feast`, `calendar`, `tail` (the calendar's or half-day's name after the figure), `hour`.
"""

import re
from typing import Any, Final

import msgspec

from rawi.calendars import CALENDARS
from rawi.lang import Pack
from rawi.mentions.numbers import cardinal
from rawi.rules import Match

MONTHS = {"jalali": "solar_month", "hijri": "lunar_month", "gregorian": "gregorian_month"}
_WORD: Final = re.compile(r"\d+|[^\W\d_]+|[^\w\s]")


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """One rule's share of a time expression.

    `kind`: date, weekday, day (today and its neighbours), unit (this week, last year), ago (a point some units away),
    stretch (the last or next so many units), season, year, decade, clock, part (of a day), feast, edge (early, late,
    halves), which (last, next, after a date or weekday), vague, recurring, same (that day), later (counted from
    another date of the text), ahead (from today where it is to come, else later).
    `sign` is -1, 0 or 1 for past, present, future. Spans are folded.
    `alone` is False for what makes no expression by itself, `opens` where a word before it says nothing of bounds.
    """

    kind: str
    rule: str
    start: int
    end: int
    priority: int = 0
    calendar: str | None = None
    day: int | None = None
    day_to: int | None = None
    month: int | None = None
    month_to: int | None = None
    year: int | None = None
    year_to: int | None = None
    short: bool = False
    weekday: int | None = None
    weekday_to: int | None = None
    unit: str | None = None
    low: float | None = None
    high: float | None = None
    sign: int | None = None
    season: int | None = None
    edge: str | None = None
    feast: str | None = None
    sense: str | None = None
    fine: bool = False
    alone: bool = True
    opens: bool = True
    precision: str | None = None


def _text(groups: dict[str, str], name: str) -> str | None:
    """The text of a group that matched, in small letters."""
    found = groups.get(name)
    return None if found is None else found.lower()


def part(match: Match, pack: Pack) -> Part | None:
    """The part a match makes; None when its values make no sense (day 45, a month that is no month)."""
    rule, given = match.rule, match.rule.constants
    start, end = match.span
    groups = match.groups()
    calendar = pack.value("calendar_name", _text(groups, "calendar")) or given.get("calendar")
    if calendar is None and (year := _text(groups, "year")) is not None:
        calendar = _calendar_of(year, pack)
    values: dict[str, Any] = {"calendar": calendar}
    for key in _NUMBERS:
        text = _text(groups, key)
        if text is not None:
            figure = read_figure(text, pack)
            if figure is None:
                return None
            values[key] = figure
            if key == "year":
                values["short"] = text.isdigit() and len(text) == 2
    for key in ("month", "month_to"):
        text = _text(groups, key)
        if text is not None:
            found = pack.value(given.get("months") or MONTHS[calendar], text) if calendar else None
            values[key] = found if found is not None else _month_number(text)
            if values[key] is None:
                return None
    for key, concepts in _CONCEPTS.items():
        text = _text(groups, key)
        if text is not None:
            values[key] = next((v for c in concepts if (v := pack.value(c, text)) is not None), None)
    low = values.pop("number", None)
    values["low"], values["high"] = low, values.pop("number_to", low)
    if "offset" in groups:
        values["low"] = values["high"] = values.pop("offset")
    values |= {k: v for k, v in given.items() if k not in ("calendar", "months")}
    if values.get("unit") in _MULTIPLES and rule.make != "unit":
        values["unit"], factor = _MULTIPLES[values["unit"]]
        values["low"] = factor * (values.get("low") or 1)
        values["high"] = factor * (values.get("high") or 1)
    if not _sound(values):
        return None
    return Part(kind=rule.make, rule=rule.id, start=start, end=end, priority=rule.priority, **values)


_NUMBERS: Final = ("day", "day_to", "year", "year_to", "number", "number_to")
# Where words that are figures are looked up, before the number words of the language.
_FIGURES: Final = (
    "ordinal",
    "ordinal_day",
    "century_ordinal",
    "decade_word",
    "definite_number",
    "ordinal_min",
    "day_one",
)
# Where the value of a group is looked up.
_CONCEPTS: Final = {
    "weekday": ("weekday", "weekday_short", "weekday_night"),
    "weekday_to": ("weekday", "weekday_short"),
    "unit": ("time_unit", "duration_unit", "plural_unit", "dual_unit", "bare_unit"),
    "sign": ("time_sign", "stretch_sign"),
    "season": ("season",),
    "edge": ("time_edge", "time_half", "period_code", "period_word"),
    "feast": ("feast",),
    "sense": ("time_vague",),
    "offset": ("relative_day", "relative_night"),
}
_MULTIPLES: Final = {"fortnight": ("week", 2), "half-year": ("month", 6), "century": ("year", 100)}


def _calendar_of(year: str, pack: Pack) -> str | None:
    """The calendar that a bare year belongs to: by its size, and by the calendar of the language."""
    figure = read_figure(year, pack)
    if figure is None:
        return None
    home = pack.settings.get("times", {}).get("calendar", "gregorian")
    if figure < 100:
        return str(home)
    if home == "jalali":
        return "hijri" if figure < 1250 else "jalali" if figure <= 1430 else "gregorian"
    return "hijri" if 1300 <= figure <= 1460 and home != "english" else "gregorian"


def read_figure(text: str, pack: Pack) -> int | float | None:
    """A number in digits or words, an ordinal, or None."""
    if text.isdigit():
        return int(text)
    ordinal = next((v for c in _FIGURES if (v := pack.value(c, text)) is not None), None)
    if ordinal is None and text in (pack.forms("one_unit") or ()):
        ordinal = pack.value("one_unit", text)
    if ordinal is not None:
        return int(ordinal) if float(ordinal).is_integer() else float(ordinal)
    words = _WORD.findall(text)
    found = cardinal(words, 0, pack)
    if found is None or found[1] != len(words):
        return _digit_ordinal(text)
    return found[0]


def _digit_ordinal(text: str) -> int | None:
    lead = re.match(r"\d+", text)
    return int(lead.group()) if lead else None


def _month_number(text: str) -> int | None:
    return int(text) if text.isdigit() and 1 <= int(text) <= 12 else None


def _sound(values: dict[str, Any]) -> bool:
    """Whether days, months and years can be meant as such."""
    for key in ("day", "day_to"):
        if values.get(key) is not None and not 1 <= values[key] <= 31:
            return False
    calendar, year, month, day = (values.get(k) for k in ("calendar", "year", "month", "day"))
    last = values.get("year_to")
    # A range runs forward: 1945 to 1939 and 1950-12 are none.
    if year is not None and last is not None and (99 < last < year or (year > 99 >= last > 9 and last < year % 100)):
        return False
    if calendar and month and day:
        module = CALENDARS[calendar]
        # Without a year any leap day may stand: 29 February, 30 Esfand.
        leap = {"gregorian": 2000, "jalali": 1399, "hijri": 1441}[calendar]
        whole = year if year is not None and not values.get("short") and year > 99 else leap
        if not module.valid(int(whole), month, int(day)):
            return False
    return True
