"""Actors: their names in three languages, who calls them what, and what reviewers make of them."""

import re
from calendar import monthrange
from collections.abc import Callable
from typing import Any

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from rawi.review.access import person, route
from rawi.review.alike import pairs, unknown
from rawi.review.api import Operation, Parameter
from rawi.review.asked import form, whole
from rawi.review.comparing import at_words
from rawi.review.failing import Refused, bad_request, not_found
from rawi.review.opened import case
from rawi.review.page import back, flash, link, page
from rawi.review.reader import reader
from rawi.review.visible import groups, open_to
from rawi.store import Decision

SIZE = 50
KINDS = ("person", "organisation", "outlet", "agency", "state", "group")
_ID = re.compile(r"[^\w]+")


class Place(msgspec.Struct, frozen=True):
    """Where an actor is called so."""

    document: str
    outlet: str | None
    language: str | None
    at: str | None
    times: int


class ActorSummary(msgspec.Struct, frozen=True):
    """An actor of the case."""

    id: str
    name: str
    names: dict[str, str]
    kind: str
    documents: int
    times: int
    merged: tuple[str, ...]
    rejected: bool


class ActorDecision(msgspec.Struct, frozen=True, kw_only=True):
    """`action`: rename, merge, split, reject, add or comment; `after` as in the log."""

    actor: str
    action: str
    after: Any = None
    reason: str = ""


def actors(request: Request) -> Response:
    book, known = _book(request), reader(request)
    like, kind = request.query_params.get("q", "").strip(), request.query_params.get("kind", "")
    offset = whole(request, "offset", 0)
    rows = book.listed(known.language, like=like, kind=kind)
    return page(
        request,
        "actors.html",
        tab="actors",
        rows=rows[offset : offset + SIZE],
        total=len(rows),
        offset=offset,
        size=SIZE,
        like=like,
        kind=kind,
        kinds=KINDS,
        prefix=link("actors", q=like, kind=kind) + ("&" if like or kind else "?") + "offset=",
        suggestions=pairs(case(request), book)[:12],
        unknown=unknown(case(request), book)[:30],
    )


def actor(request: Request) -> Response:
    here, id = case(request), request.path_params["id"]
    book = _book(request)
    if not book.is_known(id):
        raise not_found()
    wording = request.query_params.get("wording", "")
    row = next((each for each in book.listed(reader(request).language) if each.id == id), None)
    return page(
        request,
        "actor.html",
        tab="actors",
        id=id,
        heading=book.name(id, reader(request).language, row.name if row else ""),
        row=row,
        names=book.names(id),
        state=book.state(id),
        into=book.root(id) if book.root(id) != id else "",
        merged=[(each, book.name(each, reader(request).language)) for each in book.merged.get(id, ())],
        wordings=_whole(book.wordings(id)),
        by_outlet=book.framing(id, "outlet"),
        by_month=book.framing(id, "month"),
        moved=book.state(id).moved,
        name_of=lambda each: book.name(each, reader(request).language),
        wording=wording,
        places=_places(request, id, wording) if wording else [],
        history=here.decisions_about("actor", id),
        month_words=month_words(request),
        undone=here.undone([each.number for each in here.decisions_about("actor", id)]),
        known=book.register.get(id),
        kinds=KINDS,
        others=[each for each in book.listed(reader(request).language)[:300] if each.id != id],
    )


def month_words(request: Request) -> Callable[[str], str]:
    """`2023-07` in the reader's calendar: a month, or the days that it is in another one."""
    dates = reader(request).dates

    def words(month: str) -> str:
        year, number = int(month[:4]), int(month[5:7])
        return dates.interval(f"{month}-01", f"{month}-{monthrange(year, number)[1]:02}")

    return words


def decide(request: Request) -> Response:
    """Rename, merge, split, reject, add, comment, take back."""
    given, here = form(request), case(request)
    target, action, words = given["actor"], given["action"], reader(request).words
    to = given["to"] or link("actors", target)
    if action == "undo":
        here.undo(int(given["number"]) if given["number"].isdigit() else 0, reviewer=person(request).name)
    elif action == "rename":
        after = {lang: given[f"name_{lang}"] for lang in ("en", "fa", "ar") if given[f"name_{lang}"]}
        before = {lang: name for lang, name in _book(request).names(target).items() if lang in after}
        if after == before or not after:
            return back(request, to)
        _append(request, target, "rename", after, before=before, reason=given["reason"])
    elif action == "merge":
        into = _chosen(request, given["into"])
        if into == target:
            raise Refused(400, "actor-itself")
        _append(request, target, "merge", into, reason=given["reason"])
        to = given["to"] or link("actors", into)
    elif action == "split":
        wordings = given.all("wording")
        if wordings:
            apart = _chosen(request, given["into"]) if given["into"] else _new_id(wordings[0])
            _append(request, target, "split", {"wordings": wordings, "to": apart}, reason=given["reason"])
            if not _book(request).is_known(apart):
                _add(request, apart, given["kind"] or "person", wordings[0])
        else:
            _append(request, target, "split", None, reason=given["reason"])
    elif action == "join":
        one, other = (_as_actor(request, given[name]) for name in ("actor", "into"))
        _append(request, one, "merge", other, reason=given["reason"])
    elif action == "apart":
        _append(request, target, "split", {"wordings": [], "apart": given["other"]}, reason=given["reason"])
    elif action == "add":
        target = _new_id(given["name"])
        _add(request, target, given["kind"], given["name"], given["reason"])
        to = link("actors", target)
    elif action == "reject":
        _append(request, target, "reject", None, reason=given["reason"])
    elif action == "comment":
        if given["text"]:
            _append(request, target, "comment", given["text"])
    else:
        raise bad_request()
    flash(request, "done", words(f"actors.did.{action}"))
    return back(request, "/actors", to)


