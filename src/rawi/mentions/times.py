"""Reading → times: dated expressions with calendar, precision and basis."""

from rawi.lang import Reading
from rawi.records import Time


def times(reading: Reading) -> tuple[Time, ...]:
    """Every expression of the document that says when, in order of appearance."""
    return ()
