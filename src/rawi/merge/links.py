"""Events that belong to one story and are not one happening: a plan and its outcome, a campaign and its incidents."""

from collections.abc import Iterator

import msgspec

from rawi.merge.compare import EXCLUDED, SUGGEST, compare, same_place, same_time
from rawi.merge.traits import Traits, decode
from rawi.merge.words import day

LINKS = {"event": "BIGINT", "other": "VARCHAR", "link": "VARCHAR", "points": "INTEGER", "reasons": "VARCHAR"}
_BACK = {
    "planned-as": "plan-of",
    "plan-of": "planned-as",
    "part-of": "includes",
    "includes": "part-of",
    "beside": "beside",
}


def linked(a: int, b: int, rank_a: str, rank_b: str, body_a: str, body_b: str) -> Iterator[tuple[object, ...]]:
    """The link between two events, once from each side, or nothing."""
    found = link(decode(body_a), decode(body_b))
    if found is not None:
        kind, points, reasons = found
        words = msgspec.json.encode(reasons).decode()
        yield a, rank_b, kind, points, words
        yield b, rank_a, _BACK[kind], points, words


def link(a: Traits, b: Traits) -> tuple[str, int, tuple[str, ...]] | None:
    """How `a` stands to `b`: its kind, points and reasons."""
    if a.scope != b.scope:
        return _campaign(a, b)
    if a.scope == "cumulative":
        return None
    if a.family == b.family and {a.phase, b.phase} == {"fact", "plan"}:
        verdict = compare(a, b)
        if verdict.points < SUGGEST:
            return None
        return ("planned-as" if a.phase == "plan" else "plan-of"), verdict.points, verdict.reasons
    if a.family != b.family and a.phase == b.phase == "fact":
        place, time = same_place(a, b), same_time(a, b)
        if place is not None and time is not None and place.points >= 200 and time.points >= 80:
            return "beside", place.points + time.points, (place.words, time.words)
    return None


def _campaign(a: Traits, b: Traits) -> tuple[str, int, tuple[str, ...]] | None:
    whole, part = (a, b) if a.scope == "cumulative" else (b, a)
    if whole.family != part.family or part.phase != "fact" or whole.start is None or whole.end is None:
        return None
    start = part.start if part.start is not None else part.told
    if start is None or not whole.start <= start <= whole.end:
        return None
    place = same_place(a, b)
    if place is not None and place.points <= EXCLUDED:
        return None
    words = (f"the total counts from {day(whole.start)}, and this falls within", *((place.words,) if place else ()))
    return ("part-of" if part is a else "includes"), 300 + (place.points if place else 0), words
