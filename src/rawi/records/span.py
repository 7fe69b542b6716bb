"""Spans: half-open `[start, end)` intervals in Unicode code points of a document's text."""

Span = tuple[int, int]


def overlap(a: Span, b: Span) -> int:
    """Number of code points that two spans share (0 when they do not touch)."""
    # Asked so often that calls of min and max would tell.
    low = a[0] if a[0] > b[0] else b[0]
    high = a[1] if a[1] < b[1] else b[1]
    return high - low if high > low else 0


def covers(outer: Span, inner: Span) -> bool:
    """Whether `inner` lies wholly within `outer`."""
    return outer[0] <= inner[0] and inner[1] <= outer[1]
