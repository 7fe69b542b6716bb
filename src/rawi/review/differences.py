"""Two texts side by side: what both have, what one has only, and words that are spelt in another way."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from typing import NamedTuple

from rawi.text import fold_word

LIKE = 0.4
"""Share of words that two sentences must have in common to stand beside each other."""
_HELD, _MOVED = 0.75, 0.8
_TABLE = 40_000
"""How many pairs of sentences are weighed at most; beyond that, only equal ones are put beside each other."""
_SENTENCE = re.compile(r"(?<=[.!?؟…])[\"”»)]*\s+")
_TOKENS = re.compile(r"\s+|\w[\w\u200c]*|[^\w\s]")
Pair = tuple[int | None, int | None]


class Piece(NamedTuple):
    """A stretch of one side.

    `kind`: same, spelt (the same word in another spelling), only (not on the other side), moved (a sentence that
    stands at another place on the other side).
    """

    text: str
    kind: str


class Row(NamedTuple):
    """A sentence of each text; an empty side where the other has no counterpart."""

    left: tuple[Piece, ...]
    right: tuple[Piece, ...]

    @property
    def same(self) -> bool:
        """Whether the two sentences are letter for letter the same."""
        return bool(self.left) and bool(self.right) and all(piece.kind == "same" for piece in self.left + self.right)


def rows(left: str, right: str) -> list[Row]:
    """The sentences of two texts beside each other, in the order of both."""
    one, other = sentences(left), sentences(right)
    words, others = [_words(each) for each in one], [_words(each) for each in other]
    found = []
    for i, j in _pairs(words, others):
        if i is not None and j is not None:
            found.append(Row(*_compare(one[i], other[j])))
        elif i is not None:
            found.append(Row((Piece(one[i], _elsewhere(words[i], others)),), ()))
        elif j is not None:
            found.append(Row((), (Piece(other[j], _elsewhere(others[j], words)),)))
    return found


def sentences(text: str) -> list[str]:
    """The sentences of each line that holds anything."""
    found = []
    for line in text.split("\n"):
        at = 0
        for end in [*(match.end() for match in _SENTENCE.finditer(line)), len(line)]:
            if part := line[at:end].strip():
                found.append(part)
            at = end
    return found


def _elsewhere(words: tuple[str, ...], others: list[tuple[str, ...]]) -> str:
    bag = Counter(words)
    moved = len(words) > 3 and any(_likeness(bag, Counter(each)) >= _MOVED for each in others)
    return "moved" if moved else "only"


def _words(line: str) -> tuple[str, ...]:
    return tuple(fold_word(token).lower() for token in _TOKENS.findall(line) if token[0].isalnum())


def _pairs(one: list[tuple[str, ...]], other: list[tuple[str, ...]]) -> list[Pair]:
    """Which sentence stands beside which, each once and both orders kept (an alignment of the greatest likeness)."""
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
    """The words that two sentences share, as a part of all; of the shorter one where the other holds most of it."""
    if not a or not b:
        return 1.0 if not a and not b else 0.0
    shared = (a & b).total()
    held = shared / min(a.total(), b.total())
    whole = 2 * shared / (a.total() + b.total())
    return max(whole, held) if held >= _HELD and min(a.total(), b.total()) > 3 else whole


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
    return tuple(_joined(_bridged(sides[0]))), tuple(_joined(_bridged(sides[1])))


def _bridged(pieces: list[Piece]) -> Iterator[Piece]:
    """A blank between two stretches that one side has only belongs to them."""
    for number, piece in enumerate(pieces):
        around = pieces[number - 1 : number] + pieces[number + 1 : number + 2]
        if piece.text.isspace() and len(around) == 2 and all(each.kind == "only" for each in around):
            piece = Piece(piece.text, "only")
        yield piece


def _key(token: str) -> str:
    return " " if token.isspace() else fold_word(token).lower() or token


def _joined(pieces: Iterable[Piece]) -> Iterator[Piece]:
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
