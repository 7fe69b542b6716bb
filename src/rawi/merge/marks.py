"""Marks: what survives translation and rewriting. Numbers, days, places, actors and names, in the order of the text.

They find the documents that may tell one account in other words or another language. A mark is a short string whose
first letter says what it is: `n` number, `d` day, `p` place, `a` actor, `s` skeleton of a name.
"""

import re
from bisect import bisect_left
from functools import lru_cache
from math import isqrt

import msgspec

from rawi.merge.consonants import skeleton
from rawi.records import Record, Span
from rawi.text import Folded

READ = 4000
"""Folded letters of a document that are looked at: an account's first pages say what it is."""
WEIGHTS = {"n": 3, "d": 2, "p": 2, "a": 2, "s": 2}
MOST = 250
"""Marks kept of one document."""

_TOKEN = re.compile(r"\d[\d.,/:]*\d|\d|[^\W\d_]+")
_ARABIC = re.compile(r"[\u0600-\u06ff]")


def marks(record: Record, folded: Folded, places: dict[str, str]) -> list[str]:
    """The marks of a record, each once, in the order in which they come.

    `folded` is the record's text folded; `places` maps place ids to their keys.
    """
    found: list[tuple[int, str]] = []
    for m in _TOKEN.finditer(folded.text, 0, READ):
        mark = _mark(m.group())
        if mark is not None:
            found.append((m.start(), mark))
    # Where a mention lies in the folded text is needed for its order only, and a proportion will do.
    width, length = len(folded.text), max(1, len(record.text))
    mentions: list[tuple[Span, str]] = [(count.span, f"n{count.low}") for count in record.counts if count.low >= 3]
    mentions += [(time.span, f"d{time.start}") for time in record.times if time.start and time.start == time.end]
    mentions += [(place.span, f"p{places[place.id]}") for place in record.places]
    mentions += [(actor.span, f"a{actor.actor}") for actor in record.actors]
    found += [(at, mark) for span, mark in mentions if (at := span[0] * width // length) < READ]
    found.sort()
    return list(dict.fromkeys(mark for _, mark in found))[:MOST]


@lru_cache(maxsize=1 << 16)
def _mark(token: str) -> str | None:
    if token[0].isdigit():
        digits = re.sub(r"\D", "", token)
        # Years and single digits say too little.
        if 2 <= len(digits) <= 9 and not (len(digits) == 4 and digits[:2] in ("13", "14", "19", "20")):
            return f"n{int(digits)}"
        return None
    if _ARABIC.match(token) or token[0].isupper():
        bones = skeleton(token)
        return f"s{bones}" if len(bones) >= 3 else None
    return None


@lru_cache(maxsize=1 << 16)
def weight(mark: str) -> int:
    """How much a shared mark says: long numbers and long names say more."""
    if mark[0] == "s":
        return 1 if len(mark) <= 4 else 2 if len(mark) == 5 else 4
    if mark[0] == "n":
        return 2 if len(mark) <= 3 else 4
    return WEIGHTS[mark[0]]


class Ranked:
    """A document's marks with their places, decoded once for the many pairs it is in."""

    __slots__ = ("marks", "place")

    def __init__(self, encoded: str) -> None:
        self.marks: list[str] = msgspec.json.decode(encoded, type=list[str])
        self.place = {mark: at for at, mark in enumerate(self.marks)}


ranked = lru_cache(maxsize=1 << 13)(Ranked)


def order(a: Ranked, b: Ranked) -> tuple[list[str], int]:
    """The marks that two documents share, in `a`'s order, and the part of them, in percent, that come in one order."""
    place = b.place
    shared = [mark for mark in a.marks if mark in place]
    run: list[int] = []
    for mark in shared:
        at = place[mark]
        if not run or at > run[-1]:
            run.append(at)
        else:
            run[bisect_left(run, at)] = at
    return shared, 100 * len(run) // max(1, len(shared))


def likeness(shared: int, total_a: int, total_b: int, in_order: int, ratio: int) -> int:
    """How alike two accounts are, from 0 to 1000.

    `shared` is the weight of the rare marks that both have, `total_a` and `total_b` the weight of all of each;
    `in_order` (percent of the shared marks in one order) and `ratio` (percent: the shorter text's length to the
    longer's, by what translations of them run to) lower it.
    """
    middle = isqrt(max(1, total_a * total_b))
    return 1000 * shared * in_order * ratio * ratio // (middle * 100**3)
