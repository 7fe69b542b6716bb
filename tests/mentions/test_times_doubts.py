"""Dates that contradict themselves are flagged, and neither reading is mended."""

import pytest

from rawi.errors import UsageError
from rawi.pipeline import read
from rawi.records import Document, Published


def noted(text: str) -> list[tuple[str, str]]:
    record = read(Document(id="x", text=text))
    return [(n.code, text[slice(*n.span)]) for n in record.notes if n.span and n.code.startswith("time.")]


@pytest.mark.parametrize(
    "text",
    [
        "نشست در ۱۲ آبان ۱۳۹۸ (۳ نوامبر ۲۰۱۹) برگزار شد.",
        "نشست ۱۲ آبان ۱۳۹۸ برابر با ۳ نوامبر ۲۰۱۹ برگزار شد.",
        "The meeting was held on 12 Aban 1398 (3 November 2019).",
        "عقد الاجتماع في 6 ربيع الأول 1441 هـ الموافق 3 نوفمبر 2019.",
        # The new moon is seen a day later in some countries.
        "عقد الاجتماع في 6 ربيع الأول 1441 هـ الموافق 4 نوفمبر 2019.",
        # Two dates of two happenings.
        "The first meeting was held on 12 Aban 1398, the second on 9 November 2019.",
        "The meeting was held on Sunday 3 November 2019.",
    ],
)
def test_dates_that_agree_or_are_two_raise_no_doubt(text: str) -> None:
    assert noted(text) == []


@pytest.mark.parametrize(
    ("text", "doubted"),
    [
        ("نشست در ۱۲ آبان ۱۳۹۸ (۴ نوامبر ۲۰۱۹) برگزار شد.", "۱۲ آبان ۱۳۹۸ (۴ نوامبر ۲۰۱۹"),
        ("نشست ۱۲ آبان ۱۳۹۸ برابر با ۴ نوامبر ۲۰۱۹ برگزار شد.", "۱۲ آبان ۱۳۹۸ برابر با ۴ نوامبر ۲۰۱۹"),
        ("The meeting was held on 12 Aban 1398 (5 November 2019).", "12 Aban 1398 (5 November 2019"),
        ("عقد الاجتماع في 6 ربيع الأول 1441 هـ الموافق 9 نوفمبر 2019.", "6 ربيع الأول 1441 هـ الموافق 9 نوفمبر 2019"),
    ],
)
def test_two_calendars_that_name_two_days_are_flagged(text: str, doubted: str) -> None:
    assert noted(text) == [("time.double-date", doubted)]


@pytest.mark.parametrize(
    ("text", "doubted"),
    [
        ("The meeting was held on Monday 3 November 2019.", "Monday 3 November 2019"),
        ("نشست دوشنبه ۱۲ آبان ۱۳۹۸ برگزار شد.", "دوشنبه ۱۲ آبان ۱۳۹۸"),
    ],
)
def test_a_weekday_that_falls_on_another_day_is_flagged(text: str, doubted: str) -> None:
    assert noted(text) == [("time.weekday", doubted)]


def test_a_date_of_publication_that_is_none_is_refused_with_its_words() -> None:
    wrong = Document(id="x", text="They met on Monday.", published=Published(start="11/05/2017", end="11/05/2017"))
    with pytest.raises(UsageError, match="11/05/2017"):
        read(wrong)
