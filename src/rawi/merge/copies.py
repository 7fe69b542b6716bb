"""Steps of the merge about copies: pairs of texts aligned, and claims that a copy repeats."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from functools import lru_cache

import msgspec

from rawi.merge.align import align
from rawi.merge.letters import Letters
from rawi.merge.marks import likeness, order, ranked
from rawi.merge.names import formulas, relative_length
from rawi.merge.told import DECODER, Told
from rawi.records import Span, overlap

COPIES = {
    "a": "BIGINT", "b": "BIGINT", "kind": "VARCHAR", "status": "VARCHAR", "share_a": "INTEGER", "share_b": "INTEGER",
    "points": "INTEGER", "body": "VARCHAR",
}  # fmt: skip
"""Shares and points are thousandths; `body` holds the aligned spans and the reasons as JSON."""
REPEATED = {"a": "BIGINT", "b": "BIGINT"}
TRANSLATED, REWORDED = 45, 450
"""Likeness (see marks.likeness) from which two accounts are suggested to be one in other words, across languages and
in one: documents of one language on one subject share most of their names anyway."""
FEW = 5
"""Marks that two documents must share at least for a suggestion."""
KIN = 35
"""Likeness from which two documents are taken to be about one story, which helps to compare their claims."""
Pairs = tuple[tuple[Span, Span], ...]


class CopyBody(msgspec.Struct, frozen=True, array_like=True):
    spans: Pairs
    reasons: tuple[str, ...]


@lru_cache(maxsize=256)
def _letters(text: str) -> Letters:
    return Letters(text)


@lru_cache(maxsize=256)
def _common(letters: Letters) -> list[Span]:
    return [(letters.find(low), letters.find(high)) for low, high in formulas(letters.folded.lower)]


def aligned(a: int, b: int, text_a: str, text_b: str) -> Iterator[tuple[object, ...]]:
    """A pair of documents that share fingerprints: the copy it is, or nothing."""
    found = align(_letters(text_a), _letters(text_b), common=_common)
    if found.kind is None:
        return
    share_a, share_b = round(found.share_a * 1000), round(found.share_b * 1000)
    if found.kind == "document":
        words = f"{max(share_a, share_b) / 10:.0f}% of the shorter text stands in the other, letter for letter"
    else:
        words = (
            f"{found.equal} letters in {len(found.spans)} stretch{'es' if len(found.spans) > 1 else ''} are the same"
        )
    body = msgspec.json.encode(CopyBody(found.spans, (words,))).decode()
    yield a, b, found.kind, "found", share_a, share_b, max(share_a, share_b), body


def reprints(a: int, rows: Iterable[tuple[int, int, str, str]]) -> Iterator[tuple[object, ...]]:
    """The copies among the pairs of one document, which is prepared once for all of them."""
    for row in rows:
        yield from aligned(*row)


def rewritten(
    a: int, b: int, shared: int, total_a: int, total_b: int, marks_a: str, marks_b: str, language_a: str,
    language_b: str, letters_a: int, letters_b: int, days: int | None,
) -> Iterator[tuple[object, ...]]:  # fmt: skip
    """A pair of documents that share rare marks: a suggested rewrite or translation, or nothing."""
    both, in_order = order(ranked(marks_a), ranked(marks_b))
    long_a, long_b = letters_a * 100 // relative_length(language_a), letters_b * 100 // relative_length(language_b)
    ratio = 100 * min(long_a, long_b) // max(1, long_a, long_b)
    points = likeness(shared, total_a, total_b, in_order, ratio)
    strength = min(999, points * 5 // 2)
    if len(both) < FEW or points < (TRANSLATED if language_a != language_b else REWORDED):
        if points >= KIN and in_order >= 40:
            yield a, b, "kin", "kin", 0, 0, strength, ""
        return
    names = {"n": "numbers", "d": "days", "p": "places", "a": "actors", "s": "names or words"}
    kinds = [f"{sum(mark[0] == kind for mark in both)} {name}" for kind, name in names.items()]
    shown = [words for words in kinds if not words.startswith("0 ")]
    reasons = [f"shared: {', '.join(shown)}", f"{in_order}% of them in one order", f"length {ratio}% of the other's"]
    if language_a != language_b:
        reasons.append(f"in two languages, {language_a} and {language_b}")
    if days is not None:
        reasons.append(f"published {days} days apart" if days else "published on one day")
    yield a, b, "rewrite", "suggested", 0, 0, strength, msgspec.json.encode(CopyBody((), tuple(reasons))).decode()


def repeated(pair: str, rows: Iterable[tuple[str, int, int, str]]) -> Iterator[tuple[int, int]]:
    """Of two documents that share text, the pairs of claims of which one repeats the other letter for letter."""
    copies: list[Pairs] = []
    sides: tuple[list[tuple[Told, int]], list[tuple[Told, int]]] = ([], [])
    for _, side, claim, body in rows:
        if side:
            sides[side - 1].append((DECODER.decode(body), claim))
        else:
            copies.append(msgspec.json.decode(body, type=CopyBody).spans)
    right = sorted(sides[1], key=lambda each: (each[0].span[0], each[1]))
    starts = [told.span[0] for told, _ in right]
    for left, claim in sides[0]:
        met: set[int] = set()
        for one, other in (spans for copy in copies for spans in copy):
            # Only claims that start where this one would, in the other text.
            start, slack = _moved(left.span[0], one, other), _slack(one, other)
            for told, number in right[bisect_left(starts, start - slack) : bisect_right(starts, start + slack)]:
                same = left.type == told.type and left.counts == told.counts
                if number not in met and same and same_passage(left, told, one, other):
                    met.add(number)
                    yield claim, number


def same_passage(left: Told, right: Told, one: Span, other: Span) -> bool:
    """Whether two claims lie at the same place of aligned spans (`left` in the first of them)."""
    if not overlap(one, left.span) or not overlap(other, right.span):
        return False
    slack = _slack(one, other)
    start, end = (_moved(each, one, other) for each in left.span)
    return abs(start - right.span[0]) <= slack and abs(end - right.span[1]) <= slack


def _moved(offset: int, one: Span, other: Span) -> int:
    """Where an offset of one span lies in the other."""
    return other[0] + round((offset - one[0]) * ((other[1] - other[0]) / max(1, one[1] - one[0])))


def _slack(one: Span, other: Span) -> int:
    return 8 + abs((one[1] - one[0]) - (other[1] - other[0]))
