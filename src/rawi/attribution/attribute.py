"""Reading → attributions."""

from rawi.lang import Reading
from rawi.records import ActorMention, Attribution, Time


def attributions(
    reading: Reading, times: tuple[Time, ...], actors: tuple[ActorMention, ...]
) -> tuple[Attribution, ...]:
    """Every report of someone's words, with its parent, in order of appearance."""
    return ()
