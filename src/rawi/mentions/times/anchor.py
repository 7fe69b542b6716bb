"""What day the text speaks from: its publication, a date beside "today", a dateline, a copyright line, or nothing."""

from collections.abc import Sequence
from datetime import date
from typing import Final

import msgspec

from rawi.calendars import CALENDARS, Interval
from rawi.errors import UsageError
from rawi.lang import Reading
from rawi.mentions.times.compose import Expression
from rawi.mentions.times.resolve import resolve
from rawi.mentions.times.scene import Scene
from rawi.mentions.times.words import words_of

_HEAD: Final = 400  # a dateline stands within so many characters of the beginning
_WEAK_NOTE: Final = "time.weak-anchor"


class Anchor(msgspec.Struct, frozen=True):
    """The days the text may have been written on, and how that is known (`published`, `text`, `weak`)."""

    days: Interval
    basis: str


def anchor(reading: Reading, expressions: Sequence[Expression], weak_years: Sequence[int]) -> Anchor | None:
    """The document's anchor. An anchor of a month or a year is kept as such: it resolves no finer than it is known."""
    published = reading.document.published
    if published is not None and published.basis != "copyright":
        return Anchor(Interval(_iso(published.start), _iso(published.end)), "published")
    spoken = _spoken(expressions) or _dateline(reading, expressions)
    if spoken is not None:
        return Anchor(Interval.day(spoken), "text")
    if published is not None:
        return Anchor(Interval(_iso(published.start), _iso(published.end)), "weak")
    years = {*weak_years, *_noted(reading)}
    if years:
        return Anchor(CALENDARS["gregorian"].year(max(years)), "weak")
    return None


def _spoken(expressions: Sequence[Expression]) -> date | None:
    """The day of "today, Saturday, September 29, 2018": a word for today beside a full date."""
    for expression in expressions:
        day = expression.get("day")
        if day is not None and day.low is not None and expression.until is None and expression.get("date"):
            found = resolve(expression, Scene())
            if found is not None and found.start is not None and found.start == found.end:
                return date.fromordinal(found.start.toordinal() - int(day.low))
    return None


def _dateline(reading: Reading, expressions: Sequence[Expression]) -> date | None:
    text = reading.view.text
    for expression in expressions:
        if expression.start > _HEAD or expression.until is not None or expression.get("date") is None:
            continue
        if expression.bound is not None:
            continue
        sentence = reading.sentences[expression.sentence]
        low, high = reading.view.paragraphs[sentence.paragraph]
        rest = len(text[low : expression.start].strip()) + len(text[expression.end : high].strip())
        leads = expression.start - low <= 40 and text[expression.end : expression.end + 30].lstrip(" )")[:1] in (
            "-",
            "—",
            "(",
        )
        leads = leads and not words_of(reading.pack(expression.sentence)).glue(
            text[expression.end : expression.end + 3]
        )
        if rest <= 30 or leads:
            found = resolve(expression, Scene())
            if found is not None and found.start is not None and found.start == found.end:
                return found.start
    return None


def _noted(reading: Reading) -> list[int]:
    """Years that ingest noted as a weak hint (a copyright line that is no part of the text)."""
    found: list[int] = []
    for note in reading.document.notes:
        if note.code == _WEAK_NOTE:
            found.extend(int(w) for w in note.message.replace("-", " ").split() if w.isdigit() and len(w) == 4)
    return found


def _iso(value: str) -> date:
    try:
        return date.fromisoformat(value[:10])
    except ValueError as error:
        raise UsageError(f"{value!r} is no date of publication", remedy="give it as YYYY-MM-DD") from error
