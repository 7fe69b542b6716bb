"""Record → the rows that make it searchable. Derived data: nothing here is not in the record."""

from typing import Any, NamedTuple

import msgspec

from rawi.records import Attribution, Claim, Place, Record, Time

QUOTE = 400
"""Code points of a passage that a row keeps, to show in lists and to know the passage again."""
POSITIONS = 1 << 20
"""A claim's number is its record's times this, and its place in it."""

Rows = list[dict[str, Any]]


class Placed(NamedTuple):
    """A place as the case knows it. `within`: the ids of what contains it, from the country down."""

    id: str
    name: str
    kind: str
    country: str | None
    lat: float | None
    lon: float | None
    within: tuple[str, ...]


def document_columns(record: Record) -> dict[str, Any]:
    """The columns of `document` that come from the record itself."""
    published = record.published
    return {
        "name": record.id,
        "locator": record.locator,
        "sha256": record.sha256,
        "media_type": record.media_type,
        "language": record.language,
        "outlet": record.outlet,
        "author": record.author,
        "title": record.title,
        "published_start": published.start if published else None,
        "published_end": published.end if published else None,
        "published_basis": published.basis if published else None,
        "characters": len(record.text),
        "attributions": len(record.attributions),
        "claims": len(record.claims),
    }


def attribution_rows(document: str, record: Record) -> Rows:
    by_id = {attribution.id: attribution for attribution in record.attributions}
    return [
        {
            "document": document,
            "id": attribution.id,
            "position": position,
            "parent": attribution.parent,
            "depth": _depth(attribution, by_id),
            "voice": attribution.source_name,
            "voice_kind": attribution.source_kind,
            "actor": attribution.actor,
            "polarity": attribution.polarity,
            "mode": attribution.mode,
            "stance": attribution.stance,
            **_passage(attribution, record.text),
        }
        for position, attribution in enumerate(record.attributions)
    ]


def claim_rows(document: str, number: int, record: Record) -> Rows:
    """The rows of `claim`; `number` is the record's."""
    voices = {attribution.id: attribution.source_name for attribution in record.attributions}
    places = {place.id: place for place in record.places}
    times = {time.id: time for time in record.times}
    counts = {count.id: count for count in record.counts}
    tolls = [
        [(kept.kind, kept.low, kept.high, kept.scope) for each in claim.counts if (kept := counts.get(each))]
        for claim in record.claims
    ]
    return [
        {
            "document": document,
            "id": claim.id,
            "position": position,
            "span_start": claim.span[0],
            "span_end": claim.span[1],
            "type": claim.type,
            "mode": claim.mode,
            "status": claim.status,
            "polarity": claim.polarity,
            "voice": voices.get(claim.attribution or ""),
            **_where(claim, places, record.text),
            **_when(claim, times),
            "number": number * POSITIONS + position,
            "at": claim_at(claim, times, record),
            "trigger_start": claim.trigger[0],
            "trigger_end": claim.trigger[1],
            "quote": _cut(record.text, claim.span),
            "language": record.language,
            "outlet": record.outlet,
            "actor": record.text[slice(*claim.actor)] if claim.actor else None,
            "recipient": record.text[slice(*claim.recipient)] if claim.recipient else None,
            "toll": msgspec.json.encode(toll).decode(),
        }
        for position, (claim, toll) in enumerate(zip(record.claims, tolls, strict=True))
    ]


def mention_rows(document: str, record: Record) -> Rows:
    """How the document calls each actor: one row for each wording and tone."""
    found: dict[tuple[str, str, str], dict[str, Any]] = {}
    for actor in record.actors:
        wording = " ".join(record.text[slice(*actor.span)].split())
        row = found.setdefault(
            (actor.actor, wording, actor.tone),
            {
                "document": document,
                "actor": actor.actor,
                "wording": wording,
                "tone": actor.tone,
                "name": actor.name,
                "kind": actor.kind,
                "outlet": record.outlet or "",
                "language": record.language or "",
                "at": document_at(record),
                "times": 0,
            },
        )
        row["times"] += 1
    return list(found.values())


def document_at(record: Record) -> str:
    """The first day of publication, '' where it is not known."""
    return record.published.start if record.published else ""


def claim_at(claim: Claim, times: dict[str, Time], record: Record) -> str:
    """The day to sort a claim by: when it happened, else when it was published, else ''."""
    time = times.get(claim.time or "")
    return (time and (time.start or time.end)) or document_at(record)


def place_id(name: str, country: str | None, geonames: int | None) -> str:
    """A place's id in the case: `g` and its GeoNames number, or its country and name where it has none."""
    return f"g{geonames}" if geonames else f"{country or '?'}:{name}"


def placed(place: Place, text: str) -> Placed:
    """A place as its mention gives it: nothing is known of what contains it but its country."""
    name = place.name_en or text[slice(*place.span)]
    within = (place.country,) if place.country and place.kind != "country" else ()
    own = place.country if place.kind == "country" and place.country else place_id(name, place.country, place.geonames)
    return Placed(own, name, place.kind, place.country, place.lat, place.lon, within)


def _where(claim: Claim, places: dict[str, Place], text: str) -> dict[str, Any]:
    place = places.get(claim.place or "")
    if place is None:
        return {"place": None, "country": None, "lat": None, "lon": None, "place_id": None}
    found = placed(place, text)
    return {
        "place": found.name, "country": place.country, "lat": place.lat, "lon": place.lon, "place_id": found.id,
    }  # fmt: skip


def _when(claim: Claim, times: dict[str, Time]) -> dict[str, Any]:
    time = times.get(claim.time or "")
    return {"time_start": time.start if time else None, "time_end": time.end if time else None}


def _depth(attribution: Attribution, by_id: dict[str, Attribution]) -> int:
    """How many voices stand between the document's outlet and this one, itself included (a top one is 1)."""
    depth, seen = 1, {attribution.id}
    while attribution.parent in by_id and attribution.parent not in seen:
        attribution = by_id[attribution.parent]
        seen.add(attribution.id)
        depth += 1
    return depth


def _passage(attribution: Attribution, text: str) -> dict[str, Any]:
    spans = [span for span in (attribution.source, attribution.cue, *attribution.content) if span]
    start = min((span[0] for span in spans), default=0)
    end = max((span[1] for span in spans), default=0)
    return {"span_start": start, "span_end": end, "quote": _cut(text, (start, end))}


def _cut(text: str, span: tuple[int, int]) -> str:
    return text[span[0] : min(span[1], span[0] + QUOTE)]
