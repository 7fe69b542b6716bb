"""Three calendars: round trips, bounds, leap days, and what is refused."""

from datetime import date, timedelta
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rawi.calendars import CALENDARS, Interval, gregorian, lunar, months, season, solar, week

DAYS = st.dates(min_value=date(650, 1, 1), max_value=date(2150, 12, 31))
EACH = pytest.mark.parametrize("calendar", CALENDARS.values(), ids=CALENDARS.keys())


@EACH
@given(day=DAYS)
def test_a_day_goes_there_and_back(calendar: ModuleType, day: date) -> None:
    assert calendar.to_date(*calendar.of_date(day)) == day


@EACH
@given(day=DAYS)
def test_a_day_lies_in_its_month_and_its_month_in_its_year(calendar: ModuleType, day: date) -> None:
    year, number, _ = calendar.of_date(day)
    month, whole = calendar.month(year, number), calendar.year(year)
    assert day in month
    assert whole.start <= month.start <= month.end <= whole.end


@EACH
@given(day=DAYS)
def test_years_follow_each_other_without_a_gap(calendar: ModuleType, day: date) -> None:
    year = calendar.of_date(day)[0]
    assert calendar.year(year + 1).start - calendar.year(year).end == timedelta(days=1)


@pytest.mark.parametrize(
    ("calendar", "there", "day"),
    [
        (solar, (1398, 8, 12), date(2019, 11, 3)),
        (solar, (1357, 11, 22), date(1979, 2, 11)),
        (solar, (1399, 12, 30), date(2021, 3, 20)),
        (lunar, (1441, 2, 20), date(2019, 10, 19)),
        (lunar, (1437, 9, 1), date(2016, 6, 6)),
        (lunar, (1073, 1, 1), date(1662, 8, 16)),
    ],
)
def test_known_days(calendar: ModuleType, there: tuple[int, int, int], day: date) -> None:
    assert calendar.to_date(*there) == day
    assert calendar.of_date(day) == there


@pytest.mark.parametrize(
    ("calendar", "there"),
    [(solar, (1398, 12, 30)), (solar, (1398, 7, 31)), (solar, (1398, 13, 1)), (gregorian, (2019, 2, 29))],
)
def test_days_that_are_none_are_refused(calendar: ModuleType, there: tuple[int, int, int]) -> None:
    assert not calendar.valid(*there)
    with pytest.raises(ValueError, match=r"day|calendar"):
        calendar.to_date(*there)


def test_a_lunar_day_may_be_a_day_off_by_country() -> None:
    assert lunar.variants(1441, 2, 20) == (date(2019, 10, 18), date(2019, 10, 19), date(2019, 10, 20))


def test_seasons_are_quarters_of_the_solar_year_and_meteorological_in_the_gregorian() -> None:
    assert season(1391, 2, solar) == Interval(date(2012, 9, 22), date(2012, 12, 20))
    assert season(2020, 3, gregorian) == Interval(date(2019, 12, 1), date(2020, 2, 29))
    assert months(1394, 1, 6, solar) == Interval(date(2015, 3, 21), date(2015, 9, 22))


@given(day=DAYS, first=st.integers(0, 6))
def test_a_week_holds_its_day_and_begins_as_told(day: date, first: int) -> None:
    found = week(day, first)
    assert found.start is not None
    assert day in found
    assert found.start.weekday() == first


def test_an_interval_without_an_end_holds_all_that_follows() -> None:
    assert date(2100, 1, 1) in Interval(date(2003, 1, 1), None)
    assert date(2002, 1, 1) not in Interval(date(2003, 1, 1), None)
