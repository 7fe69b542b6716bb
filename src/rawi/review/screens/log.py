"""The log: who decided what, when and why, and whether the chain of entries is whole."""

from collections.abc import Iterable
from typing import Any, NamedTuple
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from rawi.review import regroup, trail
from rawi.review.access import may, person, route
from rawi.review.api import Operation, Parameter
from rawi.review.asked import form, whole
from rawi.review.failing import bad_request
from rawi.review.opened import case
from rawi.review.page import back, flash, link, page
from rawi.review.reader import reader
from rawi.review.screens.document import voices
from rawi.review.told import Voices, in_words
from rawi.review.visible import groups
from rawi.store import Decision
from rawi.store.decisions import first_break

SIZE = 50


class Change(NamedTuple):
    """One field of a decision, before and after, in words."""

    field: str
    before: str
    after: str


class Entry(NamedTuple):
    """An entry of the log as the screen shows it; `address` leads to what it is about.

    `open` says that whoever reads may take it back; `more` are those beside it that were decided, and are taken back,
    at once.
    """

    decision: Decision
    address: str
    changes: list[Change]
    taken_back: bool
    open: bool
    more: tuple[Decision, ...] = ()


def log(request: Request) -> Response:
    here, known = case(request), voices(request)
    asked, offset = _asked(request), whole(request, "offset", 0)
    found = trail.entries(here, asked, limit=SIZE, offset=offset)
    taken = here.undone([each.number for each in found])
    checked = "check" in request.query_params
    query = asked.given()
    return page(
        request,
        "log.html",
        tab="log",
        asked=asked,
        entries=_folded(
            Entry(each, address(each), changes(each, known), each.number in taken, may_undo(request, each, taken))
            for each in found
        ),
        total=trail.number_of(here, asked),
        offset=offset,
        size=SIZE,
        reviewers=trail.reviewers(here),
        kinds=trail.KINDS,
        deeds=trail.DEEDS,
        checked=checked,
        broken=first_break(here.database) if checked else None,
        orphans=here.orphans() if not query and asked.groups is None else [],
        prefix=f"/log?{urlencode(query)}{'&' if query else ''}offset=",
        exported=urlencode(query),
        filtered=bool(query),
    )


def _folded(entries: Iterable[Entry]) -> list[Entry]:
    """Setting one claim apart is a decision about each that stays: what was decided at once is one row of the page."""
    found: list[Entry] = []
    for each in entries:
        knot = regroup.knot_of(each.decision)
        if knot and found and regroup.knot_of(found[-1].decision) == knot:
            found[-1] = found[-1]._replace(more=(*found[-1].more, each.decision))
        else:
            found.append(each)
    return found


def undo(request: Request) -> Response:
    """Take back an entry, and with it all that were taken together with it."""
    given, here, who = form(request), case(request), person(request)
    number = int(given["number"]) if given["number"].isdigit() else 0
    found = next(iter(trail.numbered(here, number)), None)
    if found is None or not may_undo(request, found, here.undone([number])):
        raise bad_request()
    regroup.carry_out(here, regroup.take_back(here, number, reviewer=who.name, reason=given["reason"]))
    flash(request, "done", reader(request).words("review.undone"))
    return back(request, "/log", given["to"])


def may_undo(request: Request, decision: Decision, taken: set[int]) -> bool:
    """One's own decisions that stand; an owner's word goes for all."""
    if decision.action == "undo" or decision.number in taken or not may(request, "reviewer"):
        return False
    return decision.reviewer == person(request).name or may(request, "owner")


def _asked(request: Request) -> trail.Asked:
    return trail.asked(request.query_params, groups(request), reader(request).dates.typed)


def address(decision: Decision) -> str:
    """Where a decision's target is shown."""
    document, _, item = decision.target.rpartition("#")
    match decision.target_kind:
        case "claim" | "attribution":
            return link("document", document, fragment=item)
        case "document":
            return link("document", decision.target)
        case "event":
            return link("event", decision.target)
        case "actor":
            return link("actors", decision.target)
        case "decision":
            return f"/log#n{decision.target}"
    return ""


def changes(decision: Decision, known: Voices) -> list[Change]:
    """What a decision put in the place of what."""
    after = decision.after
    if isinstance(after, dict):
        before = decision.before if isinstance(decision.before, dict) else {}
        return [Change(name, _words(name, before.get(name), known), _words(name, after[name], known)) for name in after]
    return [Change("", "", str(after))] if after is not None and decision.action != "comment" else []


def export(request: Request) -> Response:
    """The entries that are asked for, oldest first, as a file."""
    kind = request.path_params["kind"]
    decisions = trail.oldest_first(case(request), _asked(request))
    # The database belongs to this thread, the answer is sent from another: all is read before it goes.
    lines = list(trail.as_csv(decisions) if kind == "csv" else trail.as_jsonl(decisions))
    return StreamingResponse(
        iter(lines),
        media_type="text/csv; charset=utf-8" if kind == "csv" else "application/x-ndjson",
        headers={"content-disposition": f'attachment; filename="rawi-log.{kind}"'},
    )


def list_decisions(request: Request) -> list[Decision]:
    asked = _asked(request)
    limit = whole(request, "limit", SIZE, low=1, high=1_000)
    return trail.entries(case(request), asked, limit=limit, offset=whole(request, "offset", 0))


def _words(field: str, value: Any, known: Voices) -> str:
    try:
        return in_words(field, value, known)
    except (KeyError, TypeError, AttributeError):
        return value if isinstance(value, str) else str(value)


_PARAMETERS = tuple(Parameter(name, f"Only entries with this {name}.") for name in trail.FIELDS)
routes = [
    route("/log", log),
    route("/log/undo", undo, methods=("POST",)),
    route("/log.{kind:str}", export),
]
operations = [
    Operation(
        "GET",
        "/decisions",
        "listDecisions",
        "The audit trail, newest first.",
        list_decisions,
        returns=list[Decision],
        parameters=(
            *_PARAMETERS,
            Parameter("limit", "At most so many.", "integer"),
            Parameter("offset", "After so many.", "integer"),
        ),
    )
]