def own_register(request: Request) -> Response:
    """The actors that were added or renamed, as a file for `rawi build --actors`."""
    from rawi.review.ownregister import written

    return Response(
        written(_book(request)),
        media_type="application/toml; charset=utf-8",
        headers={"content-disposition": 'attachment; filename="actors.toml"'},
    )


def list_actors(request: Request) -> list[ActorSummary]:
    rows = _book(request).listed(
        reader(request).language, like=request.query_params.get("q", ""), kind=request.query_params.get("kind", "")
    )
    offset, limit = whole(request, "offset", 0), whole(request, "limit", SIZE, low=1, high=1_000)
    return [
        ActorSummary(each.id, each.name, each.names, each.kind, each.documents, each.times, each.of, each.rejected)
        for each in rows[offset : offset + limit]
    ]


def decide_actor(request: Request, asked: ActorDecision) -> Decision:
    if asked.action not in ("rename", "merge", "split", "reject", "add", "comment"):
        raise bad_request()
    return _append(request, asked.actor, asked.action, asked.after, reason=asked.reason)


def _book(request: Request) -> Any:
    # The register is read when somebody first asks for an actor.
    from rawi.review.actorbook import Book

    return Book(case(request), groups(request))


def _append(
    request: Request, target: str, action: str, after: Any, *, before: Any = None, reason: str = ""
) -> Decision:
    return case(request).decide(
        Decision(
            reviewer=person(request).name,
            action=action,
            target_kind="actor",
            target=target,
            before=before,
            after=after,
            reason=reason,
        )
    )


def _as_actor(request: Request, given: str) -> str:
    """An actor's id; a name that no actor has is added under an id of its own."""
    if _book(request).is_known(given):
        return given
    _add(request, _new_id(given), "person", given)
    return _new_id(given)


def _add(request: Request, id: str, kind: str, name: str, reason: str = "") -> None:
    if kind not in KINDS or not name:
        raise bad_request()
    from rawi.review.ownregister import script

    _append(request, id, "add", {"kind": kind, "names": {script(name): [name]}}, reason=reason)


def _chosen(request: Request, given: str) -> str:
    """The actor that was typed or chosen: by id, or by the name it is listed under."""
    book = _book(request)
    if book.is_known(given):
        return given
    found = next(
        (each.id for each in book.listed(reader(request).language) if given in (each.name, *each.names.values())), None
    )
    if found is None:
        raise Refused(400, "no-such-actor")
    return str(found)


def _new_id(name: str) -> str:
    return "own-" + (_ID.sub("-", name.lower()).strip("-") or "actor")


def _whole(wordings: list[Any]) -> list[Any]:
    """The wordings over all groups, the most frequent first."""
    totals: dict[tuple[str, str, str], Any] = {}
    for each in wordings:
        key = (each.actor, each.wording, each.tone)
        known = totals.get(key)
        totals[key] = (
            each._replace(group="")
            if known is None
            else known._replace(times=known.times + each.times, documents=known.documents + each.documents)
        )
    return sorted(totals.values(), key=lambda each: (-each.times, each.wording))


def _places(request: Request, id: str, wording: str) -> list[dict[str, Any]]:
    """Where a wording stands: each document with its first passage."""
    here, found = case(request), []
    book = _book(request)
    actors_of = {each.actor for each in book.wordings(id) if each.wording == wording}
    for actor_id in sorted(actors_of):
        calling = here.documents_calling(actor_id, wording)
        records = dict(here.records_of(open_to(request, here, [row["document"] for row in calling])))
        for row in calling:
            record = records.get(row["document"])
            if record is None:
                continue
            spans = [each.span for each in record.actors if record.text[slice(*each.span)] == wording]
            span = spans[0] if spans else None
            around = ("", "")
            if span:
                start, end = at_words(record.text, max(0, span[0] - 60), min(span[1] + 60, len(record.text)), span)
                around = record.text[start : span[0]], record.text[span[1] : end]
            found.append({**row, "span": span, "before": around[0], "after": around[1]})
    return found


routes = [
    route("/actors", actors),
    route("/actors/decide", decide, methods=("POST",)),
    route("/actors.toml", own_register),
    route("/actors/{id:path}", actor),
]
operations = [
    Operation(
        "GET",
        "/actors",
        "listActors",
        "The actors of the case under the standing decisions, the most frequent first.",
        list_actors,
        returns=list[ActorSummary],
        parameters=(
            Parameter("q", "Letters of a name or a wording."),
            Parameter("kind", "Only actors of this kind."),
            Parameter("limit", "At most so many.", "integer"),
            Parameter("offset", "After so many.", "integer"),
        ),
    ),
    Operation(
        "POST",
        "/actors/decisions",
        "decideActor",
        "Rename, merge, split, reject, add or comment on an actor.",
        decide_actor,
        returns=Decision,
        takes=ActorDecision,
    ),
]
