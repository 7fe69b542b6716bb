"""What reviewers have made of claims and documents, as the screens ask for it."""

from collections.abc import Iterable

from rawi.store import Case, Decision
from rawi.store.state import State, state_of


def of_claims(case: Case, document: str) -> dict[str, State]:
    """The state of every claim of a document that anybody decided on, by the claim's id."""
    start = f"{document}#"
    about: dict[str, list[Decision]] = {}
    everything = list(case.decisions())
    for each in everything:
        if each.target_kind == "claim" and each.target.startswith(start):
            about.setdefault(each.target[len(start) :], []).append(each)
    undoings = [each for each in everything if each.action == "undo"]
    return {claim: state_of([*decisions, *undoings]) for claim, decisions in about.items()}


def shown(state: State) -> str:
    """The name of a state as the screens show it: an accepted claim that was corrected is `corrected`."""
    return "corrected" if state.state == "accepted" and state.corrected else state.state


def states(found: Iterable[tuple[str, State]]) -> dict[str, str]:
    return {claim: shown(state) for claim, state in found}
