"""Reading → counts: numbers of people with bounds, kind and scope."""

from rawi.lang import Reading
from rawi.records import Count, Time


def counts(reading: Reading, times: tuple[Time, ...]) -> tuple[Count, ...]:
    """Every count of people killed, wounded, arrested, … in order of appearance."""
    return ()
