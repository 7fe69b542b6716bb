"""Events as they are to somebody to whom some of their documents are closed: nothing that only those tell.

Which events there are, when and of what type is said of the whole; who tells of them, what they say and where it was is
said of the open documents alone. An origin that speaks in closed documents too goes by a name that open ones give it.
"""

from collections.abc import Collection, Container, Iterable
from typing import Any

from msgspec.structs import replace
from starlette.requests import Request

from rawi.records import Agreement, Event, Merge, Origin, Record, Ref, Telling
from rawi.review.query import Facet, Query
from rawi.review.visible import groups, open_to
from rawi.store import Case
from rawi.store.filters import Filters, Term, visible

NAMING = ("outlet", "actor", "voice", "place")
"""Kinds of values that name what stands in documents."""
NOBODY = Term("outlet", ("#",))


def shown(request: Request, held: Case, event: Event) -> Event:
    """The event as the reader may see it. At least one of its documents must be open."""
    if groups(request) is None:
        return event
    opened = open_to(request, held, event.documents)
    if len(opened) < len(event.documents):
        event = _narrowed(event, dict(held.records_of(opened)))
    return _beside_open(request, held, event)


def rows_shown(request: Request, held: Case, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Rows of a list of events (as `filter_events` gives them), each as the reader may see its event."""
    if groups(request) is None or not rows:
        return rows
    events = {event.id: event for event in held.events([row["id"] for row in rows])}
    open_ = set(open_to(request, held, {each for event in events.values() for each in event.documents}))
    return [
        row if event is None or open_.issuperset(event.documents) else _row(row, shown(request, held, event))
        for row in rows
        for event in (events.get(row["id"]),)
    ]


def facets_shown(request: Request, held: Case, facets: list[Facet]) -> list[Facet]:
    """The facets without the names that stand in closed documents alone."""
    if groups(request) is None:
        return facets
    kept = [
        Facet(each.kind, [row for row in each.rows if _stands_open(request, held, each.kind, row["value"])])
        for each in facets
    ]
    return [each for each in kept if each.rows]


def places_shown(request: Request, held: Case, places: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The places of a map without those that closed documents alone name."""
    if groups(request) is None:
        return places
    return [row for row in places if _stands_open(request, held, "place", row["id"])]


def filters_shown(request: Request, held: Case, query: Query) -> Filters:
    """What a query asks for, of what the reader may see. By a name that stands in closed documents alone nothing is
    found, as by one that nobody has.
    """
    filters = query.filters(groups(request))
    if filters.groups is None or all(_stands_open(request, held, each.kind, each.value) for each in query.chosen):
        return filters
    return replace(filters, terms=(*filters.terms, NOBODY))


def _stands_open(request: Request, held: Case, kind: str, value: str) -> bool:
    if kind not in NAMING:
        return True
    condition, names = visible("d.id", groups(request) or ())
    found = held.database.value(
        f"""SELECT 1 FROM document_mark m JOIN document d ON d.record = m.number
            WHERE m.kind = ? AND m.value = ? AND {condition} LIMIT 1""",
        [kind, value, *names],
    )
    return found is not None


def _narrowed(event: Event, records: dict[str, Record]) -> Event:
    """The event by what these documents tell of it."""
    said = [name for row in event.agreement for each in row.tellings if each.claim[0] in records for name in each.chain]
    outlets = sorted({outlet for record in records.values() if (outlet := record.outlet)})
    origins = {each.id: each for old in event.origins if (each := _origin(old, records, {*said, *outlets}))}
    agreement = tuple(row for whole in event.agreement if (row := _agreement(whole, origins, records)))
    told = {row.attribute: {each.value for each in row.tellings} for row in agreement}
    asked = {row.attribute for row in event.agreement}
    when = "time" in told or "time" not in asked
    where = "place" not in asked or bool(event.place and event.place.name in told.get("place", ()))
    return replace(
        event,
        start=event.start if when else None,
        end=event.end if when else None,
        place=event.place if where else None,
        claims=tuple(ref for ref in event.claims if ref[0] in records),
        documents=tuple(each for each in event.documents if each in records),
        outlets=tuple(each for each in event.outlets if each in outlets),
        languages=tuple(dict.fromkeys(language for record in records.values() if (language := record.language))),
        origins=tuple(origins.values()),
        origins_low=min(event.origins_low, len(origins)),
        origins_high=min(event.origins_high, len(origins)),
        origins_words=(),
        agreement=agreement,
        merges=_both_open(event.merges, records),
    )


def _origin(origin: Origin, records: dict[str, Record], said: Collection[str]) -> Origin | None:
    claims = _open(origin.claims, records)
    if not claims:
        return None
    name = origin.name
    if len(claims) < len(origin.claims) and name not in said:
        record = records[claims[0][0]]
        name = _voice(record, claims[0][1]) or record.outlet or ""
    return replace(
        origin,
        name=name,
        claims=claims,
        documents=tuple(each for each in origin.documents if each in records),
        through=tuple(each for each in origin.through if each in said),
        collapsed=(),
        doubts=(),
        circular=(),
    )


def _agreement(row: Agreement, origins: dict[str, Origin], records: dict[str, Record]) -> Agreement | None:
    tellings = tuple(each for old in row.tellings if (each := _telling(old, origins, records)))
    if not tellings:
        return None
    values = {(each.value, each.denied) for each in tellings}
    verdict = row.verdict
    if len({each.origin for each in tellings}) == 1:
        verdict = "single"
    elif len(values) == 1:
        verdict = "agrees"
    first = (tellings[0].value, tellings[0].denied)
    relations = ["same" if (each.value, each.denied) == first else each.relation for each in tellings]
    return replace(
        row,
        verdict=verdict,
        tellings=tuple(
            replace(each, relation=relation if at else "first")
            for at, (each, relation) in enumerate(zip(tellings, relations, strict=True))
        ),
        silent=tuple(each for each in row.silent if each in origins),
        words="",
        origins_low=min(row.origins_low, len({each.origin for each in tellings})),
        origins_high=min(row.origins_high, len({each.origin for each in tellings})),
    )


def _telling(telling: Telling, origins: dict[str, Origin], records: dict[str, Record]) -> Telling | None:
    claims = _open((telling.claim, *telling.also), records)
    if not claims or telling.origin not in origins:
        return None
    if claims[0] == telling.claim:
        return replace(telling, also=claims[1:])
    record = records[claims[0][0]]
    chain = tuple(dict.fromkeys(name for name in (record.outlet, origins[telling.origin].name) if name))
    told = record.published.start if record.published else None
    return replace(telling, claim=claims[0], also=claims[1:], chain=chain, told=told)


def _voice(record: Record, claim: str) -> str | None:
    """Who a claim is told by, in the words of its document."""
    by = next((each.attribution for each in record.claims if each.id == claim), None)
    return next((each.source_name for each in record.attributions if each.id == by), None)


def _open(refs: Iterable[Ref], records: dict[str, Record]) -> tuple[Ref, ...]:
    return tuple(ref for ref in refs if ref[0] in records)


def _both_open(merges: Iterable[Merge], documents: Container[str]) -> tuple[Merge, ...]:
    return tuple(each for each in merges if each.a[0] in documents and each.b[0] in documents)


def _beside_open(request: Request, held: Case, event: Event) -> Event:
    """Without links to events, and suggestions of claims, that closed documents alone tell of."""
    if not event.links and not event.suggestions:
        return event
    linked = held.events([link.event for link in event.links])
    events = {each.id for each in linked if open_to(request, held, each.documents)}
    documents = {ref[0] for each in event.suggestions for ref in (each.a, each.b)}
    return replace(
        event,
        links=tuple(link for link in event.links if link.event in events),
        suggestions=_both_open(event.suggestions, set(open_to(request, held, documents))),
    )


def _row(row: dict[str, Any], event: Event) -> dict[str, Any]:
    place, conflicting = event.place, [each.attribute for each in event.agreement if each.verdict == "conflicts"]
    return {
        **row,
        "time_start": event.start,
        "time_end": event.end,
        "place": place.name if place else None,
        "country": place.country if place else None,
        "lat": place.lat if place else None,
        "lon": place.lon if place else None,
        "claims": len(event.claims),
        "documents": len(event.documents),
        "outlets": list(event.outlets),
        "languages": list(event.languages),
        "origins_low": event.origins_low,
        "origins_high": event.origins_high,
        "conflicts": len(conflicting),
        "conflicting": conflicting,
        "toll": [
            [each.attribute, list(dict.fromkeys(telling.value for telling in each.tellings))]
            for each in event.agreement
            if each.tellings[0].low is not None
        ],
    }
