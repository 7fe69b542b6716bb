"""What may be known of a candidate: slots for facts, each with the beginning of its features' names.

A fact is a slot and a value; its feature's name is the slot's beginning with the value after it. Weights are looked up
by slot and value, so that no names are made where only sums are wanted.
"""

from typing import Final

Fact = tuple[int, str]

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
_BY_NAME = {name: slot for slot, name in enumerate(NAMES)}
_FEW = tuple(str(n) for n in range(32))


def number(n: int) -> str:
    """A small number as a fact's value."""
    return _FEW[n] if 0 <= n < 32 else str(n)


def fact_of(feature: str) -> Fact | None:
    """The fact that a feature names, None when it names another thing."""
    slot = _BY_NAME.get(feature)
    if slot is not None:
        return slot, ""
    end = 2 if feature.startswith("n:") else feature.find("=") + 1
    slot = _BY_NAME.get(feature[:end])
    return None if slot is None else (slot, feature[end:])
