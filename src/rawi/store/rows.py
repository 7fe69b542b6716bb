"""Record → the rows that make it searchable. Derived data: nothing here is not in the record."""

from typing import Any

from rawi.records import Attribution, Claim, Record


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


def attribution_rows(document: str, record: Record) -> list[dict[str, Any]]:
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
            "span_start": _start(attribution),
        }
        for position, attribution in enumerate(record.attributions)
    ]


def claim_rows(document: str, record: Record) -> list[dict[str, Any]]:
    voices = {attribution.id: attribution.source_name for attribution in record.attributions}
    places = {place.id: place for place in record.places}
    times = {time.id: time for time in record.times}
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
        }
        for position, claim in enumerate(record.claims)
    ]


def _where(claim: Claim, places: dict[str, Any], text: str) -> dict[str, Any]:
    place = places.get(claim.place or "")
    if place is None:
        return {"place": None, "country": None, "lat": None, "lon": None}
    name = place.name_en or text[place.span[0] : place.span[1]]
    return {"place": name, "country": place.country, "lat": place.lat, "lon": place.lon}


def _when(claim: Claim, times: dict[str, Any]) -> dict[str, Any]:
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


def _start(attribution: Attribution) -> int:
    spans = [span for span in (attribution.source, attribution.cue, *attribution.content) if span]
    return min((span[0] for span in spans), default=0)
