"""The occasion of words: where a voice spoke (an interview with X, a message, a conference), and when it spoke.

X is an addressee there, no voice of the chain; it counts when origins are worked out.
"""

from collections.abc import Sequence
from typing import Final

from rawi.attribution.draft import Draft
from rawi.lang import Reading
from rawi.records import Span, Time, Via
from rawi.text.span_index import SpanIndex

_ENDS: Final = frozenset((",", ":", ";", ".", "(", ")", "«", "»", "“", "”", '"'))


def occasion(reading: Reading, draft: Draft, times: SpanIndex[Time]) -> tuple[Via | None, str | None]:
    """The via of a draft and the id of the time its words were said at, each None when the text does not tell.

    Both are read in the sentence of the cue, outside the content and the source.
    """
    line, cue = draft.line, draft.cue
    content = draft.content.spans
    taken = [*content, *([draft.source] if draft.source else [])]
    if not _free(line.starts, taken):
        return None, None
    start, stop = _reach(draft)
    via_span: Span | None = None
    kind = name = ""
    for hit in line.covered("via_noun", 0, line.size - 1):
        k = hit.first
        if not start <= k <= stop or _inside(line.starts[k], taken):
            continue
        if cue is not None and cue.first <= k <= cue.last and cue.first != cue.last:
            continue
        if _named(draft, k) or (k > 0 and line.words[k - 1] == "to" and line.words[k] == "address"):
            continue  # "the Harbour Post"
        here = times.touching(*reading.span((line.sentence.start, line.sentence.end)))
        last = _end(draft, hit.last, stop, [reading.view.find(t.span[0]) for t in here])
        via_span, kind = line.span(k, last), str(hit.value)
        low = hit.last + 1
        while low <= last and line.at("via_with", low) is not None:
            low += 1
        whole = low > last or low == hit.last + 1
        name = " ".join(reading.view.source(*line.span(k if whole else low, last)).split())
        break
    told = _addressee(draft, stop)
    if told[0] is not None:
        via_span, kind, name = told
    when = _time(reading, draft, times, start, stop, taken)
    if when is None and draft.signature is not None:
        low, high = reading.span(draft.signature)
        when = next((t.id for t in times.touching(low, high) if low <= t.span[0] and t.span[1] <= high), None)
    if via_span is None:
        return None, when
    return Via(span=reading.span(via_span), name=name.strip(" \"«»“”'،,"), kind=kind, time=when), when


def _free(starts: list[int], taken: Sequence[Span]) -> bool:
    """Whether any token stands outside what is taken."""
    for start in starts:  # noqa: SIM110 asked of every draft: a generator would tell
        if not _inside(start, taken):
            return True
    return False


def _inside(at: int, spans: Sequence[Span]) -> bool:
    for start, end in spans:  # noqa: SIM110 asked of every token: a generator would tell
        if start <= at < end:
            return True
    return False


def _reach(draft: Draft) -> tuple[int, int]:
    """The tokens where an occasion may stand: from the clause's start to the content, or to the end after it."""
    line = draft.line
    first = draft.content.spans[0][0]
    if first >= line.sentence.end:
        return 0, line.size - 1
    at = line.sentence.token_at(max(first, line.sentence.start))
    cue = draft.cue.first if draft.cue else 0
    # Words after the content belong to it only in an inverted order («…», X said in an interview).
    last = draft.content.spans[-1][1]
    after = next((k for k in range(at, line.size) if line.starts[k] >= last), line.size)
    if cue < at and line.order == "svo" and line.words[after : after + 1] == ["in"]:
        return 0, line.size - 1  # «said C | in a statement»
    return (0, at - 1) if cue < at else (at, line.size - 1)


def _named(draft: Draft, k: int) -> bool:
    """Whether the word at token `k` ends a name in capitals."""
    text, line = draft.line.reading.view.text, draft.line
    return k > 0 and all(text[line.starts[j]].isupper() for j in (k - 1, k)) and not text[line.starts[0] :].isupper()


def _end(draft: Draft, k: int, stop: int, whens: Sequence[int]) -> int:
    """The last token of an occasion that begins with the noun ending at `k`; a time (at `whens`) is no part of it."""
    line, cue = draft.line, draft.cue
    last = k
    for j in range(k + 1, min(k + 9, stop + 1)):
        if line.words[j] in _ENDS and not (line.is_opener(j) or line.words[j] in '»”"'):
            break
        if (
            line.starts[j] in whens
            or line.at("complementiser", j)
            or (cue is not None and j == cue.first)
            or line.at("via_stop", j)
        ):
            break
        last = j
    return last


def _addressee(draft: Draft, stop: int) -> tuple[Span | None, str, str]:
    """«told Reuters that»: an outlet or agency between the cue and the content is the one spoken to."""
    line, cue = draft.line, draft.cue
    if cue is None or not cue.has("addressee"):
        return None, "", ""
    last = min(stop, cue.last + 8)
    for hit in line.covered("voice_kind", cue.last + 1, last):
        if hit.value in ("outlet", "agency"):
            end = hit.last
            span = line.span(cue.last + 1, end)
            return span, "interview", " ".join(line.reading.view.source(*span).split())
    return None, "", ""


def _time(
    reading: Reading, draft: Draft, times: SpanIndex[Time], start: int, stop: int, taken: Sequence[Span]
) -> str | None:
    line = draft.line
    low, high = reading.span((line.starts[start], line.ends[min(stop, line.size - 1)])) if stop >= start else (0, 0)
    blocked = [reading.span(span) for span in taken]
    for time in times.touching(low, high):
        if low <= time.span[0] and time.span[1] <= high and not any(a <= time.span[0] < b for a, b in blocked):
            return time.id
    return None
