"""One event: what every origin says of it, why its claims are one, and what reviewers make of that."""

import re
from datetime import date, timedelta
from typing import Any, NamedTuple
from urllib.parse import unquote

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from rawi.records import Event, Merge, Record, Ref
from rawi.review import regroup
from rawi.review.access import may, person, route
from rawi.review.api import Operation
from rawi.review.asked import Form, form
from rawi.review.closed import rows_shown, shown
from rawi.review.comparing import Quote, claim_of, compare, quote
from rawi.review.failing import bad_request, not_found
from rawi.review.opened import case
from rawi.review.page import back, flash, link, names, page
from rawi.review.reader import reader
from rawi.review.told import Voices, chain
from rawi.review.toll import history
from rawi.review.visible import groups, open_to
from rawi.store import Decision, Filters
from rawi.store.state import State

NEAR = timedelta(days=2)
OFFERED = 40
"""How far in time an event may be, and how many are offered, to be made one with another."""


class Passage(NamedTuple):
    """A claim of the event as it is told: whose words they are, and the words."""

    ref: Ref
    target: str
    quote: Quote | None
    chain: list[Any]
    outlet: str | None
    told: str | None
    origin: str
    state: str


class Joint(NamedTuple):
    """Two claims that were joined, and why."""

    merge: Merge
    a: Quote | None
    b: Quote | None


class Entry(NamedTuple):
    """An entry of the event's history; `size` decisions were taken at once."""

    decision: Decision
    size: int
    undone: bool


def show(request: Request) -> Response:
    held, whole = case(request), _find(request, request.path_params["id"])
    found = shown(request, held, whole)
    documents = found.documents
    records = dict(held.records_of(documents))
    who = reader(request)
    rows = compare(found, records)
    voices = Voices(who.words, who.dates, names(request))
    states = {document: held.states("claim", document) for document in documents}
    linked = {event.id: event for event in held.events([each.event for each in found.links])}
    return page(
        request,
        "event.html",
        tab="events",
        event=found,
        rows=rows,
        histories=[each for row in rows if row.is_count and (each := history(row, who.dates))],
        passages=_passages(found, records, voices, states),
        hidden=len(whole.documents) - len(documents),
        joints=[_joint(merge, records) for merge in sorted(found.merges, key=lambda merge: merge.score)],
        suggestions=[_joint(merge, records) for merge in found.suggestions],
        suggested={merge: _other(request, found, merge) for merge in found.suggestions},
        linked=linked,
        nearby=_nearby(request, found) if may(request, "reviewer") else [],
        state=held.state("event", found.id),
        history=_entries(request, found),
    )


def _nearby(request: Request, event: Event) -> list[dict[str, Any]]:
    """Events of about the same days, told by the most documents: what this one is likely to be made one with."""
    if event.start is None or event.end is None:
        return []
    first, last = date.fromisoformat(event.start) - NEAR, date.fromisoformat(event.end) + NEAR
    asked = Filters(after=first.isoformat(), before=last.isoformat(), groups=groups(request))
    rows = case(request).filter_events(asked, sort="-documents", limit=OFFERED).rows
    return [row for row in rows_shown(request, case(request), rows) if row["id"] != event.id]


def decide(request: Request) -> Response:
    """Accept, reject or comment on the event as a whole."""
    asked, who, words = form(request), person(request), reader(request).words
    found = _find(request, request.path_params["id"])
    action = asked["action"]
    if action not in ("accept", "reject", "comment"):
        raise bad_request()
    if action == "comment" and not asked["reason"]:
        flash(request, "wrong", words("event.cannot.no-words"))
        return back(request, link("event", found.id))
    case(request).decide(
        Decision(
            reviewer=who.name,
            action=action,
            target_kind="event",
            target=found.id,
            reason=asked["reason"],
            after=asked["reason"] if action == "comment" else None,
        )
    )
    flash(request, "done", words(f"event.done.{action}"))
    return back(request, link("event", found.id))


