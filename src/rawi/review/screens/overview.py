"""Overview: what is in the case at a glance, what conflicts, what awaits review."""

from typing import Any

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from rawi.review.access import route
from rawi.review.api import Operation
from rawi.review.closed import places_shown, rows_shown
from rawi.review.mapping import chart
from rawi.review.opened import at_once, case, opened
from rawi.review.page import page
from rawi.review.query import Query
from rawi.review.reader import reader
from rawi.review.screens.events import days_at, spots_at
from rawi.review.timeline import timeline
from rawi.review.visible import groups
from rawi.store import Case
from rawi.store.filters import Filters

TOP = 8
CONTESTED = 5
STATES = ("accepted", "rejected", "disputed", "waiting", "unreviewed")


def overview(request: Request) -> Response:
    held, who, own = case(request), reader(request), groups(request)
    filters = Filters(groups=own)
    contested, glance = opened(request).kept(
        ("overview", own),
        lambda: at_once(
            request,
            lambda held: held.filter_events(
                Filters(conflict=True, groups=own), sort="-origins", limit=CONTESTED, counted=False
            ),
            lambda held: held.glance(filters, kinds=("type",)),
        ),
    )
    progress = held.progress(filters)
    return page(
        request,
        "overview.html",
        tab="overview",
        inside=_inside(held, own),
        query=Query((), who.dates),
        timeline=timeline(days_at(glance), who.dates),
        map=chart(spots_at(places_shown(request, held, glance.places))),
        contested=rows_shown(request, held, contested.rows),
        actors=_bars(held, "actor", own),
        outlets=_bars(held, "outlet", own),
        types=glance.facets["type"][:TOP],
        states=STATES,
        progress=progress,
        claims=sum(progress.values()),
        failures=held.failures()[:5] if own is None else [],
    )


def _inside(held: Case, own: tuple[str, ...] | None) -> dict[str, Any]:
    """The case in numbers. For a reader of some groups alone: of what they may see, and no more."""
    found = held.overview()
    if own is None:
        return found
    seen = Filters(groups=own)
    documents, events = held.filter_documents(seen, limit=1), held.filter_events(seen, limit=1)
    contested = held.filter_events(Filters(conflict=True, groups=own), limit=1)
    found |= {"documents": documents.total, "events": events.total, "conflicts": contested.total, "failures": 0}
    found |= {"claims": sum(held.progress(seen).values()), "copies": 0, "orphans": 0, "shared": 0, "first": None}
    facets = held.facets("document", seen, kinds=("language", "outlet"))
    found |= {f"{kind}s": {row["value"]: row["number"] for row in rows} for kind, rows in facets.items()}
    return found


def _bars(held: Case, kind: str, own: tuple[str, ...] | None) -> list[dict[str, Any]]:
    """The most frequent values among documents: value, label, number, and share of the most frequent in per cent."""
    rows = held.facets("document", Filters(groups=own), kinds=(kind,), limit=TOP)[kind]
    most = max((row["number"] for row in rows), default=1)
    return [{**row, "share": 100 * row["number"] / most} for row in rows]


# The JSON interface


class Overview(msgspec.Struct, frozen=True):
    """The case in numbers. `progress`: state of review → claims; `first` and `last` day of publication."""

    title: str
    documents: int
    claims: int
    events: int
    shared: int
    conflicts: int
    copies: int
    failures: int
    decisions: int
    orphans: int
    first: str | None
    last: str | None
    languages: dict[str, int]
    outlets: dict[str, int]
    types: dict[str, int]
    progress: dict[str, int]


class SessionAnswer(msgspec.Struct, frozen=True):
    """Who you are, and the token that every change must bring in the header X-CSRF-Token."""

    name: str
    role: str
    csrf: str
    language: str
    calendar: str


def get_overview(request: Request) -> Overview:
    held, own = case(request), groups(request)
    inside = {**_inside(held, own), "title": request.app.state.title, "progress": held.progress(Filters(groups=own))}
    return Overview(**{field: inside[field] for field in Overview.__struct_fields__})


def get_session(request: Request) -> SessionAnswer:
    from rawi.review.access import person, session

    current, somebody, who = session(request), person(request), reader(request)
    return SessionAnswer(somebody.name, somebody.role, current.csrf if current else "", who.language, who.calendar)


operations = [
    Operation("GET", "/overview", "getOverview", "The case in numbers.", get_overview, Overview),
    Operation("GET", "/session", "getSession", "Who you are, and the token for changes.", get_session, SessionAnswer),
]
routes = [route("/", overview)]
