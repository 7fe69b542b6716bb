"""Which candidates are worth a claim: each is weighed by itself first, then among the others of its document."""

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from rawi.claims.features import Surroundings
from rawi.claims.rank import scorer, weights
from rawi.records import Span

if TYPE_CHECKING:
    from rawi.claims.careful import Look

ALWAYS = frozenset({"ASSAULT", "COERCE", "PROTEST"})  # every one of them is wanted, however many
_NEAR = 30  # characters between neighbours
_ENOUGH = 8  # events of other types that a document is expected to be marked with at most


class Standing:
    """A candidate at its likeliest type other than OTHER: probability, the runner-up's, span, language, headline."""

    __slots__ = ("chance", "lang", "mode", "second", "span", "title", "type")

    def __init__(
        self, chance: float, second: float, type: str, mode: str, span: Span, lang: str, title: bool
    ) -> None:
        self.chance, self.second, self.type, self.mode = chance, second, type, mode
        self.span, self.lang, self.title = span, lang, title


def chosen(around: Surroundings, look: "Look | None" = None) -> list[tuple[int, str, str]]:
    """(candidate, type, mode) of those worth a claim, in order of appearance; `look` is a careful reader's."""
    model = weights()
    rows: list[Standing] = []
    kept: list[int] = []
    others: dict[int, tuple[float, str, str]] = {}
    scorers = {s.lang: scorer(s.lang) for s in around.reading.sentences}
    for n, trigger in enumerate(around.found):
        lang = around.reading.sentences[trigger.sentence].lang
        best: tuple[float, str, str] | None = None
        second = 0.0
        other: tuple[float, str, str] | None = None
        for one in scorers[lang].chances(trigger, around.facts[n], around.last(n)):
            if one[1] == "OTHER":
                if one[0] >= model.other and (other is None or one > other):
                    other = one
            elif best is None:
                best = one
            elif one > best:
                best, second = one, best[0]
            else:
                second = max(second, one[0])
        if other is not None:
            others[n] = other
        if best is not None:
            title = trigger.sentence == around.title
            rows.append(Standing(best[0], second, best[1], best[2], around.spans[n], lang, title))
            kept.append(n)
    out: dict[int, tuple[float, str, str]] = {}
    given = model.among
    factors = [given.get(name, 0.0) for name in NUMBERS]
    listed = numbers(rows)
    weighed: list[tuple[float, float]] = []
    for r, row in enumerate(rows):
        values = listed[r]
        score = 0.0
        for k in range(len(factors)):
            score += factors[k] * values[k]
        score += given.get(row.lang, 0.0)
        weighed.append((score, model.cuts.get(row.type, model.cut)))
    if look is not None:
        found = [(n, around.found[n], around.spans[n]) for n in kept]
        weighed = look.weigh(around.reading, found, rows, listed, weighed)
    for n, row, (score, least) in zip(kept, rows, weighed, strict=True):
        if score >= least:
            out[n] = (score, row.type, row.mode)
    if look is None:  # A careful reader's chances hold by themselves.
        limited = sorted((n for n in out if out[n][1] not in ALWAYS), key=lambda n: (-out[n][0], n))
        for n in limited[model.most :]:
            del out[n]
    for n, other in others.items():
        out.setdefault(n, other)
    return sorted((n, kind, mode) for n, (_, kind, mode) in out.items())


NUMBERS = (
    "bias", "chance", "second", "rank", "rival of its type", "rest of its type", "size", "density", "candidates",
    "length", "left", "right", "left of its type", "first", "always", "beyond", "best", "total", "share", "title",
)  # fmt: skip


def among(rows: Sequence[Standing]) -> list[dict[str, float]]:
    """The numbers by which a candidate is weighed among the others of its document, by name, and its language."""
    found = zip(rows, numbers(rows), strict=True)
    return [{**dict(zip(NUMBERS, values, strict=True)), row.lang: 1.0} for row, values in found]


def numbers(rows: Sequence[Standing]) -> list[tuple[float, ...]]:
    """The numbers by which a candidate is weighed among the others of its document, in the order of `NUMBERS`."""
    if not rows:
        return []
    chances = [row.chance for row in rows]
    size = rows[-1].span[1] / 1000 + 0.3
    total = sum(chances)
    falling = [-chance for chance in chances]
    order = sorted(range(len(rows)), key=falling.__getitem__)
    rank = [0] * len(rows)
    for k, i in enumerate(order):
        rank[i] = k
    beyond = set([i for i in order if rows[i].type not in ALWAYS][_ENOUGH:])
    by_type: dict[str, float] = {}
    peaks: dict[str, list[float]] = {}
    for row in rows:
        by_type[row.type] = by_type.get(row.type, 0.0) + row.chance
        peaks.setdefault(row.type, []).append(row.chance)
    for peak in peaks.values():
        peak.sort(reverse=True)
    # What the document alone tells.
    large, dense, many = math.log(size), math.log(total / size + 0.1), math.log(len(rows) / size)
    best, whole = odds(max(chances)), math.log(total + 0.2)
    out: list[tuple[float, ...]] = []
    for i, row in enumerate(rows):
        peak = peaks[row.type]
        rival = peak[0] if peak[0] != row.chance else (peak[1] if len(peak) > 1 else 0.0)
        left = right = same = 0.0
        if i and row.span[0] - rows[i - 1].span[1] < _NEAR:
            left = rows[i - 1].chance
            same = left if rows[i - 1].type == row.type else 0.0
        if i + 1 < len(rows) and rows[i + 1].span[0] - row.span[1] < _NEAR:
            right = rows[i + 1].chance
        out.append(
            (
                1.0, odds(row.chance), odds(row.second), math.log1p(rank[i]), rival,
                min(3.0, by_type[row.type] - row.chance), large, dense, many,
                min(40, row.span[1] - row.span[0]) / 10, left, right, same, float(rank[i] == 0),
                float(row.type in ALWAYS), float(i in beyond), best, whole, row.chance / (total + 0.2),
                float(row.title),
            )
        )  # fmt: skip
    return out


def odds(chance: float) -> float:
    """The logarithm of the odds, bounded."""
    kept = min(max(chance, 1e-4), 1 - 1e-4)
    return math.log(kept / (1 - kept))
