"""Reading, mentions and chains → claims."""

from rawi.lang import Reading
from rawi.records import ActorMention, Attribution, Claim, Count, Place, Time


def claims(
    reading: Reading,
    times: tuple[Time, ...],
    counts: tuple[Count, ...],
    places: tuple[Place, ...],
    actors: tuple[ActorMention, ...],
    attributions: tuple[Attribution, ...],
) -> tuple[Claim, ...]:
    """Every event or public act the text reports, tied to its arguments and to the voice that tells it."""
    return ()
