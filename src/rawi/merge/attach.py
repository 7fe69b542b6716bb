"""Vague claims: they join an event only when nothing contradicts, nothing else competes, and something tells of it.

A corpus never holds all that happened, so that no other event fits says little by itself. What tells of the event is
a number, a party or a story in common.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache

import msgspec

from rawi.merge.compare import EXCLUDED, compare
from rawi.merge.evidence import tells
from rawi.merge.traits import CITY, Traits, decode

SLOTS = {
    "unit": "BIGINT", "vague": "INTEGER", "family": "VARCHAR", "phase": "VARCHAR", "country": "VARCHAR",
    "slot": "VARCHAR",
}  # fmt: skip
ATTACHED = {"unit": "BIGINT", "target": "BIGINT", "kind": "VARCHAR", "points": "INTEGER", "reasons": "VARCHAR"}
LEAST = 60
"""Points a vague claim needs with the only event it fits."""
CLEAR = 150
"""Points by which the best event must lead where several fit, and the best must then be told by more than the day."""
STRONG = 220
LATE = 7
"""Days before its publication in which a report without a time of its own may tell of an event at its place."""
WIDEST = 62
"""Days that a vague claim's time may cover; a year says nothing."""
TOLD = 3
"""Days before publication in which an undated claim's event is looked for."""


def slots(unit: int, rows: Iterable[tuple[int, str, int]]) -> Iterator[tuple[object, ...]]:
    """The days and months in which a unit (claims already joined) may meet another, one row each."""
    members = [decode(body) for _, body, _ in rows]
    vague = all(member.vague for member in members)
    seen: dict[tuple[str, str, str, str], None] = {}
    for member in members:
        if member.scope != "incident" or (member.vague and not vague):
            continue
        # A claim that names no country is looked for where the same toll is told.
        lands = [member.country] if member.country else []
        if not (vague and lands):
            lands += [f"={tally.kind} {tally.low}" for tally in member.counts if tally.low >= 3 and not tally.approx]
        for land in lands:
            for slot in _slots(member, vague):
                seen.setdefault((member.family, member.phase, land, slot))
    for family, phase, country, slot in sorted(seen):
        yield unit, int(vague), family, phase, country, slot
    yield from _late(unit, members)


def _late(unit: int, members: list[Traits]) -> Iterator[tuple[object, ...]]:
    """Where reports without a time of their own meet what happened at their place in the week before."""
    first = members[0]
    if first.anchor != "place" or first.phase != "fact" or any(member.scope != "incident" for member in members):
        return
    places = sorted({member.place for member in members if member.place and member.level >= CITY})
    days = [member.start for member in members if member.start is not None and member.width == 1]
    untimed = all(member.start is None and member.told is not None for member in members)
    told = min(member.told or 0 for member in members)
    slots = range(told - LATE, told + 1) if untimed else sorted(set(days))
    for place in places:
        for day in slots:
            yield unit, int(untimed), first.family, first.phase, f"@{place}", f"l{day}"


def _slots(traits: Traits, vague: bool) -> Iterator[str]:
    if traits.start is not None and traits.end is not None:
        start, end = traits.start, traits.end
    elif traits.told is not None and traits.told_by is not None:
        start, end = traits.told - (TOLD if traits.phase == "fact" else 0), traits.told_by
    else:
        return
    width = end - start + 1
    if width > WIDEST:
        return
    if width <= 10:
        for day in range(start, end + 1):
            yield f"d{day}"
    if width > 10 or not vague:
        for month in sorted({_month(day) for day in range(start, end + 1)}):
            yield f"m{month}"


@lru_cache(maxsize=1 << 14)
def _month(day: int) -> str:
    return date.fromordinal(day).strftime("%Y-%m")


def attach(unit: int, rows: Iterable[tuple[int, int, str, str, int]]) -> Iterator[tuple[object, ...]]:
    """Choose the event of one vague unit among the exact ones (rows: unit, candidate, its traits, own, if akin)."""
    best: dict[int, tuple[int, tuple[str, ...]]] = {}
    excluded: dict[int, int] = defaultdict(int)
    compared: dict[int, int] = defaultdict(int)
    telling: set[int] = set()
    late = True
    for _, candidate, theirs, own, akin in rows:
        mine, other = decode(own), decode(theirs)
        late = late and not mine.vague
        verdict = compare(mine, other)
        compared[candidate] += 1
        if verdict.kind != "same" or verdict.points <= EXCLUDED:
            excluded[candidate] += 1
            continue
        found = (verdict.points, verdict.reasons)
        held = best.get(candidate)
        if held is None or (-found[0], found[1]) < (-held[0], held[1]):
            best[candidate] = found
        if akin or tells(mine, other):
            telling.add(candidate)
    fitting = sorted(
        ((points, candidate, reasons) for candidate, (points, reasons) in best.items()
         if excluded[candidate] * 2 <= compared[candidate] and points >= LEAST),
        key=lambda each: (-each[0], each[1]),
    )  # fmt: skip
    if not fitting:
        return
    points, target, reasons = fitting[0]
    alone = len(fitting) == 1
    how = "told without a time" if late else "told in broad terms"
    if target in telling and (alone or (not late and points >= STRONG and points - fitting[1][0] >= CLEAR)):
        why = "no other event fits" if alone else "it fits far better than any other"
        yield unit, target, "attached", points, msgspec.json.encode((f"{how}; {why}", *reasons)).decode()
        return
    for points, target, reasons in fitting[:3]:
        fits = "one event fits, by no more than this" if alone else f"{len(fitting)} events fit"
        yield unit, target, "suggested", points, msgspec.json.encode((f"{how}; {fits}", *reasons)).decode()
