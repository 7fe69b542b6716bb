"""The weights of who did it and to whom, summed by groups of features, each group once for what it depends on.

A score is one whole number that holds two, so that both are summed at once: the thousandths of the actor in `WIDE`,
those of the recipient in ones. Weights are thousandths, so sums are exact in whatever order they are made.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from importlib.resources import files
from typing import Final

import msgspec

from rawi.claims import party_names as names
from rawi.claims.party_names import FAR
from rawi.claims.uses import TOUCHES

_ENOUGH: Final = 8192  # sums of a group that are kept
_KEPT: Final = 131072  # distinct words of which it is kept what they add
WIDE: Final = 1 << 30  # more than twice what a recipient's sum may come to


def both(actor: int, recipient: int) -> int:
    """The score of an actor's and a recipient's thousandths."""
    return actor * WIDE + recipient


def actors(score: int) -> int:
    """The actor's thousandths of a score."""
    return (score + WIDE // 2) >> 30


def recipients(score: int) -> int:
    """The recipient's thousandths of a score."""
    return score - (actors(score) << 30)


class Weights(msgspec.Struct, frozen=True):
    """`features`: feature → its weight for the actor and for the recipient."""

    version: str
    features: dict[str, list[float]]


@lru_cache(maxsize=1)
def weights() -> Weights:
    """The shipped weights."""
    raw = files("rawi.claims").joinpath("parties.json").read_bytes()
    return msgspec.json.decode(raw, type=Weights)


@lru_cache(maxsize=1)
def _pairs() -> dict[str, int]:
    """The shipped weights as scores."""
    given = weights().features
    return {feature: both(round(pair[0] * 1000), round(pair[1] * 1000)) for feature, pair in given.items()}


def score(features: Iterable[str]) -> int:
    """The sum of named features."""
    known = _pairs()
    total = 0
    for feature in features:
        found = known.get(feature)
        if found is not None:
            total += found
    return total


class Numbers:
    """Numbers for the cases of phrases and for the kinds of actors, given as they are met."""

    def __init__(self) -> None:
        self.cases: dict[str, int] = {}
        self.kinds: dict[str, int] = {}

    def case(self, name: str) -> int:
        """The number of a case."""
        found = self.cases.get(name)
        if found is None:
            found = self.cases[name] = len(self.cases)
        return found

    def kind(self, name: str) -> int:
        """The number of a kind of actor."""
        found = self.kinds.get(name)
        if found is None:
            found = self.kinds[name] = len(self.kinds)
        return found


NUMBERS: Final = Numbers()


class Word:
    """What a word adds to a phrase that it opens (`first`) or closes (`last`, with its ending), and to one that it
    stands before or after, left and right of the trigger.
    """

    __slots__ = ("after_left", "after_right", "before_left", "before_right", "first", "last")

    def __init__(self) -> None:
        self.first = self.last = 0
        self.before_left = self.before_right = self.after_left = self.after_right = 0


class Wordings:
    """What a phrase of one language scores by its own words, whatever the trigger."""

    def __init__(self, lang: str) -> None:
        self.lang = lang
        self._tables: dict[str, dict[str, int]] = {}
        mark = f"{lang}|"
        for feature, weight in _pairs().items():
            name, equals, word = feature.partition("=")
            if not equals or not name.startswith(mark):
                continue
            name = name[len(mark) :]
            if name in ("first", "last", "ends"):
                self._tables.setdefault(name, {})[word] = weight
            elif name in ("before", "after") and word.endswith(("|L", "|R")):
                self._tables.setdefault(name + word[-2:], {})[word[:-2]] = weight
        self._words: dict[str, Word] = {}
        self._shapes: dict[int, int] = {}
        self.touched = [score(names.touched(bits)) for bits in range(1 << len(TOUCHES))]

    def of(self, word: str) -> Word:
        """What a word adds, worked out once."""
        found = self._words.get(word)
        if found is None:
            if len(self._words) >= _KEPT:
                self._words.clear()
            found = self._words[word] = Word()
            found.first = self._weight("first", word)
            found.last = self._weight("last", word) + self._weight("ends", word[-2:])
            found.before_left, found.before_right = self._weight("before|L", word), self._weight("before|R", word)
            found.after_left, found.after_right = self._weight("after|L", word), self._weight("after|R", word)
        return found

    def _weight(self, table: str, word: str) -> int:
        return self._tables.get(table, _NOTHING).get(word, 0)

    def shape(self, number: int, case: str, joints: int, long: int) -> int:
        """What a phrase scores by how much it holds; `number` is the number of its case."""
        key = number << 8 | joints << 4 | long
        found = self._shapes.get(key)
        if found is None:
            found = self._shapes[key] = score(names.shape(self.lang, case, joints, long))
        return found


_NOTHING: Final[dict[str, int]] = {}


@lru_cache(maxsize=8)
def wordings(lang: str) -> Wordings:
    """The wordings of a language, made once a process."""
    return Wordings(lang)


class Side:
    """What a phrase on one side of a trigger of one role, type and mode scores by where it stands and what it names."""

    def __init__(self, lang: str, role: str, kind: str, mode: str, right: bool) -> None:
        self.lang, self.role, self.kind, self.mode, self.right = lang, role, kind, mode, right
        self._ranked: dict[int, int] = {}
        self._distant: dict[int, int] = {}
        self._across: dict[int, int] = {}
        self._naming: dict[int, int] = {}
        self.speaker = score(names.spoken(lang, kind, False)), score(names.spoken(lang, kind, True))
        self.holder = score(names.held(lang, role, kind, False)), score(names.held(lang, role, kind, True))

    def ranked(self, number: int, case: str, rank: int, plain: int, inner: int, edge: int) -> int:
        """By its rank; `number` is the number of its case."""
        key = (((number << 2 | rank) << 2 | plain) << 1 | inner) << 2 | edge
        found = self._ranked.get(key)
        if found is None:
            named = names.ranked(self.lang, self.role, self.mode, self.right, case, rank, plain, inner, edge)
            found = self._ranked[key] = score(named)
        return found

    def distant(self, number: int, case: str, gap: int) -> int:
        """By its distance from the trigger in tokens."""
        far = gap if gap < len(FAR) else len(FAR)
        key = number << 8 | (far + 128)
        found = self._distant.get(key)
        if found is None:
            name = FAR[far] if far < len(FAR) else "11"
            found = self._distant[key] = score(names.distant(self.lang, self.role, self.kind, self.right, case, name))
        return found

    def across(self, inner: int, acts: int, comma: int, mark: int) -> int:
        """By what lies between it and the trigger."""
        key = ((inner << 2 | acts) << 1 | comma) << 1 | mark
        found = self._across.get(key)
        if found is None:
            found = self._across[key] = score(names.across(self.lang, self.role, self.right, inner, acts, comma, mark))
        return found

    def naming(self, known: int) -> int:
        """By what is known of it."""
        found = self._naming.get(known)
        if found is None:
            if len(self._naming) >= _ENOUGH:
                self._naming.clear()
            kinds: Sequence[str] = list(NUMBERS.kinds)
            found = self._naming[known] = score(names.naming(self.role, self.kind, self.mode, self.right, known, kinds))
        return found


class Sides:
    """The two sides of triggers of one role, type and mode in a language, and what speaks for naming nobody."""

    def __init__(self, lang: str, role: str, kind: str, mode: str) -> None:
        self.left, self.right = Side(lang, role, kind, mode, False), Side(lang, role, kind, mode, True)
        self.nobody = score(names.nobody(lang, role, kind, mode))


@lru_cache(maxsize=4096)
def sides(lang: str, role: str, kind: str, mode: str) -> Sides:
    """The sides of triggers, made once a process."""
    return Sides(lang, role, kind, mode)
