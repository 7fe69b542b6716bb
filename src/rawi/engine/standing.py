"""What reviewers' decisions mean for a merge: pairs of claims decided, claims rejected, values corrected."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

import msgspec

from rawi.merge.reviewed import UNREVIEWED, Fields, Review
from rawi.records import Ref
from rawi.store import Case, Decision
from rawi.store import decisions as log
from rawi.store.state import REJECTED, State, standing


@dataclass(frozen=True)
class Decided:
    """What a reviewer decided of two claims: one event (`together`), or two."""

    a: Ref
    b: Ref
    together: bool


@dataclass(frozen=True)
class Standing:
    """All decisions that stand. `rejected` and `corrected` hold claims, the latter with the fields that changed."""

    pairs: tuple[Decided, ...] = ()
    rejected: frozenset[Ref] = frozenset()
    corrected: Mapping[Ref, Fields] = field(default_factory=dict)

    @cached_property
    def reviews(self) -> dict[str, Review]:
        """What stands of each document that a decision speaks of."""
        salts: dict[str, dict[str, str]] = {}
        for each in self.pairs:
            for document, claim in (each.a, each.b):
                salts.setdefault(document, {})[claim] = f"{document}/{claim}"
        names = {*salts, *(document for document, _ in (*self.rejected, *self.corrected))}
        return {
            name: Review(
                frozenset(claim for document, claim in self.rejected if document == name),
                {claim: fields for (document, claim), fields in self.corrected.items() if document == name},
                salts.get(name, {}),
            )
            for name in names
        }

    def review(self, document: str) -> Review:
        return self.reviews.get(document, UNREVIEWED)


def standing_of(case: Case) -> Standing:
    """What stands in a case now.

    A claim that reviewers rejected is left out of the merge; values that they corrected, and agree on, are merged in
    place of those read. What awaits a second reviewer, or is disputed, changes nothing yet.
    """
    rejected: set[Ref] = set()
    corrected: dict[Ref, Fields] = {}
    for row in case.database.rows("SELECT document, item, state, body FROM review WHERE target_kind = 'claim'"):
        ref = (row["document"], row["item"])
        if row["state"] == REJECTED:
            rejected.add(ref)
        elif fields := msgspec.json.decode(row["body"], type=State).corrected:
            corrected[ref] = fields
    spoken = log.decisions(
        case.database,
        "WHERE (target_kind = 'claim' AND action IN ('merge', 'split')) OR action = 'undo'",
    )
    return Standing(tuple(pairs(spoken)), frozenset(rejected), corrected)


def pairs(decisions: Iterable[Decision]) -> list[Decided]:
    """The pairs of claims that stand as one event, or as two.

    A `merge` or `split` of a claim names the other claim (`DOCUMENT#CLAIM`) in `after`; `undo` takes a decision back.
    The last word on a pair stands.
    """
    found: dict[tuple[str, str], bool] = {}
    for each in standing(decisions):
        other = each.after
        if each.target_kind != "claim" or each.action not in ("merge", "split") or not isinstance(other, str):
            continue
        if "#" in other and "#" in each.target and other != each.target:
            first, second = sorted((each.target, other))
            found[first, second] = each.action == "merge"
    return [Decided(_ref(a), _ref(b), together) for (a, b), together in sorted(found.items())]


def _ref(target: str) -> Ref:
    document, _, claim = target.rpartition("#")
    return document, claim
