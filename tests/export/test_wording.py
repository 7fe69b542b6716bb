"""Values in words, as a reader meets them."""

import pytest

from rawi.export.wording import bounds_words, direction, interval_words


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ("2019-11-05", "2019-11-05", "5 November 2019"),
        ("2019-11-01", "2019-11-30", "November 2019"),
        ("2020-02-01", "2020-02-29", "February 2020"),
        ("2019-02-01", "2019-02-27", "1–27 February 2019"),
        ("2019-01-01", "2019-12-31", "2019"),
        ("2010-01-01", "2019-12-31", "2010–2019"),
        ("2017-12-22", "2018-01-20", "22 December 2017 – 20 January 2018"),
        ("2023-07-04", "2023-08-04", "4 July – 4 August 2023"),
        ("2019-10-01", None, "since 1 October 2019"),
        (None, "2019-10-01", "until 1 October 2019"),
        ("2023-12-01", "2023-12-31", "December 2023"),
        (None, None, ""),
    ],
)
def test_intervals(start: str | None, end: str | None, words: str) -> None:
    assert interval_words(start, end) == words


@pytest.mark.parametrize(
    ("low", "high", "approx", "words"),
    [
        (3, 3, False, "3"),
        (2000, 2000, True, "about 2,000"),
        (30, None, True, "≥ 30"),
        (0, 300, False, "≤ 300"),
        (20, 30, False, "20–30"),
    ],
)
def test_bounds(low: int, high: int | None, approx: bool, words: str) -> None:
    assert bounds_words(low, high, approx=approx) == words


def test_direction_is_that_of_most_letters() -> None:
    assert direction("Reuters: گزارش کامل از میدان ساعت") == "rtl"
    assert direction("He shouted «آب» twice") == "ltr"
    assert direction("12 – 13", "rtl") == "rtl"
