"""What a phrase is known by when parties are weighed, as named features.

Features come in groups, each of what little it depends on, so that the weights of a group are summed once and kept.
"""

from collections.abc import Sequence
from typing import Final

from rawi.claims.uses import TOUCHES

WHAT: Final = ("actor", "holds actor", "source", "counted", "human", "capital", "place")
"""What a phrase may name; bit by bit in what is known of it, and after these bits the kinds of its actors."""
ACTOR: Final = 1
HOLDS: Final = 2
SOURCE: Final = 4
COUNTED: Final = 8
HUMAN: Final = 16
CAPITAL: Final = 32
PLACE: Final = 64
_SOMEBODY: Final = ACTOR | HOLDS | SOURCE | COUNTED | HUMAN | CAPITAL
FAR: Final = ("0", "1", "2", "3", "3", "3", "6", "6", "6", "6", "6")  # the name of a distance in tokens
_SIDES: Final = ("L", "R")


def nobody(lang: str, role: str, kind: str, mode: str) -> list[str]:
    """What speaks for naming nobody."""
    return [
        "none",
        f"none|{lang}|{role}",
        f"none|{kind}|{role}",
        f"none|{mode}",
        f"none|{role}",
        f"none|{lang}|{mode}",
    ]


def wording(lang: str, words: Sequence[str], first: int, last: int) -> list[str]:
    """How a phrase begins and ends."""
    return [f"{lang}|first={words[first]}", f"{lang}|last={words[last]}", f"{lang}|ends={words[last][-2:]}"]


def beside(lang: str, words: Sequence[str], first: int, last: int, right: bool) -> list[str]:
    """The words before and after a phrase on one side of the trigger."""
    out = []
    if first > 0:
        out.append(f"{lang}|before={words[first - 1]}|{_SIDES[right]}")
    if last + 1 < len(words):
        out.append(f"{lang}|after={words[last + 1]}|{_SIDES[right]}")
    return out


def shape(lang: str, case: str, joints: int, long: int) -> list[str]:
    """How much a phrase holds."""
    return [f"joints{joints}|{case}", f"{lang}|long{long}|{case}"]


def touched(bits: int) -> list[str]:
    """What else a phrase holds, from the bits of its tokens."""
    return [f"touches {name}" for n, name in enumerate(TOUCHES) if bits >> n & 1]


def ranked(
    lang: str, role: str, mode: str, right: bool, case: str, rank: int, plain: int, inner: int, edge: int
) -> list[str]:
    """Which of the phrases on its side it is, and whether it opens the sentence or the clause."""
    side = _SIDES[right]
    key = f"{lang}|{role}|{side}"
    out = [
        f"{key}|{case}|{rank}",
        f"{key}|{case}|p{plain}|{inner}",
        f"{role}|{side}|{case}|{rank}",
        f"{mode}|{role}|{side}",
        f"{lang}|{mode}|{role}|{side}|{case}",
    ]
    if edge & 2:
        out.append(f"{key}|opens")
    if edge & 1:
        out.append(f"{key}|opens clause|{case}")
    return out


def distant(lang: str, role: str, kind: str, right: bool, case: str, far: str) -> list[str]:
    """How far from the trigger it stands."""
    side = _SIDES[right]
    return [f"{lang}|{role}|{side}|{case}|{far}", f"{kind}|{side}|{case}|{far}"]


def across(lang: str, role: str, right: bool, inner: int, acts: int, comma: int, mark: int) -> list[str]:
    """What lies between it and the trigger."""
    return [f"{lang}|{role}|{_SIDES[right]}|in{inner}|a{acts}|c{comma}|m{mark}"]


def naming(role: str, kind: str, mode: str, right: bool, known: int, kinds: Sequence[str]) -> list[str]:
    """What the phrase names: an actor of the register, a voice, counted people, a place."""
    side = _SIDES[right]
    out = [] if known & _SOMEBODY else [f"{kind}|nobody known"]
    for n, name in enumerate(WHAT):
        if known >> n & 1:
            out += (f"{role}|{side}|{name}", f"{kind}|{role}|{name}", f"{mode}|{name}")
    told = known >> len(WHAT)
    return out + [f"told={name}|{role}" for n, name in enumerate(kinds) if told >> n & 1]


def spoken(lang: str, kind: str, same: bool) -> list[str]:
    """That it is the source of the attribution whose cue the trigger is."""
    how = "same" if same else "meets"
    return [f"speaker {how}|{kind}", f"speaker {how}|{lang}"]


def held(lang: str, role: str, kind: str, same: bool) -> list[str]:
    """That it is the source of an attribution that tells the trigger."""
    how = "same" if same else "meets"
    return [f"holder {how}|{kind}", f"holder {how}|{lang}|{role}"]
