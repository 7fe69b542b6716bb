"""Marks: whatever claims, documents and events are filtered by, as (kind, value) pairs."""

from collections.abc import Iterator, Mapping

from rawi.records import Event, Record
from rawi.store.rows import Placed, placed

Mark = tuple[str, str]

CLAIM_KINDS = (
    "type", "mode", "status", "polarity", "language", "outlet", "place", "country", "actor", "voice", "review",
)  # fmt: skip
DOCUMENT_KINDS = ("type", "language", "outlet", "author", "place", "country", "actor", "voice")
EVENT_KINDS = (
    "type", "mode", "status", "scope", "language", "outlet", "place", "country", "origin", "conflict", "actor", "voice",
    "review",
)  # fmt: skip
CONFLICT = "!"
ALONE = ("review", "conflict")
"""Kinds of mark that are not kept once more for events in conflict."""
KINDS = {"claim": CLAIM_KINDS, "document": DOCUMENT_KINDS, "event": EVENT_KINDS}


def claim_marks(record: Record, places: Mapping[str, Placed]) -> Iterator[set[Mark]]:
    """The marks of each claim, in order; `places` maps ids of the record's places."""
    by_id = {attribution.id: attribution for attribution in record.attributions}
    named = {place.id: placed(place, record.text) for place in record.places} | dict(places)
    spans = [(actor.span, actor.actor) for actor in record.actors]
    for claim in record.claims:
        found = {("type", claim.type), ("status", claim.status), ("polarity", claim.polarity)}
        if claim.mode:
            found.add(("mode", claim.mode))
        found |= _of_document(record)
        where = named.get(claim.place or "")
        if where is not None:
            found |= _where(where)
        for party in (claim.actor, claim.recipient):
            if party is not None:
                found |= {("actor", actor) for span, actor in spans if span[0] < party[1] and party[0] < span[1]}
        for each in {claim.attribution, *claim.chain}:
            if each in by_id:
                found.add(("voice", by_id[each].source_name))
        yield found


def document_marks(record: Record, of_claims: list[set[Mark]], places: Mapping[str, Placed]) -> set[Mark]:
    """The marks of a document: its own, and those of what it tells of."""
    found = {("all", "")}
    if record.author:
        found.add(("author", record.author))
    found |= _of_document(record)
    found |= {mark for marks in of_claims for mark in marks if mark[0] == "type"}
    found |= {("actor", actor.actor) for actor in record.actors}
    found |= {("voice", attribution.source_name) for attribution in record.attributions}
    named = {place.id: placed(place, record.text) for place in record.places} | dict(places)
    for where in named.values():
        found |= _where(where)
    return found


def event_marks(event: Event, place: Placed | None) -> set[Mark]:
    """The marks of an event, those apart that its claims give it (actor, voice) and its review."""
    found = {("type", event.type), ("status", event.status), ("scope", event.scope)}
    if event.mode:
        found.add(("mode", event.mode))
    found |= {("language", language) for language in event.languages}
    found |= {("outlet", outlet) for outlet in event.outlets}
    found |= {("origin", origin.id) for origin in event.origins}
    found |= {("conflict", row.attribute) for row in event.agreement if row.verdict == "conflicts"}
    if place is not None:
        found |= _where(place)
    return found


def doubled(found: set[Mark]) -> set[Mark]:
    """The marks of an event that tellers disagree about: each once more, to be found with `conflict` at once."""
    return found | {(kind + CONFLICT, value) for kind, value in found if kind not in ALONE}


def _of_document(record: Record) -> set[Mark]:
    return {(kind, value) for kind, value in (("language", record.language), ("outlet", record.outlet)) if value}


def _where(place: Placed) -> set[Mark]:
    """A place is found by itself and by all that contains it."""
    found = {("place", place.id), *(("place", each) for each in place.within)}
    if place.country:
        found |= {("country", place.country), ("place", place.country)}
    return found
