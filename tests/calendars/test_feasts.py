"""Feasts and observances, year by year."""

from datetime import date

import pytest

from rawi.calendars import CALENDARS, Interval
from rawi.calendars.feasts import calendar_of, easter, feast, known
from rawi.lang import LANGUAGES, load

YEARS = {"gregorian": 2019, "jalali": 1398, "hijri": 1441}


@pytest.mark.parametrize(
    ("name", "year", "day"),
    [
        ("quds", 1440, date(2019, 5, 31)),
        ("arbaeen", 1441, date(2019, 10, 19)),
        ("ashura", 1441, date(2019, 9, 9)),
        ("nowruz", 1398, date(2019, 3, 21)),
        ("thanksgiving", 2019, date(2019, 11, 28)),
        ("black-friday", 2019, date(2019, 11, 29)),
        ("memorial-day", 2019, date(2019, 5, 27)),
        ("christmas", 2019, date(2019, 12, 25)),
        ("good-friday", 2018, date(2018, 3, 30)),
    ],
)
def test_known_feasts(name: str, year: int, day: date) -> None:
    assert feast(name, year) == Interval(day, day)


def test_a_feast_may_be_a_month_or_a_week() -> None:
    assert feast("ramadan", 1437) == Interval(date(2016, 6, 6), date(2016, 7, 5))
    assert feast("government-week", 1398) == Interval(date(2019, 8, 24), date(2019, 8, 30))


@pytest.mark.parametrize(
    ("year", "day"), [(2000, date(2000, 4, 23)), (2018, date(2018, 4, 1)), (2024, date(2024, 3, 31))]
)
def test_easter(year: int, day: date) -> None:
    assert easter(year) == day


@pytest.mark.parametrize("name", sorted(known()))
def test_every_feast_falls_in_its_calendar(name: str) -> None:
    calendar = calendar_of(name)
    found = feast(name, YEARS[calendar])
    assert calendar in CALENDARS
    assert found.start is not None
    assert found.end is not None
    assert found.start <= found.end


@pytest.mark.parametrize("code", LANGUAGES)
def test_packs_name_feasts_that_are_known(code: str) -> None:
    assert set(load(code).lexicon["feast"].forms.values()) <= known()
