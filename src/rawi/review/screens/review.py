"""Review: one claim at a time, accepted, rejected, corrected or commented; many at once by filter; undo."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from starlette.requests import Request
from starlette.responses import Response

from rawi.errors import UsageError
from rawi.export.dossier.chain import root
from rawi.export.dossier.marking import Paragraph
from rawi.ontology import labels, modes, types
from rawi.records import Record
from rawi.review import narrowing, regroup, standing
from rawi.review.access import person, route
from rawi.review.asked import form, whole
from rawi.review.failing import bad_request
from rawi.review.fields import VOICES, corrected
from rawi.review.marked import Shown, text
from rawi.review.opened import case
from rawi.review.page import back, flash, link, page
from rawi.review.queue import ClaimQuery, asked, asked_in, facets, more, progress
from rawi.review.reader import reader
from rawi.review.screens.document import opened, told_claims, voices
from rawi.review.settling import soon
from rawi.review.told import Told, Voices, in_words
from rawi.review.visible import groups
from rawi.store import Case, Decision
from rawi.store.filters import Filters
from rawi.store.state import State

AROUND = 1
"""Paragraphs shown before and after a claim's own."""


class Differing(NamedTuple):
    """A field that reviewers corrected differently: what each of them says."""

    field: str
    said: list[tuple[str, str]]


def review(request: Request) -> Response:
    """The claim that an address names, or else the next one that awaits whoever asks."""
    here, who, wanted = case(request), person(request), asked(request)
    if words := narrowing.typed(request):
        return narrowing.narrowed(request, "claim", wanted, "/review", *words)
    filters = wanted.filters(groups(request))
    target = request.query_params.get("claim", "")
    row: dict[str, Any] | None
    if target:
        row = row_of(request, target)
    elif wanted.decided:
        row = here.claim_beside(filters, past(request), following=True)
    else:
        row = here.next_for_review(who.name, filters, after=past(request))
    return _page(request, row, wanted)


def past(request: Request) -> int:
    """The number of the claim that was shown last."""
    return whole(request, "past", 0, high=1 << 62)


def _page(
    request: Request, row: dict[str, Any] | None, wanted: ClaimQuery, typed: Any = None, status: int = 200
) -> Response:
    here, who = case(request), person(request)
    filters = wanted.filters(groups(request))
    context: dict[str, Any] = {"claim": None}
    if row is not None:
        context = _claim(request, row, filters)
    return page(
        request,
        "review.html",
        tab="review",
        status=status,
        asked=wanted,
        query=wanted.text,
        fitting=here.filter_claims(filters, limit=1).total if wanted.fields else 0,
        facets=facets(request, wanted, filters),
        many_valued=narrowing.MANY_VALUED,
        findable=narrowing.findable(request),
        shown_values=narrowing.SHOWN,
        labels=narrowing.labels_of(here, wanted),
        saved=here.saved_searches(who.name, "review"),
        progress=progress(here),
        people=here.people(),
        last=here.last_of(who.name),
        typed=typed or {},
        correcting=typed is not None,
        **context,
    )


def _claim(request: Request, row: dict[str, Any], filters: Filters) -> dict[str, Any]:
    here, known = case(request), voices(request)
    document, record = opened(request, row["document"])
    states = here.states("claim", row["document"])
    claims = told_claims(row["document"], record, known, states)
    claim = next(each for each in claims if each.id == row["id"])
    state = states.get(claim.id, State())
    shown = Shown(
        states=standing.all_shown(states), current=claim.id, address=lambda each: link("review", claim=each.target)
    )
    source = (claim.values["voice"] or {}).get("name") or root(record).name
    previous, following = (here.claim_beside(filters, row["number"], following=way) for way in (False, True))
    return {
        "claim": claim,
        "row": document,
        "outlet": root(record).name,
        "state": state,
        "shown": standing.shown(state),
        "values": claim.values,
        "paragraphs": _around(text(record, claims, known, shown), claim),
        "event": row["event"],
        "differing": list(_differing(state, known)),
        "history": here.decisions_about("claim", claim.target),
        "source": source,
        "source_state": here.state("source", source),
        "previous": previous and f"{previous['document']}#{previous['id']}",
        "following": following and f"{following['document']}#{following['id']}",
        "voice_kinds": VOICES,
        "count_kinds": [*labels()["count"], "things"],
        "count_rows": [*(claim.values["counts"] or []), _BLANK],
        "type_names": [(id, known.names.type(id)) for id in types()],
        "mode_names": sorted(((id, known.names.mode(id)) for id in modes()), key=lambda each: each[1]),
        "status_names": [(id, known.names.status(id)) for id in labels()["status"]],
    }


_BLANK = {"low": None, "high": None, "kind": "killed", "scope": "incident", "approx": False}


def decide(request: Request) -> Response:
    """Accept or reject a claim, and go on to the next."""
    given = form(request)
    action = given["action"]
    if action not in ("accept", "reject"):
        raise bad_request()
    row = row_of(request, given["target"])
    append(request, action, "claim", given["target"], reason=given["reason"])
    flash(request, "done", reader(request).words(f"review.{action}ed"))
    return _merged(request, back(request, _onward(request, row, given["query"])), action)


