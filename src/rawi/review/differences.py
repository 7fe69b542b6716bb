"""Two texts side by side: what both have, what one has only, and words that are spelt in another way."""

import re
from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import NamedTuple

from rawi.text import fold_word

LIKE = 0.35
"""Share of words that two lines must have in common to stand beside each other."""
_TABLE = 40_000
"""How many pairs of lines are weighed at most; beyond that, only equal lines are put beside each other."""
_TOKENS = re.compile(r"\s+|\w[\w\u200c]*|[^\w\s]")
Pair = tuple[int | None, int | None]


class Piece(NamedTuple):
    """A stretch of one side. `kind`: same, spelt (the same word in another spelling), only (not on the other side)."""

    text: str
    kind: str


class Row(NamedTuple):
    """A line of each text; an empty side where the other has no counterpart."""

    left: tuple[Piece, ...]
    right: tuple[Piece, ...]

    @property
    def same(self) -> bool:
        """Whether the two lines are letter for letter the same."""
        return bool(self.left) and bool(self.right) and all(piece.kind == "same" for piece in self.left + self.right)


def rows(left: str, right: str) -> list[Row]:
    """The lines of two texts that hold anything, beside each other, in the order of both."""
    one, other = _lines(left), _lines(right)
    found = []
    for i, j in _pairs([_words(line) for line in one], [_words(line) for line in other]):
        if i is not None and j is not None:
            found.append(Row(*_compare(one[i], other[j])))
        elif i is not None:
            found.append(Row((Piece(one[i], "only"),), ()))
        elif j is not None:
            found.append(Row((), (Piece(other[j], "only"),)))
    return found


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.split("\n") if line.strip()]


def _words(line: str) -> tuple[str, ...]:
    return tuple(fold_word(token).lower() for token in _TOKENS.findall(line) if token[0].isalnum())


def _pairs(one: list[tuple[str, ...]], other: list[tuple[str, ...]]) -> list[Pair]:
    """Which line stands beside which, each line once and both orders kept (an alignment of the greatest likeness)."""
    if len(one) * len(other) > _TABLE:
        return list(_equal(one, other))
    bags, others = [Counter(words) for words in one], [Counter(words) for words in other]
    likeness = [[_likeness(a, b) for b in others] for a in bags]
    best = [[0.0] * (len(other) + 1) for _ in range(len(one) + 1)]
    for i in range(len(one) - 1, -1, -1):
        for j in range(len(other) - 1, -1, -1):
            together = likeness[i][j] + best[i + 1][j + 1] if likeness[i][j] >= LIKE else 0.0
            best[i][j] = max(together, best[i + 1][j], best[i][j + 1])
    found: list[Pair] = []
    i = j = 0
    while i < len(one) and j < len(other):
        if likeness[i][j] >= LIKE and best[i][j] == likeness[i][j] + best[i + 1][j + 1]:
            found.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            found.append((i, None))
            i += 1
        else:
            found.append((None, j))
            j += 1
    found += [(rest, None) for rest in range(i, len(one))]
    return found + [(None, rest) for rest in range(j, len(other))]


def _equal(one: list[tuple[str, ...]], other: list[tuple[str, ...]]) -> Iterator[Pair]:
    for tag, i, i_end, j, j_end in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if tag == "equal":
            yield from zip(range(i, i_end), range(j, j_end), strict=True)
        else:
            yield from ((each, None) for each in range(i, i_end))
            yield from ((None, each) for each in range(j, j_end))


def _likeness(a: Counter[str], b: Counter[str]) -> float:
    """The words two lines share, as a part of the shorter one's; a line without words is like its like."""
    if not a or not b:
        return 1.0 if not a and not b else 0.0
    return (a & b).total() / min(a.total(), b.total()) if min(a.total(), b.total()) > 2 else float(a == b)


def _compare(left: str, right: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    one, other = _TOKENS.findall(left), _TOKENS.findall(right)
    sides: tuple[list[Piece], list[Piece]] = ([], [])
    folded = [[_key(token) for token in tokens] for tokens in (one, other)]
    for tag, i, i_end, j, j_end in SequenceMatcher(None, folded[0], folded[1], autojunk=False).get_opcodes():
        if tag == "equal":
            for a, b in zip(one[i:i_end], other[j:j_end], strict=True):
                kind = "same" if a == b or a.isspace() else "spelt"
                sides[0].append(Piece(a, kind))
                sides[1].append(Piece(b, kind))
        else:
            sides[0].append(Piece("".join(one[i:i_end]), "only"))
            sides[1].append(Piece("".join(other[j:j_end]), "only"))
    return tuple(_joined(sides[0])), tuple(_joined(sides[1]))


def _key(token: str) -> str:
    return " " if token.isspace() else fold_word(token).lower() or token


def _joined(pieces: list[Piece]) -> Iterator[Piece]:
    """Neighbours of one kind as one piece."""
    held: Piece | None = None
    for piece in pieces:
        if not piece.text:
            continue
        if held and held.kind == piece.kind:
            held = Piece(held.text + piece.text, held.kind)
            continue
        if held:
            yield held
        held = piece
    if held:
        yield held
