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
from rawi.review.visible import groups
from rawi.store import Case

SIZE = 3
BY_MONTH = 1
"""Actors of a page; one by month, since a table by month is long."""
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
    offset, size = whole(request, "offset", 0), BY_MONTH if by == "month" else SIZE
    framed, total = _framed(
        here, groups(request), known.language, by, like=like, kind=kind, loaded=loaded, offset=offset, size=size
    )
    asked = {"by": by if by != "outlet" else "", "kind": kind, "q": like, "loaded": "1" if loaded else ""}
    prefix = link("framing", **asked)
    return page(
        request,
        "framing.html",
        tab="framing",
        framed=framed,
        total=total,
        offset=offset,
        size=size,
        by=by,
        kind=kind,
        kinds=KINDS,
        like=like,
        loaded=loaded,
        prefix=f"{prefix}{'&' if '?' in prefix else '?'}offset=",
        month_words=month_words(request),
    )


def _framed(
    here: Case,
    open_groups: tuple[str, ...] | None,
    language: str,
    by: Any,
    *,
    like: str,
    kind: str,
    loaded: bool,
    offset: int,
    size: int,
) -> tuple[list[Framed], int]:
    """A page of the actors that are called in several ways (with `loaded`, in ways that are not all neutral).

    Also how many such actors there are.
    """
    from rawi.review.actorbook import MANY, Book

    book = Book(here, open_groups)
    counted = {row["actor"]: row for row in here.top_actors(limit=MANY, groups=open_groups)}
    listed = [each for each in book.listed(language, like=like, kind=kind)[:LOOKED_AT] if not each.rejected]
    several = [each for each in listed if _is_called_otherwise(book, each.id, each.of, counted, loaded=loaded)]
    shown = several[offset : offset + size]
    return [Framed(each.id, each.name, each.kind, book.framing(each.id, by)) for each in shown], len(several)


def _is_called_otherwise(
    book: Any, actor: str, merged: tuple[str, ...], counted: dict[str, Any], *, loaded: bool
) -> bool:
    """Whether an actor is called in several ways; looked up only where decisions bear on it."""
    if actor in counted and not merged and not any(state.moved for state in book.states.values()):
        row = counted[actor]
        return bool(row["wordings"] > 1 and (not loaded or row["loaded"] > 0))
    rows = book.framing(actor)
    wordings = {wording.wording for row in rows for wording in row.wordings}
    tones = {tone for row in rows for tone, _ in row.tones}
    return len(wordings) > 1 and (not loaded or bool(tones - {"neutral"}))


routes = [route("/framing", framing)]
