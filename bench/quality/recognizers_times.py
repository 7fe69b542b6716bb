"""Dates of Microsoft's Recognizers-Text specifications (MIT), Arabic and English, read by rawi.

    python bench/quality/recognizers_times.py [--language ar|en] [--show]

An item is asked where its reading is rawi's: results of type date or daterange, values verified (`NotSupported` is
absent), resolved against the reference day. A result is right when rawi's span overlaps it (intersection over union of
at least .5) and its days are those of the past or the future resolution; a range may count its first and its last day
in or out, as the specifications do both.

Left out, each with its number, is what rawi reads otherwise by design (see `differs`): a bare number as a day, day and
month without a year in digits, early and late Y cut in two, "a few days" as three, "two months ago" as one day,
"next Sunday" as that of the next week, weeks and decades by their number, "now" as a date, the next day of a story.
Skips with a reason where the data are absent (`RAWI_SHARED`, or `../shared` beside the repository).
"""

import argparse
import json
import re
from calendar import monthrange
from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

from shared import need

from rawi.lang import Pack, Reading, load
from rawi.mentions.times import times
from rawi.records import Document, Published, Span, Time
from rawi.text import fold_word

FILES = ("DateParser", "DatePeriodParser", "HolidayParser", "DateTimeModel", "MergedParser")
FOLDERS = {"ar": "Arabic", "en": "English"}
# Timex marks of readings that rawi does not share, with the reason that is printed.
_TIMEX = {
    "XXXX-XX-": "a bare number",
    "-W": "weeks by number",
    "BD": "business days",
    "_REF": "now",
    "P1E": "decades by number",
    "P2E": "decades by number",
    "P3E": "decades by number",
}
# Shapes of text, with the reason: a bare day of the month, digits that say neither a month's name nor a year, the day
# or the year as a thing ("partner of the year"), the second Sunday, and compact or spaced digits.
_SHAPES = {
    "a bare number": re.compile(r"\W*(?:\w{1,4} )?(?:\d{1,2}|[^\W\d_]*(?:th|st|nd|rd))\W*"),
    "digits without a month or a year": re.compile(
        r"\W*(?:\w+ )?\d{1,2}[./-]\d{1,2}(?:\W{1,3}(?:\w{2,3} )?\d{1,2}[./-]\d{1,2}(?:\W{1,2}\d{4})?)?\W*"
    ),
    "digits without a separator": re.compile(r"\d{8}|\d{4} \d\d \d\d|.*\d{4}[./-]\d\d[./-]\w+|.*-\d{4}-\w+"),
    "the day as a thing": re.compile(
        r"یومی|(?:the|my|this|last|next|past) (?:day|month|year)|the day (?:before|after)"
    ),
    "the next day of a story": re.compile(r"(?:on )?(?:the )?(?:previous|preceding|following) \w+"),
    "amounts of two units": re.compile(r".*\d+ \w+(?: و ?|, | and )\d+ \w+.*|\w+ و ?\d+ \w+.* من الان"),
    "after as within": re.compile(r"(?:بعد|خلال|in|within) .*"),
    "a year before 1000": re.compile(r".*(?:عام|year) (?:\d{3}|مایتین .*)"),
    "the n-th weekday": re.compile(r"(?:first|second|third|fourth|last) \w+day|\w+ (?:الاول|الثانی|الثالث)"),
}
_MODS = {"before", "after", "since", "until", "start", "end", "mid", "approx", "less", "more"}
_COARSE = ("week", "month", "year", "decade", "season")


def items(language: str) -> Iterator[tuple[str, date, list[dict[str, Any]]]]:
    """(text, reference day, results) of every item asked."""
    folder = need("data", "times", "recognizers", "DateTime", FOLDERS[language])
    for name in FILES:
        path = folder / f"{name}.json"
        if not path.exists():
            continue
        for item in json.loads(path.read_text(encoding="utf-8-sig")):
            if "NotSupported" in item or "Context" not in item or not item.get("Results"):
                continue
            yield item["Input"], date.fromisoformat(item["Context"]["ReferenceDateTime"][:10]), item["Results"]


def accepted(result: dict[str, Any]) -> tuple[list[tuple[str, str]], str]:
    """The (start, end) pairs that count as right, and the timex; no pair where there is no date to ask for."""
    kind = result.get("Type", result.get("TypeName", "")).rpartition(".")[2]
    if kind not in ("date", "daterange"):
        return [], ""
    value = result.get("Value") or result.get("Resolution") or {}
    timex = str(value.get("Timex", ""))
    resolutions = [value.get("FutureResolution"), value.get("PastResolution")] if timex else []
    for one in value.get("values", []):
        timex = f"{timex} {one.get('timex', '')}"
        if one.get("Mod") in _MODS:
            return [], timex
        resolutions.append({k: one[k] for k in ("value", "start", "end") if k in one})
    if value.get("Mod") in _MODS:
        return [], timex
    out = []
    for one in resolutions:
        if not one:
            continue
        if set(one) & {"date", "value"}:
            day = one.get("date") or one.get("value")
            out.append((day, day))
        else:
            start, end = one.get("startDate") or one.get("start"), one.get("endDate") or one.get("end")
            if not start or not end:
                return [], timex
            out.append((start, end))
    return [(a, b) for a, b in out if a[:4] > "0100" and len(a) == len(b) == 10], timex


