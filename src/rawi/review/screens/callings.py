"""Actors for programs: who is called what, by whom and when; names that may be one; the case's own register."""

from typing import Any

import msgspec
from starlette.requests import Request

from rawi.review.alike import pairs, unknown
from rawi.review.api import Operation, Parameter
from rawi.review.failing import bad_request, not_found
from rawi.review.opened import case
from rawi.review.reader import reader
from rawi.review.visible import groups

BY = ("outlet", "month", "year", "language")


class Calling(msgspec.Struct, frozen=True):
    """A wording within a group (an outlet, a month …); `actor` is the one that was read."""

    actor: str
    group: str
    wording: str
    tone: str
    times: int
    documents: int


class ActorAnswer(msgspec.Struct, frozen=True):
    """An actor under the standing decisions. `into`: the actor it was merged into, `merged`: those merged into it."""

    id: str
    names: dict[str, str]
    into: str | None
    merged: tuple[str, ...]
    rejected: bool
    wordings: list[Calling]


class Alike(msgspec.Struct, frozen=True):
    """Two names that may be one actor's, from 0 to 1; ids of actors, or names that no actor has."""

    one: str
    other: str
    name_one: str
    name_other: str
    score: float


class Unknown(msgspec.Struct, frozen=True):
    """A voice that no actor goes by, and how many claims it tells."""

    name: str
    claims: int


class Suggestions(msgspec.Struct, frozen=True):
    alike: list[Alike]
    unknown: list[Unknown]


class Register(msgspec.Struct, frozen=True):
    """The actors that were added or renamed, as the file that `rawi build --actors` reads."""

    toml: str


def one_actor(request: Request) -> ActorAnswer:
    book, id, by = _book(request), request.path_params["id"], request.query_params.get("by", "outlet")
    if by not in BY:
        raise bad_request()
    if not book.is_known(id):
        raise not_found()
    return ActorAnswer(
        id=id,
        names=book.names(id),
        into=book.root(id) if book.root(id) != id else None,
        merged=tuple(book.merged.get(id, ())),
        rejected=book.state(id).rejected,
        wordings=[Calling(*each) for each in book.wordings(id, by)],
    )


def suggestions(request: Request) -> Suggestions:
    here, book = case(request), _book(request)
    return Suggestions([Alike(*each) for each in pairs(here, book)], [Unknown(*each) for each in unknown(here, book)])


def own_register(request: Request) -> Register:
    from rawi.review.ownregister import written

    return Register(written(_book(request)))


def framing(request: Request) -> list[Calling]:
    """The wordings of one kind of actors, or of those of a name."""
    query, book = request.query_params, _book(request)
    by = query.get("by", "outlet")
    if by not in BY:
        raise bad_request()
    listed = book.listed(reader(request).language, like=query.get("q", ""), kind=query.get("kind", ""))
    return [Calling(*each) for actor in listed[:_MOST] if not actor.rejected for each in book.wordings(actor.id, by)]


def _book(request: Request) -> Any:
    from rawi.review.actorbook import Book

    return Book(case(request), groups(request))


_MOST = 50
_BY = Parameter("by", f"What to group by: {', '.join(BY)}.")
routes: list[Any] = []
operations = [
    Operation(
        "GET", "/actors/{id:path}", "getActor", "One actor, and who calls it what.", one_actor, ActorAnswer, None,
        (Parameter("id", "The actor's id."), _BY),
    ),
    Operation(
        "GET", "/suggestions", "suggestActors", "Names that may be one actor's, and voices that no actor goes by.",
        suggestions, Suggestions,
    ),
    Operation("GET", "/register", "ownRegister", "The case's own actors as a file.", own_register, Register),
    Operation(
        "GET", "/framing", "getFraming", f"Who calls whom what: of the {_MOST} most frequent actors that fit.", framing,
        list[Calling], None,
        (_BY, Parameter("q", "Letters of a name or a wording."), Parameter("kind", "A kind of actor.")),
    ),
]  # fmt: skip
