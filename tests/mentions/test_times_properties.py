"""What holds of times whatever the text."""

from datetime import date
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from rawi.calendars import gregorian, lunar, solar
from rawi.lang import LANGUAGES, Reading, load
from rawi.mentions.times import times
from rawi.records import Document, Published, Time

WORDS = [
    "امروز",
    "دیروز",
    "شنبه",
    "آبان",
    "مهر",
    "۱۲",
    "۹۸",
    "۱۳۹۸",
    "سال",
    "گذشته",
    "تا",
    "از",
    "پس",
    "ماه",
    "هفته",
    "آینده",
    "صبح",
    "ساعت",
    "قبل",
    "می",
    "عاشورا",
    "(",
    ")",
    "،",
    ".",
    "اليوم",
    "أمس",
    "الأحد",
    "منذ",
    "قبل",
    "بعد",
    "الماضي",
    "سنة",
    "عام",
    "2017",
    "تشرين",
    "الثاني",
    "مارس",
    "من",
    "إلى",
    "العاشر",
    "شهرين",
    "رمضان",
    "today",
    "Monday",
    "last",
    "next",
    "week",
    "May",
    "March",
    "5",
    "3rd",
    "of",
    "since",
    "until",
    "2019",
    "-",
    "to",
    "early",
    "Christmas",
    "noon",
    "7",
    "p.m.",
    ",",
    "/",
    "ago",
    "two",
    "years",
]
TEXTS = st.lists(st.sampled_from([*WORDS, "\n", "كـان", "می‌رود"]), max_size=25).map(" ".join)
DATES = st.dates(min_value=date(1990, 1, 1), max_value=date(2035, 12, 31))
PRECISIONS = {"day", "week", "month", "season", "year", "decade", "part-of-day", "vague"}


def read(text: str, language: str, published: date | None) -> tuple[Time, ...]:
    given_on = Published(start=published.isoformat(), end=published.isoformat()) if published else None
    return times(Reading(Document(id="d", text=text, language=language, published=given_on)))


@settings(max_examples=150, deadline=None)
@given(TEXTS, st.sampled_from(LANGUAGES), st.none() | DATES)
def test_times_are_sound(text: str, language: str, published: date | None) -> None:
    found = read(text, language, published)
    ids = {rule.id for code in LANGUAGES for rule in load(code).all_rules}
    for time in found:
        start, end = time.span
        assert 0 <= start < end <= len(text)
        assert time.precision in PRECISIONS
        assert time.calendar in {"gregorian", "jalali", "hijri", "relative"}
        assert set(time.rule.split("+")) <= ids
        assert (time.basis is None) == (time.start is None and time.end is None)
        if time.start and time.end:
            assert time.start <= time.end
        if published is None:
            assert time.basis != "published"
    assert [t.span for t in found] == sorted(t.span for t in found)
    assert all(a.span[1] <= b.span[0] for a, b in pairwise(found))


@settings(max_examples=60, deadline=None)
@given(TEXTS, st.sampled_from(LANGUAGES), DATES)
def test_the_same_document_gives_the_same_times(text: str, language: str, published: date) -> None:
    assert read(text, language, published) == read(text, language, published)


@settings(max_examples=60, deadline=None)
@given(DATES)
def test_any_day_is_read_as_it_is_written(day: date) -> None:
    solar_names = {v: k for k, v in reversed(list(load("fa").lexicon["solar_month"].forms.items()))}
    year, month, number = solar.of_date(day)
    written = [
        ("fa", f"نامه {number} {solar_names[month]} {year} رسید."),
        ("fa", f"نامه در {year}/{month:02}/{number:02} رسید."),
        ("ar", f"وصلت الرسالة في {day.day}/{day.month}/{day.year}."),
        ("en", f"The letter of {day.isoformat()} came."),
        ("en", f"The letter came on {day:%B} {day.day}, {day.year}."),
    ]
    for language, text in written:
        assert [(t.start, t.end) for t in read(text, language, None)] == [(day.isoformat(), day.isoformat())], text
    assert lunar.to_date(*lunar.of_date(day)) == gregorian.to_date(*gregorian.of_date(day)) == day
