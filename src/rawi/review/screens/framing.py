"""Framing: who calls whom what, by outlet and over time."""

from typing import Any, NamedTuple

from starlette.requests import Request
from starlette.responses import Response

from rawi.review.access import route
from rawi.review.asked import whole
from rawi.review.opened import case
from rawi.review.page import link, page
from rawi.review.reader import reader
from rawi.review.screens.actors import KINDS, month_words
from rawi.store import Case

SIZE = 8
LOOKED_AT = 120
"""How many of the most frequent actors are looked through for those that are called in several ways."""


class Framed(NamedTuple):
    """An actor and its framing table."""

    id: str
    name: str
    kind: str
    rows: list[Any]


def framing(request: Request) -> Response:
    here, known, query = case(request), reader(request), request.query_params
    by = query.get("by", "outlet")
    by = by if by in ("outlet", "month", "language") else "outlet"
    kind, like, loaded = query.get("kind", ""), query.get("q", "").strip(), query.get("loaded") == "1"
    offset = whole(request, "offset", 0)
    found = _framed(here, known.language, by, like=like, kind=kind, loaded=loaded)
    asked = {"by": by if by != "outlet" else "", "kind": kind, "q": like, "loaded": "1" if loaded else ""}
    prefix = link("framing", **asked)
    return page(
        request,
        "framing.html",
        tab="framing",
        framed=found[offset : offset + SIZE],
        total=len(found),
        offset=offset,
        size=SIZE,
        by=by,
        kind=kind,
        kinds=KINDS,
        like=like,
        loaded=loaded,
        prefix=f"{prefix}{'&' if '?' in prefix else '?'}offset=",
        month_words=month_words(request),
    )


def _framed(here: Case, language: str, by: Any, *, like: str, kind: str, loaded: bool) -> list[Framed]:
    """The actors that are called in several ways; with `loaded`, in ways that are not all neutral."""
    from rawi.review.actorbook import Book

    book = Book(here)
    found = []
    for each in book.listed(language, like=like, kind=kind)[:LOOKED_AT]:
        if each.rejected:
            continue
        rows = book.framing(each.id, by)
        wordings = {wording.wording for row in rows for wording in row.wordings}
        tones = {tone for row in rows for tone, _ in row.tones}
        if len(wordings) > 1 and (not loaded or tones - {"neutral"}):
            found.append(Framed(each.id, each.name, each.kind, rows))
    return found


routes = [route("/framing", framing)]
