"""The states of claims by the names that the screens show them under."""

from collections.abc import Mapping

from rawi.store.state import ACCEPTED, State


def shown(state: State) -> str:
    """A claim that was accepted with other values than were read is `corrected`."""
    return "corrected" if state.state == ACCEPTED and state.corrected else state.state


def all_shown(states: Mapping[str, State]) -> dict[str, str]:
    return {claim: shown(state) for claim, state in states.items()}