def differs(text: str, timex: str, good: list[tuple[str, str]], near: list[Time], pack: Pack) -> str | None:
    """Why rawi reads this result otherwise by design; None when the readings are comparable."""
    for mark, why in _TIMEX.items():
        if mark in timex:
            return why
    lower = fold_word(text)
    for why, shape in _SHAPES.items():
        if shape.fullmatch(lower):
            return why
    if any(value in ("early", "middle", "late") and re.search(rf"(?<!\w){re.escape(form)}(?!\w)", lower)
           for form, value in pack.lexicon["time_edge"].forms.items()):  # fmt: skip
        return "early and late are the whole"
    if (not near and _years(good) == 10) or "yuandan" in lower or "یواندان" in lower:
        return "another calendar of decades and feasts"
    for time in near:
        if time.precision == "year" and _years(good) == 10:
            return "another calendar of decades and feasts"
        if time.precision == "decade" or ("10" in timex and _years(good) in (10, 20, 30)):
            return "decades by number"
        if time.precision == "vague":
            return "vague"
        if ("ago" in time.rule or ".ahead" in time.rule) and time.precision in _COARSE and good[0][0] == good[0][1]:
            return "so many months ago is a month"
        if "weekday" in time.rule and _week_apart(time, good):
            return "next Sunday"
        if ".later" in time.rule or ".next-day" in time.rule or "following" in time.rule or "shift" in time.rule:
            return "the next day of a story"
        apart = "month" in time.rule and not same(time, good, timex)
        if apart and time.start and any(_day(time.start).year == _day(a).year + 1 for a, _ in good):
            return "last September"
        if "unit" in time.rule and "next" not in lower and _skips(time, good):
            return "the month after next"
    return None


def _years(good: list[tuple[str, str]]) -> int:
    return int(good[0][1][:4]) - int(good[0][0][:4])


def _month_end(day: str) -> str:
    return date(int(day[:4]), int(day[5:7]), monthrange(int(day[:4]), int(day[5:7]))[1]).isoformat()


def _week_apart(time: Time, good: list[tuple[str, str]]) -> bool:
    return bool(time.start) and any(abs((_day(a) - _day(time.start or a)).days) == 7 for a, _ in good)


def _skips(time: Time, good: list[tuple[str, str]]) -> bool:
    """Whether the wanted unit is the one after rawi's."""
    return bool(time.end) and any(0 <= (_day(a) - _day(time.end or a)).days <= 1 for a, _ in good)


def _day(value: str) -> date:
    return date.fromisoformat(value)


def same(time: Time, good: list[tuple[str, str]], timex: str) -> bool:
    """Whether rawi's days are one of the accepted pairs, ends of ranges counted in or out."""
    if time.start is None or time.end is None:
        return False
    for start, end in good:
        if start == end:
            if time.start == time.end == start:
                return True
            continue
        low, high = (_day(time.start) - _day(start)).days, (_day(time.end) - _day(end)).days
        loose = timex.startswith(" (") or ",P" in timex
        if (low == 0 and high in (0, -1)) or (loose and abs(low) <= 1 and abs(high) <= 1):
            return True
        if low == 0 and end[8:] == "01" and time.end == _month_end(end):
            return True  # "January to February" holds February
        if start[5:] == end[5:] == "01-01" and low == 0 and time.end == f"{end[:4]}-12-31":
            return True  # "2014 to 2018" holds 2018
    return False


def iou(a: Span, b: Span) -> float:
    """Intersection over union of two spans."""
    inner = max(0, min(a[1], b[1]) - max(a[0], b[0]))
    return inner / ((a[1] - a[0]) + (b[1] - b[0]) - inner) if inner else 0.0


def measure(language: str, show: bool = False) -> Counter[str]:
    """Counts of asked, found (span) and right (span and days) results, and of those left out."""
    tally: Counter[str] = Counter()
    seen: set[tuple[str, date]] = set()
    for text, today, results in items(language):
        if (text, today) in seen:
            continue
        seen.add((text, today))
        published = Published(start=today.isoformat(), end=today.isoformat())
        document = Document(id="item", text=text, language=language, published=published)
        found = times(Reading(document))
        for result in results:
            good, timex = accepted(result)
            if not good:
                tally["- no date"] += 1
                continue
            start = int(result["Start"])
            span = (start, start + int(result.get("Length") or len(result["Text"])))
            near = [t for t in found if iou(t.span, span) >= 0.5]
            why = differs(text[span[0] : span[1]], timex, good, near, load(language))
            if why is not None:
                tally[f"- {why}"] += 1
                continue
            right = any(same(t, good, timex) for t in near)
            tally["asked"] += 1
            tally["found"] += bool(near)
            tally["right"] += right
            if show and not right:
                said = [(text[t.span[0] : t.span[1]], t.start, t.end) for t in found]
                print(f"{text!r} {today} wants {text[span[0] : span[1]]!r} {good[:2]} {timex} got {said}")
    return tally


def main() -> None:
    """Command line: print the figures of each language."""
    ask = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    ask.add_argument("--language", choices=sorted(FOLDERS))
    ask.add_argument("--show", action="store_true", help="print what is not right")
    given = ask.parse_args()
    for language in [given.language] if given.language else sorted(FOLDERS):
        tally = measure(language, given.show)
        asked = max(1, tally["asked"])
        print(
            f"{language}: right {tally['right'] / asked:.3f}, found {tally['found'] / asked:.3f} "
            f"of {tally['asked']} asked"
        )
        print("  left out: " + ", ".join(f"{n} {k[2:]}" for k, n in tally.most_common() if k.startswith("- ")))


if __name__ == "__main__":
    main()
