"""What two claims share, and where they exclude one another: one small function a feature, points and words for each.

Points are whole hundredths, so that sums are the same in any order and on any machine. MERGE points make two claims
one event; from SUGGEST on the pair is shown as a suggestion; EXCLUDED says that they cannot be one.
"""

from collections.abc import Callable
from math import asin, cos, exp, radians, sin, sqrt
from typing import NamedTuple

from rawi.merge.families import broad
from rawi.merge.traits import CITY, COUNTRY, NOWHERE, PROVINCE, SITE, Tally, Traits
from rawi.merge.words import day, days, number, where

MERGE = 400
SUGGEST = 260
EXCLUDED = -900
MOST_KIN = 225
"""Points that the kinship of two documents may add (see outcome.kin_edge); a pair too weak for it needs no words."""
REGISTERED = "actor:"
PARTED = frozenset({"coercion", "protest"})
"""Families of acts of which a town sees several in a day, told apart by whom they concern."""
VICTIMS = frozenset({"killed", "wounded", "arrested", "missing", "abducted", "casualties", "displaced", "sentenced"})


class Point(NamedTuple):
    """Evidence of one feature: points (negative speaks against) and words."""

    points: int
    words: str


class Verdict(NamedTuple):
    """`kind`: same (may be merged), plan (a plan and what came of it), apart. `reasons` start with the weightiest."""

    kind: str
    points: int
    reasons: tuple[str, ...]


def compare(a: Traits, b: Traits) -> Verdict:
    """Compare two claims' traits. Symmetric: the order of the two makes no difference."""
    if (b.told or 0) < (a.told or 0):
        a, b = b, a
    if a.family != b.family:
        return Verdict("apart", EXCLUDED, ("acts of different families",))
    if a.scope != b.scope:
        return Verdict("apart", EXCLUDED, ("one counts an incident, the other a whole period",))
    kind = "same"
    if a.phase != b.phase:
        if {a.phase, b.phase} != {"fact", "plan"}:
            return Verdict("apart", EXCLUDED, ("one is told as fact, the other as a possibility",))
        kind = "plan"
    found: list[Point] = []
    total = 0
    for feature in FEATURES:
        point = feature(a, b)
        if point is not None:
            points = point[0]
            if points <= EXCLUDED:
                return Verdict("apart", EXCLUDED, (point.words,))
            total += points
            found.append(point)
    if total < SUGGEST - MOST_KIN:
        return Verdict(kind, total, ())
    found.sort(key=_weight, reverse=True)
    return Verdict(kind, total, tuple([point.words for point in found if point.words]))


def _weight(point: Point) -> tuple[int, str]:
    return abs(point.points), point.words


