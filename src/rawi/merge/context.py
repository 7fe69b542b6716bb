"""Where and when a claim's event was, by the claim itself or, marked as borrowed, by its document."""

import re
from collections import Counter
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from rawi.merge.names import name_skeleton, unnamed, words
from rawi.merge.traits import CITY, LEVELS, NOWHERE
from rawi.records import Attribution, Claim, Place, Record, Span, Time, overlap

WORDED = "name:"
"""How the key of an actor begins that no register knows."""
LEADING = 5
"""Code points between a teller and the place where the teller sits: a preposition."""
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


_DATELINE = re.compile(r"[^\n.!?؟]{2,90}?\s[-–—]{1,2}\s(?=\S)")
_BODY = 60
"""Letters that must follow a dateline in its paragraph."""


@lru_cache(maxsize=64)
def dateline(text: str) -> Span | None:
    """The dateline of a report ("KARBALA, Iraq, July 15 (Agency) - "): where it was written, not what happened."""
    at = 0
    for line in text.split("\n", 6)[:6]:
        m = _DATELINE.match(line)
        if m and len(line) - m.end() > _BODY:
            return at, at + m.end()
        at += len(line) + 1
    return None


def mapped(place: Place) -> bool:
    """Whether a place's coordinates say where it is: an unlisted village has those of a town named near it, a country
    or a region of several those of its middle."""
    if place.lat is None or place.kind == "country" or (place.kind == "region" and place.country is None):
        return False
    return not (place.kind == "city" and place.geonames is None and place.name_en is None)


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


def where(
    claim: Claim, record: Record, places: dict[str, Place], main: Place | None, said: dict[str, Attribution]
) -> Where:
    """The claim's own place, or the document's main place with `own` false.

    The place of a dateline, and the one where a teller sits ("a medical source in Basra"), are not the claim's.
    """
    named = places.get(claim.place) if claim.place else None
    tellers = [said[each].source for each in claim.chain if each in said]
    own = None if named and _beside(named, tellers, dateline(record.text)) else named
    chosen = own or main or named
    if chosen is None:
        return Where(None, NOWHERE, None, None, False)
    level = LEVELS.get(chosen.kind, CITY)
    return Where(place_key(chosen, record.text), level, place_label(chosen, record.text), chosen, own is not None)


def _beside(place: Place, tellers: list[Span | None], line: Span | None) -> bool:
    if line is not None and overlap(line, place.span):
        return True
    return any(source and source[0] <= place.span[0] <= source[1] + LEADING for source in tellers)


def _of_telling(time: Span, trigger: Span, told: Attribution) -> bool:
    """Whether a time lies among the words that say who told, and the claim among what was told."""
    if any(overlap(time, part) for part in told.content) or not any(overlap(trigger, part) for part in told.content):
        return False
    frame = [part for part in (told.source, told.cue, *told.content) if part is not None]
    return min(part[0] for part in frame) <= time[0] and time[1] <= max(part[1] for part in frame)


def when(
    claim: Claim,
    times: dict[str, Time],
    scope: str,
    published: int | None,
    line: Span | None,
    said: dict[str, Attribution],
) -> When:
    """The claim's own time: not that of the dateline, nor of the telling ("said on Monday that …").

    A running total still running ends when it was told.
    """
    time = times.get(claim.time) if claim.time else None
    if time is None or time.precision == "vague" or (line is not None and overlap(line, time.span)):
        return When(None, None, 0)
    if any(_of_telling(time.span, claim.trigger, said[each]) for each in claim.chain if each in said):
        return When(None, None, 0)
    start, end = ordinal(time.start), ordinal(time.end)
    if start is not None and end is None and scope == "cumulative":
        end = max(start, published) if published is not None else None
    if start is None or end is None or end < start:
        return When(None, None, 0)
    return When(start, end, 1 if time.calendar == "hijri" or time.precision == "part-of-day" else 0)


def actor_key(span: Span | None, record: Record) -> str | None:
    """A key for the actor at a span: the register's where it knows one, else the wording's skeleton.

    None for an outlet or agency: "in an interview with …" names who was told, and tells no act from another.
    """
    if span is None:
        return None
    known = [(overlap(span, mention.span), mention) for mention in record.actors if overlap(span, mention.span)]
    if known:
        best = max(known, key=lambda pair: (pair[0], -pair[1].span[0]))
        return None if best[1].kind in ("outlet", "agency") else f"actor:{best[1].actor}"
    wording = record.text[span[0] : span[1]][:80]
    # "Persons", "protesters": whoever they are, they tell no act from another.
    telling = [word for word in words(wording) if not unnamed(word)]
    bones = [bone for bone in name_skeleton(" ".join(telling)) if len(bone) >= 2]
    # What two consonants are left of («من», «عن») is a preposition more often than a name.
    return f"{WORDED}{' '.join(bones[:4])}" if any(len(bone) > 2 for bone in bones) else None
