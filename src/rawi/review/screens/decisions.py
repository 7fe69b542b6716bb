"""Deciding on claims, for programs: what the review screen does, as operations of the JSON interface."""

from typing import Any, Literal

import msgspec
from starlette.requests import Request

from rawi.review import narrowing, regroup, trail
from rawi.review.access import person
from rawi.review.api import Operation, Parameter
from rawi.review.failing import bad_request
from rawi.review.fields import FIELDS
from rawi.review.opened import case
from rawi.review.queue import asked
from rawi.review.screens.document import opened, voices
from rawi.review.screens.log import may_undo
from rawi.review.screens.review import append, past, row_of, told_of
from rawi.review.settling import settle
from rawi.review.visible import groups
from rawi.store import Decision
from rawi.store.marks import CLAIM_KINDS


class ClaimDecision(msgspec.Struct, frozen=True, kw_only=True):
    """A decision on a claim (`DOCUMENT#CLAIM`).

    `action`: accept, reject, correct, comment or assess. `after`: for correct, the fields that change with their new
    values; for comment, the text; for assess, `{"information": "1" to "6"}`.
    """

    claim: str
    action: Literal["accept", "reject", "correct", "comment", "assess"]
    after: Any = None
    reason: str = ""


class Undoing(msgspec.Struct, frozen=True):
    """The number of a decision to take back (one's own; an owner's word goes for all); with it go all that were taken

    at once.
    """

    number: int


class WaitingClaim(msgspec.Struct, frozen=True):
    """The next claim that awaits whoever asks, with its values; `claim` is None when none does."""

    claim: str | None
    number: int = 0
    values: dict[str, Any] = {}
    state: str = ""
    chain: tuple[str, ...] = ()


def next_claim(request: Request) -> WaitingClaim:
    here, known = case(request), voices(request)
    filters = asked(request).filters(groups(request))
    row = here.next_for_review(person(request).name, filters, after=past(request))
    if row is None:
        return WaitingClaim(None)
    _, record = opened(request, row["document"])
    claim = told_of(here, row, record, known)
    told_by = tuple(step.name for step in claim.chain)
    return WaitingClaim(claim.target, row["number"], claim.values, row["review"], told_by)


def post_decision(request: Request, asked_: ClaimDecision) -> Decision:
    row, after, before = row_of(request, asked_.claim), asked_.after, None
    if asked_.action == "correct":
        if not isinstance(after, dict) or not after or not set(after) <= set(FIELDS):
            raise bad_request()
        _, record = opened(request, row["document"])
        values = told_of(case(request), row, record, voices(request)).values
        before = {name: values[name] for name in after}
    elif not _fits(asked_.action, after):
        raise bad_request()
    made = append(request, asked_.action, "claim", asked_.claim, before=before, after=after, reason=asked_.reason)
    if asked_.action in ("reject", "correct") or case(request).people() > 1:
        settle(case(request))
    return made


def _fits(action: str, after: Any) -> bool:
    """Whether what is said goes with a comment or an assessment; the others need nothing."""
    if action == "comment":
        return isinstance(after, str) and after != ""
    if action == "assess":
        return isinstance(after, dict) and str(after.get("information")) in tuple("123456")
    return True


def post_undo(request: Request, asked_: Undoing) -> list[Decision]:
    here, who = case(request), person(request)
    found = next(iter(trail.numbered(here, asked_.number)), None)
    if found is None or not may_undo(request, found, here.undone([asked_.number])):
        raise bad_request()
    made = here.decide_all(regroup.take_back(here, asked_.number, reviewer=who.name, reason=""))
    settle(here)
    return made


routes: list[Any] = []
operations = [
    Operation(
        "GET",
        "/review/next",
        "nextClaim",
        "The next claim that awaits whoever asks.",
        next_claim,
        returns=WaitingClaim,
        role="reviewer",
        parameters=(
            *narrowing.parameters(CLAIM_KINDS),
            Parameter("document", "Claims of this document alone."),
            Parameter("past", "The `number` of the claim that was shown last.", "integer"),
        ),
    ),
    Operation(
        "POST",
        "/decisions",
        "decide",
        "Accept, reject, correct, comment or assess a claim.",
        post_decision,
        returns=Decision,
        takes=ClaimDecision,
    ),
    Operation(
        "POST",
        "/undo",
        "undo",
        "Take back a decision.",
        post_undo,
        returns=list[Decision],
        takes=Undoing,
    ),
]
