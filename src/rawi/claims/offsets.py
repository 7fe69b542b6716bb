"""What is asked of spans and of rising offsets in the innermost loops: as `bisect` has it, but compiled with what asks,
so that an answer costs no call of Python.
"""

from rawi.records import Span


def gap(a: Span, b: Span) -> int:
    """Code points between two spans, 0 where they meet."""
    if a[0] > b[1]:
        return a[0] - b[1]
    return b[0] - a[1] if b[0] > a[1] else 0


def below(rising: list[int], offset: int) -> int:
    """How many of some rising offsets are smaller than one."""
    low, high = 0, len(rising)
    while low < high:
        middle = (low + high) >> 1
        if rising[middle] < offset:
            low = middle + 1
        else:
            high = middle
    return low


def upto(rising: list[int], offset: int) -> int:
    """How many of some rising offsets are not greater than one."""
    low, high = 0, len(rising)
    while low < high:
        middle = (low + high) >> 1
        if rising[middle] <= offset:
            low = middle + 1
        else:
            high = middle
    return low
