"""The learned part: which candidates an annotator would mark, as what type, with what status.

The weights are data (`weights.json`, made by training/claims.py) with a version; scoring is a sum over named features.
"""

import json
import math
import re
from collections.abc import Iterable
from functools import lru_cache
from importlib.resources import files
from typing import Final

import msgspec

from rawi.claims import slots
from rawi.claims.kinds import QUADS, options, own, quad_of
from rawi.claims.mood import MOODY, STATUSES
from rawi.claims.slots import NAMES, Fact, Facts, fact_of
from rawi.claims.triggers import Trigger, role_of
from rawi.ontology import types

_MODE_KIND: Final = re.compile(r"[a-z]+>[A-Z]+")
_KEPT: Final = 131072  # forms of triggers whose choices are kept


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


class Option:
    """A type that candidates of one form, role and modes may have: the column of its weights, the sum of what it has
    by itself, and what the mode of the candidate before adds.
    """

    __slots__ = ("column", "kind", "last", "mode", "own")

    def __init__(self, kind: str, mode: str, column: int, own: float, last: dict[str, float]) -> None:
        self.kind, self.mode, self.column, self.own, self.last = kind, mode, column, own, last


class Chance:
    """The probability of a type that a candidate may have, by one of its modes."""

    __slots__ = ("kind", "mode", "probability")

    def __init__(self, probability: float, kind: str, mode: str) -> None:
        self.probability, self.kind, self.mode = probability, kind, mode


class Scorer:
    """The weights of one language: of each fact a row with a column for each type, so that what is known of a candidate
    is looked up once and not once for each type it may have. `facts` carry these rows.
    """

    def __init__(self, lang: str) -> None:
        self.facts = Facts()
        self.moods: dict[str, list[float]] = {}
        for n, status in enumerate(STATUSES):
            for feature, weight in weights().status[status].items():
                head, bar, rest = feature.partition("|")
                if bar and len(head) == 2 and head != lang:
                    continue
                row = self.moods.setdefault(rest if bar and len(head) == 2 else feature, [0.0] * len(STATUSES))
                row[n] += weight
        # What facts tell of a status; those of slots that tell none nothing.
        for feature, told in self.moods.items():
            fact = fact_of(feature)
            if fact is not None and MOODY[fact[0]]:
                self.facts.keep(fact[0], fact[1]).told = told
        self.columns = {kind: n for n, kind in enumerate(types())}
        self._plain: dict[str, float] = {}
        self._joined: dict[str, dict[str, float]] = {}
        self._options: dict[tuple[str, str, tuple[str, ...]], list[Option]] = {}
        mark = f"{lang}|"
        for feature, weight in weights().types.items():
            head, bar, rest = feature.partition("|")
            if bar and len(head) == 2:
                if not feature.startswith(mark):
                    continue
                feature = rest
            key, both, rest = feature.partition("&")
            if both and _MODE_KIND.fullmatch(key):
                table = self._joined.setdefault(key, {})
                table[rest] = table.get(rest, 0.0) + weight
            elif both and (key in QUADS or key in self.columns):
                self._weigh(rest, [n for kind, n in self.columns.items() if key in (kind, quad_of(kind))], weight)
            elif fact_of(feature) is not None:
                self._weigh(feature, list(self.columns.values()), weight)
            else:
                self._plain[feature] = self._plain.get(feature, 0.0) + weight

    def _weigh(self, feature: str, columns: Iterable[int], weight: float) -> None:
        fact = fact_of(feature)
        if fact is None:
            return
        known = self.facts.keep(fact[0], fact[1])
        row = known.row
        if row is None:
            row = known.row = [0.0] * len(self.columns)
        for column in columns:
            row[column] += weight

    def chances(self, trigger: Trigger, facts: list[Fact], last: str | None) -> list["Chance"]:
        """The chance of each type the candidate may have; `last` is the mode of the candidate before."""
        rows: list[list[float]] = []
        for fact in facts:
            weighed = fact.row
            if weighed is not None:
                rows.append(weighed)
        out: list[Chance] = []
        for option in self.options(trigger):
            score, column = option.own, option.column
            for row in rows:
                score += row[column]
            if last is not None:
                added = option.last.get(last)
                if added is not None:
                    score += added
            out.append(Chance(1 / (1 + math.exp(-score)), option.kind, option.mode))
        return out

    def options(self, trigger: Trigger) -> list[Option]:
        """The types that a candidate may have, worked out once for its form, role and modes."""
        role = role_of(trigger)
        key = (trigger.form, role, trigger.modes)
        made = self._options.get(key)
        if made is None:
            if len(self._options) >= _KEPT:
                self._options.clear()
            made = self._options[key] = [
                self._option(trigger, role, kind, mode, standing) for kind, mode, standing in options(trigger)
            ]
        return made

    def _option(self, trigger: Trigger, role: str, kind: str, mode: str, standing: str) -> Option:
        joined = self._joined.get(f"{mode}>{kind}", {})
        total = joined.get(NAMES[slots.ROLE] + role, 0.0)
        for feature in own(trigger, kind, mode, standing):
            total += self._plain.get(feature, 0.0)
        begin = NAMES[slots.LAST]
        last = {name[len(begin) :]: weight for name, weight in joined.items() if name.startswith(begin)}
        return Option(kind, mode, self.columns[kind], total, last)

    def status(self, facts: list[Fact], features: list[str]) -> str:
        """The likeliest status of a claim of which these facts are known and that has these features besides, none of
        them twice; of equal ones the first.
        """
        a = b = c = d = e = f = 0.0
        rows: list[list[float]] = []
        for fact in facts:
            told = fact.told
            if told is not None:
                rows.append(told)
        moods = self.moods
        for feature in features:
            told = moods.get(feature)
            if told is not None:
                rows.append(told)
        for row in rows:
            a += row[0]
            b += row[1]
            c += row[2]
            d += row[3]
            e += row[4]
            f += row[5]
        best, top = 0, a
        for n, score in enumerate((b, c, d, e, f), 1):
            if score > top:
                best, top = n, score
        return STATUSES[best]


@lru_cache(maxsize=8)
def scorer(lang: str) -> Scorer:
    """The scorer of a language, made once a process."""
    return Scorer(lang)


@lru_cache(maxsize=1)
def weights() -> Weights:
    """The shipped weights."""
    raw = json.loads(files("rawi.claims").joinpath("weights.json").read_text(encoding="utf-8"))
    return msgspec.convert(raw, Weights)
