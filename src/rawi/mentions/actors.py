"""Reading → actors: wordings of the register's actors."""

from rawi.lang import Reading
from rawi.records import ActorMention


def actors(reading: Reading) -> tuple[ActorMention, ...]:
    """Every wording of a registered actor, in order of appearance."""
    return ()
