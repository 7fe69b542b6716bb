"""What may be known of a candidate: slots for facts, each with the beginning of its features' names.

A fact is a slot and a value; its feature's name is the slot's beginning with the value after it. Facts carry their
weights, so that nothing is looked up by name where only sums are wanted.
"""

from typing import Final

BIAS: Final = 0
ROLE: Final = 1
WORD_1: Final = 2
WORD_2: Final = 3
NEXT_1: Final = 4
NEXT_2: Final = 5
GROUP_1: Final = 6
GROUP_2: Final = 7
AFTER_1: Final = 8
AFTER_2: Final = 9
PREFIX: Final = 10
SUFFIX: Final = 11
END: Final = 12
START: Final = 13
CAPITAL: Final = 14
NUMBER_BEFORE: Final = 15
NUMBER_AFTER: Final = 16
TITLE: Final = 17
SENTENCE: Final = 18
PART: Final = 19
LONG: Final = 20
POSITION: Final = 21
TAIL: Final = 22
CROWD: Final = 23
LENGTH: Final = 24
SEEN: Final = 25
SAID: Final = 26
PREVIOUS: Final = 27
BESIDE: Final = 28
BEFORE: Final = 29
TIME: Final = 30
COUNT: Final = 31
PLACE: Final = 32
CUE: Final = 33
IN_SOURCE: Final = 34
TOLD: Final = 35
NEAR: Final = 36
MODE_IN_TITLE: Final = 37
TYPE_IN_TITLE: Final = 38
WITH: Final = 39
LAST: Final = 40
TOPIC: Final = 41
CENTRE: Final = 42

NAMES: Final = (
    "b", "role=", "w-1=", "w-2=", "w+1=", "w+2=", "g-1=", "g-2=", "g+1=", "g+2=", "prefix=", "suffix=", "end=",
    "start=", "capital", "number before", "number after", "title", "sentence=", "part=", "long=", "position=", "tail=",
    "crowd=", "length=", "seen=", "said=", "previous=", "beside=", "before=", "time=", "count=", "place=", "cue=",
    "in source", "told=", "n:", "mode in title", "type in title", "with=", "last=", "topic=", "centre=",
)  # fmt: skip
_BY_NAME: Final = {name: slot for slot, name in enumerate(NAMES)}
_FEW: Final = 8  # numbers that a fact may have as its value


def fact_of(feature: str) -> tuple[int, str] | None:
    """The slot and value that a feature names, None when it names another thing."""
    slot = _BY_NAME.get(feature)
    if slot is not None:
        return slot, ""
    end = 2 if feature.startswith("n:") else feature.find("=") + 1
    slot = _BY_NAME.get(feature[:end])
    return None if slot is None else (slot, feature[end:])


class Fact:
    """One thing that may be known of a candidate, with what it weighs in a language: `row` for each type, `told` for
    each status; None where nothing was learnt of it.
    """

    __slots__ = ("row", "slot", "told", "value")

    def __init__(self, slot: int, value: str) -> None:
        self.slot, self.value = slot, value
        self.row: list[float] | None = None
        self.told: list[float] | None = None

    @property
    def name(self) -> str:
        """The name of its feature."""
        return NAMES[self.slot] + self.value


class Facts:
    """The facts of one language that weigh something, by slot and value; others are made as they are met."""

    def __init__(self) -> None:
        self._known: list[dict[str, Fact]] = [{} for _ in NAMES]
        self._numbers: list[list[Fact]] = [[self.keep(slot, str(n)) for n in range(_FEW)] for slot in range(len(NAMES))]
        self._plain: list[Fact] = [self.keep(slot, "") for slot in range(len(NAMES))]

    def keep(self, slot: int, value: str) -> Fact:
        """A fact that is kept, so that it can be given weights."""
        found = self._known[slot].get(value)
        if found is None:
            found = self._known[slot][value] = Fact(slot, value)
        return found

    def of(self, slot: int, value: str) -> Fact:
        """The fact of a slot and a value."""
        found = self._known[slot].get(value)
        return Fact(slot, value) if found is None else found

    def number(self, slot: int, n: int) -> Fact:
        """The fact of a slot and a small number."""
        return self._numbers[slot][n]

    def plain(self, slot: int) -> Fact:
        """The fact of a slot that has no values."""
        return self._plain[slot]
