"""Review: one claim at a time, accepted, rejected, corrected or commented; many at once by filter; undo."""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from rawi.errors import UsageError
from rawi.export.dossier.chain import root
from rawi.export.dossier.marking import Paragraph
from rawi.ontology import labels, modes, types
from rawi.records import Record
from rawi.review import regroup, standing
from rawi.review.access import person, route
from rawi.review.asked import form, whole
from rawi.review.failing import bad_request
from rawi.review.fields import VOICES, corrected
from rawi.review.marked import Shown, text
from rawi.review.opened import case
from rawi.review.page import back, flash, link, page
from rawi.review.reader import reader
from rawi.review.screens.document import opened, told_claims, voices
from rawi.review.settling import soon
from rawi.review.told import Told, Voices, in_words
from rawi.review.visible import groups
from rawi.store import Case, Decision
from rawi.store.filters import Filters, Term, find
from rawi.store.state import STATES, State

AROUND = 1
"""Paragraphs shown before and after a claim's own."""
AT_ONCE = 2_000
"""Claims that one step accepts at most."""
BY = {"type": "type", "status": "status", "outlet": "outlet", "language": "language", "state": "review"}


class Asked(NamedTuple):
    """Which claims: names of the filter's fields, empty where anything goes."""

    type: str = ""
    status: str = ""
    outlet: str = ""
    language: str = ""
    state: str = ""
    document: str = ""

    def given(self) -> list[tuple[str, str]]:
        return [(name, value) for name, value in self._asdict().items() if value]

    def filters(self, own: tuple[str, ...] | None) -> Filters:
        terms = tuple(Term(BY[name], (value,)) for name, value in self.given() if name in BY)
        return Filters(terms=terms, document=self.document or None, groups=own)


class Choice(NamedTuple):
    """A field of the filter with its values: (value, words, how many claims)."""

    name: str
    values: list[tuple[str, str, int | None]]
    chosen: str


class Differing(NamedTuple):
    """A field that reviewers corrected differently: what each of them says."""

    field: str
    said: list[tuple[str, str]]


class Progress(NamedTuple):
    total: int
    done: int
    waiting: int
    disputed: int


def asked(given: Any) -> Asked:
    return Asked(**{name: str(given.get(name, "")).strip() for name in Asked._fields})


def review(request: Request) -> Response:
    """The claim that an address names, or else the next one that awaits whoever asks."""
    here, who, wanted = case(request), person(request), asked(request.query_params)
    filters = wanted.filters(groups(request))
    target = request.query_params.get("claim", "")
    row: dict[str, Any] | None
    if target:
        row = _row(request, target)
    elif wanted.state not in ("", "unreviewed", "waiting"):
        row = _beside(here, filters, here_after(request), following=True)
    else:
        row = here.next_for_review(who.name, filters, after=here_after(request))
    return _page(request, row, wanted)


def here_after(request: Request) -> int:
    return whole(request, "after", 0, high=1 << 62)


def _page(
    request: Request, row: dict[str, Any] | None, wanted: Asked, typed: Any = None, status: int = 200
) -> Response:
    here, who, known = case(request), person(request), voices(request)
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
        query=urlencode(wanted.given()),
        filtered=bool(wanted.given()),
        fitting=here.filter_claims(filters, limit=1).total if wanted.given() else 0,
        filters=_choices(here, wanted, known),
        progress=_progress(here),
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
    previous, following = (_beside(here, filters, row["number"], following=way) for way in (False, True))
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
    row = _row(request, given["target"])
    _append(request, action, "claim", given["target"], reason=given["reason"])
    flash(request, "done", reader(request).words(f"review.{action}ed"))
    return _merged(request, back(request, _onward(row, given["query"])), action)


def correct(request: Request) -> Response:
    """Put other values in the place of those that were read; the claim counts as accepted with them."""
    given, here, known = form(request), case(request), voices(request)
    target = given["target"]
    row = _row(request, target)
    _, record = opened(request, row["document"])
    claim = _told(here, row, record, known)
    fields = {name: given[name] for name in given.fields}
    try:
        after = corrected(record, claim.values, fields)
    except UsageError as error:
        flash(request, "wrong", known.words(error.what, words=error.where))
        return _page(request, row, asked(_query(given["query"])), typed=fields, status=422)
    if not after:
        flash(request, "note", known.words("review.unchanged"))
        return back(request, link("review", claim=target) + _more(given["query"]))
    before = {name: claim.values[name] for name in after}
    _append(request, "correct", "claim", target, before=before, after=after, reason=given["reason"])
    flash(request, "done", known.words("review.was-corrected"))
    return _merged(request, back(request, link("review", claim=target) + _more(given["query"])), "correct")