def same_place(a: Traits, b: Traits) -> Point | None:
    """Where: one place, one within the other, or two that exclude each other."""
    if NOWHERE in (a.level, b.level):
        return None
    borrowed = not (a.own and b.own)
    point = _place(a, b)
    if not borrowed:
        return point
    # The document's place stands in for the claim's: weaker for, and never a veto.
    note = f"{point.words}, going by the place of the document"
    return Point(point.points * 4 // 5 if point.points > 0 else max(point.points, -300), note)


def _place(a: Traits, b: Traits) -> Point:
    names = f"{where(a)} and {where(b)}"
    if a.place == b.place:
        points = {COUNTRY: 50, PROVINCE: 150, CITY: 300, SITE: 360}[a.level]
        return Point(points, f"both in {where(a)}")
    if a.country and b.country and a.country != b.country:
        return Point(EXCLUDED, f"{names} lie in different countries")
    fine, wide = (a, b) if a.level >= b.level else (b, a)
    if wide.level == COUNTRY:
        if wide.latitude is not None and (distance := _distance(a, b)) is not None:
            return _region(where(fine), where(wide), distance)
        known = fine.country is not None and fine.country == wide.country
        return Point(20 if known else 0, f"{where(fine)} lies within {where(wide)}" if known else "")
    distance = _distance(a, b)
    if distance is None:
        return Point(-100, f"{names} are different names") if a.level != b.level else Point(-300, f"{names} differ")
    if wide.level == PROVINCE and fine.level >= CITY:
        if distance > 250:
            return Point(EXCLUDED, f"{names} are {distance:.0f} km apart")
        return Point(60 if distance <= 120 else 0, f"{where(fine)} may lie within {where(wide)}")
    if wide.level == PROVINCE:
        return Point(EXCLUDED, f"{names} are different provinces")
    if fine.level == SITE and distance <= 20:
        if wide.level == SITE:
            return Point(-60, f"{names} are two sites in one town")
        return Point(230, f"{where(fine)} lies in {where(wide)}")
    if distance <= 1.5:
        return Point(250, f"{names} are one place on the map")
    return Point(EXCLUDED, f"{names} are {distance:.0f} km apart")


def _region(fine: str, wide: str, distance: float) -> Point:
    """A place against a region or district, whose bounds are not known: only that it is not a whole country."""
    if distance <= 60:
        return Point(60 if distance <= 30 else 20, f"{fine} may lie within {wide}")
    points = -100 if distance <= 150 else -250 if distance <= 300 else EXCLUDED
    return Point(points, f"{fine} and {wide} are {distance:.0f} km apart")


def _distance(a: Traits, b: Traits) -> float | None:
    """Kilometres between two places, rounded so that every machine agrees."""
    if a.latitude is None or b.latitude is None or a.longitude is None or b.longitude is None:
        return None
    low, high = radians(a.latitude / 1e4), radians(b.latitude / 1e4)
    turn = radians((b.longitude - a.longitude) / 1e4)
    chord = sin((high - low) / 2) ** 2 + cos(low) * cos(high) * sin(turn / 2) ** 2
    return round(2 * 6371.0 * asin(min(1.0, sqrt(chord))), 1)


def same_time(a: Traits, b: Traits) -> Point | None:
    """When: the same day, days that exclude each other, or days of publication that leave it open."""
    if a.start is not None and a.end is not None and b.start is not None and b.end is not None:
        return _own_times(a, b)
    if a.start is None and b.start is None:
        return _told_times(a, b)
    timed, other = (a, b) if a.start is not None else (b, a)
    if timed.start is None or timed.end is None or other.told is None:
        return Point(-60, "the time of one is not known")
    if a.phase != "fact" or b.phase != "fact":
        return _plan_times(a, b)
    lag = other.told - timed.start if timed.start == timed.end else max(0, other.told - timed.end)
    if timed.start - other.told > 0:
        return Point(
            -500, f"one was published on {days(other.told, other.told)}, before {days(timed.start, timed.end)}"
        )
    points = 130 if lag <= 1 else 50 if lag == 2 else -50 if lag == 3 else -200 if lag <= 7 else -400
    return Point(points, f"told {lag} days after {days(timed.start, timed.end)}" if lag else "told on the day itself")


def _plan_times(a: Traits, b: Traits) -> Point | None:
    """A plan's day against the publication of what is told as fact, or the reverse."""
    plan, fact = (a, b) if a.phase != "fact" else (b, a)
    if plan.start is not None and plan.end is not None and fact.told is not None:
        fits = plan.start <= fact.told <= plan.end + 2
        return Point(
            110 if fits else -300, f"planned for {days(plan.start, plan.end)}, told on {days(fact.told, fact.told)}"
        )
    if fact.start is not None and plan.told is not None:
        fits = 0 <= fact.start - plan.told <= 10
        return Point(30 if fits else -300, f"announced on {days(plan.told, plan.told)}")
    return None


def _own_times(a: Traits, b: Traits) -> Point:
    assert a.start is not None and a.end is not None and b.start is not None and b.end is not None
    gap = max(a.start, b.start) - min(a.end, b.end)
    shown = f"{days(a.start, a.end)} and {days(b.start, b.end)}"
    if a.scope == "cumulative":
        apart = abs(a.start - b.start)
        return Point(
            260 if apart <= 1 else 60 if apart <= 7 else -200, f"counted from {day(a.start)} and from {day(b.start)}"
        )
    if gap <= 0:
        width = max(a.end - a.start, b.end - b.start)
        if width == 0:
            return Point(250, f"both on {days(a.start, a.end)}")
        points = 180 if width <= 2 else 80 if width <= 7 else 20
        return Point(points, f"{shown} overlap")
    if gap <= max(a.slack, b.slack):
        return Point(60, f"{shown} may be one day, by the calendar or the hour")
    if gap == 1:
        return Point(-200, f"{shown} are a day apart")
    return Point(EXCLUDED, f"{shown} are {gap} days apart")


def _told_times(a: Traits, b: Traits) -> Point:
    if a.told is None or b.told is None or a.told_by is None or b.told_by is None:
        return Point(-260, "neither says when")
    gap = max(0, max(a.told, b.told) - min(a.told_by, b.told_by))
    if gap > 7:
        return Point(EXCLUDED, f"told {gap} days apart, with no other time")
    points = (90, 80, -20, -200)[gap] if gap <= 3 else -250
    return Point(points, f"told {gap} days apart" if gap else "told on the same day")


def same_counts(a: Traits, b: Traits) -> Point | None:
    """How many: equal, overlapping, growing with the day of report, or too far apart."""
    if not a.counts or not b.counts:
        if a.scope == "cumulative" and bool(a.counts) != bool(b.counts):
            return Point(-250, "one gives a total since then, the other no number")
        return None
    points: list[Point] = []
    for mine in a.counts:
        theirs = next((tally for tally in b.counts if tally.kind == mine.kind), None)
        if theirs is not None:
            points.append(_tally(mine, theirs, a, b))
    if not points:
        return None
    total = max(-600, min(400, sum(point.points for point in points)))
    return Point(total, "; ".join(point.words for point in points))


def _tally(mine: Tally, theirs: Tally, a: Traits, b: Traits) -> Point:
    shown = f"{mine.kind}: {number(mine)} and {number(theirs)}"
    if (mine.low, mine.high) == (theirs.low, theirs.high):
        size = mine.low
        points = 60 if size < 3 else 110 if size < 10 else 160 if size < 30 else 220
        return Point(points - (60 if mine.approx else 0), f"{mine.kind} in both: {number(mine)}")
    top = (mine.high if mine.high is not None else 1 << 40, theirs.high if theirs.high is not None else 1 << 40)
    if max(mine.low, theirs.low) <= min(top):
        return Point(50, f"{shown} agree within their bounds")
    low, high = sorted((max(1, mine.low), max(1, theirs.low)))
    ratio = high / low
    crowd = mine.kind not in VICTIMS
    # `a` was told no later than `b`; told on one day, either may be the later.
    known = a.told is not None and b.told is not None
    grows = known and (mine.low < theirs.low or a.told == b.told)
    if crowd:
        return Point(-20 if ratio <= 3 else -80, f"{shown} differ")
    if a.scope == "cumulative":
        # A running total is expected to rise.
        return Point(60 if grows and ratio <= 2 else -60 if ratio <= 2 else -300, f"{shown}: a running total")
    if grows and ratio <= 4:
        return Point(-10 if ratio <= 2.5 else -40, f"{shown}: a toll that may have grown")
    against = 40 if ratio <= 1.5 else 90 if ratio <= 2 else 160 if ratio <= 3 else 320 if ratio <= 6 else 500
    return Point(-against, f"{shown} differ")


def same_act(a: Traits, b: Traits) -> Point | None:
    """What: type and mode."""
    points = 50 if a.type == b.type else -60
    if a.mode and b.mode:
        if a.mode == b.mode:
            return Point(points + 70, f"{a.mode} in both")
        if {a.mode, b.mode} & broad(a.family):
            return Point(points + 20, f"{a.mode} goes with {b.mode}")
        return Point(points - 120, f"{a.mode} against {b.mode}")
    return Point(points, f"{a.type} in both" if a.type == b.type else f"{a.type} against {b.type}")


def same_actor(a: Traits, b: Traits) -> Point | None:
    """Who did it. It anchors acts of words and talks, and only tips the scales for the others."""
    if a.actor is None or b.actor is None:
        return None
    anchor = a.anchor == "actor"
    if a.actor == b.actor:
        return Point(250 if anchor else 80, f"the same actor, {_shown(a.actor)}")
    return Point(-400 if anchor else -40, f"{_shown(a.actor)} against {_shown(b.actor)}")


def same_recipient(a: Traits, b: Traits) -> Point | None:
    """To whom it was done. One person's talks with two others are two; so are words to two addressees."""
    if a.recipient is None or b.recipient is None:
        return None
    anchor = a.anchor == "actor"
    if a.recipient == b.recipient:
        return Point(120 if anchor else 60, f"done to the same, {_shown(a.recipient)}")
    words = f"done to {_shown(a.recipient)} and to {_shown(b.recipient)}"
    if not anchor:
        return Point(-30, words)
    if a.recipient.startswith(REGISTERED) and b.recipient.startswith(REGISTERED):
        return Point(EXCLUDED, words)
    return Point(-120 if _akin(a.recipient, b.recipient) else -550, words)


def strangers(a: Traits, b: Traits) -> Point | None:
    """Arrests of one and of another, a march of these and of those, in one town on one day: two acts.

    Only wordings of one language say so, and only where no number is in common.
    """
    if a.language is None or a.language != b.language or a.anchor != "place" or a.family not in PARTED:
        return None
    if any(mine.kind == theirs.kind for mine in a.counts for theirs in b.counts):
        return None
    one, other = (a.actor, b.actor) if a.family == "protest" else (a.recipient, b.recipient)
    if one is None or other is None or _akin(one, other):
        return None
    by, to = _shown(one), _shown(other)
    return Point(-300, f"{by} and {to} are not the same people")


def _akin(one: str, other: str) -> bool:
    """Whether two wordings share a name."""
    return bool(set(_shown(one).split()) & set(_shown(other).split()))


def _shown(actor: str) -> str:
    return actor.split(":", 1)[-1]


FEATURES: tuple[Callable[[Traits, Traits], Point | None], ...] = (
    same_place,
    same_time,
    same_counts,
    same_act,
    same_actor,
    same_recipient,
    strangers,
)


def score(points: int) -> float:
    """Points as a number between 0 and 1: 0.5 at the threshold for merging."""
    return round(1 / (1 + exp(-(points - MERGE) / 100)), 3)
