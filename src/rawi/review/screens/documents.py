"""Documents: everything the case holds, by outlet, language and day."""

from typing import Any, NamedTuple

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from rawi.records import Record
from rawi.review.access import route
from rawi.review.api import Operation, Parameter
from rawi.review.asked import whole
from rawi.review.opened import case
from rawi.review.page import link, names, page
from rawi.review.query import day_of
from rawi.review.reader import reader
from rawi.review.screens.document import opened
from rawi.review.visible import groups
from rawi.store.filters import Filters, Term

SIZE = 50
BY = ("outlet", "language", "type", "country")


class Choice(NamedTuple):
    """A field of the filter with its values: (value, words, how many documents)."""

    name: str
    values: list[tuple[str, str, int]]
    chosen: str


class DocumentSummary(msgspec.Struct, frozen=True):
    """A document of the case, without its text."""

    id: str
    title: str | None
    outlet: str | None
    author: str | None
    language: str | None
    published_start: str | None
    published_end: str | None
    sha256: str
    characters: int
    claims: int


def documents(request: Request) -> Response:
    here, query, offset = case(request), request.query_params, whole(request, "offset", 0)
    sort = "-time" if query.get("sort") == "newest" else "time"
    found = here.filter_documents(asked(request), sort=sort, limit=SIZE, offset=offset)
    given = {name: query.get(name, "") for name in (*BY, "after", "before", "sort")}
    prefix = link("documents", **given)
    return page(
        request,
        "documents.html",
        tab="documents",
        rows=found.rows,
        total=found.total,
        more=found.more,
        offset=offset,
        size=SIZE,
        given=given,
        choices=_choices(request),
        failures=here.failures() if not any(given.values()) and not offset else [],
        prefix=f"{prefix}{'&' if '?' in prefix else '?'}offset=",
    )


def asked(request: Request) -> Filters:
    query, dates = request.query_params, reader(request).dates
    terms = tuple(Term(name, tuple(query.getlist(name))) for name in BY if any(query.getlist(name)))
    return Filters(
        terms=terms,
        after=day_of(query.get("after", ""), dates),
        before=day_of(query.get("before", ""), dates, last=True),
        groups=groups(request),
    )


def list_documents(request: Request) -> list[DocumentSummary]:
    found = case(request).filter_documents(
        asked(request),
        limit=whole(request, "limit", SIZE, low=1, high=1_000),
        offset=whole(request, "offset", 0),
    )
    return [DocumentSummary(**{name: row[name] for name in DocumentSummary.__struct_fields__}) for row in found.rows]


def get_record(request: Request) -> Record:
    return opened(request, request.path_params["id"])[1]


def _choices(request: Request) -> list[Choice]:
    known = names(request)
    words: dict[str, Any] = {
        "outlet": str, "language": known.language_name, "type": known.type, "country": known.country,
    }  # fmt: skip
    facets = case(request).facets("document", Filters(groups=groups(request)), kinds=BY, limit=60)
    return [
        Choice(
            name,
            [(row["value"], words[name](row["value"]), row["number"]) for row in facets.get(name, [])],
            request.query_params.get(name, ""),
        )
        for name in BY
    ]


_LISTED = (
    *(Parameter(name, f"Only documents of this {name}.", many=True) for name in BY),
    Parameter("after", "Published on or after this day: ISO, or of the reader's calendar."),
    Parameter("before", "Published on or before this day, likewise."),
    Parameter("limit", "At most so many.", "integer"),
    Parameter("offset", "After so many.", "integer"),
)
routes = [route("/documents", documents)]
operations = [
    Operation(
        "GET",
        "/documents",
        "listDocuments",
        "The documents of the case, by day of publication.",
        list_documents,
        returns=list[DocumentSummary],
        parameters=_LISTED,
    ),
    Operation(
        "GET",
        "/documents/{id:path}",
        "getRecord",
        "The record of one document, as rawi read it.",
        get_record,
        returns=Record,
        parameters=(Parameter("id", "The document's id in the case."),),
    ),
]
