"""What of a document lies where: items found by their spans, however many there are."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import Generic, TypeVar

from rawi.records import Span

T = TypeVar("T")


class SpanIndex(Generic[T]):
    """Items of one text by their spans. A book has ten thousands of each: no sentence may look through all of them.

    Spans may nest and overlap, and an item may have several. What is found comes in the order it was given in.
    """

    def __init__(self, items: Iterable[tuple[T, Sequence[Span]]]) -> None:
        self._items: list[T] = []
        parts: list[tuple[int, int, int]] = []
        for item, spans in items:
            for span in spans:
                parts.append((span[0], span[1], len(self._items)))
            self._items.append(item)
        parts.sort()
        self._starts = [start for start, _, _ in parts]
        self._ends = [end for _, end, _ in parts]
        self._numbers = [number for _, _, number in parts]
        self._furthest: list[int] = []  # the last end of all parts up to here
        last = -1
        for end in self._ends:
            last = end if end > last else last
            self._furthest.append(last)

    def touching(self, low: int, high: int) -> list[T]:
        """The items of which a span has a code point in common with `[low, high)`."""
        found: list[int] = []
        at = bisect_left(self._starts, high) - 1
        while at >= 0 and self._furthest[at] > low:
            if self._ends[at] > low:
                found.append(self._numbers[at])
            at -= 1
        if not found:
            return []
        if len(found) == 1:
            return [self._items[found[0]]]
        return [self._items[number] for number in sorted(set(found))]
