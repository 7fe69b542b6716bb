"""Marks: what survives translation and rewriting. Numbers, days, places, actors and names, in the order of the text.

They find the documents that may tell one account in other words or another language. A mark is a short string whose
first letter says what it is: `n` number, `d` day, `p` place, `a` actor, `s` skeleton of a name.
"""

import re
from bisect import bisect_left
from math import isqrt

from rawi.merge.names import skeleton
from rawi.records import Record
from rawi.text import fold

READ = 4000
"""Folded letters of a document that are looked at: an account's first pages say what it is."""
WEIGHTS = {"n": 3, "d": 2, "p": 2, "a": 2, "s": 2}
MOST = 250
"""Marks kept of one document."""

_TOKEN = re.compile(r"\d[\d.,/:]*\d|\d|[^\W\d_]+")
_ARABIC = re.compile(r"[\u0600-\u06ff]")


def marks(record: Record, places: dict[str, str | None]) -> list[str]:
    """The marks of a record, each once, in the order in which they come. `places` maps place ids to their keys."""
    found: list[tuple[int, str]] = []
    folded = fold(record.text[: READ + 200])
    text = folded.text[:READ]
    for m in _TOKEN.finditer(text):
        token = m.group()
        if token[0].isdigit():
            digits = re.sub(r"\D", "", token)
            if 2 <= len(digits) <= 9 and not (len(digits) == 4 and digits[:2] in ("13", "14", "19", "20")):
                found.append((m.start(), f"n{int(digits)}"))
        elif _ARABIC.match(token) or token[0].isupper():
            bones = skeleton(token)
            if len(bones) >= 3:
                found.append((m.start(), f"s{bones}"))
    for count in record.counts:
        if count.low >= 3:
            found.append((folded.find(count.span[0]), f"n{count.low}"))
    for time in record.times:
        if time.start is not None and time.start == time.end:
            found.append((folded.find(time.span[0]), f"d{time.start}"))
    for place in record.places:
        if places.get(place.id):
            found.append((folded.find(place.span[0]), f"p{places[place.id]}"))
    for actor in record.actors:
        found.append((folded.find(actor.span[0]), f"a{actor.actor}"))
    seen: dict[str, None] = {}
    for at, mark in sorted(found):
        if at < READ:
            seen.setdefault(mark)
    return list(seen)[:MOST]


def weight(mark: str) -> int:
    """How much a shared mark says: long numbers and long names say more."""
    if mark[0] == "s":
        return 1 if len(mark) <= 4 else 2 if len(mark) == 5 else 4
    if mark[0] == "n":
        return 2 if len(mark) <= 3 else 4
    return WEIGHTS[mark[0]]


def order(a: list[str], b: list[str]) -> tuple[list[str], int]:
    """The marks that two documents share, in `a`'s order, and the part of them, in percent, that come in one order."""
    place = {mark: at for at, mark in enumerate(b)}
    shared = [mark for mark in a if mark in place]
    run: list[int] = []
    for mark in shared:
        at = place[mark]
        slot = bisect_left(run, at)
        run[slot : slot + 1] = [at]
    return shared, 100 * len(run) // max(1, len(shared))


def likeness(shared: int, total_a: int, total_b: int, in_order: int, ratio: int) -> int:
    """How alike two accounts are, from 0 to 1000.

    `shared` is the weight of the rare marks that both have, `total_a` and `total_b` the weight of all of each;
    `in_order` (percent of the shared marks in one order) and `ratio` (percent: the shorter text's length to the
    longer's, by what translations of them run to) lower it.
    """
    middle = isqrt(max(1, total_a * total_b))
    return 1000 * shared * in_order * ratio * ratio // (middle * 100**3)
