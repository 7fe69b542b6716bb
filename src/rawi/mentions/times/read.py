"""The reading of times: rules make parts, parts make expressions, expressions are resolved in their scene."""

from collections import Counter
from collections.abc import Sequence
from typing import Final

from rawi.calendars import Interval
from rawi.lang import Reading
from rawi.mentions.times.anchor import Anchor, anchor
from rawi.mentions.times.compose import Expression, choose, join, ranges
from rawi.mentions.times.doubts import doubts
from rawi.mentions.times.part import Part, part
from rawi.mentions.times.quoted import said_on
from rawi.mentions.times.resolve import resolve
from rawi.mentions.times.scene import Scene
from rawi.mentions.times.story import Story
from rawi.mentions.times.words import words_of
from rawi.records import Note, Time

_PRECISION: Final = {
    "quarter": "season",
    "weekend": "day",
    "hour": "part-of-day",
    "minute": "part-of-day",
    "century": "decade",
}
_FIXED: Final = {"stretch", "ago", "unit", "later", "ahead", "same"}


def times(reading: Reading) -> tuple[Time, ...]:
    """Every expression of the document that says when, in order of appearance."""
    return timed(reading)[0]


def timed(reading: Reading) -> tuple[tuple[Time, ...], tuple[Note, ...]]:
    """Every expression that says when, in order of appearance, and a note on each that contradicts itself."""
    found, weak_years = expressions(reading)
    if not found:
        return (), ()
    there = anchor(reading, found, weak_years)
    calendars = _calendars(found)
    story = Story(reading, found)
    out, all_days = [], []
    for number, expression in enumerate(found):
        days, basis = _resolved(reading, expression, there, calendars, story)
        story.tell(expression, days)
        all_days.append(days)
        out.append(_record(reading, number, expression, days, basis, calendars))
    return tuple(out), doubts(reading, out, found, all_days)


def expressions(reading: Reading) -> tuple[list[Expression], list[int]]:
    """All expressions in text order, and the years of copyright lines (which are no times of the text)."""
    found: list[Expression] = []
    weak: list[int] = []
    for index, sentence in enumerate(reading.sentences):
        marked = bool(reading.concept(index, "copyright_mark"))
        if marked:
            weak.extend(int(w) for w in sentence.words if len(w) == 4 and w.isdigit() and w[:2] in ("19", "20"))
        matches = reading.matches_in(index, "times")
        if not matches:
            continue
        pack = reading.pack(index)
        made = [part(match, pack) for match in matches]
        parts = [one for one in made if one is not None]
        if not parts:
            continue
        names = [p for p in parts if _trapped(reading, index, p)]
        if names:
            parts = [p for p in parts if not any(n.start <= p.start and p.end <= n.end for n in names)]
        if marked:
            parts = [p for p in parts if p.kind != "year"]
        found.extend(_of_sentence(reading, index, choose(parts)))
    return found, weak


def _trapped(reading: Reading, index: int, one: Part) -> bool:
    """Whether the part is a name.

    A longer fixed phrase holds it, or begins in it and goes on («نماز جمعه», «یک دی جی»), or it follows a word that
    names take dates after («خیابان ۱۷ شهریور»).
    """
    if one.kind == "date" and one.year is None:
        heads = reading.concept(index, "name_head")
        if any(not reading.view.lower[h.end : one.start].strip() for h in heads if h.end <= one.start):
            return True
    return any(
        (hit.start <= one.start and one.end <= hit.end and one.end - one.start < hit.end - hit.start)
        or one.start < hit.start < one.end < hit.end
        for hit in reading.concept(index, "time_trap")
    )


def _of_sentence(reading: Reading, index: int, parts: list[Part]) -> list[Expression]:
    lower, sentence = reading.view.lower, reading.sentences[index]
    words = words_of(reading.pack(index))
    joined = join(index, parts, lower, words.glue)
    out: list[Expression] = []
    for expression in ranges(joined, lower, words.to):
        if not any(p.alone and p.kind not in ("edge", "which") for p in expression.parts):
            continue
        low = reading.view.paragraphs[sentence.paragraph][0]
        expression.leads = not lower[low : expression.start].strip()
        opened = words.bound(lower[max(sentence.start, expression.start - 40) : expression.start])
        inner = any(
            not p.opens or p.day_to or p.month_to or p.year_to or p.weekday_to is not None for p in expression.parts
        )
        if (
            opened is not None
            and expression.until is None
            and not inner
            and not expression.kinds & {"vague", "recurring"}
        ):
            if lower.startswith("'s", expression.end):  # "after Friday's earthquake"
                opened = ("none", 0)
            expression.word = opened[0]
            expression.bound = _bound(opened[0], expression)
            if expression.bound in ("before", "after"):
                expression.start -= opened[1]
        out.append(expression)
    return out


