"""Values in words: dates, bounds and directions as a reader of English sees them."""

import re
from datetime import date

from rawi.records import Count, Published, Time

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
CALENDARS = {"gregorian": "Gregorian", "jalali": "Solar Hijri", "hijri": "Lunar Hijri", "relative": "relative"}
BASES = {
    "given": "as given by you",
    "meta": "from the page's metadata",
    "json-ld": "from the page's metadata",
    "time-element": "from the page",
    "url": "from the address",
    "dateline": "from the dateline",
    "copyright": "from the copyright line (weak)",
    "explicit": "written in full",
    "published": "counted from publication",
    "text": "counted from another date here",
    "weak": "counted from a weak hint",
}
KINDS = {
    "things": "counted",
    "participants": "taking part",
    "casualties": "dead or wounded",
}
LANGUAGES = {
    "fa": "Persian",
    "ar": "Arabic",
    "en": "English",
    "ckb": "Sorani",
    "ku": "Kurdish",
    "ur": "Urdu",
    "ps": "Pashto",
}
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_LEFT_TO_RIGHT = re.compile("[A-Za-z\u00c0-\u024f\u0370-\u03ff\u0400-\u04ff]")


def direction(text: str, default: str = "ltr") -> str:
    """`rtl` or `ltr`, by which letters are more; `default` where there are none."""
    right, left = len(_RIGHT_TO_LEFT.findall(text)), len(_LEFT_TO_RIGHT.findall(text))
    if right == left:
        return default
    return "rtl" if right > left else "ltr"


def has_right_to_left(text: str) -> bool:
    return _RIGHT_TO_LEFT.search(text) is not None


def interval_words(start: str | None, end: str | None, precision: str = "day") -> str:
    """An inclusive interval of ISO dates in words; empty when nothing is known."""
    if start is None and end is None:
        return ""
    if end is None:
        return f"since {day_words(start)}"
    if start is None:
        return f"until {day_words(end)}"
    first, last = _parts(start), _parts(end)
    if start == end:
        return f"{day_words(start)}, part of the day" if precision == "part-of-day" else day_words(start)
    if first == (first[0], 1, 1) and last == (last[0], 12, 31):
        return str(first[0]) if first[0] == last[0] else f"{first[0]}–{last[0]}"
    if first[2] == 1 and _is_last_day(last) and first[:2] == last[:2]:
        return f"{MONTHS[first[1] - 1]} {first[0]}"
    if first[:2] == last[:2]:
        return f"{first[2]}–{day_words(end)}"
    if first[0] == last[0]:
        return f"{first[2]} {MONTHS[first[1] - 1]} – {day_words(end)}"
    return f"{day_words(start)} – {day_words(end)}"


def day_words(iso: str | None) -> str:
    """`2019-11-05` as `5 November 2019`; what is no ISO date as it is."""
    if iso is None:
        return ""
    try:
        year, month, day = _parts(iso)
        return f"{day} {MONTHS[month - 1]} {year}"
    except (ValueError, IndexError):
        return iso


def time_words(time: Time) -> str:
    """When, in words, or why that is not known."""
    if words := interval_words(time.start, time.end, time.precision):
        return words
    return "no exact date" if time.precision == "vague" else "date unknown"


def published_words(published: Published | None) -> str:
    if published is None:
        return "date of publication unknown"
    return interval_words(published.start, published.end, published.precision)


def bounds_words(low: int, high: int | None, *, approx: bool = False) -> str:
    """Bounds as `30`, `about 2,000`, `≥ 30`, `≤ 5`, `20–30`."""
    if high is None:
        return f"≥ {low:,}"
    if low == high:
        return f"about {low:,}" if approx else f"{low:,}"
    if low == 0:
        return f"≤ {high:,}"
    return f"{low:,}–{high:,}"


def count_words(count: Count) -> str:
    """Bounds and what is counted: `≥ 30 wounded`."""
    return f"{bounds_words(count.low, count.high, approx=count.approx)} {kind_words(count.kind)}"


def kind_words(kind: str) -> str:
    return KINDS.get(kind, kind)


def language_words(code: str | None) -> str:
    return LANGUAGES.get(code, code) if code else "unknown language"


def plural(number: int, one: str, many: str | None = None) -> str:
    """`1 claim`, `2 claims`, `1,000 people`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def _parts(iso: str) -> tuple[int, int, int]:
    year, month, day = iso.split("-")
    return int(year), int(month), int(day)


def _is_last_day(parts: tuple[int, int, int]) -> bool:
    year, month, day = parts
    following = date(year + month // 12, month % 12 + 1, 1) if year < 9999 else date.max
    return (following - date(year, month, day)).days == 1
