"""One document: its text as written with its spans, its claims with their chains, its original, its copies."""

from typing import Any, NamedTuple

from starlette.requests import Request
from starlette.responses import Response

from rawi.errors import CaseError
from rawi.export.dossier.chain import Step, root
from rawi.records import Attribution, Record, Span
from rawi.review import standing
from rawi.review.access import route
from rawi.review.failing import not_found
from rawi.review.marked import Shown, text
from rawi.review.opened import case
from rawi.review.originals import original
from rawi.review.page import names, page
from rawi.review.reader import reader
from rawi.review.told import Told, Voices, step_in_words, told
from rawi.review.visible import open_to
from rawi.store import Case
from rawi.store.state import State

VIEWS = ("claims", "original", "copies", "voices")
_KINDS = ("document", "passage", "rewrite", "quotation")


class View(NamedTuple):
    """A tab beside the text, and how much there is in it."""

    name: str
    number: int = 0


class Branch(NamedTuple):
    """A voice with what it says, and the voices inside what it says."""

    step: Step
    at: Span
    snippet: str
    inner: list["Branch"]


class Other(NamedTuple):
    """Another document that repeats this one. `share` is the part of this one that they have in common, per cent."""

    document: str
    outlet: str
    published: str | None
    kind: str
    share: int
    words: str


def voices(request: Request) -> Voices:
    """Whose words and calendar whoever asks has."""
    who = reader(request)
    return Voices(who.words, who.dates, names(request))


def opened(request: Request, id: str) -> tuple[dict[str, Any], Record]:
    """A document's row and its record; a refusal when the case has no such document for whoever asks."""
    here = case(request)
    row = here.document(id)
    if row is None or not open_to(request, here, [id]):
        raise not_found()
    try:
        return row, here.record(id)
    except CaseError as error:
        raise not_found() from error


def document(request: Request) -> Response:
    here, id = case(request), request.path_params["id"]
    row, record = opened(request, id)
    known, states = voices(request), here.states("claim", id)
    claims = told_claims(id, record, known, states)
    beside = request.query_params.get("beside", "")
    beside = beside if beside in VIEWS else "claims"
    others = copies(request, id)
    against = next((other for other in others if other.document == request.query_params.get("with")), None)
    against = against or next(iter(others), None)
    at = passage(request, record)
    return page(
        request,
        "document.html",
        tab="documents",
        row=row,
        record=record,
        outlet=root(record).name,
        heading=record.title or " ".join(record.text[:120].split()) or id,
        file=row["locator"].replace("\\", "/").rsplit("/", 1)[-1],
        claims=claims,
        standing=standing.all_shown(states),
        events={each["id"]: each["event"] for each in here.claims_of(id) if each["event"]},
        beside=beside,
        views=[View("claims", len(claims)), View("original"), View("copies", len(others)), View("voices")],
        paragraphs=text(record, claims, known, Shown(at=at, states=standing.all_shown(states))),
        original=original(here, row) if beside == "original" else None,
        others=others,
        against=against,
        compared=_compared(here, record, against) if beside == "copies" and against else [],
        voices=branches(record, known) if beside == "voices" else [],
        remarks=[note for note in record.notes if not note.code.startswith("furniture")],
    )


def told_claims(id: str, record: Record, known: Voices, states: dict[str, State]) -> list[Told]:
    """Every claim of a record, corrected where a reviewer corrected it."""
    return [
        told(id, record, number, claim, known, states[claim.id].corrected if claim.id in states else None)
        for number, claim in enumerate(record.claims, 1)
    ]


def passage(request: Request, record: Record) -> Span | None:
    """The passage that an address asks for (`?char=120,188`), within the text."""
    start, _, end = request.query_params.get("char", "").partition(",")
    if not (start.isdecimal() and end.isdecimal()):
        return None
    span = (int(start), min(int(end), len(record.text)))
    return span if span[0] < span[1] else None


def copies(request: Request, id: str) -> list[Other]:
    """The documents that repeat this one, those that were found before those that are suggested."""
    here, others = case(request), []
    for copy in here.copies(document=id)[0]:
        first = copy.first == id
        other, share = (copy.second, copy.share_first) if first else (copy.first, copy.share_second)
        row = here.document(other)
        if row is None or not open_to(request, here, [other]):
            continue
        name = row["outlet"] or row["author"] or row["title"] or other
        words = "; ".join(copy.reasons)
        others.append(Other(other, name, row["published_start"], copy.kind, round(100 * share), words))
    return sorted(others, key=lambda each: (_KINDS.index(each.kind), -each.share))


def branches(record: Record, known: Voices) -> list[Branch]:
    """The voices of a document as a tree, in the order of the text."""
    ids = {attribution.id for attribution in record.attributions}
    children: dict[str, list[Attribution]] = {}
    for attribution in record.attributions:
        parent = attribution.parent if attribution.parent in ids else ""
        children.setdefault(parent or "", []).append(attribution)

    def grow(parent: str, above: frozenset[str]) -> list[Branch]:
        return [
            Branch(
                step_in_words(each, record, known),
                _whole(each),
                _shorten(" … ".join(" ".join(record.text[slice(*part)].split()) for part in each.content)),
                grow(each.id, above | {each.id}),
            )
            for each in sorted(children.get(parent, []), key=lambda each: each.content[:1] or ((0, 0),))
            if each.id not in above
        ]

    return grow("", frozenset())


def _compared(here: Case, record: Record, against: Other) -> list[Any]:
    # Folding loads the reading's tables; a page without differences does without them.
    from rawi.review.differences import rows

    return rows(record.text, here.record(against.document).text)


def _whole(attribution: Attribution) -> Span:
    spans = [span for span in (attribution.source, attribution.cue, *attribution.content) if span]
    return (min(span[0] for span in spans), max(span[1] for span in spans)) if spans else (0, 1)


def _shorten(words: str, limit: int = 160) -> str:
    return words if len(words) <= limit else words[:limit].rsplit(" ", 1)[0] + " …"


routes = [route("/document/{id:path}", document)]
