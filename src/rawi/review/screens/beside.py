"""What the screens show beside a document's text, for programs: its claims as they stand, its original, differences."""

from typing import Any

import msgspec
from starlette.requests import Request

from rawi.review import standing
from rawi.review.api import Operation, Parameter
from rawi.review.failing import bad_request, not_found
from rawi.review.opened import case
from rawi.review.originals import original
from rawi.review.screens.document import opened, told_claims, voices
from rawi.store.state import State


class StandingClaim(msgspec.Struct, frozen=True):
    """A claim as it stands: `values` with the corrections, `read` those that were read and are corrected now.

    `chain`: whose words it is, from the outlet inward. `state`: of review; `verdicts`: by reviewer. `source` and
    `information`: its Admiralty code, as far as people have set it.
    """

    claim: str
    chain: tuple[str, ...]
    values: dict[str, Any]
    read: dict[str, Any]
    rules: tuple[str, ...]
    event: str | None
    state: str
    verdicts: dict[str, str]
    source: str | None
    information: str | None


class OriginalText(msgspec.Struct, frozen=True):
    """A file as it was kept, as text; `line` is the one that holds the document, `clipped` that not all is here."""

    name: str
    sha256: str
    size: int
    encoding: str
    lines: list[str]
    line: int | None
    clipped: bool


class Stretch(msgspec.Struct, frozen=True):
    """`kind`: same, spelt, only or moved."""

    text: str
    kind: str


class Sentences(msgspec.Struct, frozen=True):
    """A sentence of each of two documents; an empty side where the other has no counterpart."""

    left: list[Stretch]
    right: list[Stretch]


def standing_claims(request: Request) -> list[StandingClaim]:
    here, id = case(request), request.path_params["id"]
    _, record = opened(request, id)
    states = here.states("claim", id)
    events = {each["id"]: each["event"] for each in here.claims_of(id)}
    reads = {each.id: each for each in told_claims(id, record, voices(request), {})}
    found = []
    for each in told_claims(id, record, voices(request), states):
        state = states.get(each.id, State())
        name = (each.values["voice"] or {}).get("name") or each.chain[0].name
        found.append(
            StandingClaim(
                claim=each.target,
                chain=tuple(step.name for step in each.chain),
                values=each.values,
                read={field: reads[each.id].values[field] for field in each.corrected},
                rules=each.rules,
                event=events.get(each.id),
                state=standing.shown(state),
                verdicts=dict(state.verdicts),
                source=here.state("source", name).assessed.get("source"),
                information=state.assessed.get("information"),
            )
        )
    return found


def original_text(request: Request) -> OriginalText:
    row, _ = opened(request, request.path_params["id"])
    found = original(case(request), row)
    if found is None:
        raise not_found()
    return OriginalText(**{name: getattr(found, name) for name in OriginalText.__struct_fields__})


def differences(request: Request) -> list[Sentences]:
    # Folding loads the reading's tables.
    from rawi.review.differences import rows

    one, other = request.path_params["id"], request.query_params.get("with", "")
    if one == other:
        raise bad_request()
    left, right = opened(request, one)[1], opened(request, other)[1]
    return [
        Sentences([Stretch(*piece) for piece in row.left], [Stretch(*piece) for piece in row.right])
        for row in rows(left.text, right.text)
    ]


_DOCUMENT = Parameter("id", "The document's id in the case.")
routes: list[Any] = []
operations = [
    Operation(
        "GET",
        "/standing/{id:path}",
        "standingClaims",
        "The claims of one document as they stand: corrected, reviewed, coded.",
        standing_claims,
        list[StandingClaim],
        None,
        (_DOCUMENT,),
    ),
    Operation(
        "GET", "/original/{id:path}", "getOriginal", "The file a document was in, as text.", original_text,
        OriginalText, None, (_DOCUMENT,),
    ),
    Operation(
        "GET",
        "/differences/{id:path}",
        "getDifferences",
        "Two documents side by side, sentence by sentence.",
        differences,
        list[Sentences],
        None,
        (_DOCUMENT, Parameter("with", "The other document.")),
    ),
]  # fmt: skip
