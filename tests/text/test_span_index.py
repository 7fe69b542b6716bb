"""What touches a stretch of text is found as by looking at every span."""

from hypothesis import given
from hypothesis import strategies as st

from rawi.text.span_index import SpanIndex

SPANS = st.tuples(st.integers(0, 60), st.integers(1, 30)).map(lambda pair: (pair[0], pair[0] + pair[1]))


@given(st.lists(st.lists(SPANS, max_size=3), max_size=25), SPANS)
def test_the_items_that_touch_a_stretch_in_the_order_given(
    items: list[list[tuple[int, int]]], stretch: tuple[int, int]
) -> None:
    index = SpanIndex(enumerate(items))
    low, high = stretch
    assert index.touching(low, high) == [
        number for number, spans in enumerate(items) if any(start < high and low < end for start, end in spans)
    ]


def test_a_span_that_only_ends_or_begins_at_it_does_not_touch() -> None:
    index = SpanIndex([("before", [(0, 5)]), ("in", [(6, 7)]), ("after", [(9, 12)])])
    assert index.touching(5, 9) == ["in"]
    assert index.touching(7, 9) == []
