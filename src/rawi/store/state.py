"""Decisions → the current state. Pure: the same decisions give the same state, whoever asks and whenever.

What reviewers decide of different things, and what different reviewers decide of one, may come in any order. Of what
one reviewer says of one thing, the last word stands. `undo` takes a decision back, and may itself be undone.
"""

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from rawi.store.decisions import Decision

UNREVIEWED, WAITING, ACCEPTED, REJECTED, DISPUTED = STATES = (
    "unreviewed", "waiting", "accepted", "rejected", "disputed",
)  # fmt: skip
"""`waiting`: one of two reviewers has spoken. `disputed`: reviewers differ."""
ACTIONS: dict[str, tuple[str, ...]] = {
    "claim": ("accept", "reject", "correct", "comment", "assess", "merge", "split"),
    "attribution": ("accept", "reject", "correct", "comment"),
    "event": ("accept", "reject", "correct", "comment", "assess"),
    "document": ("accept", "reject", "correct", "comment", "assess"),
    "actor": ("rename", "merge", "split", "reject", "add", "comment", "assess"),
    "place": ("accept", "reject", "correct", "comment"),
    "source": ("assess", "comment"),
    "decision": ("undo",),
}
"""What may be decided of each kind of target."""


class Comment(msgspec.Struct, frozen=True):
    number: int
    reviewer: str
    at: str
    text: str


class State(msgspec.Struct, frozen=True):
    """What reviewers have made of one claim, attribution, event or document.

    `verdicts`: reviewer → accept or reject. `corrected`: field → value, where all who corrected it agree.
    `options`: field → reviewer → value, where they do not. `assessed`: Admiralty codes, `source` and `information`.
    `decisions`: the numbers of the decisions that stand.
    """

    state: str = UNREVIEWED
    verdicts: dict[str, str] = {}
    corrected: dict[str, Any] = {}
    options: dict[str, dict[str, Any]] = {}
    comments: tuple[Comment, ...] = ()
    assessed: dict[str, Any] = {}
    decisions: tuple[int, ...] = ()


class ActorState(msgspec.Struct, frozen=True):
    """What reviewers have made of one actor.

    `names`: language → name; `into`: the actor it is one with; `moved`: wording → the actor it is of instead;
    `added`: the actor as a reviewer added it (`kind`, `names`, …).
    """

    names: dict[str, str] = {}
    into: str | None = None
    moved: dict[str, str] = {}
    rejected: bool = False
    added: dict[str, Any] | None = None
    comments: tuple[Comment, ...] = ()
    assessed: dict[str, Any] = {}
    decisions: tuple[int, ...] = ()


def undone(decisions: Iterable[Decision]) -> set[int]:
    """The numbers of the decisions that were taken back, undoings that were undone included."""
    taken: set[int] = set()
    for each in sorted(decisions, key=lambda decision: decision.number, reverse=True):
        if each.action == "undo" and each.number not in taken and each.target.isdigit():
            taken.add(int(each.target))
    return taken


def standing(decisions: Iterable[Decision]) -> list[Decision]:
    """The decisions that hold, oldest first: none that was taken back, and no undoings."""
    every = list(decisions)
    taken = undone(every)
    kept = [each for each in every if each.number not in taken and each.action != "undo"]
    return sorted(kept, key=lambda decision: decision.number)


def state_of(decisions: Iterable[Decision], *, people: int = 1) -> State:
    """The state of one target from the decisions about it, undoings included; `people` must accept or reject it."""
    verdicts: dict[str, str] = {}
    corrections: dict[str, dict[str, Any]] = {}
    comments: list[Comment] = []
    assessed: dict[str, Any] = {}
    kept = standing(decisions)
    for each in kept:
        if each.action in ("accept", "reject"):
            verdicts[each.reviewer] = each.action
        elif each.action == "correct":
            verdicts[each.reviewer] = "accept"
            for field, value in _fields(each.after).items():
                corrections.setdefault(field, {})[each.reviewer] = value
        elif each.action == "comment":
            comments.append(_comment(each))
        elif each.action == "assess":
            assessed.update(_fields(each.after))
    for said in corrections.values():
        for reviewer in [name for name in said if verdicts.get(name) == "reject"]:
            del said[reviewer]
    agreed = {field: said for field, said in corrections.items() if len({_key(value) for value in said.values()}) == 1}
    options = {field: dict(sorted(said.items())) for field, said in corrections.items() if said and field not in agreed}
    return State(
        state=_state(verdicts, bool(options), people),
        verdicts=dict(sorted(verdicts.items())),
        corrected={field: next(iter(said.values())) for field, said in sorted(agreed.items())},
        options=dict(sorted(options.items())),
        comments=tuple(comments),
        assessed=assessed,
        decisions=tuple(each.number for each in kept),
    )


def _state(verdicts: Mapping[str, str], differ: bool, people: int) -> str:
    said = set(verdicts.values())
    if len(said) > 1 or differ:
        return DISPUTED
    if not said:
        return UNREVIEWED
    if len(verdicts) < people:
        return WAITING
    return ACCEPTED if said == {"accept"} else REJECTED


def actors(decisions: Iterable[Decision]) -> dict[str, ActorState]:
    """Actor → its state, for every actor that a standing decision is about."""
    found: dict[str, ActorState] = {}
    for each in standing(decisions):
        if each.target_kind != "actor":
            continue
        old = found.get(each.target, ActorState())
        changes: dict[str, Any] = {"decisions": (*old.decisions, each.number)}
        after = _fields(each.after)
        if each.action == "rename":
            changes["names"] = {**old.names, **{lang: str(name) for lang, name in after.items()}}
        elif each.action == "merge" and isinstance(each.after, str):
            others = {actor: state for actor, state in found.items() if actor != each.target}
            if followed(each.after, others) != each.target:  # An actor is never merged into itself, over others too.
                changes["into"] = each.after
        elif each.action == "split":
            to = str(after.get("to") or each.target)
            changes["moved"] = {**old.moved, **{str(wording): to for wording in after.get("wordings") or ()}}
            changes["into"] = None if not after else old.into
        elif each.action == "reject":
            changes["rejected"] = True
        elif each.action == "add":
            changes["added"], changes["rejected"] = after, False
        elif each.action == "comment":
            changes["comments"] = (*old.comments, _comment(each))
        elif each.action == "assess":
            changes["assessed"] = {**old.assessed, **after}
        found[each.target] = msgspec.structs.replace(old, **changes)
    return found


def followed(actor: str, states: Mapping[str, ActorState]) -> str:
    """The actor that this one is merged into in the end, itself by default."""
    seen = {actor}
    while (state := states.get(actor)) is not None and state.into and state.into not in seen:
        actor = state.into
        seen.add(actor)
    return actor


def _comment(decision: Decision) -> Comment:
    text = decision.after if isinstance(decision.after, str) else decision.reason
    return Comment(decision.number, decision.reviewer, decision.at, text)


def _fields(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _key(value: Any) -> bytes:
    return msgspec.json.encode(value, order="deterministic")
