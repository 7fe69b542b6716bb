"""One utterance in two languages: which quotations of one voice are suggested to be each other's translation."""

from collections.abc import Callable, Iterable, Iterator

import msgspec

from rawi.merge.copies import CopyBody
from rawi.merge.gloss import LIGHT, Gloss, weigh
from rawi.merge.keys import key
from rawi.merge.names import may_be_one, relative_length
from rawi.records import Span, overlap

SHORTEST, BRIEFEST = 45, 25
"""Percent of the longer quotation's length, by what translations run to, that the shorter has at least; and where they
share their words."""
FEW = 12
"""Letters below which a quotation must share its words with another to be suggested."""
LEAST = 150
"""Points below which a pair is not suggested."""
AHEAD = 100
"""Points by which another pair of the same passage must be ahead for one to be left out."""
BASE, LENGTH, NUMBER, NAME, ALIKE, WORD, OTHER, DENIED, PLACE, FURTHEST = 65, 4, 150, 120, 450, 20, 130, 80, 50, 150
"""Points, as a logistic regression on half of some parallel news weighs the signs (a hundred to the unit, 500 being
even chances), rounded. How far from each other two quotations stand in their documents counts a third of what it would
there, since two reports are seldom translations from end to end."""
_MASK = (1 << 64) - 1


class Said(msgspec.Struct, frozen=True, array_like=True):
    """A quotation: its document and place there, its words, who said them, and what they say.

    `voice` is the key of the voice, `place` that of the town the document is about, `at` how far down in the document
    the quotation stands, in percent.
    """

    document: str
    span: Span
    words: str
    name: str
    voice: str
    gloss: Gloss
    place: str | None
    at: int


SAID = msgspec.json.Decoder(Said)
Weigh = Callable[[int, list[str], str, str], int]
"""Points, reasons (to which it may add) and the words of both sides → points: one more sign."""


def quotations(
    pair: str, rows: Iterable[tuple[str, int, int, str, str, str, str]], weigh_in: Weigh | None = None
) -> Iterator[tuple[object, ...]]:
    """The suggested pairs among the quotations of two documents.

    Where several pairs speak of one passage, those that another is well ahead of are left out.
    """
    found = []
    a, b = map(int, pair.split())
    for _, _, _, body_a, body_b, language_a, language_b in rows:
        left, right = SAID.decode(body_a), SAID.decode(body_b)
        judged = likeness(left, right, language_a, language_b)
        if judged is None:
            continue
        points, reasons = judged
        if weigh_in is not None:
            points = weigh_in(points, reasons, left.words, right.words)
        if points >= LEAST:
            found.append((points, left.span, right.span, reasons))
    found.sort(key=lambda each: (-each[0], each[1], each[2]))
    kept: list[tuple[int, Span, Span]] = []
    for points, one, other, reasons in found:
        rivals = (p for p, x, y in kept if overlap(x, one) or overlap(y, other))
        if any(rival > points + AHEAD for rival in rivals):
            continue
        kept.append((points, one, other))
        body = msgspec.json.encode(CopyBody(((one, other),), tuple(reasons))).decode()
        yield a, b, "quotation", "suggested", 0, 0, min(999, points), body


def orders(gloss: Gloss, length: int, language: str) -> tuple[str | None, str | None, str | None, str]:
    """Keys by which translations stand near each other when many quotations are sorted: two by their words, one by
    numbers and names, one by length. None where there is nothing to sort by.
    """
    telling = [meaning for meaning in gloss.meanings if not meaning.startswith(LIGHT)] or gloss.meanings
    # The least digests of a set of words are likely those of another set that shares most of it.
    by_words, by_others = (
        " ".join(f"{digest:016x}" for digest in sorted(key(salt, meaning) & _MASK for meaning in telling)[:2]) or None
        for salt in ("words", "others")
    )
    names = sorted(key("names", name) & _MASK for name in (*gloss.numbers, *gloss.names))
    return by_words, by_others, f"{names[0]:016x}" if names else None, f"{length * 100 // relative_length(language):05}"


def likeness(left: Said, right: Said, language_a: str, language_b: str) -> tuple[int, list[str]] | None:
    """How likely two quotations in two languages are one, in thousandths, and the reasons; None where they cannot be.

    Persian and Arabic run shorter than English; a translation's length lies within some half of the other's.
    """
    if not may_be_one(left.voice, right.voice):
        return None
    sizes = len(left.words), len(right.words)
    longs = sizes[0] * 100 // relative_length(language_a), sizes[1] * 100 // relative_length(language_b)
    ratio = min(longs) * 100 // max(1, *longs)
    one, other = left.gloss, right.gloss
    shared = sorted(set(one.meanings) & set(other.meanings))
    weights, common = weigh(one.meanings) + weigh(other.meanings), weigh(shared)
    telling = common >= 4 and 4 * common >= weights
    if ratio < BRIEFEST or ((ratio < SHORTEST or min(sizes) < FEW) and not telling):
        return None
    if _only(one, other) or _only(other, one):
        return None
    reasons = [f"{left.name} and {right.name} are one voice", f"of like length ({sizes[0]} and {sizes[1]} letters)"]
    points = BASE + LENGTH * max(0, ratio - SHORTEST)
    numbers = set(one.numbers) & set(other.numbers)
    if numbers:
        points += NUMBER
        reasons.append(f"with the same numbers ({', '.join(sorted(numbers))})")
    points += NAME * min(3, len(set(one.names) & set(other.names)))
    if shared:
        points += ALIKE * 2 * common // weights + WORD * (min(4, common) + min(12, common))
        reasons.append(f"words in common: {', '.join(word.lstrip(LIGHT) for word in shared)}")
    else:
        points -= OTHER * min(4, weigh(one.meanings), weigh(other.meanings)) // 4
    if one.denies and other.denies:
        points += DENIED
        reasons.append("both deny")
    elif one.denies != other.denies:
        points -= DENIED
        reasons.append("one of them denies, the other does not")
    if left.place and right.place:
        same = left.place == right.place
        points += 2 * PLACE if same else -PLACE
        if same:
            reasons.append("in reports about one town")
    points -= min(FURTHEST, 5 * abs(left.at - right.at) // 2)
    reasons.append(f"in {language_a} and {language_b}")
    return points, reasons


def _only(one: Gloss, other: Gloss) -> set[str]:
    """Numbers in digits that one quotation gives and the other neither in digits nor in words."""
    return set(one.numbers) - set(other.numbers) - set(other.meanings)