def comment(request: Request) -> Response:
    given = form(request)
    _row(request, given["target"])
    if given["text"]:
        _append(request, "comment", "claim", given["target"], after=given["text"])
        flash(request, "done", reader(request).words("review.commented"))
    return back(request, link("review", claim=given["target"]) + _more(given["query"]))


def assess(request: Request) -> Response:
    """Set the Admiralty code: the source's letter is of the source, wherever it speaks; the digit is of the claim."""
    given, here = form(request), case(request)
    _row(request, given["target"])
    source, information, whose = given["source"], given["information"], given["source_target"]
    if (source and source not in "ABCDEF") or (information and information not in "123456"):
        raise bad_request()
    if whose and here.state("source", whose).assessed.get("source", "") != source:
        _append(request, "assess", "source", whose, after={"source": source or None})
    if here.state("claim", given["target"]).assessed.get("information", "") != information:
        _append(request, "assess", "claim", given["target"], after={"information": information or None})
    flash(request, "done", reader(request).words("review.assessed"))
    return back(request, link("review", claim=given["target"]) + _more(given["query"]))


def undo(request: Request) -> Response:
    """Take back one's own decision, and show what it was about again."""
    given, here, who = form(request), case(request), person(request)
    last = here.last_of(who.name)
    if last is None or str(last.number) != given["number"]:
        flash(request, "wrong", reader(request).words("review.cannot-undo"))
        return back(request, "/review" + _more(given["query"], "?"))
    here.decide_all(regroup.take_back(here, last.number, reviewer=who.name, reason=""))
    flash(request, "done", reader(request).words("review.undone"))
    if last.target_kind != "claim":
        return back(request, "/review" + _more(given["query"], "?"))
    return _merged(request, back(request, link("review", claim=last.target) + _more(given["query"])), last.action)


def bulk(request: Request) -> Response:
    """What would be accepted at once, to be looked at before it is."""
    here, wanted = case(request), asked(request.query_params)
    rows = _waiting(here, wanted.filters(groups(request)), person(request).name)
    return page(
        request, "review_bulk.html", tab="review", asked=wanted, query=urlencode(wanted.given()), rows=rows[:100],
        number=len(rows), targets_digest=_digest(rows),
    )  # fmt: skip


def bulk_accept(request: Request) -> Response:
    """Accept what was shown; where that has changed meanwhile, show it again instead."""
    given, here, who = form(request), case(request), person(request)
    wanted = asked(_query(given["query"]))
    rows = _waiting(here, wanted.filters(groups(request)), who.name)
    if not wanted.given() or _digest(rows) != given["digest"]:
        return back(request, "/review/bulk" + _more(given["query"], "?"))
    here.decide_all(
        Decision(
            reviewer=who.name,
            action="accept",
            target_kind="claim",
            target=f"{row['document']}#{row['id']}",
            reason=given["reason"],
        )
        for row in rows
    )
    flash(request, "done", reader(request).words("review.bulk-page.done", n=len(rows)))
    return back(request, "/review")


def people(request: Request) -> Response:
    """Say whether one reviewer is enough, or two must agree."""
    given = form(request)
    case(request).set("two_person", "1" if given["two"] else "0")
    flash(request, "done", reader(request).words("review.people-set"))
    return back(request, "/review" + _more(given["query"], "?"))


def _merged(request: Request, answer: Response, action: str) -> Response:
    """Merge again after what changes the merge: a claim left out, or with other values, or no longer so."""
    if action == "accept" and case(request).people() < 2:
        return answer
    return soon(request.app.state.opened, answer)


