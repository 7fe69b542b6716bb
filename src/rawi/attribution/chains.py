"""Chains: which attribution stands inside which."""

from collections.abc import Sequence

from rawi.attribution.draft import Draft
from rawi.records import Span
from rawi.text.span_index import SpanIndex

_FEW = 48
"""Drafts up to which each is compared with every other; a book has thousands."""


def parents(drafts: list[Draft]) -> list[int | None]:
    """For each draft the index of its nearest enclosing one, None for those that the outlet itself tells.

    A draft stands inside another when its cue lies in the other's content, or when both open one content and it
    comes later («به گزارش X به نقل از Y»). The innermost is the one with the shortest content. Never circular.
    """
    out: list[int | None] = []
    # What is asked of each draft again and again is fetched once.
    contents = [draft.content.spans for draft in drafts]
    lows: list[int] = []
    highs: list[int] = []
    lengths: list[int] = []
    for spans in contents:
        low, high, length = spans[0][0], spans[0][1], 0
        for start, end in spans:
            low = start if start < low else low
            high = end if end > high else high
            length += end - start
        lows.append(low)
        highs.append(high)
        lengths.append(length)
    every: Sequence[int] = range(len(drafts))
    near = _Near(drafts, lows, highs) if len(drafts) > _FEW else None
    for i, draft in enumerate(drafts):
        at = draft.span if draft.span is not None else draft.content.spans[0]
        first, last, cue, low, high = at[0], at[1], draft.cue, lows[i], highs[i]
        best: int | None = None
        size = 0
        for j in every if near is None else near.of(draft, first):
            other = drafts[j]
            # «نقلت X عن Y أن C»: one cue, and Y is the voice that X relays.
            handed = cue is not None and cue is other.cue and draft.rank > other.rank
            around = lows[j] <= first and highs[j] >= last
            same = lows[j] == low and highs[j] == high and contents[j] == contents[i]
            if not (around or same or handed) or i == j or _coordinate(draft, other):
                continue
            inside = around and any(_inside(at, span) for span in contents[j])
            relayed = (
                same
                and other.index == draft.index
                and other.span is not None
                and (other.rank, other.span[0]) < (draft.rank, at[0])
            )
            if not inside and not relayed and not handed:
                continue
            length = lengths[j]
            if (
                best is None
                or length < size
                or (length == size and (other.rank, _start(other)) > (drafts[best].rank, _start(drafts[best])))
            ):
                best, size = j, length
        out.append(best)
    return [None if _circular(i, out) else p for i, p in enumerate(out)]


class _Near:
    """The drafts that may enclose one: by where their contents lie, by the same content, by the same cue."""

    def __init__(self, drafts: list[Draft], lows: list[int], highs: list[int]) -> None:
        self._around = SpanIndex((j, ((lows[j], highs[j]),)) for j in range(len(drafts)))
        self._same: dict[tuple[Span, ...], list[int]] = {}
        self._handed: dict[int, list[int]] = {}
        for j, draft in enumerate(drafts):
            self._same.setdefault(tuple(draft.content.spans), []).append(j)
            if draft.cue is not None:
                self._handed.setdefault(id(draft.cue), []).append(j)

    def of(self, draft: Draft, at: int) -> Sequence[int]:
        """Their numbers, in order, for a draft that stands at offset `at`."""
        found = {*self._around.touching(at - 1, at + 1), *self._same[tuple(draft.content.spans)]}
        if draft.cue is not None:
            found.update(self._handed[id(draft.cue)])
        return sorted(found)


def _coordinate(draft: Draft, other: Draft) -> bool:
    """Whether two cues share one subject in one sentence: «X گفت و افزود» stand side by side."""
    return draft.source is not None and draft.source == other.source and draft.index == other.index


def _inside(at: Span, span: Span) -> bool:
    return span[0] <= at[0] and at[1] <= span[1]


def _start(draft: Draft) -> int:
    return draft.span[0] if draft.span else draft.content.spans[0][0]


def _circular(i: int, up: list[int | None]) -> bool:
    seen = {i}
    k = up[i]
    while k is not None:
        if k == i:
            return True
        if k in seen:
            return False
        seen.add(k)
        k = up[k]
    return False
