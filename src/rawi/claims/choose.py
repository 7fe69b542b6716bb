"""Which candidates are worth a claim: each is weighed by itself first, then among the others of its document."""

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from rawi.claims.features import Surroundings
from rawi.claims.rank import Chance, Scorer, scorer, weights
from rawi.records import Span

if TYPE_CHECKING:
    from rawi.claims.careful import Look

ALWAYS: Final = frozenset({"ASSAULT", "COERCE", "PROTEST"})  # every one of them is wanted, however many
_NEAR: Final = 30  # characters between neighbours
_ENOUGH: Final = 8  # events of other types that a document is expected to be marked with at most


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
    least_other: float = model.other
    rows: list[Standing] = []
    kept: list[int] = []
    others: dict[int, Chance] = {}
    scorers: dict[str, Scorer] = {}
    for n, trigger in enumerate(around.found):
        lang = around.reading.sentences[trigger.sentence].lang
        weigher = scorers.get(lang)
        if weigher is None:
            weigher = scorers[lang] = scorer(lang)
        best: Chance | None = None
        second = 0.0
        other: Chance | None = None
        for one in weigher.chances(trigger, around.facts[n], around.last(n)):
            if one.kind == "OTHER":
                if one.probability >= least_other and (other is None or _above(one, other)):
                    other = one
            elif best is None:
                best = one
            elif _above(one, best):
                best, second = one, best.probability
            elif one.probability > second:
                second = one.probability
        if other is not None:
            others[n] = other
        if best is not None:
            title = trigger.sentence == around.title
            rows.append(Standing(best.probability, second, best.kind, best.mode, around.spans[n], lang, title))
            kept.append(n)
    out: dict[int, tuple[float, str, str]] = {}
    given: dict[str, float] = model.among
    cuts: dict[str, float] = model.cuts
    cut: float = model.cut
    factors = [given.get(name, 0.0) for name in NUMBERS]
    listed = numbers(rows)
    weighed: list[tuple[float, float]] = []
    for r, row in enumerate(rows):
        values = listed[r]
        score = 0.0
        for k in range(len(factors)):
            score += factors[k] * values[k]
        score += given.get(row.lang, 0.0)
        weighed.append((score, cuts.get(row.type, cut)))
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
    for n, chance in others.items():
        if n not in out:
            out[n] = (chance.probability, chance.kind, chance.mode)
    return sorted((n, kind, mode) for n, (_, kind, mode) in out.items())


def _above(a: Chance, b: Chance) -> bool:
    """Whether a chance goes before another: the likelier, of equal ones the later by name."""
    if a.probability != b.probability:
        return a.probability > b.probability
    return (a.kind, a.mode) > (b.kind, b.mode)


NUMBERS: Final = (
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
    beyond: set[int] = set()
    others = 0
    for k, i in enumerate(order):
        rank[i] = k
        if rows[i].type not in ALWAYS:
            others += 1
            if others > _ENOUGH:
                beyond.add(i)
    by_type: dict[str, float] = {}
    peaks: dict[str, list[float]] = {}
    for row in rows:
        by_type[row.type] = by_type.get(row.type, 0.0) + row.chance
        peak = peaks.get(row.type)
        if peak is None:
            peaks[row.type] = [row.chance]
        else:
            peak.append(row.chance)
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
                1.0, odds(row.chance), odds(row.second), _late(rank[i]), rival,
                min(3.0, by_type[row.type] - row.chance), large, dense, many,
                min(40, row.span[1] - row.span[0]) / 10, left, right, same, float(rank[i] == 0),
                float(row.type in ALWAYS), float(i in beyond), best, whole, row.chance / (total + 0.2),
                float(row.title),
            )
        )  # fmt: skip
    return out


_MANY: Final = 256
_LOGS: Final = [math.log1p(n) for n in range(_MANY)]


def _late(rank: int) -> float:
    return _LOGS[rank] if rank < _MANY else math.log1p(rank)


def odds(chance: float) -> float:
    """The logarithm of the odds, bounded."""
    kept = min(max(chance, 1e-4), 1 - 1e-4)
    return math.log(kept / (1 - kept))
