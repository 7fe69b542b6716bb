"""The learned part: which candidates an annotator would mark, as what type, with what status.

The weights are data (`weights.json`, made by training/claims.py) with a version; scoring is a sum over named features.
"""

import json
import math
from collections.abc import Iterable
from functools import lru_cache
from importlib.resources import files

import msgspec


class Weights(msgspec.Struct, frozen=True):
    """`types`: feature → weight of a (candidate, type) pair; `status`: status → feature → weight. `cut` is the least
    probability that makes a claim, `other` the least for type OTHER, `most` the most claims a document may have of
    types other than ASSAULT, COERCE and PROTEST.
    """

    version: str
    cut: float
    other: float
    most: int
    types: dict[str, float]
    status: dict[str, dict[str, float]]

    def chance(self, features: Iterable[str]) -> float:
        """The probability that a pair with these features is an event worth telling."""
        get = self.types.get
        return 1 / (1 + math.exp(-sum(get(f, 0.0) for f in set(features))))

    def best_status(self, features: Iterable[str]) -> str:
        """The likeliest status."""
        known = set(features)
        scores = {s: sum(w.get(f, 0.0) for f in known) for s, w in self.status.items()}
        return max(scores, key=lambda s: (scores[s], s == "happened"))


@lru_cache(maxsize=1)
def weights() -> Weights:
    """The shipped weights."""
    raw = json.loads(files("rawi.claims").joinpath("weights.json").read_text(encoding="utf-8"))
    return msgspec.convert(raw, Weights)
