"""Dates as pages, addresses and people write them."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from persiantools.jdatetime import JalaliDate

from rawi.ingest.dates import from_address, published_of

DAY = "2019-11-05"


@pytest.mark.parametrize(
    "written",
    [
        "2019-11-05",
        "2019-11-05T22:40:00+03:30",
        "2019-11-05 10:00",
        "20191105",
        "20191105T101500Z",
        "Tue, 05 Nov 2019 10:00:00 GMT",
        "November 5, 2019",
        "Nov. 5th, 2019, 10 am",
        "5 November 2019",
        "2019/11/05",
        "۱۳۹۸/۰۸/۱۴",
        "1398-08-14T09:00",
        "14/08/1398",
        "سه‌شنبه ۱۴ آبان ۱۳۹۸ - ۰۷:۴۲",
        "۱۴ آبان‌ماه ۱۳۹۸",
        "۱۴ آبان ۹۸",
        "۱۴ عقرب ۱۳۹۸",
        "14 Aban 1398",
        "الثلاثاء 5 نوفمبر 2019",
        "٥ تشرين الثاني ٢٠١٩",
        "5 تشرين الثاني/نوفمبر 2019",
        "5 نونبر 2019",
        "۵ نوامبر ۲۰۱۹",
        "٨ ربيع الأول ١٤٤١ هـ الموافق ٥ نوفمبر ٢٠١٩ م",
    ],
)
def test_one_day_in_many_spellings(written: str) -> None:
    found = published_of(written)
    assert found is not None
    assert (found.start, found.end, found.precision) == (DAY, DAY, "day")


@pytest.mark.parametrize(
    ("written", "start", "end", "precision"),
    [
        ("2019-11", "2019-11-01", "2019-11-30", "month"),
        ("2019", "2019-01-01", "2019-12-31", "year"),
        ("1398", "2019-03-21", "2020-03-19", "year"),
        ("۱۳۹۸/۰۸", None, None, None),
        ("آبان ۱۳۹۸", "2019-10-23", "2019-11-21", "month"),
        ("May 2019", "2019-05-01", "2019-05-31", "month"),
        ("جويلية 2023", "2023-07-01", "2023-07-31", "month"),
        ("اسفند ۱۳۹۹", "2021-02-19", "2021-03-20", "month"),
    ],
)
def test_months_and_years_are_intervals(
    written: str, start: str | None, end: str | None, precision: str | None
) -> None:
    found = published_of(written)
    assert (found.start, found.end, found.precision) == (start, end, precision) if found else start is None


def test_a_lunar_day_keeps_a_day_on_either_side() -> None:
    found = published_of("٨ ربيع الأول ١٤٤١")
    assert found is not None
    assert (found.start, found.end) == ("2019-11-04", "2019-11-06")


@pytest.mark.parametrize(
    "written", ["05/11/2019", "2 hours ago", "yesterday", "", "2019-02-30", "1398/13/01", "bogus 12", "12345678901"]
)
def test_what_does_not_say_a_day_gives_none(written: str) -> None:
    assert published_of(written) is None


@pytest.mark.parametrize(
    ("address", "day", "precision"),
    [
        ("https://paper.example/2019/11/05/two-boats", DAY, "day"),
        ("https://paper.example/1398/08/14/140/عنوان", DAY, "day"),
        ("https://paper.example/fa/1398-08-14-title", DAY, "day"),
        ("https://paper.example/a/20191105-boats.html", DAY, "day"),
        ("https://paper.example/2019/11/two-boats", "2019-11-01", "month"),
    ],
)
def test_an_address_may_hold_the_day(address: str, day: str, precision: str) -> None:
    found = from_address(address)
    assert found is not None
    assert (found.start, found.precision, found.basis) == (day, precision, "url")


@pytest.mark.parametrize(
    "address", ["https://paper.example/news/50300123", "https://paper.example/2019/13/05/x", "https://2019.example/"]
)
def test_numbers_in_an_address_are_no_dates(address: str) -> None:
    assert from_address(address) is None


@given(st.dates(dt.date(1925, 1, 1), dt.date(2030, 12, 31)))
def test_every_day_reads_back_in_both_calendars(day: dt.date) -> None:
    solar = JalaliDate(day)  # type: ignore[no-untyped-call]
    written = f"{solar.year}/{solar.month:02}/{solar.day:02}"
    for value in (day.isoformat(), written):
        found = published_of(value)
        assert found is not None
        assert (found.start, found.end) == (day.isoformat(), day.isoformat())


@given(st.text(max_size=60))
def test_any_text_gives_an_interval_or_nothing(value: str) -> None:
    found = published_of(value)
    assert found is None or found.start <= found.end
