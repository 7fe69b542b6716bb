"""Traits as a row: their key, what they are blocked by, and whether two claims of these very traits would be one."""

from functools import lru_cache
from typing import Any

import msgspec

from rawi.merge.compare import MERGE, compare
from rawi.merge.keys import key
from rawi.merge.traits import CITY, PROVINCE, Traits

CELL = 2500
"""Ten-thousandths of a degree along a grid cell's side: 0.25 degrees, 28 km."""
BUCKET = 2
"""Days in one time bucket."""
SIGNATURE = {
    "sig": "BIGINT", "family": "VARCHAR", "level": "INTEGER", "cx": "INTEGER", "cy": "INTEGER", "anchor": "VARCHAR",
    "bucket": "INTEGER", "first_day": "INTEGER", "last_day": "INTEGER", "alone": "INTEGER", "placed": "INTEGER",
    "by_place": "VARCHAR", "by_count": "VARCHAR", "by_party": "VARCHAR", "body": "VARCHAR",
}  # fmt: skip
Row = tuple[Any, ...]


def sign(traits: Traits) -> Row:
    """The row of SIGNATURE: a grid cell for a town on the map, else an anchor; and a time bucket."""
    body = traits.encoded()
    first = traits.start if traits.start is not None else traits.told
    last = traits.end if traits.end is not None else traits.told_by
    if traits.scope == "cumulative":
        last = first
    cx = cy = None
    anchor = None
    if traits.anchor == "actor" and traits.actor is not None:
        anchor = traits.actor
    elif traits.level >= CITY and traits.latitude is not None and traits.longitude is not None:
        cx, cy = traits.latitude // CELL, traits.longitude // CELL
    elif traits.level >= PROVINCE:
        anchor = traits.place
    elif traits.country is not None and (traits.counts or traits.actor):
        anchor = f"country {traits.country}"
    bucket = None if first is None or last is None else (first + last) // 2 // BUCKET
    # Two claims of these very traits would not be one event: each stands for itself until something joins it.
    alone = int(first is None or _alone(_bare(traits)))
    placed = int(traits.own and traits.level >= CITY)
    return (
        key("traits", body), traits.family, traits.level, cx, cy, anchor, bucket, first, last, alone, placed,
        *_orders(traits), body,
    )  # fmt: skip


def _orders(traits: Traits) -> tuple[str, str | None, str | None]:
    """Three orders in which traits that may be one event come near each other, for blocks too crowded to compare all.

    By place and hour, by numbers, and by whom they concern; None where they say nothing of it.
    """
    mode, place = traits.mode or "", f"{traits.place or ''} {traits.start or traits.told or 0:07d}"
    numbers = " ".join(f"{tally.kind} {tally.low:09d}" for tally in traits.counts)
    parties = " ".join(filter(None, (traits.recipient, traits.actor)))
    return (
        f"{place} {mode} {numbers}",
        f"{numbers} {mode} {place}" if numbers else None,
        f"{parties} {mode} {place}" if parties else None,
    )


def _bare(traits: Traits) -> Traits:
    """Traits that compare with themselves as `traits` do, with what tells one from another left out."""
    days = {"start": 1, "end": traits.width} if traits.width is not None else {}
    told = {"told": 1, "told_by": 1 + traits.told_by - traits.told} if traits.told and traits.told_by else {}
    return msgspec.structs.replace(
        traits, family="", type="", mode="" if traits.mode is None else "m", place="", place_name="", country="",
        latitude=None, longitude=None, actor=traits.actor and "a", recipient=traits.recipient and "r", language=None,
        salt="",
        **{"start": None, "end": None, **days}, **told,
    )  # fmt: skip


@lru_cache(maxsize=1 << 14)
def _alone(bare: Traits) -> bool:
    return compare(bare, bare).points < MERGE
