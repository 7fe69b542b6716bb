"""Days told inside a quotation are counted from the day it was said on, where the sentence that opens it names one."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from rawi.calendars import Interval
from rawi.lang import Reading
from rawi.mentions.times.compose import Expression

_COUNTED: Final = frozenset(("day", "part", "clock"))
_TOLD: Final = frozenset(("weekday", "date", "day"))


def said_on(
    reading: Reading, expression: Expression, told: Sequence[tuple[Expression, Interval | None]]
) -> date | None:
    """The day on which the quotation that holds `expression` was said: «He said on Saturday: "Last night …"» counts
    its night from Saturday. None when it stands in no quotation, or when nothing before the quotation in its sentence
    tells one day and that somebody speaks («X, who was arrested on Saturday, said» does not). `told` are the
    expressions before it with their days.
    """
    if not told or "day" not in expression.kinds or not expression.kinds <= _COUNTED:
        return None
    quote = next(
        (q for q in reading.view.quotes if q.inner[0] <= expression.start and expression.end <= q.inner[1]), None
    )
    if quote is None:
        return None
    opens, found = quote.outer[0], None
    for other, days in reversed(told):
        sentence = reading.sentences[other.sentence]
        if other.start < opens:
            if opens < sentence.end and other.kinds & _TOLD and days is not None and days.start == days.end:
                found = other, days.start
            break
    if found is None or found[1] is None:
        return None
    other, day = found
    sentence = reading.sentences[other.sentence]
    speaks = any(hit.end <= opens for hit in reading.concept(other.sentence, "cue"))
    aside = any(  # «كان» is no «أن»
        hit.end <= other.start and hit.start == sentence.starts[hit.first]
        for hit in reading.concept(other.sentence, "clause_start")
    )
    return day if speaks and not aside else None
