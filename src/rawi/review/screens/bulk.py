"""Accepting many claims at once, after they were looked at; and how many reviewers a claim needs."""

from starlette.requests import Request
from starlette.responses import Response

from rawi.review import narrowing
from rawi.review.access import person, route
from rawi.review.asked import form, whole
from rawi.review.opened import case
from rawi.review.page import back, flash, page
from rawi.review.queue import AT_ONCE, address, asked, asked_in, digest, facets, more
from rawi.review.reader import reader
from rawi.review.visible import groups
from rawi.store import Decision

SIZE = 100
PATH = "/review/bulk"


def bulk(request: Request) -> Response:
    """What would be accepted at once, to be looked at before it is."""
    here, wanted = case(request), asked(request)
    if words := narrowing.typed(request):
        return narrowing.narrowed(request, "claim", wanted, PATH, *words)
    filters, offset = wanted.filters(groups(request)), whole(request, "offset", 0)
    rows = here.claims_awaiting(person(request).name, filters, limit=AT_ONCE) if wanted.fields else []
    return page(
        request,
        "review_bulk.html",
        tab="review",
        asked=wanted,
        query=wanted.text,
        rows=here.claims_numbered([row["number"] for row in rows[offset : offset + SIZE]]),
        number=len(rows),
        offset=offset,
        size=SIZE,
        prefix=address(wanted, PATH) + "&offset=",
        targets_digest=digest(rows),
        facets=facets(request, wanted, filters),
        many_valued=narrowing.MANY_VALUED,
        findable=narrowing.findable(request),
        shown_values=narrowing.SHOWN,
        labels=narrowing.labels_of(here, wanted),
    )


def bulk_accept(request: Request) -> Response:
    """Accept what was shown; where that has changed meanwhile, show it again instead."""
    given, here, who, dates = form(request), case(request), person(request), reader(request).dates
    wanted = asked_in(given["query"], dates)
    filters = wanted.filters(groups(request))
    rows = here.claims_awaiting(who.name, filters, limit=AT_ONCE) if wanted.fields else []
    if not rows or digest(rows) != given["digest"]:
        return back(request, PATH + more(given["query"], dates, "?"))
    here.decide_all(
        Decision(
            reviewer=who.name,
            action="accept",
            target_kind="claim",
            target=f"{row['document']}#{row['id']}",
            reason=given["reason"],
        )
        for row in rows
    )
    flash(request, "done", reader(request).words("review.bulk-page.done", n=len(rows)))
    return back(request, "/review")


def people(request: Request) -> Response:
    """Say whether one reviewer is enough, or two must agree."""
    given = form(request)
    case(request).set("two_person", "1" if given["two"] else "0")
    flash(request, "done", reader(request).words("review.people-set"))
    return back(request, "/review" + more(given["query"], reader(request).dates, "?"))


routes = [
    route(PATH, bulk, role="reviewer"),
    route(PATH, bulk_accept, methods=("POST",)),
    route("/review/people", people, role="owner", methods=("POST",)),
]
