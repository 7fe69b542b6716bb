"""Record → facts: the flat rows that the merge works on. Pure, one record at a time, so any machine can do its part."""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

import msgspec

from rawi.merge.compare import MERGE, compare
from rawi.merge.context import actor_key, main_place, ordinal, place_key, when, where
from rawi.merge.families import family
from rawi.merge.keys import key
from rawi.merge.letters import Letters, fingerprints
from rawi.merge.marks import marks, weight
from rawi.merge.names import voice_key
from rawi.merge.told import ENCODER, Told, chain, denials, outlet_voice
from rawi.merge.traits import CITY, PROVINCE, Tally, Traits
from rawi.records import Claim, Record

CELL = 2500
"""Ten-thousandths of a degree along a grid cell's side: 0.25 degrees, 28 km."""
BUCKET = 2
"""Days in one time bucket."""

# Table → column → SQL type. The engines make their tables from this.
SCHEMA: dict[str, dict[str, str]] = {
    "documents": {
        "doc": "BIGINT", "id": "VARCHAR", "outlet": "BIGINT", "day": "INTEGER", "letters": "INTEGER",
        "language": "VARCHAR", "dated": "VARCHAR", "marks": "VARCHAR", "text": "VARCHAR",
    },
    "claims": {
        "claim": "BIGINT", "doc": "BIGINT", "sig": "BIGINT", "rank": "VARCHAR", "body": "VARCHAR",
    },
    "traits": {
        "sig": "BIGINT", "family": "VARCHAR", "level": "INTEGER", "cx": "INTEGER", "cy": "INTEGER",
        "anchor": "VARCHAR", "bucket": "INTEGER", "first_day": "INTEGER", "last_day": "INTEGER", "alone": "INTEGER",
        "placed": "INTEGER", "body": "VARCHAR",
    },
    "prints": {"doc": "BIGINT", "hash": "BIGINT", "day": "INTEGER", "outlet": "BIGINT"},
    "marks": {"doc": "BIGINT", "mark": "VARCHAR", "weight": "INTEGER", "day": "INTEGER"},
    "quotes": {"doc": "BIGINT", "quote": "BIGINT", "voice": "VARCHAR", "language": "VARCHAR", "body": "VARCHAR"},
}  # fmt: skip
Row = tuple[Any, ...]
STATUS = {"planned": "plan", "called_for": "plan", "hypothetical": "maybe"}


class Facts(NamedTuple):
    """The rows of one record, by table; the columns are those of SCHEMA."""

    documents: list[Row]
    claims: list[Row]
    traits: list[Row]
    prints: list[Row]
    marks: list[Row]
    quotes: list[Row]


def facts(record: Record, document: str | None = None, salts: Mapping[str, str] | None = None) -> Facts:
    """The facts of one record.

    `document` is the document's id in the corpus (the record's own by default). `salts` sets claims apart that a
    reviewer decided about: claim id → any string.
    """
    name = document if document is not None else record.id
    doc = key("document", name)
    published = record.published
    told = ordinal(published.start) if published else None
    told_by = ordinal(published.end) if published else None
    outlet = key("outlet", outlet_voice(record.outlet, name).key)
    day = told if told is not None and told == told_by else None
    letters = Letters(record.text)
    spots = {place.id: place_key(place, record.text) for place in record.places}
    found = marks(record, letters.folded, spots)
    out = Facts([], [], [], [], [], [])
    dated = published.start if published else None
    out.documents.append(
        (
            doc,
            name,
            outlet,
            told,
            len(letters),
            record.language or "",
            dated,
            ENCODER.encode(found).decode(),
            record.text,
        )
    )
    out.prints.extend([(doc, print_, day, outlet) for print_ in fingerprints(letters)])
    out.marks.extend([(doc, mark, weight(mark), told) for mark in found])
    out.quotes.extend(_quotes(record, name, doc))
    reader = _Claims(record, name, (told, told_by), salts or {})
    seen: set[int] = set()
    for claim in record.claims:
        traits, encoded, body = reader.read(claim)
        sig = body.sig
        rank = f"{body.told or '9999-99-99'}\x1f{name}\x1f{claim.id}"
        out.claims.append((key("claim", name, claim.id), doc, sig, rank, ENCODER.encode(body).decode()))
        if sig not in seen:
            seen.add(sig)
            out.traits.append(_traits_row(sig, traits, encoded))
    return out


