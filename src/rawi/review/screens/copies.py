"""Copies: which documents repeat which, and how much of them."""

from typing import Any, NamedTuple
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from rawi.records import Copy
from rawi.review.access import route
from rawi.review.api import Operation, Parameter
from rawi.review.asked import whole
from rawi.review.opened import case
from rawi.review.page import page
from rawi.review.visible import open_to
from rawi.store import Case

SIZE = 50
KINDS = ("document", "passage", "rewrite", "quotation")


class Shown(NamedTuple):
    """A copy with the rows of its two documents."""

    copy: Copy
    first: dict[str, Any]
    second: dict[str, Any]


def copies(request: Request) -> Response:
    here, kind = case(request), request.query_params.get("kind", "")
    kind = kind if kind in KINDS else ""
    offset = whole(request, "offset", 0)
    found, total = here.copies(kind=kind, limit=SIZE, offset=offset)
    query = urlencode({"kind": kind}) + "&" if kind else ""
    return page(
        request,
        "copies.html",
        tab="copies",
        rows=_shown(request, here, found),
        total=total,
        offset=offset,
        size=SIZE,
        kind=kind,
        kinds=[(each, here.copies(kind=each, limit=1)[1]) for each in KINDS],
        prefix=f"/copies?{query}offset=",
    )


def list_copies(request: Request) -> list[Copy]:
    here, query = case(request), request.query_params
    found, _ = here.copies(
        document=query.get("document", ""),
        kind=query.get("kind", ""),
        limit=whole(request, "limit", SIZE, low=1, high=1_000),
        offset=whole(request, "offset", 0),
    )
    return [each.copy for each in _shown(request, here, found)]


def _shown(request: Request, here: Case, found: list[Copy]) -> list[Shown]:
    """The copies both sides of which are open to whoever asks."""
    shown = []
    for copy in found:
        first, second = here.document(copy.first), here.document(copy.second)
        if first and second and len(open_to(request, here, (copy.first, copy.second))) == 2:
            shown.append(Shown(copy, first, second))
    return shown


routes = [route("/copies", copies)]
operations = [
    Operation(
        "GET",
        "/copies",
        "listCopies",
        "Documents that repeat one another, the surest first.",
        list_copies,
        returns=list[Copy],
        parameters=(
            Parameter("document", "Only those of this document."),
            Parameter("kind", "document, passage, rewrite or quotation."),
            Parameter("limit", "At most so many.", "integer"),
            Parameter("offset", "After so many.", "integer"),
        ),
    )
]
