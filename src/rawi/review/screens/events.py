"""Events: the list with its filters, the timeline and the map that filter by brushing."""

from typing import Any

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from rawi.review import narrowing
from rawi.review.access import person, route
from rawi.review.api import Operation, Parameter
from rawi.review.asked import whole
from rawi.review.closed import facets_shown, filters_shown, places_shown, rows_shown
from rawi.review.mapping import Spot, chart
from rawi.review.opened import case, opened
from rawi.review.page import page
from rawi.review.query import SORTINGS, Facet, Query, facets_of
from rawi.review.reader import reader
from rawi.review.timeline import Day, timeline
from rawi.review.visible import groups
from rawi.store.glancing import Glance
from rawi.store.marks import EVENT_KINDS

SIZE = 50
FACETS = ("type", "place", "outlet", "actor", "voice", "language", "status", "conflict", "review", "mode")
"""The kinds of values that the side of the list offers, in this order."""


def events(request: Request) -> Response:
    held, who = case(request), reader(request)
    query = Query.of(request.query_params, who.dates)
    if words := narrowing.typed(request):
        return narrowing.narrowed(request, "event", query, "/events", *words)
    filters = filters_shown(request, held, query)
    offset = whole(request, "offset", 0)
    # Counting looks through all that fits, once; the rows of the page come out of an index by themselves.
    glance: Glance = opened(request).kept(("events", filters), lambda: held.glance(filters, kinds=FACETS))
    listed = held.filter_events(
        filters, sort=query.sort, limit=SIZE, offset=offset, counted=False, among=glance.numbers
    )
    return page(
        request,
        "events.html",
        tab="events",
        query=query,
        rows=rows_shown(request, held, listed.rows),
        total=glance.total,
        more=False,
        offset=offset,
        size=SIZE,
        sortings=SORTINGS,
        facets=narrowing.told_apart(held, facets_shown(request, held, facets_of(glance.facets, FACETS)), query),
        many_valued=narrowing.MANY_VALUED,
        findable=narrowing.findable(request),
        shown=narrowing.SHOWN,
        labels=narrowing.labels_of(held, query),
        timeline=timeline(days_at(glance), who.dates, whole=bool(query.after or query.before)),
        map=chart(spots_at(places_shown(request, held, glance.places)), query.box),
        saved=held.saved_searches(person(request).name, "events"),
    )


def complete(request: Request) -> list[dict[str, Any]]:
    """Values of a kind, to complete what somebody types."""
    kind = request.query_params.get("kind", "")
    if kind not in EVENT_KINDS or groups(request) is not None:
        return []
    return case(request).values("event", kind, request.query_params.get("like", ""))


def days_at(glance: Glance) -> list[Day]:
    """Events by day, and how many of them are in conflict."""
    return [Day(day, glance.days[day], glance.contested.get(day, 0)) for day in sorted(glance.days)]


def spots_at(places: list[dict[str, Any]]) -> list[Spot]:
    return [
        Spot(row["id"], row["name"], row["lat"], row["lon"], row["number"], row["conflicts"], row["country"])
        for row in places
        if row["lat"] is not None and row["lon"] is not None
    ]


# The JSON interface


class EventRow(msgspec.Struct, frozen=True):
    """An event in a list. `toll`: attribute → the values told of it."""

    id: str
    type: str
    mode: str | None
    status: str
    scope: str
    start: str | None
    end: str | None
    time_basis: str
    place: str | None
    country: str | None
    lat: float | None
    lon: float | None
    claims: int
    documents: int
    origins_low: int
    origins_high: int
    conflicting: list[str]
    outlets: list[str]
    languages: list[str]
    toll: dict[str, list[str]]
    review: str


class EventPage(msgspec.Struct, frozen=True):
    """A page of a list. Where `more` is true there are more than `total`."""

    rows: list[EventRow]
    total: int
    more: bool


class DayRow(msgspec.Struct, frozen=True):
    day: str
    events: int
    conflicts: int


class SpotRow(msgspec.Struct, frozen=True):
    id: str
    name: str
    country: str | None
    lat: float
    lon: float
    events: int
    conflicts: int


class FacetRow(msgspec.Struct, frozen=True):
    value: str
    label: str
    number: int


def list_events(request: Request) -> EventPage:
    held, query = case(request), Query.of(request.query_params, reader(request).dates)
    listed = held.filter_events(
        filters_shown(request, held, query),
        sort=query.sort,
        limit=whole(request, "limit", SIZE, low=1, high=500),
        offset=whole(request, "offset", 0),
    )
    return EventPage([as_row(row) for row in rows_shown(request, held, listed.rows)], listed.total, listed.more)


def as_row(row: dict[str, Any]) -> EventRow:
    values = {**row, "start": row["time_start"], "end": row["time_end"], "toll": dict(row["toll"])}
    return EventRow(**{field: values[field] for field in EventRow.__struct_fields__})


def event_days(request: Request) -> list[DayRow]:
    held, query = case(request), Query.of(request.query_params, reader(request).dates)
    return [DayRow(*day) for day in days_at(held.glance(filters_shown(request, held, query)))]


def event_places(request: Request) -> list[SpotRow]:
    held, query = case(request), Query.of(request.query_params, reader(request).dates)
    return [
        SpotRow(spot.id, spot.name, spot.country, spot.lat, spot.lon, spot.events, spot.conflicts)
        for spot in spots_at(places_shown(request, held, held.map(filters_shown(request, held, query))))
    ]


def event_facets(request: Request) -> dict[str, list[FacetRow]]:
    held, query = case(request), Query.of(request.query_params, reader(request).dates)
    found = held.facets("event", filters_shown(request, held, query), kinds=FACETS)
    return {
        facet.kind: [FacetRow(row["value"], row["label"], row["number"]) for row in facet.rows]
        for facet in facets_shown(request, held, [Facet(*each) for each in found.items()])
    }


def complete_value(request: Request) -> list[FacetRow]:
    return [FacetRow(row["value"], row["label"], row["number"]) for row in complete(request)]


FILTERS = (
    *narrowing.parameters(EVENT_KINDS),
    Parameter("box", "West, south, east and north in degrees."),
    Parameter("origins", "At least so many independent origins.", "integer"),
)
LIST = (
    *FILTERS,
    Parameter("sort", f"One of {', '.join(SORTINGS)}."),
    Parameter("limit", "Rows of a page, at most 500.", "integer"),
    Parameter("offset", "Rows to pass over.", "integer"),
)
operations = [
    Operation("GET", "/events", "listEvents", "Events that fit, a page of them.", list_events, EventPage, None, LIST),
    Operation("GET", "/events/days", "eventDays", "Events by day.", event_days, list[DayRow], None, FILTERS),
    Operation("GET", "/events/places", "eventPlaces", "Events by place.", event_places, list[SpotRow], None, FILTERS),
    Operation(
        "GET",
        "/events/facets",
        "eventFacets",
        "The most frequent values among events that fit.",
        event_facets,
        dict[str, list[FacetRow]],
        None,
        FILTERS,
    ),
    Operation(
        "GET",
        "/events/values",
        "eventValues",
        "Values of a kind, to complete input.",
        complete_value,
        list[FacetRow],
        None,
        (Parameter("kind", f"One of {', '.join(EVENT_KINDS)}."), Parameter("like", "Letters they hold.")),
    ),
]
routes = [route("/events", events)]
