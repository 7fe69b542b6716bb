"""Accepting many claims at once, after they were looked at; and how many reviewers a claim needs."""

from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from rawi.review.access import person, route
from rawi.review.asked import form
from rawi.review.opened import case
from rawi.review.page import back, flash, page
from rawi.review.queue import asked, digest, more, parsed, waiting
from rawi.review.reader import reader
from rawi.review.visible import groups
from rawi.store import Decision


def bulk(request: Request) -> Response:
    """What would be accepted at once, to be looked at before it is."""
    here, wanted = case(request), asked(request.query_params)
    rows = waiting(here, wanted.filters(groups(request)), person(request).name)
    return page(
        request, "review_bulk.html", tab="review", asked=wanted, query=urlencode(wanted.given()), rows=rows[:100],
        number=len(rows), targets_digest=digest(rows),
    )  # fmt: skip


def bulk_accept(request: Request) -> Response:
    """Accept what was shown; where that has changed meanwhile, show it again instead."""
    given, here, who = form(request), case(request), person(request)
    wanted = asked(parsed(given["query"]))
    rows = waiting(here, wanted.filters(groups(request)), who.name)
    if not wanted.given() or digest(rows) != given["digest"]:
        return back(request, "/review/bulk" + more(given["query"], "?"))
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
    return back(request, "/review" + more(given["query"], "?"))


routes = [
    route("/review/bulk", bulk, role="reviewer"),
    route("/review/bulk", bulk_accept, methods=("POST",)),
    route("/review/people", people, role="owner", methods=("POST",)),
]
