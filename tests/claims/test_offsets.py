"""The native answers are those of `bisect`; spans meet, cover and lie apart as their code points do."""

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
def test_spans_meet_cover_and_lie_apart(a: tuple[int, int], b: tuple[int, int]) -> None:
    inside, other = set(range(*a)), set(range(*b))
    assert records.overlap(a, b) == len(inside & other)
    assert records.covers(a, b) == (a[0] <= b[0] and b[1] <= a[1])
    if inside and other:
        assert records.covers(a, b) == (other <= inside)
    assert offsets.gap(a, b) == max(0, a[0] - b[1], b[0] - a[1]) == offsets.gap(b, a)
