"""The learned part: which candidates an annotator would mark, as what type, with what status.

The weights are data (`weights.json`, made by training/claims.py) with a version; scoring is a sum over named features.
"""

import json
import math
import re
from collections.abc import Iterable
from functools import lru_cache
from importlib.resources import files

import msgspec

from rawi.claims.features import QUADS, options, own, quad_of
from rawi.claims.mood import STATUSES
from rawi.claims.triggers import Trigger
from rawi.ontology import types

_MODE_KIND = re.compile(r"[a-z]+>[A-Z]+")


class Weights(msgspec.Struct, frozen=True):
    """`types`: feature → weight of a (candidate, type) pair; `among`: number → weight, for the second look at a
    candidate among the others of its document; `status`: status → feature → weight. `cut` is the least that the second
    look must give for a claim (`cuts` for types that have their own; log odds), `other` the least probability of a
    claim of type OTHER, `most` the most claims a document may have of types other than ASSAULT, COERCE and PROTEST.
    """

    version: str
    cut: float
    cuts: dict[str, float]
    other: float
    most: int
    types: dict[str, float]
    status: dict[str, dict[str, float]]
    among: dict[str, float] = {}


class Scorer:
    """The weights of one language, split by what a feature is joined with, so that what is known of a candidate is
    looked up once and not once for each type it may have.
    """

    def __init__(self, lang: str) -> None:
        self.plain: dict[str, float] = {}
        self.joined: dict[str, dict[str, float]] = {}
        mark = f"{lang}|"
        self.moods: dict[str, list[float]] = {}
        for n, status in enumerate(STATUSES):
            for feature, weight in weights().status[status].items():
                head, bar, rest = feature.partition("|")
                if bar and len(head) == 2 and head != lang:
                    continue
                row = self.moods.setdefault(rest if bar and len(head) == 2 else feature, [0.0] * len(STATUSES))
                row[n] += weight
        for feature, weight in weights().types.items():
            head, bar, rest = feature.partition("|")
            if bar and len(head) == 2:
                if not feature.startswith(mark):
                    continue
                feature = rest
            key, both, rest = feature.partition("&")
            if both and (key in QUADS or key in types() or _MODE_KIND.fullmatch(key)):
                table = self.joined.setdefault(key, {})
                table[rest] = table.get(rest, 0.0) + weight
            else:
                self.plain[feature] = self.plain.get(feature, 0.0) + weight

    def chances(self, trigger: Trigger, base: list[str]) -> list[tuple[float, str, str]]:
        """(probability, type, mode) of each type the candidate may have."""
        known = set(base)
        common = self._sum(self.plain, known)
        by_quad: dict[str, float] = {}
        out = []
        for kind, mode, standing in options(trigger):
            quad = quad_of(kind)
            if quad not in by_quad:
                by_quad[quad] = self._sum(self.joined.get(quad), known)
            score = common + by_quad[quad] + self._sum(self.joined.get(kind), known)
            score += self._sum(self.joined.get(f"{mode}>{kind}"), known)
            score += sum(self.plain.get(f, 0.0) for f in own(trigger, kind, mode, standing))
            out.append((1 / (1 + math.exp(-score)), kind, mode))
        return out

    @staticmethod
    def _sum(table: dict[str, float] | None, known: set[str]) -> float:
        if not table:
            return 0.0
        # Exact, so that the order in which a set gives its features changes nothing.
        return math.fsum(map(table.__getitem__, table.keys() & known))

    def status(self, features: Iterable[str]) -> str:
        """The likeliest status of a claim with these features."""
        scores = [0.0] * len(STATUSES)
        for feature in sorted(self.moods.keys() & set(features)):
            for n, weight in enumerate(self.moods[feature]):
                scores[n] += weight
        return STATUSES[max(range(len(STATUSES)), key=lambda n: (scores[n], -n))]


@lru_cache(maxsize=8)
def scorer(lang: str) -> Scorer:
    """The scorer of a language, made once a process."""
    return Scorer(lang)


@lru_cache(maxsize=1)
def weights() -> Weights:
    """The shipped weights."""
    raw = json.loads(files("rawi.claims").joinpath("weights.json").read_text(encoding="utf-8"))
    return msgspec.convert(raw, Weights)