def _append(
    request: Request, action: str, kind: str, target: str, *, before: Any = None, after: Any = None, reason: str = ""
) -> None:
    case(request).decide(
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


def _row(request: Request, target: str) -> dict[str, Any]:
    document, _, id = target.rpartition("#")
    opened(request, document)
    found = next((row for row in case(request).claims_of(document) if row["id"] == id), None)
    if found is None:
        raise bad_request()
    return found


def _told(here: Case, row: dict[str, Any], record: Record, known: Voices) -> Told:
    claims = told_claims(row["document"], record, known, here.states("claim", row["document"]))
    return next(each for each in claims if each.id == row["id"])


def _beside(here: Case, filters: Filters, number: int, *, following: bool) -> dict[str, Any] | None:
    """The claim before or after one, decided or not, in order of time; the first where `number` is 0."""
    found = find(here.database, "claim", filters)
    place = here.database.row("SELECT at, number FROM claim WHERE number = ?", (number,)) if number else None
    sign, way = (">", "ASC") if following else ("<", "DESC")
    # What is asked of nothing ends with the table's name.
    joint = "WHERE" if found.sql.endswith(" m") else "AND"
    beyond = f" {joint} (m.at, m.number) {sign} (?, ?)" if place else ""
    values = (place["at"], place["number"]) if place else ()
    row = here.database.row(
        f"SELECT m.number {found.sql}{beyond} ORDER BY m.at {way}, m.number {way} LIMIT 1", (*found.values, *values)
    )
    return here.database.row("SELECT * FROM claim WHERE number = ?", (row["number"],)) if row else None


def _waiting(here: Case, filters: Filters, reviewer: str) -> list[dict[str, Any]]:
    """The claims that fit and still await this reviewer, at most AT_ONCE."""
    rows = here.filter_claims(filters, limit=AT_ONCE).rows
    waiting = []
    for row in rows:
        if row["review"] == "unreviewed":
            waiting.append(row)
        elif row["review"] == "waiting":
            state = here.state("claim", f"{row['document']}#{row['id']}")
            if reviewer not in state.verdicts:
                waiting.append(row)
    return waiting


def _digest(rows: list[dict[str, Any]]) -> str:
    """Says which claims a page of many showed."""
    import hashlib

    return hashlib.sha256("\n".join(f"{row['document']}#{row['id']}" for row in rows).encode()).hexdigest()[:24]


def _around(paragraphs: list[Paragraph], claim: Told) -> list[Paragraph]:
    """The paragraphs that a claim stands in, and their neighbours."""
    first = max((n for n, each in enumerate(paragraphs) if each.start <= claim.span[0]), default=0)
    last = max((n for n, each in enumerate(paragraphs) if each.start < claim.span[1]), default=first)
    return paragraphs[max(0, first - AROUND) : last + AROUND + 1]


def _differing(state: State, known: Voices) -> Iterator[Differing]:
    for field, said in state.options.items():
        yield Differing(field, [(reviewer, in_words(field, value, known)) for reviewer, value in said.items()])


def _choices(here: Case, wanted: Asked, known: Voices) -> list[Choice]:
    facets = here.facets("claim", kinds=tuple(BY.values()), limit=40)
    words: dict[str, Callable[[str], str]] = {
        "type": known.names.type,
        "status": known.names.status,
        "outlet": str,
        "language": known.names.language_name,
        "state": lambda state: known.words.or_as_is("claim.state", state),
    }
    choices = []
    for name, kind in BY.items():
        rows = facets.get(kind, [])
        values = [(row["value"], words[name](row["value"]), row["number"]) for row in rows if row["value"]]
        if name == "state":
            values = sorted(values, key=lambda each: STATES.index(each[0]))
        chosen = getattr(wanted, name)
        if chosen and chosen not in [value for value, *_ in values]:
            values.append((chosen, words[name](chosen), None))
        choices.append(Choice(name, values, chosen))
    return choices


def _progress(here: Case) -> Progress:
    counted = here.progress()
    total = sum(counted.values())
    return Progress(total, total - counted["unreviewed"] - counted["waiting"], counted["waiting"], counted["disputed"])


def _onward(row: dict[str, Any], query: str) -> str:
    return link("review", after=row["number"]) + _more(query)


def _query(query: str) -> dict[str, str]:
    from urllib.parse import parse_qsl

    return dict(parse_qsl(query))


def _more(query: str, sign: str = "&") -> str:
    """The filter's part of an address, rewritten from what it says, whatever was sent."""
    given = urlencode(asked(_query(query)).given())
    return f"{sign}{given}" if given else ""


routes = [
    route("/review", review, role="reviewer"),
    route("/review/decide", decide, methods=("POST",)),
    route("/review/correct", correct, methods=("POST",)),
    route("/review/comment", comment, methods=("POST",)),
    route("/review/assess", assess, methods=("POST",)),
    route("/review/undo", undo, methods=("POST",)),
    route("/review/bulk", bulk, role="reviewer"),
    route("/review/bulk", bulk_accept, methods=("POST",)),
    route("/review/people", people, role="owner", methods=("POST",)),
]
