"""Reading → places: toponyms, resolved where the gazetteer knows them."""

from rawi.lang import Reading
from rawi.records import Place


def places(reading: Reading) -> tuple[Place, ...]:
    """Every toponym that says where, in order of appearance."""
    return ()
