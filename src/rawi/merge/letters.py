"""A text as its letters and digits alone, for finding copies, and fingerprints of stretches of it.

Spaces, joiners, punctuation, case and the variants of a letter carry no weight here: «می‌گوید», «میگوید» and
«می گوید» are the same letters. Fingerprints are those of winnowing (Schleimer, Wilkerson, Aiken 2003): any stretch
of GRAM + WINDOW - 1 letters that two texts share gives them at least one fingerprint in common.
"""

from functools import cache
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from rawi.records import Span
from rawi.text import fold
from rawi.text.fold import Folded

GRAM = 24
"""Letters in one fingerprint: about five words."""
WINDOW = 40
"""Neighbouring grams of which the least is kept; a shared stretch of 63 letters is always found."""

_BASE = 0x9E3779B97F4A7C15
_MASK = (1 << 64) - 1
Hashes = NDArray[np.uint64]


class Letters:
    """The letters of a text, and their code points in `codes`; `span` maps a stretch of them to the document."""

    __slots__ = ("_at", "_once", "codes", "folded", "letters")

    def __init__(self, text: str) -> None:
        self.folded: Folded = fold(text)
        points = np.frombuffer(self.folded.lower.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
        self._at: NDArray[Any] = np.flatnonzero(letter_table()[np.minimum(points, 0xFFFF)])
        self.codes = points[self._at]
        self.letters: str = self.codes.tobytes().decode("utf-32-le", "surrogatepass")
        self._once: dict[int, Once] = {}

    def __len__(self) -> int:
        return len(self.codes)

    def span(self, start: int, end: int) -> Span:
        """The document span of the letters `[start, end)`."""
        return self.folded.span(int(self._at[start]), int(self._at[end - 1]) + 1)

    def find(self, folded_offset: int) -> int:
        """The number of letters before an offset of the folded text."""
        return int(np.searchsorted(self._at, folded_offset))

    def grams(self, size: int) -> Hashes:
        """A 64-bit hash of every run of `size` letters, in order."""
        return grams(self.codes, size)

    def once(self, size: int) -> "Once":
        """The runs of `size` letters that occur once; kept, since a text is compared with many others."""
        if size not in self._once:
            self._once[size] = once(seeds(self.codes, size))
        return self._once[size]


class Once(NamedTuple):
    """The grams that occur once in a text: their hashes (40 bits), rising, and where they start.

    What a text repeats says nothing of where a copy lies.
    """

    hashes: Hashes
    starts: NDArray[np.int64]


_PLACE = np.uint64(24)
"""Bits for the place of a gram: the first 16 million letters are looked at."""


def once(hashes: Hashes) -> Once:
    """The hashes that occur once. Hash and place are sorted as one number, many times faster than one by the other."""
    hashes = hashes[: 1 << int(_PLACE)]
    packed = np.sort(((hashes >> _PLACE) << _PLACE) | np.arange(len(hashes), dtype=np.uint64))
    values = packed >> _PLACE
    single = np.ones(len(values), dtype=bool)
    differs = values[1:] != values[:-1]
    single[1:] &= differs
    single[:-1] &= differs
    places = (packed & np.uint64((1 << int(_PLACE)) - 1)).astype(np.int64)
    return Once(values[single], places[single])


@cache
def letter_table() -> NDArray[np.bool_]:
    """Which code points are letters or digits, up to 0xFFFF; that one stands for all beyond."""
    table = np.fromiter((chr(point).isalnum() for point in range(0x10000)), dtype=bool, count=0x10000)
    table[0xFFFF] = False
    return table


def grams(codes: NDArray[np.uint32], size: int) -> Hashes:
    """Rolling hashes by doubling: the hash of 2m letters is made of the hashes of its halves."""
    count = len(codes) - size + 1
    if count <= 0:
        return np.empty(0, dtype=np.uint64)
    single = _mix(codes.astype(np.uint64) + np.uint64(1))
    result: Hashes | None = None
    done, power, width = 0, single, 1
    rest = size
    while rest:
        if rest & 1:
            piece = power[done : done + count]
            result = piece if result is None else result * np.uint64(pow(_BASE, width, 1 << 64)) + piece
            done += width
        rest >>= 1
        if rest:
            power = power[:-width] * np.uint64(pow(_BASE, width, 1 << 64)) + power[width:]
            width *= 2
    assert result is not None
    return _mix(result)


def seeds(codes: NDArray[np.uint32], size: int) -> Hashes:
    """Hashes of every run of `size` letters (a power of two), of which the upper bits serve: cheaper than `grams`."""
    if len(codes) < size:
        return np.empty(0, dtype=np.uint64)
    power, width = codes * np.uint64(_BASE), 1
    while width < size:
        power = power[:-width] * np.uint64(pow(_BASE, width, 1 << 64)) + power[width:]
        width *= 2
    return power


def _mix(values: Hashes) -> Hashes:
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))


def fingerprints(letters: Letters) -> list[int]:
    """The winnowed fingerprints of a text as sorted signed 64-bit integers; empty below GRAM letters."""
    hashes = letters.grams(GRAM)
    if not len(hashes):
        return []
    kept: list[int] = np.unique(least_of(hashes, min(WINDOW, len(hashes))).view(np.int64)).tolist()
    return kept


def least_of(hashes: Hashes, window: int) -> Hashes:
    """The least hash of every run of `window` neighbours."""
    least, width = hashes, 1
    while width * 2 <= window:
        least = np.minimum(least[:-width], least[width:])
        width *= 2
    if width < window:
        shift = window - width
        least = np.minimum(least[:-shift], least[shift:])
    return least
