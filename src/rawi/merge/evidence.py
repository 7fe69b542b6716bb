"""What two claims have in common beyond the kind of act, the day and the land.

A corpus never holds all that happened: two claims of one kind, on one day, somewhere in one land are two happenings
more often than one, even where nothing speaks against it. What tells of one is a place, a number, or a party.
"""

from rawi.merge.compare import same_place
from rawi.merge.traits import NOWHERE, Tally, Traits

FEW, SOME = 3, 10
"""How many people a number in common must count to tell of one event: in one land, and where a place is not known."""
PLACED = 120
"""Points of a place that two claims have in common: a province or less."""


def tells(a: Traits, b: Traits) -> bool:
    """Whether two claims have a number of people in common, or who did it or to whom."""
    if (a.actor and a.actor == b.actor) or (a.recipient and a.recipient == b.recipient):
        return True
    least = SOME if NOWHERE in (a.level, b.level) else FEW
    return any(
        mine.kind == theirs.kind and _meet(mine, theirs) and min(mine.low, theirs.low) >= least
        for mine in a.counts
        for theirs in b.counts
    )


def tells_or_places(a: Traits, b: Traits) -> bool:
    """Whether two claims have a number, a party or a place in common."""
    place = same_place(a, b)
    return (place is not None and place.points >= PLACED) or tells(a, b)


def _meet(mine: Tally, theirs: Tally) -> bool:
    return (mine.high is None or theirs.low <= mine.high) and (theirs.high is None or mine.low <= theirs.high)
