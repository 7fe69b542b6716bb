"""The native answers are those of `bisect` and of `rawi.records`."""

from bisect import bisect_left, bisect_right

from hypothesis import given
from hypothesis import strategies as st

from rawi import records
from rawi.claims import offsets

SPAN = st.tuples(st.integers(0, 40), st.integers(0, 12)).map(lambda pair: (pair[0], pair[0] + pair[1]))


@given(st.lists(st.integers(0, 30)).map(sorted), st.integers(-1, 31))
def test_rising_offsets_are_counted_below_and_up_to_one(rising: list[int], offset: int) -> None:
    assert offsets.below(rising, offset) == bisect_left(rising, offset)
    assert offsets.upto(rising, offset) == bisect_right(rising, offset)


@given(SPAN, SPAN)
def test_spans_meet_and_cover_as_in_records(a: tuple[int, int], b: tuple[int, int]) -> None:
    assert offsets.overlap(a, b) == records.overlap(a, b)
    assert offsets.covers(a, b) == records.covers(a, b)
    assert offsets.gap(a, b) == max(0, a[0] - b[1], b[0] - a[1]) == offsets.gap(b, a)
