"""A time is nobody's voice: «این هفته گفت», "Trump, who last year threatened", كشف الممثل مؤخرا.

Where a time opens what was taken for the source, the source begins behind it; where it is all of it, the sentence
names none there; where it closes a subject that follows its verb, the source ends before it.
"""

from collections.abc import Sequence
from typing import Final

from rawi.attribution.draft import Draft
from rawi.lang import Reading
from rawi.records import Span, Time
from rawi.text.span_index import SpanIndex

_MARKS: Final = " \t,،;"


def take_times_out(reading: Reading, drafts: Sequence[Draft], times: Sequence[Time]) -> None:
    """Cut times off the sources of drafts, in place."""
    if not times:
        return
    folded = [(reading.view.find(t.span[0]), reading.view.find(t.span[1] - 1) + 1) for t in times]
    spans = SpanIndex((span, (span,)) for span in folded)
    for draft in drafts:
        if draft.source is None or draft.cue is None:
            continue
        touching = spans.touching(*draft.source)
        if touching:
            draft.source = _cut(reading, draft, draft.source, touching[0])


def _cut(reading: Reading, draft: Draft, source: Span, time: Span) -> Span | None:
    start, end = source
    text = reading.view.text
    if time[0] <= start:
        begin = time[1]
        while begin < end and text[begin] in _MARKS:
            begin += 1
        return None if begin >= end else (begin, end)
    after_verb = draft.span is not None and draft.span[1] <= start
    if time[1] >= end and after_verb and draft.line.order == "vso":
        return start, start + len(text[start : time[0]].rstrip(_MARKS))
    return source
