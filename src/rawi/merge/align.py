"""Where two texts hold the same letters: aligned spans, and what the likeness amounts to."""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from rawi.merge.letters import GRAM, Letters
from rawi.records import Span

SEED = 16
"""Letters that must agree to start a block."""
GAP = 40
"""Letters that may differ between two blocks of one span: a changed name, number or clause."""
DENSE, LONG, LOOSE = 0.85, 300, 0.7
"""The part of a span's letters that must agree; past LONG equal letters, LOOSE will do."""
STRIDE = 64
"""Letters that are compared at once where a block grows."""
RUN = 72
"""Letters that some block of a span has at least: formulaic reporting agrees in shorter bits without being copied."""
PASSAGE = 120
"""Letters that a reprinted passage has at least: some twenty words."""
MOST = 0.7
"""The part of the shorter text from which the whole document counts as a copy."""

_PLACE = 24
_STARTS = (1 << _PLACE) - 1
"""The first 16 million letters are looked at (see letters.once)."""


class Block(NamedTuple):
    """Letters `[a, a + size)` of one text equal letters `[b, b + size)` of the other."""

    a: int
    b: int
    size: int


class Stretch(NamedTuple):
    """Blocks in one order with small gaps: letters `[a, a_end)` and `[b, b_end)`, of which `size` are equal.

    `run` is the longest block.
    """

    a: int
    a_end: int
    b: int
    b_end: int
    size: int
    run: int


class Alignment(NamedTuple):
    """The stretches that two texts share, in document spans, and the part of each text's letters in them."""

    spans: tuple[tuple[Span, Span], ...]
    share_a: float
    share_b: float
    equal: int
    kind: str | None


def blocks(a: Letters, b: Letters) -> list[Block]:
    """The maximal runs of equal letters that hold at least SEED of them, in the order of `a`."""
    left, right = a.once(SEED), b.once(SEED)
    if not len(left.hashes) or not len(right.hashes):
        return []
    at = np.searchsorted(left.hashes, right.hashes)
    at[at == len(left.hashes)] = 0
    met = left.hashes[at] == right.hashes
    if not met.any():
        return []
    starts_a, starts_b = left.starts[at[met]], right.starts[met]
    # Diagonal and start are sorted as one number; a step past SEED leaves the diagonal, or a gap on it.
    packed = ((starts_a - starts_b) << _PLACE) + starts_a
    packed.sort()
    breaks = (np.flatnonzero(packed[1:] - packed[:-1] > SEED) + 1).tolist()
    found: list[Block] = []
    for first, after in zip([0, *breaks], [*breaks, len(packed)], strict=True):
        low, high = int(packed[first]), int(packed[after - 1])
        start_a = low & _STARTS
        start_b, size = start_a - (low >> _PLACE), high - low + SEED
        if a.letters[start_a : start_a + size] != b.letters[start_b : start_b + size]:
            # Two different stretches may have one hash; letters do not lie.
            size = SEED
            if a.letters[start_a : start_a + size] != b.letters[start_b : start_b + size]:
                continue
        block = _grow(a.letters, b.letters, start_a, start_b, size)
        if not found or found[-1] != block:
            found.append(block)
    return _disjoint(found)


def _grow(a: str, b: str, start_a: int, start_b: int, size: int) -> Block:
    end_a, end_b = start_a + size, start_b + size
    while start_a >= STRIDE <= start_b and a[start_a - STRIDE : start_a] == b[start_b - STRIDE : start_b]:
        start_a, start_b = start_a - STRIDE, start_b - STRIDE
    while start_a and start_b and a[start_a - 1] == b[start_b - 1]:
        start_a, start_b = start_a - 1, start_b - 1
    last_a, last_b = len(a), len(b)
    while end_a + STRIDE <= last_a and a[end_a : end_a + STRIDE] == b[end_b : end_b + STRIDE]:
        end_a, end_b = end_a + STRIDE, end_b + STRIDE
    while end_a < last_a and end_b < last_b and a[end_a] == b[end_b]:
        end_a, end_b = end_a + 1, end_b + 1
    return Block(start_a, start_b, end_a - start_a)


def _disjoint(found: list[Block]) -> list[Block]:
    """The longest blocks first, each letter of either text used once."""
    if len(found) < 2:
        return found
    kept: list[Block] = []
    for block in sorted(set(found), key=lambda x: (-x.size, x.a, x.b)):
        low, high = 0, block.size
        for other in kept:
            for mine, theirs in ((block.a, other.a), (block.b, other.b)):
                if theirs <= mine + low < theirs + other.size:
                    low = max(low, theirs + other.size - mine)
                if theirs < mine + high <= theirs + other.size:
                    high = min(high, theirs - mine)
        if high - low >= SEED:
            kept.append(Block(block.a + low, block.b + low, high - low))
    return sorted(kept)


def stretches(found: list[Block]) -> list[Stretch]:
    """Neighbouring blocks joined where both gaps are small and most of the whole agrees."""
    joined: list[Stretch] = []
    for block in found:
        if joined:
            last = joined[-1]
            gap_a, gap_b = block.a - last.a_end, block.b - last.b_end
            equal, length = last.size + block.size, max(block.a - last.a, block.b - last.b) + block.size
            if 0 <= gap_a <= GAP and 0 <= gap_b <= GAP and equal >= (DENSE if equal < LONG else LOOSE) * length:
                size, run = last.size + block.size, max(last.run, block.size)
                joined[-1] = Stretch(last.a, block.a + block.size, last.b, block.b + block.size, size, run)
                continue
        joined.append(Stretch(block.a, block.a + block.size, block.b, block.b + block.size, block.size, block.size))
    return joined


def nothing(letters: Letters) -> list[Span]:
    """No stretch of a text is common property."""
    return []


def align(a: Letters, b: Letters, *, common: Callable[[Letters], list[Span]] = nothing) -> Alignment:
    """Align two texts.

    `common` gives the stretches of a text's letters that are common property (prayers, formulas): they
    are no evidence, and a stretch that is mostly of them is left out. `kind` is `document` when the copy makes up
    most of either text, `passage` when a stretch of PASSAGE letters agrees, or None.
    """
    kept = []
    # A short text is a copy when most of it stands in the other.
    least = min(PASSAGE, max(GRAM, int(min(len(a), len(b)) * MOST)))
    for stretch in stretches(blocks(a, b)):
        if stretch.size < least or stretch.run < min(RUN, least):
            continue
        shared = _inside(common(a), stretch.a, stretch.a_end)
        if stretch.size - shared >= least and shared < stretch.size / 2:
            kept.append(stretch)
    spans = tuple((a.span(s.a, s.a_end), b.span(s.b, s.b_end)) for s in kept)
    equal = sum(s.size for s in kept)
    share_a = equal / len(a) if len(a) else 0.0
    share_b = equal / len(b) if len(b) else 0.0
    kind = None if not kept else "document" if max(share_a, share_b) >= MOST else "passage"
    return Alignment(spans, share_a, share_b, equal, kind)


def _inside(spans: list[Span], start: int, end: int) -> int:
    return sum(max(0, min(end, high) - max(start, low)) for low, high in spans)
