"""Which candidates are worth a claim: each is weighed by itself first, then among the others of its document."""

import math
from collections.abc import Sequence
from typing import NamedTuple

from rawi.claims.features import Surroundings
from rawi.claims.rank import scorer, weights
from rawi.records import Span

ALWAYS = frozenset({"ASSAULT", "COERCE", "PROTEST"})  # every one of them is wanted, however many
_NEAR = 30  # characters between neighbours
_ENOUGH = 8  # events of other types that a document is expected to be marked with at most


class Standing(NamedTuple):
    """A candidate at its likeliest type other than OTHER: probability, the runner-up's, span, language, headline."""

    chance: float
    second: float
    type: str
    mode: str
    span: Span
    lang: str
    title: bool


def chosen(around: Surroundings) -> list[tuple[int, str, str]]:
    """(candidate, type, mode) of those worth a claim, in order of appearance."""
    model = weights()
    rows: list[Standing] = []
    numbers: list[int] = []
    others: dict[int, tuple[float, str, str]] = {}
    for n, trigger in enumerate(around.found):
        lang = around.reading.sentences[trigger.sentence].lang
        chances = scorer(lang).chances(trigger, around.base[n])
        named = sorted((c for c in chances if c[1] != "OTHER"), reverse=True)
        other = max((c for c in chances if c[1] == "OTHER" and c[0] >= model.other), default=None)
        if other is not None:
            others[n] = other
        if named:
            second = named[1][0] if len(named) > 1 else 0.0
            title = trigger.sentence == around.title
            rows.append(Standing(named[0][0], second, *named[0][1:], around.spans[n], lang, title))
            numbers.append(n)
    out: dict[int, tuple[float, str, str]] = {}
    for n, row, features in zip(numbers, rows, among(rows), strict=True):
        score = sum(model.among.get(name, 0.0) * value for name, value in features.items())
        if score >= model.cuts.get(row.type, model.cut):
            out[n] = (score, row.type, row.mode)
    limited = sorted((n for n in out if out[n][1] not in ALWAYS), key=lambda n: (-out[n][0], n))
    for n in limited[model.most :]:
        del out[n]
    for n, other in others.items():
        out.setdefault(n, other)
    return sorted((n, kind, mode) for n, (_, kind, mode) in out.items())


def among(rows: Sequence[Standing]) -> list[dict[str, float]]:
    """The numbers by which a candidate is weighed among the others of its document, in the same order."""
    if not rows:
        return []
    chances = [row.chance for row in rows]
    size = rows[-1].span[1] / 1000 + 0.3
    total, best = sum(chances), max(chances)
    order = sorted(range(len(rows)), key=lambda i: (-chances[i], i))
    rank = {i: k for k, i in enumerate(order)}
    beyond = set([i for i in order if rows[i].type not in ALWAYS][_ENOUGH:])
    by_type: dict[str, float] = {}
    peaks: dict[str, list[float]] = {}
    for row in rows:
        by_type[row.type] = by_type.get(row.type, 0.0) + row.chance
        peaks.setdefault(row.type, []).append(row.chance)
    for peak in peaks.values():
        peak.sort(reverse=True)
    out = []
    for i, row in enumerate(rows):
        peak = peaks[row.type]
        rival = peak[0] if peak[0] != row.chance else (peak[1] if len(peak) > 1 else 0.0)
        left = rows[i - 1] if i and row.span[0] - rows[i - 1].span[1] < _NEAR else None
        right = rows[i + 1] if i + 1 < len(rows) and rows[i + 1].span[0] - row.span[1] < _NEAR else None
        out.append(
            {
                "bias": 1.0,
                "chance": odds(row.chance),
                "second": odds(row.second),
                "rank": math.log1p(rank[i]),
                "rival of its type": rival,
                "rest of its type": min(3.0, by_type[row.type] - row.chance),
                "size": math.log(size),
                "density": math.log(total / size + 0.1),
                "candidates": math.log(len(rows) / size),
                "length": min(40, row.span[1] - row.span[0]) / 10,
                "left": left.chance if left else 0.0,
                "right": right.chance if right else 0.0,
                "left of its type": left.chance if left and left.type == row.type else 0.0,
                "first": float(rank[i] == 0),
                "always": float(row.type in ALWAYS),
                "beyond": float(i in beyond),
                "best": odds(best),
                "total": math.log(total + 0.2),
                "share": row.chance / (total + 0.2),
                "title": float(row.title),
                row.lang: 1.0,
            }
        )
    return out


def odds(chance: float) -> float:
    """The logarithm of the odds, bounded."""
    kept = min(max(chance, 1e-4), 1 - 1e-4)
    return math.log(kept / (1 - kept))