def _bound(word: str, expression: Expression) -> str | None:
    """What a bounding word says here: "until" keeps the whole of what is relative, "since" that of an hour."""
    kinds = expression.kinds
    if word == "none" or (word == "since" and kinds & {"clock", "feast"}):
        return None
    if word in ("before", "after") and (kinds <= {"clock", "part", "day", "weekday"} and kinds & {"clock", "part"}):
        return None
    if word == "until" and (not kinds & {"date", "year"} or kinds & {"edge", "unit", "part", "clock", "weekday"}):
        return None
    return word


def _resolved(
    reading: Reading, expression: Expression, there: Anchor | None, calendars: Counter[str], story: "Story"
) -> tuple[Interval | None, str | None]:
    """(days, basis): explicit when no anchor is needed, else by the anchor where both its ends agree."""
    words = words_of(reading.pack(expression.sentence))
    calendar = words.calendar
    if calendar == "jalali" and calendars["gregorian"] and not calendars["jalali"]:
        calendar = "gregorian"
    before = story.before(expression)

    def scene(today: object = None, **more: object) -> Scene:
        values = {"calendar": calendar, "week": words.week, "weekend": words.weekend, "today": today, **more}
        return Scene(**values)  # type: ignore[arg-type]

    alone = resolve(expression, scene())
    if alone is not None:
        return alone, "explicit"
    told = resolve(expression, scene(before=before, near=story.near(expression)))
    if told is not None:
        return told, "text"
    if there is None or story.nowadays(expression):
        return None, None
    tense = story.tense(expression)
    said = said_on(reading, expression, story.told)
    if said is not None and there.days.end is not None and said <= there.days.end:
        return resolve(expression, scene(said, tense=tense)), "text"
    first = resolve(expression, scene(there.days.start, tense=tense))
    if first is None or there.days.start == there.days.end:
        return first, there.basis if first is not None else None
    last = resolve(expression, scene(there.days.end, tense=tense))
    return (first, there.basis) if first == last else (None, None)


def _calendars(found: Sequence[Expression]) -> Counter[str]:
    return Counter(
        p.calendar for e in found for p in e.parts if p.calendar and p.kind in ("date", "year", "season") and e.parts
    )


def _record(
    reading: Reading,
    number: int,
    expression: Expression,
    days: Interval | None,
    basis: str | None,
    calendars: Counter[str],
) -> Time:
    return Time(
        id=f"T{number + 1}",
        span=reading.span((expression.start, expression.end)),
        start=days.start.isoformat() if days and days.start else None,
        end=days.end.isoformat() if days and days.end else None,
        precision=_precision(reading, expression),
        calendar=_calendar(expression),
        basis=basis,
        rule="+".join(dict.fromkeys((head(expression).rule, *(p.rule for p in expression.parts)))),
    )


def _precision(reading: Reading, expression: Expression) -> str:
    if expression.fine:
        return "part-of-day"
    one = head(expression)
    if one.precision:
        return one.precision
    if one.kind in _FIXED or (one.kind == "recurring" and one.unit):
        unit = one.unit or "vague"
        return _PRECISION.get(unit, "year" if unit in ("school-year", "new-year") else unit)
    if one.kind == "date":
        return "day" if one.day else "month"
    return {"weekday": "day", "day": "day", "feast": "day", "recurring": "day"}.get(one.kind, one.kind)


def _calendar(expression: Expression) -> str:
    for one in expression.parts:
        if one.calendar and one.kind in ("date", "year", "season", "decade", "feast", "vague"):
            return one.calendar
    return "relative"


_HEADS = ("vague", "recurring", "date", "weekday", "day", "feast", "season", "stretch", "ago", "later", "ahead", "year")


def head(expression: Expression) -> Part:
    """The part that names the rule of an expression: the one that carries its value."""
    for kind in _HEADS:
        found = expression.get(kind)
        if found is not None:
            return found
    return max(expression.parts, key=lambda p: (p.kind not in ("edge", "which"), p.end - p.start))
