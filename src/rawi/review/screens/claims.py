"""Claims: the list with the filters that events have; for programs also values to ask for, and accepting many."""

from typing import Any

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from rawi.review import narrowing
from rawi.review.access import person, route
from rawi.review.api import Operation, Parameter
from rawi.review.asked import whole
from rawi.review.failing import bad_request
from rawi.review.opened import case
from rawi.review.page import page
from rawi.review.queue import AT_ONCE, FACETS, address, asked, facets
from rawi.review.reader import reader
from rawi.review.screens.events import DayRow, FacetRow
from rawi.review.screens.review import row_of
from rawi.review.settling import settle
from rawi.review.timeline import Day, timeline
from rawi.review.visible import groups
from rawi.store import Case, Decision
from rawi.store.filters import Filters
from rawi.store.marks import CLAIM_KINDS

SIZE = 50
SORTINGS = ("time", "-time")


class ClaimRow(msgspec.Struct, frozen=True):
    """A claim in a list; `claim` is its name in decisions (`DOCUMENT#CLAIM`), `span` its place in the text.

    `toll`: what it counts, as kind, low, high (None: no limit) and scope.
    """

    claim: str
    document: str
    title: str | None
    outlet: str | None
    language: str | None
    span: tuple[int, int]
    quote: str | None
    type: str
    mode: str | None
    status: str
    polarity: str
    voice: str | None
    start: str | None
    end: str | None
    place: str | None
    country: str | None
    toll: list[tuple[str, int | None, int | None, str]]
    event: str | None
    review: str


class ClaimPage(msgspec.Struct, frozen=True):
    """A page of a list. Where `more` is true there are more than `total`."""

    rows: list[ClaimRow]
    total: int
    more: bool


class Acceptance(msgspec.Struct, frozen=True):
    """Claims (`DOCUMENT#CLAIM`) to accept at once, and why. Each gets its own entry in the log."""

    claims: tuple[str, ...]
    reason: str = ""


def claims(request: Request) -> Response:
    here, who, wanted = case(request), reader(request), asked(request)
    if words := narrowing.typed(request):
        return narrowing.narrowed(request, "claim", wanted, "/claims", *words)
    filters, offset, sort = wanted.filters(groups(request)), whole(request, "offset", 0), _sort(request)
    listed = here.filter_claims(filters, sort=sort, limit=SIZE, offset=offset)
    prefix = address(wanted, "/claims", sort=sort if sort != SORTINGS[0] else "")
    return page(
        request,
        "claims.html",
        tab="claims",
        asked=wanted,
        rows=listed.rows,
        total=listed.total,
        more=listed.more,
        offset=offset,
        size=SIZE,
        sort=sort,
        sortings=SORTINGS,
        prefix=f"{prefix}{'&' if '?' in prefix else '?'}offset=",
        facets=facets(request, wanted, filters),
        many_valued=narrowing.MANY_VALUED,
        findable=narrowing.findable(request),
        shown_values=narrowing.SHOWN,
        labels=narrowing.labels_of(here, wanted),
        timeline=timeline(_days(here, filters), who.dates, whole=bool(wanted.after or wanted.before)),
        saved=here.saved_searches(person(request).name, "claims"),
    )


def _sort(request: Request) -> str:
    given = request.query_params.get("sort", "")
    return given if given in SORTINGS else SORTINGS[0]


def _days(here: Case, filters: Filters) -> list[Day]:
    return [Day(row["at"], row["number"], 0) for row in here.timeline("claim", filters, by="day")]


# The JSON interface


def list_claims(request: Request) -> ClaimPage:
    listed = case(request).filter_claims(
        asked(request).filters(groups(request)),
        sort=_sort(request),
        limit=whole(request, "limit", SIZE, low=1, high=AT_ONCE),
        offset=whole(request, "offset", 0),
    )
    return ClaimPage([as_row(row) for row in listed.rows], listed.total, listed.more)


def as_row(row: dict[str, Any]) -> ClaimRow:
    made = {
        **row,
        "claim": f"{row['document']}#{row['id']}",
        "span": (row["span_start"], row["span_end"]),
        "start": row["time_start"],
        "end": row["time_end"],
        "toll": [tuple(each) for each in row["toll"]],
    }
    return ClaimRow(**{field: made[field] for field in ClaimRow.__struct_fields__})


def claim_days(request: Request) -> list[DayRow]:
    return [DayRow(*day) for day in _days(case(request), asked(request).filters(groups(request)))]


def claim_facets(request: Request) -> dict[str, list[FacetRow]]:
    found = case(request).facets("claim", asked(request).filters(groups(request)), kinds=FACETS)
    return {kind: [FacetRow(row["value"], row["label"], row["number"]) for row in rows] for kind, rows in found.items()}


def claim_values(request: Request) -> list[FacetRow]:
    kind = request.query_params.get("kind", "")
    if kind not in CLAIM_KINDS or groups(request) is not None:
        return []
    rows = case(request).values("claim", kind, request.query_params.get("like", ""))
    return [FacetRow(row["value"], row["label"], row["number"]) for row in rows]


def accept_many(request: Request, asked_: Acceptance) -> list[Decision]:
    here, who, targets = case(request), person(request), tuple(dict.fromkeys(asked_.claims))
    if not 0 < len(targets) <= AT_ONCE:
        raise bad_request()
    for target in targets:
        row_of(request, target)
    made = here.decide_all(
        Decision(reviewer=who.name, action="accept", target_kind="claim", target=target, reason=asked_.reason)
        for target in targets
    )
    if here.people() > 1:
        settle(here)
    return list(made)


FILTERS = (*narrowing.parameters(CLAIM_KINDS), Parameter("document", "Claims of this document alone."))
routes = [route("/claims", claims)]
operations = [
    Operation(
        "GET",
        "/claims",
        "listClaims",
        "Claims that fit, a page of them.",
        list_claims,
        ClaimPage,
        None,
        (
            *FILTERS,
            Parameter("sort", f"One of {', '.join(SORTINGS)}."),
            Parameter("limit", f"Rows of a page, at most {AT_ONCE}.", "integer"),
            Parameter("offset", "Rows to pass over.", "integer"),
        ),
    ),
    Operation("GET", "/claims/days", "claimDays", "Claims by day.", claim_days, list[DayRow], None, FILTERS),
    Operation(
        "GET",
        "/claims/facets",
        "claimFacets",
        "The most frequent values among claims that fit.",
        claim_facets,
        dict[str, list[FacetRow]],
        None,
        FILTERS,
    ),
    Operation(
        "GET",
        "/claims/values",
        "claimValues",
        "Values of a kind, to complete input.",
        claim_values,
        list[FacetRow],
        None,
        (Parameter("kind", f"One of {', '.join(CLAIM_KINDS)}."), Parameter("like", "Letters they hold.")),
    ),
    Operation(
        "POST",
        "/claims/accept",
        "acceptClaims",
        "Accept many claims at once.",
        accept_many,
        list[Decision],
        Acceptance,
    ),
]