def correct(request: Request) -> Response:
    """Put other values in the place of those that were read; the claim counts as accepted with them."""
    given, here, known = form(request), case(request), voices(request)
    target = given["target"]
    row = row_of(request, target)
    _, record = opened(request, row["document"])
    claim = told_of(here, row, record, known)
    fields = {name: given[name] for name in given.fields}
    try:
        after = corrected(record, claim.values, fields)
    except UsageError as error:
        flash(request, "wrong", known.words(error.what, words=error.where))
        return _page(request, row, asked_in(given["query"], known.dates), typed=fields, status=422)
    if not after:
        flash(request, "note", known.words("review.unchanged"))
        return back(request, _at(request, target, given["query"]))
    before = {name: claim.values[name] for name in after}
    append(request, "correct", "claim", target, before=before, after=after, reason=given["reason"])
    flash(request, "done", known.words("review.was-corrected"))
    return _merged(request, back(request, _at(request, target, given["query"])), "correct")


def comment(request: Request) -> Response:
    given = form(request)
    row_of(request, given["target"])
    if given["text"]:
        append(request, "comment", "claim", given["target"], after=given["text"])
        flash(request, "done", reader(request).words("review.commented"))
    return back(request, _at(request, given["target"], given["query"]))


def assess(request: Request) -> Response:
    """Set the Admiralty code: the source's letter is of the source, wherever it speaks; the digit is of the claim."""
    given, here = form(request), case(request)
    row_of(request, given["target"])
    source, information, whose = given["source"], given["information"], given["source_target"]
    if (source and source not in "ABCDEF") or (information and information not in "123456"):
        raise bad_request()
    if whose and here.state("source", whose).assessed.get("source", "") != source:
        append(request, "assess", "source", whose, after={"source": source or None})
    if here.state("claim", given["target"]).assessed.get("information", "") != information:
        append(request, "assess", "claim", given["target"], after={"information": information or None})
    flash(request, "done", reader(request).words("review.assessed"))
    return back(request, _at(request, given["target"], given["query"]))


def undo(request: Request) -> Response:
    """Take back one's own decision, and show what it was about again."""
    given, here, who = form(request), case(request), person(request)
    last = here.last_of(who.name)
    if last is None or str(last.number) != given["number"]:
        flash(request, "wrong", reader(request).words("review.cannot-undo"))
        return back(request, "/review" + more(given["query"], reader(request).dates, "?"))
    here.decide_all(regroup.take_back(here, last.number, reviewer=who.name, reason=""))
    flash(request, "done", reader(request).words("review.undone"))
    if last.target_kind != "claim":
        return back(request, "/review" + more(given["query"], reader(request).dates, "?"))
    return _merged(request, back(request, _at(request, last.target, given["query"])), last.action)


def _merged(request: Request, answer: Response, action: str) -> Response:
    """Merge again after what changes the merge: a claim left out, or with other values, or no longer so."""
    if action == "accept" and case(request).people() < 2:
        return answer
    return soon(request.app.state.opened, answer)


def append(
    request: Request, action: str, kind: str, target: str, *, before: Any = None, after: Any = None, reason: str = ""
) -> Decision:
    return case(request).decide(
        Decision(
            reviewer=person(request).name,
            action=action,
            target_kind=kind,
            target=target,
            before=before,
            after=after,
            reason=reason,
        )
    )


def row_of(request: Request, target: str) -> dict[str, Any]:
    document, _, id = target.rpartition("#")
    opened(request, document)
    found = next((row for row in case(request).claims_of(document) if row["id"] == id), None)
    if found is None:
        raise bad_request()
    return found


def told_of(here: Case, row: dict[str, Any], record: Record, known: Voices) -> Told:
    claims = told_claims(row["document"], record, known, here.states("claim", row["document"]))
    return next(each for each in claims if each.id == row["id"])


def _around(paragraphs: list[Paragraph], claim: Told) -> list[Paragraph]:
    """The paragraphs that a claim stands in, and their neighbours."""
    first = max((n for n, each in enumerate(paragraphs) if each.start <= claim.span[0]), default=0)
    last = max((n for n, each in enumerate(paragraphs) if each.start < claim.span[1]), default=first)
    return paragraphs[max(0, first - AROUND) : last + AROUND + 1]


def _differing(state: State, known: Voices) -> Iterator[Differing]:
    for field, said in state.options.items():
        yield Differing(field, [(reviewer, in_words(field, value, known)) for reviewer, value in said.items()])


def _at(request: Request, target: str, query: str) -> str:
    return link("review", claim=target) + more(query, reader(request).dates)


def _onward(request: Request, row: dict[str, Any], query: str) -> str:
    return link("review", past=row["number"]) + more(query, reader(request).dates)


routes = [
    route("/review", review, role="reviewer"),
    route("/review/decide", decide, methods=("POST",)),
    route("/review/correct", correct, methods=("POST",)),
    route("/review/comment", comment, methods=("POST",)),
    route("/review/assess", assess, methods=("POST",)),
    route("/review/undo", undo, methods=("POST",)),
]
