"""Days, numbers and places in words, for reasons that a person reads."""

from datetime import date
from functools import lru_cache

from rawi.merge.traits import Tally, Traits


@lru_cache(maxsize=1 << 14)
def day(ordinal: int) -> str:
    """A day as `4 Nov 2019`."""
    when = date.fromordinal(ordinal)
    return f"{when.day} {when:%b} {when.year}"


@lru_cache(maxsize=1 << 14)
def days(start: int, end: int) -> str:
    return day(start) if start == end else f"{day(start)} to {day(end)}"


def bounds(low: int, high: int | None, approx: bool) -> str:
    """A count as `3`, `at least 30`, `about 50`, `up to 9` or `3 to 5`."""
    if high is None:
        return f"at least {low}"
    if low == high:
        return f"about {low}" if approx else str(low)
    return f"up to {high}" if low == 0 else f"{low} to {high}"


@lru_cache(maxsize=1 << 14)
def number(tally: Tally) -> str:
    return bounds(tally.low, tally.high, tally.approx)


def where(traits: Traits) -> str:
    return traits.place_name or traits.country or "an unnamed place"


def plural(count: int, one: str, many: str | None = None) -> str:
    return f"{count} {one if count == 1 else many or one + 's'}"


def listed(names: list[str], most: int = 5) -> str:
    """Names as `a, b and c`, cut after `most`."""
    shown = names if len(names) <= most else [*names[:most], f"{len(names) - most} more"]
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}" if shown else ""
