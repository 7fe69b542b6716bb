"""Where and when a claim's event was, by the claim itself or, marked as borrowed, by its document."""

from collections import Counter
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from rawi.merge.names import name_skeleton
from rawi.merge.traits import CITY, LEVELS, NOWHERE
from rawi.records import Claim, Place, Record, Span, Time, overlap

LEAD = 500
"""Code points of a document's beginning whose first town stands for the whole."""


class Where(NamedTuple):
    """A place as traits need it: its key, exactness and whether the claim itself names it."""

    key: str | None
    level: int
    name: str | None
    place: Place | None
    own: bool


class When(NamedTuple):
    """Inclusive days of an event by the claim itself (None when it names none), and how far they may be out."""

    start: int | None
    end: int | None
    slack: int


def place_key(place: Place, text: str) -> str:
    """One key for one place in any language: the gazetteer's number or English name, else the wording's skeleton."""
    if place.geonames is not None:
        return f"g{place.geonames}"
    if place.name_en:
        return f"e{place.country or ''}:{place.name_en.lower()}"
    wording = text[place.span[0] : place.span[1]]
    return f"w{' '.join(name_skeleton(wording)) or wording}"


def place_label(place: Place, text: str) -> str:
    return place.name_en or text[place.span[0] : place.span[1]]


def ordinal(iso: str | None) -> int | None:
    """The ordinal of an ISO date, or None."""
    return _ordinal(iso) if iso else None


@lru_cache(maxsize=1 << 14)
def _ordinal(iso: str) -> int | None:
    try:
        return date.fromisoformat(iso).toordinal()
    except ValueError:
        return None


def main_place(record: Record) -> Place | None:
    """The town that a document is about: the first in its lead, if no other is named more often in the whole."""
    fine = [place for place in record.places if LEVELS.get(place.kind, NOWHERE) >= CITY]
    if not fine:
        return None
    seen = Counter(place_key(place, record.text) for place in fine)
    first = min(fine, key=lambda place: place.span)
    often = max(seen.values())
    if first.span[0] <= LEAD and seen[place_key(first, record.text)] * 2 >= often:
        return first
    top = [key for key, times in seen.items() if times == often]
    if len(top) > 1 or often < 2:
        return None
    return next(place for place in fine if place_key(place, record.text) == top[0])


def where(claim: Claim, record: Record, places: dict[str, Place], main: Place | None) -> Where:
    """The claim's own place, or the document's main place with `own` false."""
    own = places.get(claim.place) if claim.place else None
    chosen = own or main
    if chosen is None:
        return Where(None, NOWHERE, None, None, False)
    level = LEVELS.get(chosen.kind, CITY)
    return Where(place_key(chosen, record.text), level, place_label(chosen, record.text), chosen, own is not None)


def when(claim: Claim, times: dict[str, Time], scope: str, published: int | None) -> When:
    """The claim's own time. A period that is still running ends, for a cumulative toll, when it was told."""
    time = times.get(claim.time) if claim.time else None
    if time is None or time.precision == "vague":
        return When(None, None, 0)
    start, end = ordinal(time.start), ordinal(time.end)
    if start is not None and end is None and scope == "cumulative":
        end = max(start, published) if published is not None else None
    if start is None or end is None or end < start:
        return When(None, None, 0)
    return When(start, end, 1 if time.calendar == "hijri" or time.precision == "part-of-day" else 0)


def actor_key(span: Span | None, record: Record) -> str | None:
    """A key for the actor at a span: the register's where it knows one, else the wording's skeleton."""
    if span is None:
        return None
    known = [(overlap(span, mention.span), mention) for mention in record.actors if overlap(span, mention.span)]
    if known:
        best = max(known, key=lambda pair: (pair[0], -pair[1].span[0]))
        return f"actor:{best[1].actor}"
    bones = [bone for bone in name_skeleton(record.text[span[0] : span[1]][:80]) if len(bone) >= 2]
    return f"name:{' '.join(bones[:4])}" if bones else None