def group(request: Request) -> Response:
    """Set claims apart, move them, make events one, part two claims, or take such a decision back."""
    asked, words = form(request), reader(request).words
    found = _find(request, request.path_params["id"])
    if amiss := _amiss(request, found, asked):
        flash(request, "wrong", words(f"event.cannot.{amiss}"))
        return back(request, link("event", found.id))
    decisions = _decisions(request, found, asked)
    regroup.carry_out(case(request), decisions)
    flash(request, "done", words(f"event.done.{asked['action']}", n=len(decisions)))
    return back(request, _where_it_is(request, found))


def _amiss(request: Request, found: Event, asked: Form) -> str:
    """What a person forgot to choose or mistyped, as a message of `event.cannot`; nothing where all is there."""
    action, chosen = asked["action"], {regroup.ref_of(text) for text in asked.all("claim")} & set(found.claims)
    if action in ("apart", "move") and not chosen:
        return "none-chosen"
    if action == "apart" and len(chosen) == len(found.claims):
        return "all-chosen"
    if action in ("move", "one"):
        other = event_meant(asked["other"])
        if not other:
            return "no-other"
        if other == found.id:
            return "itself"
        event = case(request).event(other)
        if event is None or not open_to(request, case(request), event.documents):
            return "unknown"
    return ""


def event_meant(text: str) -> str:
    """The id in what was typed: an id, or the address of an event as the browser shows it."""
    return unquote(re.split(r"[?#]", text.strip().rpartition("/event/")[2])[0]).strip("/ ")


def _decisions(request: Request, found: Event, asked: Form) -> list[Decision]:
    who, reason = person(request).name, asked["reason"]
    claims = [regroup.ref_of(text) for text in asked.all("claim")]
    documents = list(dict.fromkeys(document for document, _ in claims))
    if len(open_to(request, case(request), documents)) < len(documents):
        raise not_found()
    match asked["action"]:
        case "apart":
            return regroup.set_apart(found, claims, reviewer=who, reason=reason)
        case "move":
            other = _find(request, event_meant(asked["other"]))
            return regroup.move(found, claims, other, reviewer=who, reason=reason)
        case "one":
            other = _find(request, event_meant(asked["other"]))
            return regroup.make_one(found, other, reviewer=who, reason=reason)
        case "part" if len(claims) == 2:
            return regroup.part(found, claims[0], claims[1], reviewer=who, reason=reason)
        case "undo" if asked["number"].isdigit():
            return regroup.take_back(case(request), int(asked["number"]), reviewer=who, reason=reason)
    raise bad_request()


def _where_it_is(request: Request, before: Event) -> str:
    """The event as it is now: by its id, or by the first of its claims that is in one."""
    held = case(request)
    if held.event(before.id):
        return link("event", before.id)
    for document, claim in before.claims:
        if now := held.event_of(document, claim):
            return link("event", now)
    return "/events"


def _find(request: Request, id: str) -> Event:
    held = case(request)
    found = held.event(id)
    if found is None or not open_to(request, held, found.documents):
        raise not_found()
    return found


def _passages(
    event: Event, records: dict[str, Record], voices: Voices, states: dict[str, dict[str, State]]
) -> list[Passage]:
    origin = {ref: each.name for each in event.origins for ref in each.claims}
    passages = []
    for ref in event.claims:
        record, claim = records.get(ref[0]), claim_of(records, ref)
        if record is None:
            continue
        published = record.published
        state = states.get(ref[0], {}).get(ref[1])
        passages.append(
            Passage(
                ref,
                regroup.target(ref),
                quote(record, ref[0], claim) if claim else None,
                chain(record, claim, voices) if claim else [],
                record.outlet,
                published.start if published else None,
                origin.get(ref, ""),
                state.state if state else "unreviewed",
            )
        )
    return passages


def _joint(merge: Merge, records: dict[str, Record]) -> Joint:
    def passage(ref: Ref) -> Quote | None:
        claim = claim_of(records, ref)
        return quote(records[ref[0]], ref[0], claim) if claim else None

    return Joint(merge, passage(merge.a), passage(merge.b))


