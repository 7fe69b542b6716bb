"""Search: full text over documents and claims, whatever the spelling; or exactly the letters as they stand."""

from typing import Any, NamedTuple

import msgspec
from markupsafe import Markup, escape
from starlette.requests import Request
from starlette.responses import Response

from rawi.records import Span
from rawi.review.access import route
from rawi.review.api import Operation, Parameter
from rawi.review.asked import whole
from rawi.review.failing import Refused
from rawi.review.naming import visible
from rawi.review.opened import case
from rawi.review.page import link, page
from rawi.review.reader import reader
from rawi.review.visible import groups
from rawi.store.filters import Filters
from rawi.store.query import SearchRefused

SIZE = 20


class Found(NamedTuple):
    """A hit as the screen shows it: the snippet with what was found marked, and the address of the passage."""

    hit: Any
    snippet: Markup
    address: str


class SearchHit(msgspec.Struct, frozen=True):
    """A document or a claim that was found. `spans` lie in the snippet, `span` in the document's text."""

    document: str
    claim: str | None
    title: str | None
    outlet: str | None
    language: str | None
    published: str | None
    snippet: str
    spans: tuple[Span, ...]
    span: Span | None


class SearchResult(msgspec.Struct, frozen=True):
    """A page of hits; `more` when there are more than `total`."""

    hits: list[SearchHit]
    total: int
    more: bool


def search(request: Request) -> Response:
    query = request.query_params
    words, exact = query.get("q", "").strip(), query.get("exact") == "1"
    what = "claims" if query.get("what") == "claims" else "documents"
    offset = whole(request, "offset", 0)
    found, refused = None, None
    if words:
        try:
            found = _search(request, words, exact=exact, what=what, limit=SIZE, offset=offset)
        except SearchRefused as error:
            refused = error
    asked = {"q": words, "what": what if what == "claims" else "", "exact": "1" if exact else ""}
    return page(
        request,
        "search.html",
        tab="search",
        words=words,
        exact=exact,
        what=what,
        refused=refused,
        found=[Found(hit, marked(hit.snippet, hit.spans), _address(hit)) for hit in found.hits] if found else [],
        total=found.total if found else 0,
        more=found.more if found else False,
        offset=offset,
        size=SIZE,
        prefix=link("search", **asked) + "&offset=",
        other=link("search", **{**asked, "what": "" if what == "claims" else "claims"}),
        exact_other=link("search", **{**asked, "exact": "" if exact else "1"}),
    )


def marked(text: str, spans: tuple[Span, ...]) -> Markup:
    """A snippet with the spans that were found marked."""
    pieces, at = [], 0
    for start, end in sorted(spans):
        if start < at:
            continue
        pieces += [
            escape(visible(text[at:start])),
            Markup("<mark>"),
            escape(visible(text[start:end])),
            Markup("</mark>"),
        ]
        at = end
    return Markup("").join([*pieces, escape(visible(text[at:]))])


def find(request: Request) -> SearchResult:
    query = request.query_params
    try:
        found = _search(
            request,
            query.get("q", ""),
            exact=query.get("exact", "") in ("1", "true"),
            what="claims" if query.get("what") == "claims" else "documents",
            limit=whole(request, "limit", SIZE, low=1, high=200),
            offset=whole(request, "offset", 0),
        )
    except SearchRefused as error:
        raise Refused(400, "bad-request") from error
    names = SearchHit.__struct_fields__
    hits = [SearchHit(**{name: getattr(hit, name) for name in names}) for hit in found.hits]
    return SearchResult(hits, found.total, found.more)


def _search(request: Request, words: str, *, exact: bool, what: Any, limit: int, offset: int) -> Any:
    # Knowing how words are spelt loads the languages.
    from rawi.engine.searching import search as look

    filters, calendar = Filters(groups=groups(request)), reader(request).dates.typed
    return look(
        case(request), words, exact=exact, what=what, filters=filters, calendar=calendar, limit=limit, offset=offset
    )


def _address(hit: Any) -> str:
    if hit.span:
        char = f"{hit.span[0]},{hit.span[1]}"
        return link("document", hit.document, char=char, fragment=f"char={char}")
    return link("document", hit.document, fragment=hit.claim or "")


routes = [route("/search", search)]
operations = [
    Operation(
        "GET",
        "/search",
        "search",
        "Full text over documents or claims: words, “phrases”, AND, OR, NOT, fields such as outlet: or place:.",
        find,
        returns=SearchResult,
        parameters=(
            Parameter("q", "What to look for."),
            Parameter("what", "documents (the default) or claims."),
            Parameter("exact", "The letters exactly as they stand.", "boolean"),
            Parameter("limit", "At most so many.", "integer"),
            Parameter("offset", "After so many.", "integer"),
        ),
    )
]
