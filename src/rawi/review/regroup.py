"""Which claims are one event, as a reviewer decides it: claims set apart, moved, events made one; and taken back.

Each of these is several decisions about pairs of claims, taken all at once; `before.together` ties them, so that
they can be taken back all at once.
"""

import secrets
from collections.abc import Iterable

from rawi.records import Event, Ref
from rawi.review.failing import bad_request
from rawi.review.settling import settle
from rawi.store import Case, Decision


def set_apart(event: Event, claims: Iterable[Ref], *, reviewer: str, reason: str) -> list[Decision]:
    """These claims are not of this event: each is parted from every claim that stays."""
    leaving = [ref for ref in dict.fromkeys(claims) if ref in set(event.claims)]
    staying = [ref for ref in event.claims if ref not in leaving]
    if not leaving or not staying:
        raise bad_request()
    return _pairs("split", ((a, b) for a in leaving for b in staying), event.id, reviewer, reason)


def move(event: Event, claims: Iterable[Ref], other: Event, *, reviewer: str, reason: str) -> list[Decision]:
    """These claims are of the other event: parted from those that stay here, joined to the other's first."""
    leaving = [ref for ref in dict.fromkeys(claims) if ref in set(event.claims)]
    staying = [ref for ref in event.claims if ref not in leaving]
    if not leaving or event.id == other.id:
        raise bad_request()
    together = _knot()
    return [
        *_pairs("split", ((a, b) for a in leaving for b in staying), event.id, reviewer, reason, together),
        *_pairs("merge", ((a, other.claims[0]) for a in leaving), event.id, reviewer, reason, together),
    ]


def make_one(event: Event, other: Event, *, reviewer: str, reason: str) -> list[Decision]:
    """Both are one event."""
    if event.id == other.id:
        raise bad_request()
    return _pairs("merge", [(event.claims[0], other.claims[0])], event.id, reviewer, reason)


def part(event: Event, a: Ref, b: Ref, *, reviewer: str, reason: str) -> list[Decision]:
    """Two claims that were joined are not of one event."""
    return _pairs("split", [(a, b)], event.id, reviewer, reason)


def take_back(case: Case, number: int, *, reviewer: str, reason: str) -> list[Decision]:
    """Take back a decision, and with it all that were taken together with it."""
    every = list(case.decisions())
    target = next((each for each in every if each.number == number), None)
    if target is None or target.action == "undo":
        raise bad_request()
    knot = knot_of(target)
    tied = [each for each in every if knot and knot_of(each) == knot] or [target]
    return [
        Decision(reviewer=reviewer, action="undo", target_kind="decision", target=str(each.number), reason=reason)
        for each in tied
    ]


def knot_of(decision: Decision) -> str | None:
    """What ties a decision to those taken at once with it."""
    before = decision.before
    return before.get("together") if isinstance(before, dict) else None


def carry_out(case: Case, decisions: list[Decision]) -> None:
    """Keep the decisions, and merge what they touch anew."""
    case.decide_all(decisions)
    settle(case)


def _pairs(
    action: str, pairs: Iterable[tuple[Ref, Ref]], event: str, reviewer: str, reason: str, together: str = ""
) -> list[Decision]:
    together = together or _knot()
    return [
        Decision(
            reviewer=reviewer,
            action=action,
            target_kind="claim",
            target=target(a),
            reason=reason,
            before={"event": event, "together": together},
            after=target(b),
        )
        for a, b in pairs
    ]


def target(ref: Ref) -> str:
    """A claim's name in decisions."""
    return f"{ref[0]}#{ref[1]}"


def ref_of(text: str) -> Ref:
    """The claim that a name in decisions means."""
    document, mark, claim = text.rpartition("#")
    if not mark or not document or not claim:
        raise bad_request()
    return document, claim


def _knot() -> str:
    return secrets.token_hex(6)
