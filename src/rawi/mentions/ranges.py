"""Ranges of quantities with open and closed ends: "more than 10 and at most 20" is (10, 20].

A range opens with a comparison (`range_op`), closes one ("200 or more": `range_after`), or spans two quantities
("between 20 and 30", 20-30: closed below, open above). A lower and an upper bound joined by "and" are one range where
they leave anything between them.
"""

import math
from typing import Any, Final

from rawi.lang import Pack
from rawi.mentions.numbers import words_of
from rawi.mentions.quantities import quantity
from rawi.text import Sentence

_OPEN = -math.inf, False
_CEILING = math.inf, False
End = tuple[float, bool]
_SYMBOLS: Final = frozenset("<>=")


class Range:
    """A range at tokens `[first, end)`: each end a value and whether it belongs; infinite where there is none."""

    __slots__ = ("end", "first", "high", "low")

    def __init__(self, first: int, end: int, low: End, high: End) -> None:
        self.first, self.end, self.low, self.high = first, end, low, high

    def __str__(self) -> str:
        low = "" if math.isinf(self.low[0]) else f"{self.low[0]:.15g}"
        high = "" if math.isinf(self.high[0]) else f"{self.high[0]:.15g}"
        return f"{'[' if self.low[1] else '('}{low},{high}{']' if self.high[1] else ')'}"


def ranges(sentence: Sentence, pack: Pack) -> list[Range]:
    """Every range of a sentence, in order, none overlapping."""
    reader, found, i = _Reader(sentence, pack), [], 0
    while i < len(sentence):
        one = reader.one(i)
        if one is None:
            i += 1
            continue
        other = reader.one(reader.joined(one.end)) if one.end < len(sentence) else None
        both = None if other is None else _both(one, other)
        found.append(both or one)
        i = found[-1].end
    return found


def _both(one: Range, other: Range) -> Range | None:
    low, high = (one, other) if math.isinf(one.high[0]) else (other, one)
    halves = math.isinf(low.high[0]) and math.isinf(high.low[0]) and not math.isinf(low.low[0] + high.high[0])
    if not halves or low.low[0] >= high.high[0]:
        return None
    return Range(one.first, other.end, low.low, high.high)


def _ends(sign: str, value: float, closed: bool) -> tuple[End, End]:
    if sign == "eq":
        return (value, True), (value, True)
    end = value, closed or sign in ("ge", "le")
    return (end, _CEILING) if sign in ("gt", "ge") else (_OPEN, end)


class _Reader:
    def __init__(self, sentence: Sentence, pack: Pack) -> None:
        self.sentence, self.pack, self.known = sentence, pack, words_of(pack)
        self.words = sentence.words
        self.glue = tuple(pack.forms("number_and") or ()) if "number_prefix" in pack.lexicon else ()

    def one(self, i: int) -> Range | None:
        """The range that starts at token `i`."""
        return self._spanned(i) or self._compared(i) or self._closed(i)

    def joined(self, i: int) -> int:
        """The token after what joins two comparisons."""
        while (join := self._entry("range_and", i) or self._entry("range_or", i)) is not None:
            i = join[1]
        return i

    def _spanned(self, i: int) -> Range | None:
        between = self._entry("number_between", i)
        opener = between or self._entry("number_from", i)
        low = quantity(self.sentence, opener[1] if opener else i, self.pack)
        if low is None:
            return None
        at = low.end
        if between is not None:
            join = self._entry("range_and", at)
            at = join[1] if join else at
            if join is None and not self._hangs(at):
                return None
        else:
            to = self._entry("range_to", at)
            if to is None:
                return None
            at = to[1]
        high = quantity(self.sentence, at, self.pack)
        if high is None or high.value <= low.value or self._telephone(high.end, i):
            return None
        return Range(i, high.end, (low.value, True), (high.value, False))

    def _telephone(self, end: int, first: int) -> bool:
        before = self.words[first - 1] if first else ""
        after = self.words[end] if end < len(self.words) else ""
        return before == "+" or (after in ("-", "/") and self.words[end - 1].isdigit())

    def _compared(self, i: int) -> Range | None:
        if i and self.words[i] in _SYMBOLS and self.words[i - 1] in _SYMBOLS:
            return None
        at, closed = i, False
        equal = self._entry("range_equal", at)
        if equal is not None and (either := self._entry("range_or", equal[1])) is not None:
            closed, at = True, either[1]
        op = self._entry("range_op", at)
        if op is None:
            if equal is None or closed:
                return None
            return self._equal(i, equal[1])
        at = op[1]
        if (also := self._entry("range_or_equal", at)) is not None:
            closed, at = True, also[1]
        found = quantity(self.sentence, at, self.pack)
        if found is None:
            return None
        end = found.end
        late = self._entry("range_or_equal", end)
        if late is not None and quantity(self.sentence, late[1], self.pack) is None:
            closed, end = True, late[1]
        low, high = _ends(str(op[0]), found.value, closed)
        return Range(i, end, low, high)

    def _equal(self, i: int, at: int) -> Range | None:
        found = quantity(self.sentence, at, self.pack)
        if found is None:
            return None
        after = self._after(found.end)
        low, high = _ends("eq" if after is None else after[0], found.value, True)
        return Range(i, found.end if after is None else after[1], low, high)

    def _closed(self, i: int) -> Range | None:
        """ "200 or more"."""
        found = quantity(self.sentence, i, self.pack)
        after = self._after(found.end) if found is not None else None
        if found is None or after is None:
            return None
        low, high = _ends(after[0], found.value, True)
        return Range(i, after[1], low, high)

    def _after(self, i: int) -> tuple[str, int] | None:
        after = self._entry("range_after", i)
        if after is None or quantity(self.sentence, after[1], self.pack) is not None:
            return None
        return str(after[0]), after[1]

    def _hangs(self, i: int) -> bool:
        return i < len(self.words) and len(self.words[i]) > 1 and self.words[i][0] in self.glue

    def _entry(self, concept: str, i: int) -> tuple[Any, int] | None:
        found = self.known.longest(concept, self.words, i)
        if found is None and self._hangs(i):
            bare = [self.words[i][1:], *self.words[i + 1 : i + 6]]
            found = self.known.longest(concept, bare, 0)
            found = None if found is None else (found[0], found[1] + i)
        return found