def _other(request: Request, event: Event, merge: Merge) -> str | None:
    """The event that the claim outside this one belongs to."""
    outside = merge.b if merge.a in event.claims else merge.a
    found: str | None = case(request).event_of(*outside)
    return found if found != event.id else None


def _entries(request: Request, event: Event) -> list[Entry]:
    """What reviewers decided of this event and of its claims' company, newest first, taken together what was."""
    held = case(request)
    about = {each.number: each for each in held.decisions_about("event", event.id)}
    for document, claim in event.claims:
        for each in held.decisions_about("claim", f"{document}#{claim}"):
            if each.action in ("merge", "split") and _may_see(request, each):
                about[each.number] = each
    decisions = [each for each in about.values() if each.action != "undo"]
    undone = held.undone([each.number for each in decisions])
    entries: dict[str, Entry] = {}
    for each in sorted(decisions, key=lambda decision: decision.number):
        knot = regroup.knot_of(each) or str(each.number)
        size = entries[knot].size + 1 if knot in entries else 1
        entries[knot] = Entry(entries[knot].decision if knot in entries else each, size, each.number in undone)
    return sorted(entries.values(), key=lambda entry: -entry.decision.number)


def _may_see(request: Request, decision: Decision) -> bool:
    """Whether the claims that a decision joins or parts are open to the reader."""
    named = (decision.target, decision.after) if decision.target_kind == "claim" else ()
    documents = [each.rpartition("#")[0] for each in named if isinstance(each, str)]
    return len(open_to(request, case(request), documents)) == len(documents)


# The JSON interface


class EventAnswer(msgspec.Struct, frozen=True):
    """An event, and what reviewers made of it."""

    event: Event
    review: State


class Verdict(msgspec.Struct, frozen=True):
    """Accept or reject an event, or comment on it (`reason` is then the comment)."""

    action: str
    reason: str = ""


class Regrouping(msgspec.Struct, frozen=True):
    """`apart`, `move`, `one`, `part` or `undo`, as on the screen. `claims` are `DOCUMENT#CLAIM`, `other` an event."""

    action: str
    claims: tuple[str, ...] = ()
    other: str = ""
    number: int = 0
    reason: str = ""


def get_event(request: Request) -> EventAnswer:
    held, found = case(request), _find(request, request.path_params["id"])
    return EventAnswer(shown(request, held, found), held.state("event", found.id))


def post_verdict(request: Request, asked: Verdict) -> Decision:
    found = _find(request, request.path_params["id"])
    if asked.action not in ("accept", "reject", "comment"):
        raise bad_request()
    return case(request).decide(
        Decision(
            reviewer=person(request).name,
            action=asked.action,
            target_kind="event",
            target=found.id,
            reason=asked.reason,
            after=asked.reason if asked.action == "comment" else None,
        )
    )


def post_regrouping(request: Request, asked: Regrouping) -> list[Decision]:
    found = _find(request, request.path_params["id"])
    fields = {
        "action": [asked.action],
        "claim": list(asked.claims),
        "other": [asked.other],
        "number": [str(asked.number)],
        "reason": [asked.reason],
    }
    decisions = _decisions(request, found, Form(fields))
    regroup.carry_out(case(request), decisions)
    return [each for each in decisions if _may_see(request, each)]


operations = [
    Operation("GET", "/events/{id}", "getEvent", "One event, with its origins and agreement.", get_event, EventAnswer),
    Operation(
        "POST", "/events/{id}/verdict", "judgeEvent", "Accept, reject or comment.", post_verdict, Decision, Verdict
    ),
    Operation(
        "POST",
        "/events/{id}/claims",
        "regroupEvent",
        "Set claims apart, move them, make events one, or take that back.",
        post_regrouping,
        list[Decision],
        Regrouping,
    ),
]
routes = [
    route("/event/{id}", show),
    route("/event/{id}/decide", decide, methods=("POST",)),
    route("/event/{id}/claims", group, methods=("POST",)),
]
