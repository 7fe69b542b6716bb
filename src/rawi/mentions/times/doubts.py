"""Dates that contradict themselves: two calendars that name two days, a weekday that falls on another day.

Nothing is mended: both readings stand, and a note says that they differ.
"""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import Final

from rawi.calendars import Interval
from rawi.lang import Reading
from rawi.mentions.times.compose import Expression
from rawi.records import Note, Time

_MARKS: Final = " \t\n\r([/=-–—,،"
_REACH: Final = 24
_SIGHTING: Final = 1  # days by which countries differ in when a lunar month begins


def doubts(
    reading: Reading, told: Sequence[Time], found: Sequence[Expression], days: Sequence[Interval | None]
) -> tuple[Note, ...]:
    """A note on each double date whose halves differ (`time.double-date`) and each wrong weekday (`time.weekday`).

    `told`, `found` and `days` are parallel: the times, what they were made from, and the days they came to.
    """
    notes = [
        Note(
            code="time.double-date",
            message=f"the two dates differ: {one.start} ({one.calendar}), {other.start} ({other.calendar})",
            span=(one.span[0], other.span[1]),
        )
        for one, other in pairwise(told)
        if _double(reading, one, other) and _apart(one, other)
    ]
    for time, expression, interval in zip(told, found, days, strict=True):
        weekday, dated = expression.get("weekday"), expression.get("date")
        if weekday is None or weekday.weekday is None or weekday.weekday_to is not None or dated is None:
            continue
        if interval is None or interval.start is None or interval.start != interval.end or dated.day_to is not None:
            continue
        if interval.start.weekday() != weekday.weekday:
            message = f"{interval.start} was a {interval.start:%A}"
            notes.append(Note(code="time.weekday", message=message, span=time.span))
    return tuple(sorted(notes, key=lambda note: note.span or (0, 0)))


def _double(reading: Reading, one: Time, other: Time) -> bool:
    """Whether two days in two calendars stand side by side: a bracket, a stroke or "corresponding to" between them."""
    if {one.calendar, other.calendar} & {"relative"} or one.calendar == other.calendar:
        return False
    if one.precision != "day" or other.precision != "day" or not 0 < other.span[0] - one.span[1] <= _REACH:
        return False
    between = reading.document.text[one.span[1] : other.span[0]]
    if "\n" in between.strip(" \t"):
        return False
    bare = between.strip(_MARKS)
    if not bare:
        return bool(between.strip())
    low, high = (reading.view.find(at) for at in (one.span[1], other.span[0]))
    index = next((i for i, s in enumerate(reading.sentences) if s.start <= low < s.end), None)
    if index is None:
        return False
    said = [hit for hit in reading.concept(index, "same_day") if low <= hit.start and hit.end <= high]
    return any(
        not reading.view.text[low : hit.start].strip(_MARKS) and not reading.view.text[hit.end : high].strip(_MARKS)
        for hit in said
    )


def _apart(one: Time, other: Time) -> bool:
    if None in (one.start, one.end, other.start, other.end):
        return False
    first, second = date.fromisoformat(str(one.start)), date.fromisoformat(str(other.start))
    allowed = _SIGHTING if "hijri" in (one.calendar, other.calendar) else 0
    return abs((first - second).days) > allowed