class _Claims:
    """Turns the claims of one record into traits and tellings; what they share is looked up once."""

    def __init__(
        self, record: Record, name: str, told: tuple[int | None, int | None], salts: Mapping[str, str]
    ) -> None:
        self.record, self.name, self.told, self.salts = record, name, told, salts
        self.places = {place.id: place for place in record.places}
        self.times = {time.id: time for time in record.times}
        self.counts = {count.id: count for count in record.counts}
        self.said = {attribution.id: attribution for attribution in record.attributions}
        self.main = main_place(record)
        self.dated = record.published.start if record.published else None

    def read(self, claim: Claim) -> tuple[Traits, str, Told]:
        record = self.record
        counts = [self.counts[each] for each in claim.counts if each in self.counts]
        counts = [count for count in counts if count.kind != "things"]
        time = self.times.get(claim.time) if claim.time else None
        # "Since X" has a start and no end.
        since = time is not None and time.start is not None and time.end is None and claim.status == "happened"
        scope = "cumulative" if since or any(count.scope == "cumulative" for count in counts) else "incident"
        spot = where(claim, record, self.places, self.main)
        moment = when(claim, self.times, scope, self.told[1])
        kin, anchor = family(claim.type)
        tallies: dict[str, Tally] = {}
        for count in counts:
            # A claim that gives two numbers of one kind (a total and a part of it) is known by the greater.
            held = tallies.get(count.kind)
            if held is None or (count.low, count.high or 0) > (held.low, held.high or 0):
                tallies[count.kind] = Tally(count.kind, count.low, count.high, count.approx)
        place = spot.place
        traits = Traits(
            family=kin,
            anchor=anchor,
            type=claim.type,
            mode=claim.mode,
            phase=STATUS.get(claim.status, "fact"),
            scope=scope,
            level=spot.level,
            place=spot.key,
            place_name=spot.name,
            country=place.country if place else None,
            latitude=round(place.lat * 1e4) if place and place.lat is not None else None,
            longitude=round(place.lon * 1e4) if place and place.lon is not None else None,
            own=spot.own,
            start=moment.start,
            end=moment.end,
            slack=moment.slack,
            told=self.told[0],
            told_by=self.told[1],
            counts=tuple(tallies[kind] for kind in sorted(tallies)),
            actor=actor_key(claim.actor, record),
            recipient=actor_key(claim.recipient, record),
            salt=self.salts.get(claim.id, ""),
        )
        encoded = traits.encoded()
        body = Told(
            document=self.name,
            claim=claim.id,
            span=claim.span,
            language=record.language,
            outlet=record.outlet,
            told=self.dated,
            type=claim.type,
            mode=claim.mode,
            status=claim.status,
            negated=claim.polarity == "negated",
            denied=denials(claim, self.said),
            voices=chain(claim, record, self.name, self.said),
            start=_iso(moment.start),
            end=_iso(moment.end),
            place=(spot.name or "", place.country, place.lat, place.lon, place.kind, place.geonames) if place else None,
            own_place=spot.own,
            counts=tuple((count.kind, count.low, count.high, count.approx, count.scope) for count in counts),
            actor=_wording(claim.actor, record),
            recipient=_wording(claim.recipient, record),
            sig=key("traits", encoded),
            total=scope == "cumulative",
        )
        return traits, encoded, body


def _traits_row(sig: int, traits: Traits, body: str) -> Row:
    """The blocking columns: a grid cell for a town on the map, else an anchor; and a time bucket."""
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
    return (
        sig,
        traits.family,
        traits.level,
        cx,
        cy,
        anchor,
        bucket,
        first,
        last,
        alone,
        int(traits.own and traits.level >= CITY),
        body,
    )


def _bare(traits: Traits) -> Traits:
    """Traits that compare with themselves as `traits` do, with what tells one from another left out."""
    days = {"start": 1, "end": traits.width} if traits.width is not None else {}
    told = {"told": 1, "told_by": 1 + traits.told_by - traits.told} if traits.told and traits.told_by else {}
    return msgspec.structs.replace(
        traits, family="", type="", mode="" if traits.mode is None else "m", place="", place_name="", country="",
        latitude=None, longitude=None, actor=traits.actor and "a", recipient=traits.recipient and "r", salt="",
        **{"start": None, "end": None, **days}, **told,
    )  # fmt: skip


@lru_cache(maxsize=1 << 14)
def _alone(bare: Traits) -> bool:
    return compare(bare, bare).points < MERGE


def _quotes(record: Record, name: str, doc: int) -> Iterable[Row]:
    """Direct quotations of some length, for finding one utterance in two languages."""
    for attribution in record.attributions:
        if attribution.mode not in ("direct", "mixed") or not attribution.content:
            continue
        start, end = attribution.content[0][0], attribution.content[-1][1]
        if end - start < 20:
            continue
        voice = voice_key(attribution.source_name, attribution.source_kind, attribution.actor)
        body = msgspec.json.encode((name, (start, end), record.text[start:end][:600], attribution.source_name)).decode()
        yield doc, key("quote", name, attribution.id), voice, record.language or "", body


def _wording(span: tuple[int, int] | None, record: Record) -> str | None:
    return record.text[span[0] : span[1]] if span else None


def _iso(day: int | None) -> str | None:
    return date.fromordinal(day).isoformat() if day is not None else None
